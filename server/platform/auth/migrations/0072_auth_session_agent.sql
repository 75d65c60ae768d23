alter table auth_session add column agent text not null default '';
comment on column auth_session.agent is 'Program of the sign-in as the browser names itself, at most 300 characters; empty when it was not kept';
