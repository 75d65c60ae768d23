alter table pay_line
  drop constraint pay_line__part,
  add constraint pay_line__part check (
    part in (
      '', 'base', 'bonus', 'voided', 'shortfall', 'correction', 'withheld', 'returned', 'deferred', 'held',
      'deducted'
    )
  );
comment on column pay_line.part is 'Where the line belongs: base and bonus make gross, with voided (taken by a gate), shortfall (a bonus below 0, moved to the deductions) and correction (of a sealed slip, in the person''s favour); withheld, deferred, held and deducted go off, returned comes in; empty on slips of the first scheme, whose item says it';

create sequence pay_batch_id;
create table pay_batch (
  batch_id bigint not null default nextval('pay_batch_id') constraint pay_batch__id primary key,
  batch_no text not null constraint pay_batch__no unique,
  kind text not null
    constraint pay_batch__kind check (kind in ('slips', 'instalments', 'settlement')),
  period text not null,
  round smallint not null constraint pay_batch__round check (round > 0),
  line_count integer not null constraint pay_batch__lines check (line_count >= 0),
  total_fen bigint not null,
  digest text not null,
  prepared_by bigint not null,
  prepared_name text not null,
  prepared_at timestamptz not null default now(),
  constraint pay_batch__one_a_round unique (kind, period, round)
);
comment on table pay_batch is 'Money that leaves together for the payroll system: slips of a quarter, instalments due in a year, or a year-end settlement (D2b)';
comment on column pay_batch.batch_id is 'Key';
comment on column pay_batch.batch_no is 'Number that people and the payroll system quote, such as 2026Q1-S1';
comment on column pay_batch.kind is 'slips of a sealed quarter, instalments due, settlement of a year';
comment on column pay_batch.period is 'Quarter or year it pays';
comment on column pay_batch.round is 'From 1; a further round follows one that was returned, or pays what was not due before';
comment on column pay_batch.line_count is 'Lines';
comment on column pay_batch.total_fen is 'Control total: sum of the lines';
comment on column pay_batch.digest is 'Fingerprint over the business keys and figures of the lines';
comment on column pay_batch.prepared_by is 'Account that prepared it; another one approves';
comment on column pay_batch.prepared_name is 'Name of that person';
comment on column pay_batch.prepared_at is 'When';

create table pay_batch_line (
  batch_id bigint not null constraint pay_batch_line__of_batch references pay_batch,
  position integer not null,
  staff_id bigint not null,
  unit_path text collate "C" not null,
  part text not null
    constraint pay_batch_line__part check (part in ('now', 'instalment', 'settlement', 'settlement_instalment')),
  grant_id bigint not null,
  number smallint not null,
  quarter text not null,
  variable_fen bigint not null constraint pay_batch_line__variable check (variable_fen >= 0),
  amount_fen bigint not null constraint pay_batch_line__amount check (amount_fen >= 0),
  constraint pay_batch_line__key primary key (batch_id, position),
  constraint pay_batch_line__once unique (batch_id, part, grant_id, number)
);
comment on table pay_batch_line is 'One payment to one person in a batch';
comment on column pay_batch_line.batch_id is 'The batch';
comment on column pay_batch_line.position is 'Order in the file, by staff number';
comment on column pay_batch_line.staff_id is 'Who is paid; he may have left';
comment on column pay_batch_line.unit_path is 'His unit when the pay was granted, for row security';
comment on column pay_batch_line.part is 'now: paid with a slip; instalment: deferred pay; settlement, settlement_instalment: year end';
comment on column pay_batch_line.grant_id is 'The slip, or the settlement';
comment on column pay_batch_line.number is 'Number of the instalment, 0 otherwise';
comment on column pay_batch_line.quarter is 'Quarter for which the pay was granted';
comment on column pay_batch_line.variable_fen is 'Performance pay in it: what a claw-back can reach';
comment on column pay_batch_line.amount_fen is 'What is paid, with base pay and less deductions for a slip';

