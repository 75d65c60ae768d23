create table organisation_bank (
  only_row boolean not null default true
    constraint organisation_bank__one primary key
    constraint organisation_bank__only check (only_row),
  code text not null,
  name text not null,
  currency text not null,
  source text not null,
  time_zone text not null,
  today date,
  claimed_at timestamptz not null default now()
);
comment on table organisation_bank is 'The one bank of this database';
comment on column organisation_bank.only_row is 'Keeps the table to one row';
comment on column organisation_bank.code is 'Code of the bank';
comment on column organisation_bank.name is 'Name shown in the header';
comment on column organisation_bank.currency is 'Accounting currency, two decimals; no sum crosses currencies';
comment on column organisation_bank.source is 'demo, or the adapter whose files it came from, or live';
comment on column organisation_bank.time_zone is 'Where its business day turns';
comment on column organisation_bank.today is 'Fixed business day of an imported past book; null means the clock';
comment on column organisation_bank.claimed_at is 'When this database was given to the bank';

create sequence organisation_unit_id;
create table organisation_unit (
  unit_id bigint not null constraint organisation_unit__id primary key,
  parent_id bigint constraint organisation_unit__parent references organisation_unit,
  code text not null constraint organisation_unit__code unique,
  name text not null,
  kind text not null constraint organisation_unit__kind check (
    kind in ('head_office', 'branch', 'sub_branch', 'department', 'rm_department', 'team')
  ),
  level smallint not null constraint organisation_unit__level check (level between 1 and 12),
  path text collate "C" not null constraint organisation_unit__path unique,
  opened_on date not null,
  closed_on date,
  batch_id bigint
);
comment on table organisation_unit is 'Head office, branches, sub-branches, departments, RM departments and teams, as a tree of any depth';
comment on column organisation_unit.unit_id is 'Key';
comment on column organisation_unit.parent_id is 'The unit above; null for head office';
comment on column organisation_unit.code is 'The bank''s own number of the unit';
comment on column organisation_unit.name is 'Name';
comment on column organisation_unit.kind is 'What sort of unit';
comment on column organisation_unit.level is 'Depth, head office is 1; RM departments exist at several levels (C2a)';
comment on column organisation_unit.path is 'Materialised path: four base-36 characters and a dot a level';
comment on column organisation_unit.opened_on is 'First day';
comment on column organisation_unit.closed_on is 'First day on which it is gone; null while it exists';
comment on column organisation_unit.batch_id is 'Import that brought it';
create index organisation_unit__by_parent on organisation_unit (parent_id);

create table organisation_calendar_year (
  year integer not null constraint organisation_calendar_year__year primary key,
  source text not null
);
comment on table organisation_calendar_year is 'Years whose public holidays are entered; other years fall back to Monday–Friday with a warning';
comment on column organisation_calendar_year.year is 'Year';
comment on column organisation_calendar_year.source is 'Where the days come from';

create table organisation_calendar_day (
  day date not null constraint organisation_calendar_day__day primary key,
  kind text not null constraint organisation_calendar_day__kind check (kind in ('off', 'work')),
  name text not null
);
comment on table organisation_calendar_day is 'Days that differ from the plain week: statutory holidays and make-up working days';
comment on column organisation_calendar_day.day is 'The day';
comment on column organisation_calendar_day.kind is 'off: not worked; work: worked though a weekend';
comment on column organisation_calendar_day.name is 'Name of the holiday';

create table organisation_run (
  run_id bigint generated always as identity constraint organisation_run__id primary key,
  quarter text not null constraint organisation_run__quarter check (quarter ~ '^\d{4}Q[1-4]$'),
  kind text not null constraint organisation_run__kind check (kind in ('open', 'close')),
  as_of date not null,
  backdated boolean not null,
  started_by text not null,
  started_at timestamptz not null default now()
);
comment on table organisation_run is 'Each opening and closing of a quarter; results carry its id';
comment on column organisation_run.run_id is 'Key';
comment on column organisation_run.quarter is 'Quarter, such as 2026Q3';
comment on column organisation_run.kind is 'open: allocate, set targets, issue letters; close: compute results';
comment on column organisation_run.as_of is 'Business day of the run';
comment on column organisation_run.backdated is 'The quarter was opened after its first day; its letters are adopted, not signed';
comment on column organisation_run.started_by is 'Login that started it';
comment on column organisation_run.started_at is 'When';
create index organisation_run__by_quarter on organisation_run (quarter, kind, run_id);

create table organisation_run_finished (
  run_id bigint not null
    constraint organisation_run_finished__run primary key
    constraint organisation_run_finished__of_run references organisation_run,
  digest text not null,
  finished_at timestamptz not null default now()
);
comment on table organisation_run_finished is 'Runs whose every station is done';
comment on column organisation_run_finished.run_id is 'The run';
comment on column organisation_run_finished.digest is 'Digest over the digests of its stations';
comment on column organisation_run_finished.finished_at is 'When';

create table organisation_seal (
  quarter text not null constraint organisation_seal__quarter primary key,
  run_id bigint not null constraint organisation_seal__of_run references organisation_run,
  digest text not null,
  sealed_by text not null,
  sealed_at timestamptz not null default now()
);
comment on table organisation_seal is 'Quarters that are final';
comment on column organisation_seal.quarter is 'The sealed quarter';
comment on column organisation_seal.run_id is 'The closing that became final';
comment on column organisation_seal.digest is 'Its digest at that moment';
comment on column organisation_seal.sealed_by is 'Login';
comment on column organisation_seal.sealed_at is 'When';

create view organisation_v_unit with (security_invoker = true) as
select unit_id, parent_id, code, name, kind, level, path, opened_on, closed_on
from organisation_unit;
comment on view organisation_v_unit is 'Units for other modules';

create view organisation_v_open with (security_invoker = true) as
select r.quarter, max(r.run_id) as run_id
from organisation_run r
join organisation_run_finished f on f.run_id = r.run_id
where r.kind = 'open'
group by r.quarter;
comment on view organisation_v_open is 'The valid opening of each quarter: the last finished one';

create view organisation_v_close with (security_invoker = true) as
select r.quarter,
       coalesce(max(s.run_id), max(r.run_id)) as run_id,
       max(s.run_id) is not null as sealed
from organisation_run r
join organisation_run_finished f on f.run_id = r.run_id
left join organisation_seal s on s.quarter = r.quarter
where r.kind = 'close'
group by r.quarter;
comment on view organisation_v_close is 'The valid closing of each quarter: the sealed one, else the last finished one';

grant select, insert on organisation_bank, organisation_unit, organisation_run,
  organisation_run_finished, organisation_seal to :app_role;
grant update (today) on organisation_bank to :app_role;
grant delete on organisation_unit, organisation_bank to :app_role;
grant select, insert, update, delete on organisation_calendar_day, organisation_calendar_year to :app_role;
grant usage on sequence organisation_unit_id to :app_role;
grant select on organisation_v_unit, organisation_v_open, organisation_v_close to :app_role;
