alter table pay_slip
  add column withheld_fen bigint not null default 0
    constraint pay_slip__withheld check (withheld_fen >= 0),
  add column returned_fen bigint not null default 0
    constraint pay_slip__returned check (returned_fen >= 0),
  drop constraint pay_slip__adds_up,
  add constraint pay_slip__adds_up
    check (
      gross_fen + returned_fen
        = paid_now_fen + deferred_fen + held_fen + withheld_fen + deducted_fen
    );
comment on column pay_slip.gross_fen is 'Sum of the pay items after the gates: base pay and bonus';
comment on column pay_slip.paid_now_fen is 'Paid with this slip: gross and returned risk money, less what is put off, held, withheld and taken off';
comment on column pay_slip.withheld_fen is 'Put into the RM''s risk deposit';
comment on column pay_slip.returned_fen is 'Came out of his risk deposit and is paid beside gross';

alter table pay_line add column part text not null default ''
  constraint pay_line__part check (
    part in (
      '', 'base', 'bonus', 'voided', 'shortfall', 'withheld', 'returned', 'deferred', 'held', 'deducted'
    )
  );
comment on column pay_line.item is 'Key of the pay item, or the part for a line that the slip itself makes';
comment on column pay_line.part is 'Where the line belongs: base and bonus make gross, with voided (taken by a gate) and shortfall (a bonus below 0, moved to the deductions); withheld, deferred, held and deducted go off, returned comes in; empty on slips of the first scheme, whose item says it';
comment on column pay_line.amount_fen is 'Amount; what goes off is negative';

create sequence pay_risk_deposit_id;
create table pay_risk_deposit (
  entry_id bigint not null default nextval('pay_risk_deposit_id')
    constraint pay_risk_deposit__id primary key,
  run_id bigint not null constraint pay_risk_deposit__of_run references organisation_run,
  slip_id bigint not null constraint pay_risk_deposit__of_slip references pay_slip,
  staff_id bigint not null,
  unit_path text collate "C" not null,
  quarter text not null,
  item text not null,
  kind text not null
    constraint pay_risk_deposit__kind check (kind in ('withheld', 'used', 'returned')),
  of_quarter text not null,
  amount_fen bigint not null constraint pay_risk_deposit__amount check (amount_fen > 0),
  constraint pay_risk_deposit__one_each unique (run_id, staff_id, item, kind, of_quarter),
  constraint pay_risk_deposit__own_quarter check (kind <> 'withheld' or of_quarter = quarter)
);
comment on table pay_risk_deposit is 'Risk money (风险金) of an RM: withheld, used for his liability, returned; append only, the balance is what the valid closings sum to';
comment on column pay_risk_deposit.entry_id is 'Key';
comment on column pay_risk_deposit.run_id is 'The closing that wrote it';
comment on column pay_risk_deposit.slip_id is 'The slip that withheld, used or returned it';
comment on column pay_risk_deposit.staff_id is 'The RM';
comment on column pay_risk_deposit.unit_path is 'His unit at that time, for row security';
comment on column pay_risk_deposit.quarter is 'Quarter of the closing';
comment on column pay_risk_deposit.item is 'Key of the risk deposit in the pay scheme';
comment on column pay_risk_deposit.kind is 'withheld from pay, used for his liability, or returned to him';
comment on column pay_risk_deposit.of_quarter is 'Quarter whose money it is';
comment on column pay_risk_deposit.amount_fen is 'Amount, above 0';
create index pay_risk_deposit__by_staff on pay_risk_deposit (staff_id, item, of_quarter);
create index pay_risk_deposit__by_slip on pay_risk_deposit (slip_id);

alter table pay_risk_deposit enable row level security;
alter table pay_risk_deposit force row level security;
create policy scope on pay_risk_deposit using (
  :bank_wide
  or staff_id = current_setting('app.staff_id')::bigint
  or :in_ranges(unit_path)
);

create or replace view pay_v_slip with (security_invoker = true) as
select s.slip_id, s.run_id, s.quarter, s.staff_id, s.unit_path, s.level, s.gross_fen,
       s.paid_now_fen, s.deferred_fen, s.held_fen, s.deducted_fen, s.carried_fen,
       s.policy_version_id, c.sealed, s.withheld_fen, s.returned_fen
from pay_slip s
join organisation_v_close c on c.run_id = s.run_id;

create view pay_v_line with (security_invoker = true) as
select l.slip_id, l.position, l.item, l.amount_fen, l.explanation,
       case when l.part = '' then l.item else l.part end as part
from pay_line l;
comment on view pay_v_line is 'Lines of slips with the part that each belongs to';
comment on column pay_v_line.part is 'base, bonus, voided, shortfall, withheld, returned, deferred, held or deducted';

create view pay_v_risk_deposit with (security_invoker = true) as
select d.entry_id, d.run_id, d.slip_id, d.staff_id, d.unit_path, d.quarter, d.item, d.kind,
       d.of_quarter, d.amount_fen,
       case when d.kind = 'withheld' then d.amount_fen else - d.amount_fen end as moved_fen
from pay_risk_deposit d
join organisation_v_close c on c.run_id = d.run_id;
comment on view pay_v_risk_deposit is 'Risk money of the valid closing of each quarter';
comment on column pay_v_risk_deposit.moved_fen is 'What the entry does to the balance: withheld adds, used and returned take away';

grant select, insert on pay_risk_deposit to :app_role;
grant select on pay_v_slip, pay_v_line, pay_v_risk_deposit to :app_role;
grant usage on sequence pay_risk_deposit_id to :app_role;