create table pay_approval (
  batch_id bigint not null constraint pay_approval__of_batch references pay_batch
    constraint pay_approval__one primary key,
  verdict text not null constraint pay_approval__verdict check (verdict in ('approved', 'returned')),
  reason text not null,
  digest text not null,
  ruled_by bigint not null,
  ruled_name text not null,
  ruled_at timestamptz not null default now()
);
comment on table pay_approval is 'The second person''s word on a batch; only an approved one leaves the bank';
comment on column pay_approval.batch_id is 'The batch';
comment on column pay_approval.verdict is 'approved or returned';
comment on column pay_approval.reason is 'Why it was returned; empty when approved';
comment on column pay_approval.digest is 'The digest that this person saw';
comment on column pay_approval.ruled_by is 'Account, another than who prepared';
comment on column pay_approval.ruled_name is 'Name of that person';
comment on column pay_approval.ruled_at is 'When';

create sequence pay_settlement_id;
create table pay_settlement (
  settlement_id bigint not null constraint pay_settlement__id primary key,
  batch_id bigint not null constraint pay_settlement__of_batch references pay_batch,
  year integer not null,
  staff_id bigint not null,
  unit_path text collate "C" not null,
  total_millionths bigint not null,
  annual_fen bigint not null constraint pay_settlement__annual check (annual_fen >= 0),
  granted_fen bigint not null,
  held_fen bigint not null constraint pay_settlement__held check (held_fen >= 0),
  offset_in_fen bigint not null constraint pay_settlement__in check (offset_in_fen >= 0),
  amount_fen bigint not null,
  due_fen bigint not null constraint pay_settlement__due check (due_fen >= 0),
  deferred_fen bigint not null constraint pay_settlement__deferred check (deferred_fen >= 0),
  offset_out_fen bigint not null constraint pay_settlement__out check (offset_out_fen >= 0),
  explanation jsonb not null,
  constraint pay_settlement__one_each unique (batch_id, staff_id),
  constraint pay_settlement__adds_up
    check (amount_fen = annual_fen - granted_fen + held_fen - offset_in_fen
      and amount_fen = due_fen + deferred_fen - offset_out_fen)
);
comment on table pay_settlement is 'Year-end settlement of one person: annual bonus less what the year already granted (D2c); valid when its batch is approved';
comment on column pay_settlement.settlement_id is 'Key';
comment on column pay_settlement.batch_id is 'The batch that pays it';
comment on column pay_settlement.year is 'Year';
comment on column pay_settlement.staff_id is 'The RM';
comment on column pay_settlement.unit_path is 'His unit at his last slip of the year, for row security';
comment on column pay_settlement.total_millionths is 'Score of the year in millionths of a point';
comment on column pay_settlement.annual_fen is 'Bonus that the score of the year earns over its quarters';
comment on column pay_settlement.granted_fen is 'Performance pay that the slips of the year granted';
comment on column pay_settlement.held_fen is 'Of it, held back until now and not stopped';
comment on column pay_settlement.offset_in_fen is 'Overpaid in earlier years and not yet made good';
comment on column pay_settlement.amount_fen is 'annual - granted + held - offset in; may be below zero';
comment on column pay_settlement.due_fen is 'Paid with this settlement';
comment on column pay_settlement.deferred_fen is 'Put off to later years, of what goes beyond the slips';
comment on column pay_settlement.offset_out_fen is 'Overpaid: set off against later bonus, never against wage';
comment on column pay_settlement.explanation is 'Rule, formula in words and inputs';
create index pay_batch_line__of_grant on pay_batch_line (grant_id, part);
create index pay_settlement__by_staff on pay_settlement (staff_id, year);

