create table jobs_asked (
  job_id uuid not null constraint jobs_asked__id primary key,
  job_name text not null,
  account_id bigint not null,
  login text not null,
  asked_at timestamptz not null default now(),
  again_of uuid constraint jobs_asked__again_once unique
);
comment on table jobs_asked is 'Who asked for a background job; one that is not here was started by the clock. The job itself lies in the queue (schema pgboss) and goes after 30 days';
comment on column jobs_asked.job_id is 'The job, as the queue numbers it';
comment on column jobs_asked.job_name is 'Kind of job: <room>.<what>';
comment on column jobs_asked.account_id is 'Account that asked; 0 is the program itself';
comment on column jobs_asked.login is 'Its login at that time';
comment on column jobs_asked.asked_at is 'When';
comment on column jobs_asked.again_of is 'The failed job that this one repeats; a failed job is repeated once';
alter table jobs_asked enable row level security;
alter table jobs_asked force row level security;
create policy scope on jobs_asked
  using (account_id = current_setting('app.account_id')::bigint or :bank_wide)
  with check (account_id = current_setting('app.account_id')::bigint);

create table jobs_told (
  job_id uuid not null constraint jobs_told__id primary key,
  job_name text not null,
  failed_at timestamptz not null,
  noticed boolean not null,
  told_at timestamptz not null default now()
);
comment on table jobs_told is 'Jobs that failed for good and were looked at by the watch, so that administrators are told once';
comment on column jobs_told.job_id is 'The job, as the queue numbers it';
comment on column jobs_told.job_name is 'Kind of job: <room>.<what>';
comment on column jobs_told.failed_at is 'When its last attempt failed';
comment on column jobs_told.noticed is 'Whether a notice was written; not when the same kind of job was told of shortly before';
comment on column jobs_told.told_at is 'When the watch looked at it';
create index jobs_told__of_kind on jobs_told (job_name, told_at);
alter table jobs_told enable row level security;
alter table jobs_told force row level security;
create policy scope on jobs_told
  using (:bank_wide);

grant select, insert on jobs_asked, jobs_told to :app_role;
