create table expenses_entitlement (
  run_id bigint not null constraint expenses_entitlement__of_run references organisation_run,
  staff_id bigint not null,
  unit_path text collate "C" not null,
  base_quarter text not null,
  level text not null,
  rate_millionths bigint not null,
  entitled_fen bigint not null constraint expenses_entitlement__amount check (entitled_fen >= 0),
  change_fen bigint not null,
  policy_version_id bigint not null,
  constraint expenses_entitlement__once primary key (run_id, staff_id, base_quarter)
);
comment on table expenses_entitlement is 'What an RM is entitled to from a base quarter as an opening found it (D5b); a restated base gets a new row in a later opening';
comment on column expenses_entitlement.run_id is 'The opening';
comment on column expenses_entitlement.staff_id is 'The RM';
comment on column expenses_entitlement.unit_path is 'His unit at that time, for row security';
comment on column expenses_entitlement.base_quarter is 'Quarter whose figures it comes from';
comment on column expenses_entitlement.level is 'His grade when the base was first looked at; kept when it is looked at again';
comment on column expenses_entitlement.rate_millionths is 'Rate of the grade in the matrix at that time';
comment on column expenses_entitlement.entitled_fen is 'Entitled from this base as far as known at this opening';
comment on column expenses_entitlement.change_fen is 'Change against the opening before: the whole for a new base, negative when restated downward';
comment on column expenses_entitlement.policy_version_id is 'Expense scheme that holds for this base';
create index expenses_entitlement__by_base on expenses_entitlement (base_quarter, staff_id);

create sequence expenses_application_id;
create table expenses_application (
  application_id bigint not null constraint expenses_application__id primary key,
  staff_id bigint not null,
  unit_path text collate "C" not null,
  customer_id bigint not null,
  quarter text not null,
  purse text not null constraint expenses_application__purse check (purse in ('quota', 'allowance')),
  kind text not null,
  kind_name text not null,
  tax text not null constraint expenses_application__tax
    check (tax in ('entertainment', 'advertising', 'other')),
  purpose text not null,
  planned_day date not null,
  amount_fen bigint not null constraint expenses_application__amount check (amount_fen > 0),
  guests integer not null constraint expenses_application__guests check (guests >= 1),
  attendants integer not null
    constraint expenses_application__attendants check (attendants between 1 and guests),
  subject text not null constraint expenses_application__subject
    check (subject in ('ordinary', 'public_official', 'related_party')),
  needs_clearance boolean not null,
  request_key text not null,
  policy_version_id bigint not null,
  applied_on date not null,
  applied_by bigint not null,
  applied_at timestamptz not null default now(),
  constraint expenses_application__sent_once unique (applied_by, request_key)
);
comment on table expenses_application is 'An RM asks to spend marketing money on a customer, before spending (C1b); never updated';
comment on column expenses_application.application_id is 'Key';
comment on column expenses_application.staff_id is 'The RM who asks';
comment on column expenses_application.unit_path is 'His unit at that time, for row security';
comment on column expenses_application.customer_id is 'For whom; who serves this customer sees the application';
comment on column expenses_application.quarter is 'Quarter of the planned day: caps count by it';
comment on column expenses_application.purse is 'quota or allowance: where the money comes from';
comment on column expenses_application.kind is 'Kind of spending: key in the expense scheme';
comment on column expenses_application.kind_name is 'Its name when applied';
comment on column expenses_application.tax is 'Tax class of the kind when applied';
comment on column expenses_application.purpose is 'What it is for, in words';
comment on column expenses_application.planned_day is 'Day of the spending';
comment on column expenses_application.amount_fen is 'Most that will be spent; reserved in the ledger';
comment on column expenses_application.guests is 'Persons of the customer';
comment on column expenses_application.attendants is 'Persons of the bank, never more than the guests';
comment on column expenses_application.subject is 'Whether a guest is a public official or a related party, as declared';
comment on column expenses_application.needs_clearance is 'Compliance must clear it before it can be approved';
comment on column expenses_application.request_key is 'Given by the page: the same request sent twice is one application';
comment on column expenses_application.policy_version_id is 'Expense scheme it was checked by';
comment on column expenses_application.applied_on is 'Business day on which it was sent';
comment on column expenses_application.applied_by is 'Account';
comment on column expenses_application.applied_at is 'When';
create index expenses_application__by_customer
  on expenses_application (customer_id, planned_day, application_id);