create table pay_settlement_deferral (
  settlement_id bigint not null
    constraint pay_settlement_deferral__of_settlement references pay_settlement,
  instalment_no smallint not null,
  due_year integer not null,
  amount_fen bigint not null constraint pay_settlement_deferral__amount check (amount_fen >= 0),
  constraint pay_settlement_deferral__key primary key (settlement_id, instalment_no)
);
comment on table pay_settlement_deferral is 'Instalments of what a settlement puts off; equal or rising, the odd fen in the last';
comment on column pay_settlement_deferral.settlement_id is 'The settlement';
comment on column pay_settlement_deferral.instalment_no is 'From 1';
comment on column pay_settlement_deferral.due_year is 'Year in which it may be paid';
comment on column pay_settlement_deferral.amount_fen is 'Amount';

create sequence pay_clawback_id;
create table pay_clawback (
  clawback_id bigint not null default nextval('pay_clawback_id')
    constraint pay_clawback__id primary key,
  clawback_no text not null constraint pay_clawback__no unique,
  request_key text not null constraint pay_clawback__request unique,
  staff_id bigint not null,
  unit_path text collate "C" not null,
  cause text not null,
  duty text not null constraint pay_clawback__duty check (duty in ('main', 'other')),
  from_quarter text not null,
  until_quarter text not null,
  share_millionths bigint not null
    constraint pay_clawback__share check (share_millionths between 1 and 1000000),
  granted_fen bigint not null constraint pay_clawback__granted check (granted_fen > 0),
  facts text not null,
  evidence_name text not null,
  evidence_hash text not null,
  heard_on date not null,
  heard_words text not null,
  proposed_by bigint not null,
  proposed_name text not null,
  proposed_at timestamptz not null default now(),
  constraint pay_clawback__period check (from_quarter <= until_quarter)
);
comment on table pay_clawback is 'Proposal to take performance pay of a period back or stop it (追索扣回, regulator 2021); a second person rules on it';
comment on column pay_clawback.clawback_id is 'Key';
comment on column pay_clawback.clawback_no is 'Number that people quote';
comment on column pay_clawback.request_key is 'Chosen by the page: the same request twice is one proposal';
comment on column pay_clawback.staff_id is 'Whose pay; he may have left or retired';
comment on column pay_clawback.unit_path is 'Unit at the first slip of the period, for row security';
comment on column pay_clawback.cause is 'One of the causes of contract/book.ts; some oblige the bank, some permit it';
comment on column pay_clawback.duty is 'main: chiefly responsible; other';
comment on column pay_clawback.from_quarter is 'First quarter whose performance pay it reaches';
comment on column pay_clawback.until_quarter is 'Last quarter';
comment on column pay_clawback.share_millionths is 'Share of the performance pay of the period';
comment on column pay_clawback.granted_fen is 'Performance pay of the period when it was proposed; a ruling that sees another sum is refused';
comment on column pay_clawback.facts is 'What happened and how it was found';
comment on column pay_clawback.evidence_name is 'Name of the file that proves it';
comment on column pay_clawback.evidence_hash is 'SHA-256 of that file, as the proposer gave it';
comment on column pay_clawback.heard_on is 'Day on which the person was heard';
comment on column pay_clawback.heard_words is 'What he said, or that he declined';
comment on column pay_clawback.proposed_by is 'Account; another one rules';
comment on column pay_clawback.proposed_name is 'Name of that person';
comment on column pay_clawback.proposed_at is 'When';
create index pay_clawback__by_staff on pay_clawback (staff_id, clawback_id);

