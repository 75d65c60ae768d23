create table audit_refusal (
  refusal_id bigint generated always as identity constraint audit_refusal__id primary key,
  account_id bigint not null,
  login text not null,
  method text not null,
  route text not null,
  kind text not null constraint audit_refusal__kind check (kind in ('right', 'sight')),
  day date not null,
  refused integer not null constraint audit_refusal__some check (refused > 0),
  first_at timestamptz not null,
  last_at timestamptz not null,
  constraint audit_refusal__once unique (account_id, day, method, route, kind)
);
comment on table audit_refusal is 'Requests refused for lack of right or sight, counted by account, route and day; the first of each also stands in the chain';
comment on column audit_refusal.refusal_id is 'Key';
comment on column audit_refusal.account_id is 'Who asked';
comment on column audit_refusal.login is 'Login at that time';
comment on column audit_refusal.method is 'GET, POST, PUT, PATCH or DELETE';
comment on column audit_refusal.route is 'The route as it is declared, without keys and query: no personal data';
comment on column audit_refusal.kind is 'right: he may not do it at all; sight: nothing there, or outside his scope';
comment on column audit_refusal.day is 'Day of China';
comment on column audit_refusal.refused is 'How many times on that day';
comment on column audit_refusal.first_at is 'The first of them';
comment on column audit_refusal.last_at is 'The last of them';
create index audit_refusal__by_day on audit_refusal (day, account_id);
grant select, insert, update on audit_refusal to :app_role;