create index expenses_application__by_staff
  on expenses_application (staff_id, quarter, application_id);

create table expenses_clearance (
  application_id bigint not null constraint expenses_clearance__key primary key
    constraint expenses_clearance__of references expenses_application,
  verdict text not null constraint expenses_clearance__verdict check (verdict in ('cleared', 'barred')),
  reason text not null,
  cleared_by bigint not null,
  by_name text not null,
  cleared_at timestamptz not null default now()
);
comment on table expenses_clearance is 'Compliance looked at an application for a public official or related party; once';
comment on column expenses_clearance.application_id is 'The application';
comment on column expenses_clearance.verdict is 'cleared, or barred: the application ends and its money returns';
comment on column expenses_clearance.reason is 'Why';
comment on column expenses_clearance.cleared_by is 'Account of the compliance officer';
comment on column expenses_clearance.by_name is 'Name of that person when it was done';
comment on column expenses_clearance.cleared_at is 'When';

create table expenses_ruling (
  application_id bigint not null constraint expenses_ruling__key primary key
    constraint expenses_ruling__of references expenses_application,
  verdict text not null constraint expenses_ruling__verdict check (verdict in ('approved', 'returned')),
  reason text not null,
  limit_fen bigint,
  splitting jsonb not null,
  ruled_on date not null,
  ruled_by bigint not null,
  by_name text not null,
  ruled_at timestamptz not null default now()
);
comment on table expenses_ruling is 'The approver''s answer to an application; once, by another person than who asked';
comment on column expenses_ruling.application_id is 'The application';
comment on column expenses_ruling.verdict is 'approved, or returned: the money goes back';
comment on column expenses_ruling.reason is 'Why; may be empty for an approval';
comment on column expenses_ruling.limit_fen is 'Own-approval limit it was ruled under; null without limit';
comment on column expenses_ruling.splitting is 'Applications that looked like a split when it was ruled';
comment on column expenses_ruling.ruled_on is 'Business day: spending comes after it';
comment on column expenses_ruling.ruled_by is 'Account of the approver';
comment on column expenses_ruling.by_name is 'Name of that person when it was done';
comment on column expenses_ruling.ruled_at is 'When';

create table expenses_ending (
  application_id bigint not null constraint expenses_ending__key primary key
    constraint expenses_ending__of references expenses_application,
  kind text not null constraint expenses_ending__kind check (kind in ('withdrawn', 'lapsed')),
  reason text not null,
  ended_by bigint not null,
  by_name text not null,
  ended_at timestamptz not null default now()
);
comment on table expenses_ending is 'An application that came to nothing: withdrawn by the RM, or lapsed because it was not claimed in time';
comment on column expenses_ending.application_id is 'The application';
comment on column expenses_ending.kind is 'withdrawn or lapsed';
comment on column expenses_ending.reason is 'Why';
comment on column expenses_ending.ended_by is 'Account; 0 is the program itself';
comment on column expenses_ending.by_name is 'Name of that person when it was done';
comment on column expenses_ending.ended_at is 'When';

create sequence expenses_claim_id;
create table expenses_claim (
  claim_id bigint not null constraint expenses_claim__id primary key,
  application_id bigint not null constraint expenses_claim__of references expenses_application,
  attempt integer not null constraint expenses_claim__attempt check (attempt > 0),
  spent_on date not null,
  amount_fen bigint not null constraint expenses_claim__amount check (amount_fen > 0),
  note text not null,
  claimed_by bigint not null,
  by_name text not null,
  claimed_at timestamptz not null default now(),
  constraint expenses_claim__one_each unique (application_id, attempt)
);
comment on table expenses_claim is 'The RM claims what was spent, with invoices; a returned claim may be made anew';
comment on column expenses_claim.claim_id is 'Key';
comment on column expenses_claim.application_id is 'The approved application';
comment on column expenses_claim.attempt is 'First claim 1; a new one after a return 2';
comment on column expenses_claim.spent_on is 'Day of the spending';
comment on column expenses_claim.amount_fen is 'Sum of the invoices, never more than was approved';
comment on column expenses_claim.note is 'What the claimant adds';
comment on column expenses_claim.claimed_by is 'Account';
comment on column expenses_claim.by_name is 'Name of that person when it was done';
comment on column expenses_claim.claimed_at is 'When';