create table pay_clawback_ruling (
  clawback_id bigint not null constraint pay_clawback_ruling__of_clawback references pay_clawback
    constraint pay_clawback_ruling__one primary key,
  verdict text not null
    constraint pay_clawback_ruling__verdict check (verdict in ('approved', 'returned')),
  reason text not null,
  stopped_fen bigint not null constraint pay_clawback_ruling__stopped check (stopped_fen >= 0),
  claimed_fen bigint not null constraint pay_clawback_ruling__claimed check (claimed_fen >= 0),
  ruled_by bigint not null,
  ruled_name text not null,
  ruled_at timestamptz not null default now()
);
comment on table pay_clawback_ruling is 'The second person''s word on a claw-back and what it takes';
comment on column pay_clawback_ruling.clawback_id is 'The proposal';
comment on column pay_clawback_ruling.verdict is 'approved or returned';
comment on column pay_clawback_ruling.reason is 'Why';
comment on column pay_clawback_ruling.stopped_fen is 'Unpaid pay that is stopped';
comment on column pay_clawback_ruling.claimed_fen is 'Paid pay that the person owes: the bank''s claim';
comment on column pay_clawback_ruling.ruled_by is 'Account, another than who proposed';
comment on column pay_clawback_ruling.ruled_name is 'Name of that person';
comment on column pay_clawback_ruling.ruled_at is 'When';

create sequence pay_claim_receipt_id;
create table pay_claim_receipt (
  receipt_id bigint not null default nextval('pay_claim_receipt_id')
    constraint pay_claim_receipt__id primary key,
  clawback_id bigint not null
    constraint pay_claim_receipt__of_ruling references pay_clawback_ruling,
  voucher_no text not null,
  received_on date not null,
  amount_fen bigint not null constraint pay_claim_receipt__amount check (amount_fen > 0),
  entered_by bigint not null,
  entered_at timestamptz not null default now(),
  constraint pay_claim_receipt__voucher unique (clawback_id, voucher_no)
);
comment on table pay_claim_receipt is 'Money that came in on a claim from a claw-back';
comment on column pay_claim_receipt.receipt_id is 'Key';
comment on column pay_claim_receipt.clawback_id is 'The claw-back whose claim it meets';
comment on column pay_claim_receipt.voucher_no is 'Number of the bookkeeping voucher; once for a claim';
comment on column pay_claim_receipt.received_on is 'Day';
comment on column pay_claim_receipt.amount_fen is 'Amount';
comment on column pay_claim_receipt.entered_by is 'Account';
comment on column pay_claim_receipt.entered_at is 'When';

create sequence pay_deferral_event_id;
create table pay_deferral_event (
  event_id bigint not null default nextval('pay_deferral_event_id')
    constraint pay_deferral_event__id primary key,
  staff_id bigint not null,
  unit_path text collate "C" not null,
  part text not null constraint pay_deferral_event__part
    check (part in ('now', 'held', 'instalment', 'settlement', 'settlement_instalment')),
  grant_id bigint not null,
  number smallint not null,
  kind text not null constraint pay_deferral_event__kind
    check (kind in ('paid', 'stopped', 'clawed_back', 'settled')),
  amount_fen bigint not null constraint pay_deferral_event__amount check (amount_fen > 0),
  batch_id bigint constraint pay_deferral_event__of_batch references pay_batch,
  clawback_id bigint constraint pay_deferral_event__of_clawback references pay_clawback,
  at timestamptz not null default now(),
  by_account bigint not null,
  constraint pay_deferral_event__has_cause check (
    (batch_id is not null and clawback_id is null and kind in ('paid', 'settled'))
    or (clawback_id is not null and batch_id is null and kind in ('stopped', 'clawed_back'))
  ),
  constraint pay_deferral_event__one_of_clawback unique (part, grant_id, number, kind, clawback_id)
);
comment on table pay_deferral_event is 'What happened to a part of performance pay after it was granted: paid, stopped, clawed back, or settled at the year end; append only';
comment on column pay_deferral_event.event_id is 'Key';
comment on column pay_deferral_event.staff_id is 'Whose pay';
comment on column pay_deferral_event.unit_path is 'His unit when the pay was granted, for row security';
comment on column pay_deferral_event.part is 'now, held, instalment (of a slip); settlement, settlement_instalment';
comment on column pay_deferral_event.grant_id is 'The slip or the settlement';
comment on column pay_deferral_event.number is 'Number of the instalment, 0 otherwise';
comment on column pay_deferral_event.kind is 'paid; stopped before it was paid; clawed_back after it was paid; settled: held pay taken into the settlement';
comment on column pay_deferral_event.amount_fen is 'Amount';
comment on column pay_deferral_event.batch_id is 'The batch that paid or settled it';
comment on column pay_deferral_event.clawback_id is 'The claw-back that stopped or claimed it';
comment on column pay_deferral_event.at is 'When';
comment on column pay_deferral_event.by_account is 'Account that approved';
create unique index pay_deferral_event__paid_once
  on pay_deferral_event (part, grant_id, number, kind) where kind in ('paid', 'settled');
