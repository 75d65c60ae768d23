create table expenses_ledger (
  entry_id bigint generated always as identity constraint expenses_ledger__id primary key,
  run_id bigint constraint expenses_ledger__of_run references organisation_run,
  staff_id bigint not null,
  unit_path text collate "C" not null,
  quarter text not null,
  kind text not null constraint expenses_ledger__kind
    check (kind in ('granted', 'reserved', 'used', 'returned', 'expired')),
  purse text not null constraint expenses_ledger__purse check (purse in ('quota', 'allowance')),
  amount_fen bigint not null constraint expenses_ledger__amount check (amount_fen >= 0),
  explanation jsonb not null,
  policy_version_id bigint not null,
  entered_at timestamptz not null default now()
);
comment on table expenses_ledger is 'Marketing money of RMs: quota for all (C1b), allowance as a share of contribution for seniors (D5b); append only';
comment on column expenses_ledger.entry_id is 'Key';
comment on column expenses_ledger.run_id is 'The opening that granted it; null for later entries';
comment on column expenses_ledger.staff_id is 'The RM';
comment on column expenses_ledger.unit_path is 'His unit at that time, for row security';
comment on column expenses_ledger.quarter is 'Quarter it belongs to';
comment on column expenses_ledger.kind is 'granted adds; reserved, used, expired take; returned gives back';
comment on column expenses_ledger.purse is 'quota: fixed public-relations money; allowance: share of contribution';
comment on column expenses_ledger.amount_fen is 'Amount, never negative; the kind says the direction';
comment on column expenses_ledger.explanation is 'Rule, formula in words and inputs';
comment on column expenses_ledger.policy_version_id is 'Grade matrix used';
comment on column expenses_ledger.entered_at is 'When';
create index expenses_ledger__by_staff on expenses_ledger (staff_id, quarter, entry_id);
create unique index expenses_ledger__granted_once on expenses_ledger (run_id, staff_id, purse)
  where kind = 'granted';
alter table expenses_ledger enable row level security;
alter table expenses_ledger force row level security;
create policy scope on expenses_ledger using (
  :bank_wide
  or staff_id = current_setting('app.staff_id')::bigint
  or :in_ranges(unit_path)
);
grant select, insert on expenses_ledger to :app_role;