create sequence expenses_file_id;
create table expenses_file (
  file_id bigint not null constraint expenses_file__id primary key,
  application_id bigint not null constraint expenses_file__of references expenses_application,
  name text not null,
  media_type text not null,
  bytes integer not null constraint expenses_file__bytes check (bytes > 0),
  sha256 text not null,
  body bytea not null,
  uploaded_by bigint not null,
  uploaded_at timestamptz not null default now(),
  constraint expenses_file__once unique (application_id, sha256)
);
comment on table expenses_file is 'Pictures and PDFs of invoices as uploaded, with their hash';
comment on column expenses_file.file_id is 'Key';
comment on column expenses_file.application_id is 'The application it belongs to';
comment on column expenses_file.name is 'Name given by the uploader';
comment on column expenses_file.media_type is 'What its first bytes say: PDF, PNG, JPEG or OFD';
comment on column expenses_file.bytes is 'Size';
comment on column expenses_file.sha256 is 'SHA-256 of the bytes: shows that it was not changed, and that it was used elsewhere';
comment on column expenses_file.body is 'The bytes';
comment on column expenses_file.uploaded_by is 'Account';
comment on column expenses_file.uploaded_at is 'When';
create index expenses_file__by_hash on expenses_file (sha256);

create table expenses_invoice (
  claim_id bigint not null constraint expenses_invoice__of references expenses_claim,
  position smallint not null,
  number_key text collate "C" not null,
  number text not null,
  issued_on date not null,
  seller text not null,
  amount_fen bigint not null constraint expenses_invoice__amount check (amount_fen > 0),
  tax_fen bigint not null
    constraint expenses_invoice__tax check (tax_fen >= 0 and tax_fen <= amount_fen),
  file_id bigint constraint expenses_invoice__file references expenses_file,
  constraint expenses_invoice__key primary key (claim_id, position)
);
comment on table expenses_invoice is 'Invoices of a claim';
comment on column expenses_invoice.claim_id is 'The claim';
comment on column expenses_invoice.position is 'Order';
comment on column expenses_invoice.number_key is 'Code and number without blanks and marks: what makes an invoice the same';
comment on column expenses_invoice.number is 'Code and number as entered';
comment on column expenses_invoice.issued_on is 'Date on the invoice';
comment on column expenses_invoice.seller is 'Who issued it';
comment on column expenses_invoice.amount_fen is 'Total with tax';
comment on column expenses_invoice.tax_fen is 'Tax in it';
comment on column expenses_invoice.file_id is 'Its picture or PDF';
create index expenses_invoice__by_number on expenses_invoice (number_key);

create table expenses_invoice_number (
  number_key text collate "C" not null constraint expenses_invoice_number__key primary key,
  application_id bigint not null
);
comment on table expenses_invoice_number is 'Keeps invoices unique over the whole bank: each serves one application only';
comment on column expenses_invoice_number.number_key is 'As in expenses_invoice';
comment on column expenses_invoice_number.application_id is 'The application it was first claimed for; a new claim of it may use it again after a return';

create table expenses_verification (
  claim_id bigint not null constraint expenses_verification__key primary key
    constraint expenses_verification__of references expenses_claim,
  verdict text not null
    constraint expenses_verification__verdict check (verdict in ('verified', 'returned')),
  reason text not null,
  verified_by bigint not null,
  by_name text not null,
  verified_at timestamptz not null default now()
);
comment on table expenses_verification is 'Finance looked at the invoices of a claim; once, by another person than claimant';
comment on column expenses_verification.claim_id is 'The claim';
comment on column expenses_verification.verdict is 'verified, or returned to the claimant';
comment on column expenses_verification.reason is 'Why; may be empty when verified';
comment on column expenses_verification.verified_by is 'Account';
comment on column expenses_verification.by_name is 'Name of that person when it was done';
comment on column expenses_verification.verified_at is 'When';

