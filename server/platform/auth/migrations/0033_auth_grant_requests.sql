create table auth_grant_request (
  request_id bigint generated always as identity constraint auth_grant_request__id primary key,
  account_id bigint not null,
  base_event bigint not null,
  before_grants jsonb not null,
  wished_grants jsonb not null,
  reason text not null,
  asked_by bigint not null,
  asked_login text not null,
  asked_at timestamptz not null default now(),
  lapses_on date not null
);
comment on table auth_grant_request is 'Roles and scopes that one administrator asks for and a second one must accept before they hold; append only';
comment on column auth_grant_request.request_id is 'Key';
comment on column auth_grant_request.account_id is 'Account that would gain';
comment on column auth_grant_request.base_event is 'Last thing done to the account when it was asked';
comment on column auth_grant_request.before_grants is 'Roles and scopes at that time; the wish is void once they are others';
comment on column auth_grant_request.wished_grants is 'All roles and scopes it would have afterwards';
comment on column auth_grant_request.reason is 'Why, in words';
comment on column auth_grant_request.asked_by is 'Account that asks';
comment on column auth_grant_request.asked_login is 'Its login at that time';
comment on column auth_grant_request.asked_at is 'When';
comment on column auth_grant_request.lapses_on is 'First day of the clock on which it can no longer be accepted';
create index auth_grant_request__by_account on auth_grant_request (account_id, request_id);

create table auth_grant_answer (
  request_id bigint not null
    constraint auth_grant_answer__once primary key
    constraint auth_grant_answer__of_request references auth_grant_request,
  verdict text not null
    constraint auth_grant_answer__verdict check (verdict in ('accepted', 'refused', 'withdrawn')),
  reason text not null,
  answered_by bigint not null,
  answered_login text not null,
  answered_at timestamptz not null default now()
);
comment on table auth_grant_answer is 'The one answer to a request: of the second administrator, or its withdrawal by who asked';
comment on column auth_grant_answer.request_id is 'The request';
comment on column auth_grant_answer.verdict is 'accepted, refused or withdrawn';
comment on column auth_grant_answer.reason is 'Why, in words';
comment on column auth_grant_answer.answered_by is 'Account that answered; 0: the owner of the machine at the command line';
comment on column auth_grant_answer.answered_login is 'Its login at that time';
comment on column auth_grant_answer.answered_at is 'When';

alter table auth_grant_request enable row level security;
alter table auth_grant_request force row level security;
create policy scope on auth_grant_request using (:bank_wide) with check (:bank_wide);
alter table auth_grant_answer enable row level security;
alter table auth_grant_answer force row level security;
create policy scope on auth_grant_answer using (:bank_wide) with check (:bank_wide);
grant select, insert, delete on auth_grant_request, auth_grant_answer to :app_role;

create view auth_v_grant_request with (security_invoker = true) as
select r.request_id, r.account_id, a.login, a.name, r.base_event, r.before_grants,
       r.wished_grants, r.reason, r.asked_by, r.asked_login, r.asked_at, r.lapses_on,
       case
         when w.verdict is not null then w.verdict
         when r.lapses_on <= auth_clock_day() then 'lapsed'
         else 'open'
       end as state,
       w.reason as answer, w.answered_login, w.answered_at
from auth_grant_request r
join auth_account a on a.account_id = r.account_id
left join auth_grant_answer w on w.request_id = r.request_id;
comment on view auth_v_grant_request is 'Requests with their state';
comment on column auth_v_grant_request.request_id is 'Key';
comment on column auth_v_grant_request.account_id is 'Account that would gain';
comment on column auth_v_grant_request.login is 'Its login';
comment on column auth_v_grant_request.name is 'Name of its person';
comment on column auth_v_grant_request.base_event is 'Last thing done to the account when it was asked';
comment on column auth_v_grant_request.before_grants is 'Roles and scopes at that time';
comment on column auth_v_grant_request.wished_grants is 'All roles and scopes it would have afterwards';
comment on column auth_v_grant_request.reason is 'Why it is asked for';
comment on column auth_v_grant_request.asked_by is 'Account that asks';
comment on column auth_v_grant_request.asked_login is 'Its login at that time';
comment on column auth_v_grant_request.asked_at is 'When it was asked';
comment on column auth_v_grant_request.lapses_on is 'First day on which it can no longer be accepted';
comment on column auth_v_grant_request.state is 'open, accepted, refused, withdrawn or lapsed';
comment on column auth_v_grant_request.answer is 'Reason of the answer; null while there is none';
comment on column auth_v_grant_request.answered_login is 'Who answered';
comment on column auth_v_grant_request.answered_at is 'When it was answered';

create view auth_v_waiting with (security_invoker = true) as
select 'accept_grant' as task, r.account_id::text as item, r.asked_at as since,
       r.lapses_on - 1 as due, null::bigint as for_staff_id, null::bigint as not_staff_id,
       array[r.asked_by, r.account_id] as not_accounts, null::bigint as amount_fen
from auth_v_grant_request r
where r.state = 'open';
comment on view auth_v_waiting is 'Grants that wait for a second administrator';
comment on column auth_v_waiting.task is 'accept_grant';
comment on column auth_v_waiting.item is 'The account that would gain';
comment on column auth_v_waiting.since is 'When it was asked';
comment on column auth_v_waiting.due is 'Last day on which it can be accepted';
comment on column auth_v_waiting.for_staff_id is 'Nobody in particular';
comment on column auth_v_waiting.not_staff_id is 'Nobody in particular';
comment on column auth_v_waiting.not_accounts is 'Who asked, and who would gain';
comment on column auth_v_waiting.amount_fen is 'No money';
grant select on auth_v_grant_request, auth_v_waiting to :app_role;