create index pay_deferral_event__by_staff on pay_deferral_event (staff_id, event_id);

create sequence pay_correction_id;
create table pay_correction (
  correction_id bigint not null default nextval('pay_correction_id')
    constraint pay_correction__id primary key,
  request_key text not null constraint pay_correction__request unique,
  quarter text not null,
  of_slip_id bigint not null constraint pay_correction__of_slip references pay_slip,
  staff_id bigint not null,
  unit_path text collate "C" not null,
  amount_fen bigint not null constraint pay_correction__amount check (amount_fen <> 0),
  cause text not null,
  evidence text not null,
  entered_by bigint not null,
  entered_name text not null,
  entered_at timestamptz not null default now()
);
comment on table pay_correction is 'Correction of a sealed slip, entered in a quarter that is open; it appears on that quarter''s slip once a second person has approved it';
comment on column pay_correction.correction_id is 'Key';
comment on column pay_correction.request_key is 'Chosen by the page: the same request twice is one correction';
comment on column pay_correction.quarter is 'Quarter whose slip carries it';
comment on column pay_correction.of_slip_id is 'The sealed slip that was wrong';
comment on column pay_correction.staff_id is 'The RM of that slip';
comment on column pay_correction.unit_path is 'His unit on that slip, for row security';
comment on column pay_correction.amount_fen is 'To be paid (above zero) or taken off within the legal floor (below zero)';
comment on column pay_correction.cause is 'What was wrong and how it was found';
comment on column pay_correction.evidence is 'Document that proves it';
comment on column pay_correction.entered_by is 'Account; another one rules';
comment on column pay_correction.entered_name is 'Name of that person';
comment on column pay_correction.entered_at is 'When';
create index pay_correction__by_quarter on pay_correction (quarter, staff_id);

create table pay_correction_ruling (
  correction_id bigint not null constraint pay_correction_ruling__of references pay_correction
    constraint pay_correction_ruling__one primary key,
  verdict text not null
    constraint pay_correction_ruling__verdict check (verdict in ('approved', 'returned')),
  reason text not null,
  ruled_by bigint not null,
  ruled_name text not null,
  ruled_at timestamptz not null default now()
);
comment on table pay_correction_ruling is 'The second person''s word on a correction';
comment on column pay_correction_ruling.correction_id is 'The correction';
comment on column pay_correction_ruling.verdict is 'approved or returned';
comment on column pay_correction_ruling.reason is 'Why';
comment on column pay_correction_ruling.ruled_by is 'Account, another than who entered';
comment on column pay_correction_ruling.ruled_name is 'Name of that person';
comment on column pay_correction_ruling.ruled_at is 'When';

alter table pay_batch enable row level security;
alter table pay_batch force row level security;
create policy scope on pay_batch using (
  :bank_wide
  or exists (select 1 from pay_batch_line l where l.batch_id = pay_batch.batch_id)
);
alter table pay_approval enable row level security;
alter table pay_approval force row level security;
create policy scope on pay_approval using (
  :bank_wide
  or exists (select 1 from pay_batch_line l where l.batch_id = pay_approval.batch_id)
  or exists (select 1 from pay_settlement s where s.batch_id = pay_approval.batch_id)
);
alter table pay_batch_line enable row level security;
alter table pay_batch_line force row level security;
create policy scope on pay_batch_line
  using (:bank_wide or staff_id = current_setting('app.staff_id')::bigint or :in_ranges(unit_path));
