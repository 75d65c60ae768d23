create table targets_target (
  run_id bigint not null,
  staff_id bigint not null,
  unit_path text collate "C" not null,
  year integer not null,
  metric text not null,
  base bigint not null,
  annual bigint not null,
  started_quarter smallint not null
    constraint targets_target__started check (started_quarter between 1 and 4),
  policy_version_id bigint not null,
  explanation jsonb not null,
  constraint targets_target__id primary key (run_id, staff_id, metric),
  constraint targets_target__metric check (
    metric in ('deposit_average', 'loan_average', 'contribution', 'fee_income', 'new_customers',
      'npl_rate')
  )
);
comment on table targets_target is 'Annual targets of an RM, from his own customers and the quota of his grade (C2e); set once a year';
comment on column targets_target.run_id is 'Opening that set them; valid while it is the valid opening of its quarter';
comment on column targets_target.staff_id is 'RM';
comment on column targets_target.unit_path is 'His unit at that time, for the scope';
comment on column targets_target.year is 'Year of the targets';
comment on column targets_target.metric is 'One of metrics (contract.ts)';
comment on column targets_target.base is 'Last year''s figure of his customers: daily average in fen, or the year''s flow; 0 without a last year';
comment on column targets_target.annual is 'Target of the whole year: fen, a count, or millionths';
comment on column targets_target.started_quarter is 'First quarter in which he has it: 1, or later when he joined later';
comment on column targets_target.policy_version_id is 'Version of the policy target_scheme that was applied';
comment on column targets_target.explanation is 'Rule, formula and inputs';
create index targets_target__of_staff on targets_target (staff_id, year);

create table targets_quarter (
  run_id bigint not null,
  staff_id bigint not null,
  unit_path text collate "C" not null,
  quarter text not null,
  metric text not null,
  cumulative_target bigint not null,
  constraint targets_quarter__id primary key (run_id, staff_id, metric),
  constraint targets_quarter__quarter check (quarter ~ '^\d{4}Q[1-4]$')
);
comment on table targets_quarter is 'Targets of an RM for the year to date at the end of a quarter';
comment on column targets_quarter.run_id is 'Opening of the quarter';
comment on column targets_quarter.staff_id is 'RM';
comment on column targets_quarter.unit_path is 'His unit on the quarter''s first day, for the scope';
comment on column targets_quarter.quarter is 'Quarter, such as 2026Q3';
comment on column targets_quarter.metric is 'One of metrics (contract.ts)';
comment on column targets_quarter.cumulative_target is 'Flows: from 1 January (or from his start) to the quarter''s end; averages: of the year to date; levels: the same all year';
create index targets_quarter__of_staff on targets_quarter (staff_id, quarter);

create sequence targets_plan_id;
create table targets_plan (
  entry_id bigint not null default nextval('targets_plan_id')
    constraint targets_plan__id primary key,
  unit_id bigint not null,
  unit_path text collate "C" not null,
  year integer not null constraint targets_plan__year check (year between 1900 and 2200),
  metric text not null,
  amount bigint not null constraint targets_plan__amount check (amount >= 0),
  entered_by bigint not null,
  entered_at timestamptz not null default now()
);
comment on table targets_plan is 'Top-down plan of a unit and everything below it; the last entry for unit, year and metric counts';
comment on column targets_plan.entry_id is 'Key; later entries replace earlier ones, which stay';
comment on column targets_plan.unit_id is 'Unit';
comment on column targets_plan.unit_path is 'Its path, for the scope';
comment on column targets_plan.year is 'Year of the plan';
comment on column targets_plan.metric is 'One of metrics (contract.ts) that can be summed';
comment on column targets_plan.amount is 'Plan for the year: fen or a count';
comment on column targets_plan.entered_by is 'Account';
comment on column targets_plan.entered_at is 'When';
create index targets_plan__of_unit on targets_plan (unit_id, year, metric, entry_id);