create table expenses_payment (
  claim_id bigint not null constraint expenses_payment__key primary key
    constraint expenses_payment__of references expenses_claim,
  amount_fen bigint not null constraint expenses_payment__amount check (amount_fen > 0),
  reference text not null,
  paid_on date not null,
  paid_by bigint not null,
  by_name text not null,
  paid_at timestamptz not null default now()
);
comment on table expenses_payment is 'A verified claim was paid; once, by a second person of finance';
comment on column expenses_payment.claim_id is 'The claim';
comment on column expenses_payment.amount_fen is 'Amount of the claim';
comment on column expenses_payment.reference is 'Number of the payment in the bank''s books';
comment on column expenses_payment.paid_on is 'Business day';
comment on column expenses_payment.paid_by is 'Account';
comment on column expenses_payment.by_name is 'Name of that person when it was done';
comment on column expenses_payment.paid_at is 'When';

create sequence expenses_tax_entry_id;
create table expenses_tax_entry (
  entry_id bigint not null constraint expenses_tax_entry__id primary key,
  year integer not null,
  figure text not null constraint expenses_tax_entry__figure
    check (figure in ('revenue', 'other_entertainment', 'wages', 'training')),
  amount_fen bigint not null constraint expenses_tax_entry__amount check (amount_fen >= 0),
  source text not null,
  replaces bigint constraint expenses_tax_entry__replaces references expenses_tax_entry,
  entered_by bigint not null,
  by_name text not null,
  entered_at timestamptz not null default now(),
  constraint expenses_tax_entry__replaced_once unique (replaces)
);
comment on table expenses_tax_entry is 'Figures of the books that the tax view needs, with their source; a correction names the row it replaces';
comment on column expenses_tax_entry.entry_id is 'Key';
comment on column expenses_tax_entry.year is 'Tax year';
comment on column expenses_tax_entry.figure is 'revenue, entertainment booked elsewhere, wages, staff education';
comment on column expenses_tax_entry.amount_fen is 'Amount of the year';
comment on column expenses_tax_entry.source is 'Where it comes from: ledger, report, date';
comment on column expenses_tax_entry.replaces is 'The row it corrects; none for a first entry';
comment on column expenses_tax_entry.entered_by is 'Account';
comment on column expenses_tax_entry.by_name is 'Name of that person when it was done';
comment on column expenses_tax_entry.entered_at is 'When';
create unique index expenses_tax_entry__first_once on expenses_tax_entry (year, figure)
  where replaces is null;

alter table expenses_ledger
  add column application_id bigint constraint expenses_ledger__of references expenses_application,
  add column claim_id bigint constraint expenses_ledger__claim references expenses_claim,
  add column entered_by bigint,
  add constraint expenses_ledger__named check (
    case kind when 'granted' then application_id is null
              when 'expired' then application_id is null
              else application_id is not null end
    and (kind <> 'used' or claim_id is not null)
  ) not valid;
comment on column expenses_ledger.application_id is 'The application that reserved, used or returned it';
comment on column expenses_ledger.claim_id is 'The claim that was paid';
comment on column expenses_ledger.entered_by is 'Account; none for an opening, 0 for the program itself';
comment on column expenses_ledger.kind is 'granted adds; reserved takes for an application; used is what of it was paid, returned what of it comes back; expired takes what is left';
comment on column expenses_ledger.policy_version_id is 'Grade matrix for a quota, expense scheme for all else';
create unique index expenses_ledger__once_each on expenses_ledger (application_id, kind)
  where application_id is not null;

alter table expenses_entitlement enable row level security;
alter table expenses_entitlement force row level security;
create policy scope on expenses_entitlement using (
  :bank_wide
  or staff_id = current_setting('app.staff_id')::bigint
  or :in_ranges(unit_path)
);
alter table expenses_application enable row level security;
alter table expenses_application force row level security;
create policy scope on expenses_application using (
  :bank_wide
  or staff_id = current_setting('app.staff_id')::bigint
  or :in_ranges(unit_path)
  or :customer_visible(expenses_application)
);
alter table expenses_clearance enable row level security;
alter table expenses_clearance force row level security;
create policy scope on expenses_clearance using (
  exists (select 1 from expenses_application a
          where a.application_id = expenses_clearance.application_id));
alter table expenses_ruling enable row level security;
alter table expenses_ruling force row level security;
create policy scope on expenses_ruling using (
  exists (select 1 from expenses_application a
          where a.application_id = expenses_ruling.application_id));