alter table pay_settlement enable row level security;
alter table pay_settlement force row level security;
create policy scope on pay_settlement
  using (:bank_wide or staff_id = current_setting('app.staff_id')::bigint or :in_ranges(unit_path));
alter table pay_settlement_deferral enable row level security;
alter table pay_settlement_deferral force row level security;
create policy scope on pay_settlement_deferral using (
  :bank_wide
  or exists (
    select 1 from pay_settlement s where s.settlement_id = pay_settlement_deferral.settlement_id
  )
);
alter table pay_clawback enable row level security;
alter table pay_clawback force row level security;
create policy scope on pay_clawback
  using (:bank_wide or staff_id = current_setting('app.staff_id')::bigint or :in_ranges(unit_path));
alter table pay_clawback_ruling enable row level security;
alter table pay_clawback_ruling force row level security;
create policy scope on pay_clawback_ruling using (
  :bank_wide
  or exists (select 1 from pay_clawback c where c.clawback_id = pay_clawback_ruling.clawback_id)
);
alter table pay_claim_receipt enable row level security;
alter table pay_claim_receipt force row level security;
create policy scope on pay_claim_receipt using (
  :bank_wide
  or exists (select 1 from pay_clawback c where c.clawback_id = pay_claim_receipt.clawback_id)
);
alter table pay_deferral_event enable row level security;
alter table pay_deferral_event force row level security;
create policy scope on pay_deferral_event
  using (:bank_wide or staff_id = current_setting('app.staff_id')::bigint or :in_ranges(unit_path));
alter table pay_correction enable row level security;
alter table pay_correction force row level security;
create policy scope on pay_correction
  using (:bank_wide or staff_id = current_setting('app.staff_id')::bigint or :in_ranges(unit_path));
alter table pay_correction_ruling enable row level security;
alter table pay_correction_ruling force row level security;
create policy scope on pay_correction_ruling using (
  :bank_wide
  or exists (
    select 1 from pay_correction c where c.correction_id = pay_correction_ruling.correction_id
  )
);

grant select, insert on pay_batch, pay_batch_line, pay_approval, pay_settlement,
  pay_settlement_deferral, pay_clawback, pay_clawback_ruling, pay_claim_receipt,
  pay_deferral_event, pay_correction, pay_correction_ruling to :app_role;
grant usage on sequence pay_batch_id, pay_settlement_id, pay_clawback_id, pay_claim_receipt_id,
  pay_deferral_event_id, pay_correction_id to :app_role;

create view pay_v_part with (security_invoker = true) as
select 'now' as part, s.slip_id as grant_id, 0::smallint as number, s.staff_id, s.unit_path,
       s.quarter, left(s.quarter, 4)::integer as due_year,
       coalesce(b.bonus_fen, 0)::bigint - s.withheld_fen - s.deferred_fen - s.held_fen
         as amount_fen
from pay_v_slip s
left join lateral (
  select sum(l.amount_fen) as bonus_fen
  from pay_v_line l
  where l.slip_id = s.slip_id
    and l.part in ('bonus', 'voided', 'shortfall')
) b on true
where s.sealed
union all
select 'held', s.slip_id, 0::smallint, s.staff_id, s.unit_path, s.quarter,
       left(s.quarter, 4)::integer, s.held_fen
from pay_v_slip s
where s.sealed
  and s.held_fen > 0
union all
select 'instalment', s.slip_id, d.instalment_no, s.staff_id, s.unit_path, s.quarter, d.due_year,
       d.amount_fen
