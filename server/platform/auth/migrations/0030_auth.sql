create table auth_account (
  account_id bigint generated always as identity constraint auth_account__id primary key,
  login text not null constraint auth_account__login unique,
  name text not null,
  staff_id bigint,
  created_by bigint not null,
  created_at timestamptz not null default now(),
  constraint auth_account__login_form check (login ~ '^[a-z0-9][a-z0-9._-]{1,59}$')
);
comment on table auth_account is 'Sign-in accounts; names only, no secrets';
comment on column auth_account.account_id is 'Key; audit records and policies name it';
comment on column auth_account.login is 'What the person types';
comment on column auth_account.name is 'Name of the person or program';
comment on column auth_account.staff_id is 'Member of staff; null for accounts of no member of staff';
comment on column auth_account.created_by is 'Account that made it; 0 is the program itself';
comment on column auth_account.created_at is 'When it was made';

create table auth_closure (
  account_id bigint not null
    constraint auth_closure__account primary key
    constraint auth_closure__of_account references auth_account,
  closed_by bigint not null,
  closed_at timestamptz not null default now()
);
comment on table auth_closure is 'Accounts that may no longer sign in';
comment on column auth_closure.account_id is 'The closed account';
comment on column auth_closure.closed_by is 'Account that closed it; 0 is the program itself';
comment on column auth_closure.closed_at is 'When';

create table auth_password (
  password_id bigint generated always as identity constraint auth_password__id primary key,
  account_id bigint not null constraint auth_password__of_account references auth_account,
  hash text not null,
  must_change boolean not null,
  set_by bigint not null,
  set_at timestamptz not null default now()
);
comment on table auth_password is 'Passwords as argon2id hashes; the latest row of an account counts';
comment on column auth_password.password_id is 'Key';
comment on column auth_password.account_id is 'Whose';
comment on column auth_password.hash is 'argon2id with its salt and cost';
comment on column auth_password.must_change is 'Whether the person must choose another one at the next sign-in';
comment on column auth_password.set_by is 'Account that set it; 0 is the program itself';
comment on column auth_password.set_at is 'When';
create index auth_password__by_account on auth_password (account_id, password_id);

create table auth_grant (
  account_id bigint not null constraint auth_grant__of_account references auth_account,
  grant_no integer not null,
  role text not null,
  scope text not null,
  unit_ids bigint[] not null,
  ranges jsonb not null,
  granted_by bigint not null,
  granted_at timestamptz not null default now(),
  constraint auth_grant__no primary key (account_id, grant_no),
  constraint auth_grant__scope_known
    check (scope in ('own', 'unit', 'unit_and_below', 'chosen_units', 'bank'))
);
comment on table auth_grant is 'Roles of accounts, each with the part of the bank it reaches';
comment on column auth_grant.account_id is 'Whose';
comment on column auth_grant.grant_no is 'Number within the account, from 1';
comment on column auth_grant.role is 'Role: decides which verbs';
comment on column auth_grant.scope is 'Scope: decides which rows';
comment on column auth_grant.unit_ids is 'The chosen units, empty for other scopes';
comment on column auth_grant.ranges is 'Half-open path ranges [{from, until}], computed when granted';
comment on column auth_grant.granted_by is 'Account that granted it; 0 is the program itself';
comment on column auth_grant.granted_at is 'When';

create table auth_attempt (
  login text not null constraint auth_attempt__login primary key,
  failures integer not null,
  last_at timestamptz not null,
  locked_until timestamptz
);
comment on table auth_attempt is 'Failed sign-ins in a row by login as typed, known or not';
comment on column auth_attempt.login is 'Login as typed, at most 60 characters';
comment on column auth_attempt.failures is 'Tries since the last success, those under way included';
comment on column auth_attempt.last_at is 'Last try';
comment on column auth_attempt.locked_until is 'Until then no password is looked at; null when not locked';