alter table expenses_ending enable row level security;
alter table expenses_ending force row level security;
create policy scope on expenses_ending using (
  exists (select 1 from expenses_application a
          where a.application_id = expenses_ending.application_id));
alter table expenses_claim enable row level security;
alter table expenses_claim force row level security;
create policy scope on expenses_claim using (
  exists (select 1 from expenses_application a
          where a.application_id = expenses_claim.application_id));
alter table expenses_file enable row level security;
alter table expenses_file force row level security;
create policy scope on expenses_file using (
  exists (select 1 from expenses_application a
          where a.application_id = expenses_file.application_id));
alter table expenses_invoice enable row level security;
alter table expenses_invoice force row level security;
create policy scope on expenses_invoice using (
  exists (select 1 from expenses_claim c where c.claim_id = expenses_invoice.claim_id));
alter table expenses_verification enable row level security;
alter table expenses_verification force row level security;
create policy scope on expenses_verification using (
  exists (select 1 from expenses_claim c where c.claim_id = expenses_verification.claim_id));
alter table expenses_payment enable row level security;
alter table expenses_payment force row level security;
create policy scope on expenses_payment using (
  exists (select 1 from expenses_claim c where c.claim_id = expenses_payment.claim_id));

create view expenses_v_application with (security_invoker = true) as
select a.application_id, a.staff_id, a.unit_path, a.customer_id, a.quarter, a.purse, a.kind,
       a.kind_name, a.tax, a.purpose, a.planned_day, a.amount_fen, a.guests, a.attendants,
       a.subject, a.needs_clearance, k.verdict as clearance, a.applied_on,
       a.applied_by, a.applied_at, r.ruled_by, r.ruled_on, c.claim_id, c.attempt,
       c.amount_fen as claimed_fen, c.spent_on, v.verified_by, p.paid_on, a.policy_version_id,
       case when e.kind is not null then e.kind
            when k.verdict = 'barred' then 'barred'
            when r.verdict is null then 'submitted'
            when r.verdict = 'returned' then 'returned'
            when p.claim_id is not null then 'paid'
            when v.verdict = 'verified' then 'verified'
            when c.claim_id is not null and v.verdict is null then 'claimed'
            else 'approved' end as state,
       case when e.kind is not null or k.verdict = 'barred' or r.verdict = 'returned' then 0
            when p.claim_id is not null then p.amount_fen
            else a.amount_fen end as committed_fen
from expenses_application a
left join expenses_clearance k on k.application_id = a.application_id
left join expenses_ruling r on r.application_id = a.application_id
left join expenses_ending e on e.application_id = a.application_id
left join lateral (
  select c.claim_id, c.attempt, c.amount_fen, c.spent_on
  from expenses_claim c
  where c.application_id = a.application_id
  order by c.attempt desc
  limit 1
) c on true
left join expenses_verification v on v.claim_id = c.claim_id
left join expenses_payment p on p.claim_id = c.claim_id;
comment on view expenses_v_application is 'Applications with how far they have come';
comment on column expenses_v_application.clearance is 'What compliance said; null until then';
comment on column expenses_v_application.ruled_by is 'Account of the approver';
comment on column expenses_v_application.claim_id is 'The last claim';
comment on column expenses_v_application.attempt is 'Number of the last claim';
comment on column expenses_v_application.claimed_fen is 'Amount of the last claim';
comment on column expenses_v_application.verified_by is 'Account that verified the last claim';
comment on column expenses_v_application.state is 'submitted, barred, returned, withdrawn, lapsed, approved, claimed, verified or paid';
comment on column expenses_v_application.committed_fen is 'What it counts toward caps: the amount while it runs, what was paid after, else nothing';

grant select, insert on expenses_entitlement, expenses_application, expenses_clearance,
  expenses_ruling, expenses_ending, expenses_claim, expenses_file, expenses_invoice,
  expenses_invoice_number, expenses_verification, expenses_payment, expenses_tax_entry
  to :app_role;
grant select on expenses_v_application to :app_role;
grant usage on sequence expenses_application_id, expenses_claim_id, expenses_file_id,
  expenses_tax_entry_id to :app_role;
