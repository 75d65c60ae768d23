alter table auth_closure add column from_day date not null default current_date;
alter table auth_closure add column reason text not null default '';
comment on column auth_closure.from_day is 'First day on which it no longer signs in';
comment on column auth_closure.reason is 'Why; empty for closings made before reasons were asked';

create table auth_event (
  event_id bigint generated always as identity constraint auth_event__id primary key,
  account_id bigint not null,
  kind text not null constraint auth_event__kind check (
    kind in ('created', 'granted', 'closed', 'reopened', 'unlocked', 'password_set',
      'sessions_ended', 'ranges_moved')
  ),
  before_grants jsonb,
  after_grants jsonb,
  reason text not null,
  by_account bigint not null,
  by_login text not null,
  at timestamptz not null default now()
);
comment on table auth_event is 'What was done to accounts, append only: every change of roles and scope with before and after';
comment on column auth_event.event_id is 'Key; a change of grants names the last one it was made from';
comment on column auth_event.account_id is 'Whose account';
comment on column auth_event.kind is 'What was done; ranges_moved: its unit or member of staff moved in the tree';
comment on column auth_event.before_grants is 'Roles and scopes before; null when they did not change';
comment on column auth_event.after_grants is 'Roles and scopes after';
comment on column auth_event.reason is 'Why, in words';
comment on column auth_event.by_account is 'Who did it; 0: the program itself';
comment on column auth_event.by_login is 'Login at that time';
comment on column auth_event.at is 'When';
create index auth_event__by_account on auth_event (account_id, event_id);

alter table auth_event enable row level security;
alter table auth_event force row level security;
create policy scope on auth_event using (:bank_wide) with check (:bank_wide);
grant select, insert on auth_event to :app_role;