create table auth_session (
  session_id bigint generated always as identity constraint auth_session__id primary key,
  secret_hash text not null constraint auth_session__secret unique,
  account_id bigint not null constraint auth_session__of_account references auth_account,
  opened_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  idle_minutes integer not null,
  idle_until timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  address text not null
);
comment on table auth_session is 'Sign-ins of people by browser cookie';
comment on column auth_session.session_id is 'Key';
comment on column auth_session.secret_hash is 'SHA-256 of the random cookie value, which is kept nowhere';
comment on column auth_session.account_id is 'Whose';
comment on column auth_session.opened_at is 'Sign-in';
comment on column auth_session.seen_at is 'Last use, to the minute';
comment on column auth_session.idle_minutes is 'Minutes of rest after which it ends, as the policy said at the sign-in';
comment on column auth_session.idle_until is 'Ends then unless used before';
comment on column auth_session.expires_at is 'Ends then in any case';
comment on column auth_session.ended_at is 'Sign-out or revocation; null while it lasts';
comment on column auth_session.address is 'Network address of the sign-in';
create index auth_session__by_account on auth_session (account_id, session_id);

create table auth_token (
  token_id bigint generated always as identity constraint auth_token__id primary key,
  account_id bigint not null constraint auth_token__of_account references auth_account,
  name text not null,
  secret_hash text not null constraint auth_token__secret unique,
  created_at timestamptz not null default now(),
  last_used_at timestamptz,
  expires_on date not null,
  revoked_at timestamptz
);
comment on table auth_token is 'Personal API tokens for programs; they carry the rights of their account';
comment on column auth_token.token_id is 'Key';
comment on column auth_token.account_id is 'Whose';
comment on column auth_token.name is 'What it is for';
comment on column auth_token.secret_hash is 'SHA-256 of the token, which was shown once';
comment on column auth_token.created_at is 'When';
comment on column auth_token.last_used_at is 'Last use, to the minute; null before the first';
comment on column auth_token.expires_on is 'Last day of its life';
comment on column auth_token.revoked_at is 'When it was revoked; null while it lives';
create index auth_token__by_account on auth_token (account_id, token_id);

create table auth_demo_sign_in (
  position integer not null constraint auth_demo_sign_in__position primary key,
  login text not null constraint auth_demo_sign_in__login unique,
  role text not null,
  name text not null,
  password text not null
);
comment on table auth_demo_sign_in is 'Published sign-ins of the invented demo bank, one for each role; empty in a real bank';
comment on column auth_demo_sign_in.position is 'Order on the sign-in page';
comment on column auth_demo_sign_in.login is 'Login';
comment on column auth_demo_sign_in.role is 'Role it shows';
comment on column auth_demo_sign_in.name is 'Name of the invented person';
comment on column auth_demo_sign_in.password is 'Its published password';

alter table auth_account enable row level security;
alter table auth_account force row level security;
create policy scope on auth_account using (true) with check (:bank_wide);
alter table auth_closure enable row level security;
alter table auth_closure force row level security;
create policy scope on auth_closure using (true) with check (:bank_wide);
alter table auth_grant enable row level security;
alter table auth_grant force row level security;
create policy scope on auth_grant
  using (:bank_wide or account_id = current_setting('app.account_id')::bigint)
  with check (:bank_wide);
alter table auth_password enable row level security;
alter table auth_password force row level security;
create policy scope on auth_password
  using (
    (:bank_wide and current_setting('app.account_id') = '0')
    or account_id = current_setting('app.account_id')::bigint
  )
  with check (:bank_wide or account_id = current_setting('app.account_id')::bigint);
alter table auth_session enable row level security;
alter table auth_session force row level security;
create policy scope on auth_session
  using (
    (:bank_wide and current_setting('app.account_id') = '0')
    or account_id = current_setting('app.account_id')::bigint
  );
alter table auth_token enable row level security;
alter table auth_token force row level security;
create policy scope on auth_token
  using (
    (:bank_wide and current_setting('app.account_id') = '0')
    or account_id = current_setting('app.account_id')::bigint
  );
alter table auth_attempt enable row level security;
alter table auth_attempt force row level security;
create policy scope on auth_attempt using (:bank_wide) with check (:bank_wide);

grant select, insert on auth_account, auth_closure, auth_password to :app_role;
grant select, insert, delete on auth_grant, auth_demo_sign_in to :app_role;
grant select, insert, update, delete on auth_attempt, auth_session to :app_role;
grant select, insert, update on auth_token to :app_role;
grant delete on auth_account, auth_closure, auth_password, auth_token to :app_role;
grant select on platform_migration to :app_role;
