create sequence pay_slip_id;
create table pay_slip (
  slip_id bigint not null constraint pay_slip__id primary key,
  run_id bigint not null constraint pay_slip__of_run references organisation_run,
  quarter text not null,
  staff_id bigint not null,
  unit_path text collate "C" not null,
  level text not null,
  gross_fen bigint not null,
  paid_now_fen bigint not null,
  deferred_fen bigint not null constraint pay_slip__deferred check (deferred_fen >= 0),
  held_fen bigint not null constraint pay_slip__held check (held_fen >= 0),
  deducted_fen bigint not null constraint pay_slip__deducted check (deducted_fen >= 0),
  carried_fen bigint not null constraint pay_slip__carried check (carried_fen >= 0),
  policy_version_id bigint not null,
  constraint pay_slip__one_each unique (run_id, staff_id),
  constraint pay_slip__adds_up
    check (gross_fen = paid_now_fen + deferred_fen + held_fen + deducted_fen)
);
comment on table pay_slip is 'Pay of one RM for one quarter in one closing (D2b); never updated';
comment on column pay_slip.slip_id is 'Key';
comment on column pay_slip.run_id is 'The closing';
comment on column pay_slip.quarter is 'Quarter';
comment on column pay_slip.staff_id is 'The RM';
comment on column pay_slip.unit_path is 'His unit at that time, for row security';
comment on column pay_slip.level is 'Grade the pay follows';
comment on column pay_slip.gross_fen is 'Base pay and computed bonus';
comment on column pay_slip.paid_now_fen is 'Paid with this slip';
comment on column pay_slip.deferred_fen is 'Put off to later years against risk';
comment on column pay_slip.held_fen is 'Held back for the year-end settlement';
comment on column pay_slip.deducted_fen is 'Taken off within the legal floor';
comment on column pay_slip.carried_fen is 'Deductions beyond the legal floor, carried to the next quarter';
comment on column pay_slip.policy_version_id is 'Pay scheme used';
create index pay_slip__by_staff on pay_slip (staff_id, quarter);

create table pay_line (
  slip_id bigint not null constraint pay_line__of_slip references pay_slip,
  position smallint not null,
  item text not null,
  amount_fen bigint not null,
  explanation jsonb not null,
  constraint pay_line__key primary key (slip_id, position)
);
comment on table pay_line is 'Lines of a slip: what makes up gross, what is put off, held or taken off';
comment on column pay_line.slip_id is 'The slip';
comment on column pay_line.position is 'Order';
comment on column pay_line.item is 'Kind of line';
comment on column pay_line.amount_fen is 'Amount; put off, held and taken off are negative';
comment on column pay_line.explanation is 'Rule, formula in words and inputs';

create table pay_deferral (
  slip_id bigint not null constraint pay_deferral__of_slip references pay_slip,
  instalment_no smallint not null,
  due_year integer not null,
  amount_fen bigint not null constraint pay_deferral__amount check (amount_fen >= 0),
  constraint pay_deferral__key primary key (slip_id, instalment_no)
);
comment on table pay_deferral is 'Instalments of deferred pay; equal or rising, the odd fen in the last';
comment on column pay_deferral.slip_id is 'The slip that deferred it';
comment on column pay_deferral.instalment_no is 'From 1';
comment on column pay_deferral.due_year is 'Year in which it may be paid';
comment on column pay_deferral.amount_fen is 'Amount';

alter table pay_slip enable row level security;
alter table pay_slip force row level security;
create policy scope on pay_slip using (
  :bank_wide
  or staff_id = current_setting('app.staff_id')::bigint
  or :in_ranges(unit_path)
);
alter table pay_line enable row level security;
alter table pay_line force row level security;
create policy scope on pay_line using (
  :bank_wide
  or exists (select 1 from pay_slip s where s.slip_id = pay_line.slip_id)
);
alter table pay_deferral enable row level security;
alter table pay_deferral force row level security;
create policy scope on pay_deferral using (
  :bank_wide
  or exists (select 1 from pay_slip s where s.slip_id = pay_deferral.slip_id)
);

create view pay_v_slip with (security_invoker = true) as
select s.slip_id, s.run_id, s.quarter, s.staff_id, s.unit_path, s.level, s.gross_fen,
       s.paid_now_fen, s.deferred_fen, s.held_fen, s.deducted_fen, s.carried_fen,
       s.policy_version_id, c.sealed
from pay_slip s
join organisation_v_close c on c.run_id = s.run_id;
comment on view pay_v_slip is 'Slips of the valid closing of each quarter';

grant select, insert on pay_slip, pay_line, pay_deferral to :app_role;
grant select on pay_v_slip to :app_role;
grant usage on sequence pay_slip_id to :app_role;