create sequence targets_letter_id;
create table targets_letter (
  letter_id bigint not null default nextval('targets_letter_id')
    constraint targets_letter__id primary key,
  run_id bigint not null,
  staff_id bigint not null,
  unit_path text collate "C" not null,
  year integer not null,
  letter_no text not null,
  kind text not null constraint targets_letter__kind check (kind in ('signed', 'adopted')),
  body jsonb not null,
  body_hash text not null,
  issued_at timestamptz not null default now(),
  constraint targets_letter__one_a_year unique (run_id, staff_id),
  constraint targets_letter__no unique (run_id, letter_no)
);
comment on table targets_letter is 'Responsibility letters (责任书), one for each RM and year (C3e); the text never changes';
comment on column targets_letter.letter_id is 'Key';
comment on column targets_letter.run_id is 'Opening that issued it; valid while it is the valid opening of its quarter';
comment on column targets_letter.staff_id is 'RM';
comment on column targets_letter.unit_path is 'His unit at that time, for the scope';
comment on column targets_letter.year is 'Year it is for';
comment on column targets_letter.letter_no is 'Number, such as 2026-责-0001';
comment on column targets_letter.kind is 'signed: to be signed by both sides; adopted: made for a past quarter, in force by policy, never signed';
comment on column targets_letter.body is 'The whole text as data';
comment on column targets_letter.body_hash is 'SHA-256 of the body in canonical JSON: what a signature stands under';
comment on column targets_letter.issued_at is 'When';
create index targets_letter__of_staff on targets_letter (staff_id, year);
create index targets_letter__of_unit on targets_letter (unit_path, year);

create table targets_signature (
  letter_id bigint not null constraint targets_signature__of_letter references targets_letter,
  side text not null constraint targets_signature__side check (side in ('rm', 'bank')),
  account_id bigint not null,
  signer_name text not null,
  signed_at timestamptz not null default now(),
  body_hash text not null,
  constraint targets_signature__id primary key (letter_id, side)
);
comment on table targets_signature is 'Signatures under letters; with both sides the letter is the locked baseline of the year';
comment on column targets_signature.letter_id is 'Letter';
comment on column targets_signature.side is 'rm: the RM himself; bank: his team head or branch president';
comment on column targets_signature.account_id is 'Account that signed, its password entered again';
comment on column targets_signature.signer_name is 'Name of the person, as it stands on the letter';
comment on column targets_signature.signed_at is 'When';
comment on column targets_signature.body_hash is 'Hash of the text that was signed';

create view targets_v_target with (security_invoker = true) as
select t.run_id, t.staff_id, t.unit_path, t.year, t.metric, t.base, t.annual, t.started_quarter,
       t.policy_version_id, t.explanation
from targets_target t
join organisation_v_open o on o.run_id = t.run_id;
comment on view targets_v_target is 'Annual targets of valid openings';

create view targets_v_quarter with (security_invoker = true) as
select q.run_id, q.staff_id, q.unit_path, q.quarter, q.metric, q.cumulative_target
from targets_quarter q
join organisation_v_open o on o.run_id = q.run_id;
comment on view targets_v_quarter is 'Targets of the year to date by quarter, of valid openings';

create view targets_v_letter with (security_invoker = true) as
select l.letter_id, l.run_id, l.staff_id, l.unit_path, l.year, l.letter_no, l.kind, l.body_hash,
       l.issued_at
from targets_letter l
join organisation_v_open o on o.run_id = l.run_id;
comment on view targets_v_letter is 'Letters of valid openings';

alter table targets_target enable row level security;
alter table targets_target force row level security;
create policy scope on targets_target
  using (:bank_wide or staff_id = current_setting('app.staff_id')::bigint or :in_ranges(unit_path));

alter table targets_quarter enable row level security;
alter table targets_quarter force row level security;
create policy scope on targets_quarter
  using (:bank_wide or staff_id = current_setting('app.staff_id')::bigint or :in_ranges(unit_path));

alter table targets_plan enable row level security;
alter table targets_plan force row level security;
create policy scope on targets_plan using (:bank_wide or :in_ranges(unit_path));

alter table targets_letter enable row level security;
alter table targets_letter force row level security;
create policy scope on targets_letter
  using (:bank_wide or staff_id = current_setting('app.staff_id')::bigint or :in_ranges(unit_path));

alter table targets_signature enable row level security;
alter table targets_signature force row level security;
create policy scope on targets_signature
  using (exists (select 1 from targets_letter l where l.letter_id = targets_signature.letter_id));

grant usage on sequence targets_plan_id, targets_letter_id to :app_role;
grant select, insert on targets_target, targets_quarter, targets_plan, targets_letter,
  targets_signature to :app_role;
grant select on targets_v_target, targets_v_quarter, targets_v_letter to :app_role;