from pay_v_slip s
join pay_deferral d on d.slip_id = s.slip_id
where s.sealed
union all
select 'settlement', t.settlement_id, 0::smallint, t.staff_id, t.unit_path, t.year || 'Q4', t.year,
       t.due_fen
from pay_settlement t
join pay_approval a on a.batch_id = t.batch_id
where a.verdict = 'approved'
  and t.due_fen > 0
union all
select 'settlement_instalment', t.settlement_id, d.instalment_no, t.staff_id, t.unit_path,
       t.year || 'Q4', d.due_year, d.amount_fen
from pay_settlement t
join pay_approval a on a.batch_id = t.batch_id
join pay_settlement_deferral d on d.settlement_id = t.settlement_id
where a.verdict = 'approved';
comment on view pay_v_part is 'Performance pay granted by sealed quarters and approved settlements, in its parts: paid with the slip, held for the year end, instalments';
comment on column pay_v_part.part is 'now, held, instalment (of a slip); settlement, settlement_instalment';
comment on column pay_v_part.grant_id is 'The slip or the settlement';
comment on column pay_v_part.number is 'Number of the instalment, 0 otherwise';
comment on column pay_v_part.quarter is 'Quarter for which it was granted; the last of the year for a settlement';
comment on column pay_v_part.due_year is 'Year in which it may be paid';
comment on column pay_v_part.amount_fen is 'Amount granted';

create view pay_v_part_state with (security_invoker = true) as
select p.part, p.grant_id, p.number, p.staff_id, p.unit_path, p.quarter, p.due_year,
       p.amount_fen - coalesce(e.settled_fen, 0) as granted_fen,
       coalesce(e.paid_fen, 0) - coalesce(e.clawed_fen, 0) as paid_fen,
       p.amount_fen - coalesce(e.settled_fen, 0) - coalesce(e.paid_fen, 0)
         - coalesce(e.stopped_fen, 0) as due_fen,
       coalesce(e.stopped_fen, 0) as stopped_fen,
       coalesce(e.clawed_fen, 0) as clawed_fen,
       coalesce(e.settled_fen, 0) as settled_fen
from pay_v_part p
left join (
  select staff_id, part, grant_id, number,
         (sum(amount_fen) filter (where kind = 'paid'))::bigint as paid_fen,
         (sum(amount_fen) filter (where kind = 'stopped'))::bigint as stopped_fen,
         (sum(amount_fen) filter (where kind = 'clawed_back'))::bigint as clawed_fen,
         (sum(amount_fen) filter (where kind = 'settled'))::bigint as settled_fen
  from pay_deferral_event
  group by staff_id, part, grant_id, number
) e on e.staff_id = p.staff_id
   and e.part = p.part
   and e.grant_id = p.grant_id
   and e.number = p.number;
comment on view pay_v_part_state is 'Where each part of performance pay stands: granted = paid + due + stopped + clawed back';
comment on column pay_v_part_state.part is 'now, held, instalment (of a slip); settlement, settlement_instalment';
comment on column pay_v_part_state.grant_id is 'The slip or the settlement';
comment on column pay_v_part_state.number is 'Number of the instalment, 0 otherwise';
comment on column pay_v_part_state.quarter is 'Quarter for which it was granted';
comment on column pay_v_part_state.due_year is 'Year in which it may be paid';
comment on column pay_v_part_state.granted_fen is 'Amount granted and not taken into the settlement';
comment on column pay_v_part_state.paid_fen is 'Paid and not taken back';
comment on column pay_v_part_state.due_fen is 'Still to be paid, now or later';
comment on column pay_v_part_state.stopped_fen is 'Stopped before it was paid';
comment on column pay_v_part_state.clawed_fen is 'Taken back after it was paid: the bank''s claim';
comment on column pay_v_part_state.settled_fen is 'Held pay that went into the settlement';
grant select on pay_v_part, pay_v_part_state to :app_role;
