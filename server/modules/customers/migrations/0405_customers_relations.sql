create table customers_ownership (
  customer_id bigint not null
    constraint customers_ownership__firm references customers_customer (customer_id),
  turn integer not null constraint customers_ownership__turn check (turn > 0),
  owner_key text collate "C" not null,
  owner_kind text not null
    constraint customers_ownership__owner_kind
    check (owner_kind in ('customer', 'person', 'firm')),
  owner_customer_id bigint null,
  owner_name text not null constraint customers_ownership__owner_name check (owner_name <> ''),
  kind text not null
    constraint customers_ownership__kind check (kind in ('shareholder', 'controller')),
  state text not null
    constraint customers_ownership__state check (state in ('holds', 'ended')),
  share_millionths bigint null,
  from_day date not null,
  source text not null constraint customers_ownership__source check (source <> ''),
  entered_by bigint not null,
  enterer text not null,
  entered_at timestamptz not null default now(),
  batch_id bigint null,
  constraint customers_ownership__key primary key (customer_id, turn),
  constraint customers_ownership__owner
    check ((owner_kind = 'customer') = (owner_customer_id is not null)),
  constraint customers_ownership__not_itself check (owner_customer_id <> customer_id),
  constraint customers_ownership__share
    check (case
      when kind = 'shareholder' and state = 'holds'
        then share_millionths is not null and share_millionths between 1 and 1000000
      else share_millionths is null end)
);
comment on table customers_ownership is
  'Who owns or controls a firm since when: append only, a later entry of an owner and kind ends the earlier';
comment on column customers_ownership.customer_id is 'The firm that is owned';
comment on column customers_ownership.turn is
  'Number of the entry in the firm''s book, from 1: two editors cannot both write the next';
comment on column customers_ownership.owner_key is
  'Who it is within the book: c: and the key of a customer, or p: or f: and the name without blanks and marks';
comment on column customers_ownership.owner_kind is
  'customer of the bank, or a person or firm that is none';
comment on column customers_ownership.owner_customer_id is 'The owner, when he is a customer';
comment on column customers_ownership.owner_name is 'His name as the source writes it';
comment on column customers_ownership.kind is
  'shareholder with a share, or controller by other means than shares';
comment on column customers_ownership.state is 'holds, or ended from that day';
comment on column customers_ownership.share_millionths is
  'Share of the firm in millionths; none for a controller and for an end';
comment on column customers_ownership.from_day is 'First day';
comment on column customers_ownership.source is 'Where it is known from: a register, a contract, the customer';
comment on column customers_ownership.entered_by is 'Account; 0 is an import';
comment on column customers_ownership.enterer is 'Login at that time';
comment on column customers_ownership.entered_at is 'When';
comment on column customers_ownership.batch_id is 'The import that brought it';
create index customers_ownership__of_owner on customers_ownership (owner_customer_id)
  where owner_customer_id is not null;

create table customers_party (
  customer_id bigint not null
    constraint customers_party__customer references customers_customer (customer_id),
  turn integer not null constraint customers_party__turn check (turn > 0),
  party_key text collate "C" not null,
  party_kind text not null
    constraint customers_party__party_kind check (party_kind in ('customer', 'person', 'firm')),
  party_customer_id bigint null,
  party_name text not null constraint customers_party__party_name check (party_name <> ''),
  role text not null
    constraint customers_party__role
    check (role in ('legal_representative', 'director', 'finance_head', 'agent', 'guarantor',
                    'family', 'upstream', 'downstream', 'other')),
  state text not null constraint customers_party__state check (state in ('holds', 'ended')),
  from_day date not null,
  source text not null constraint customers_party__source check (source <> ''),
  entered_by bigint not null,
  enterer text not null,
  entered_at timestamptz not null default now(),
  batch_id bigint null,
  constraint customers_party__key primary key (customer_id, turn),
  constraint customers_party__party
    check ((party_kind = 'customer') = (party_customer_id is not null)),
  constraint customers_party__not_itself check (party_customer_id <> customer_id)
);
comment on table customers_party is
  'Who is related to a customer by a role: append only, a later entry of a party and role ends the earlier';
comment on column customers_party.customer_id is 'The customer';
comment on column customers_party.turn is 'Number of the entry in the customer''s book, from 1';
comment on column customers_party.party_key is 'Who it is within the book, as in customers_ownership';
comment on column customers_party.party_kind is
  'customer of the bank, or a person or firm that is none';
comment on column customers_party.party_customer_id is 'The party, when it is a customer';
comment on column customers_party.party_name is 'The name as the source writes it';
comment on column customers_party.role is
  'What the party is to the customer, such as legal_representative, guarantor or family';
comment on column customers_party.state is 'holds, or ended from that day';
comment on column customers_party.from_day is 'First day';
comment on column customers_party.source is 'Where it is known from';
comment on column customers_party.entered_by is 'Account; 0 is an import';
comment on column customers_party.enterer is 'Login at that time';
comment on column customers_party.entered_at is 'When';
comment on column customers_party.batch_id is 'The import that brought it';
create index customers_party__of_party on customers_party (party_customer_id)
  where party_customer_id is not null;

create table customers_document (
  customer_id bigint not null
    constraint customers_document__customer references customers_customer (customer_id),
  document_id bigint generated by default as identity,
  kind text not null,
  title text not null constraint customers_document__title check (title <> ''),
  file_name text not null,
  media_type text not null,
  bytes integer not null
    constraint customers_document__bytes check (bytes between 1 and 10485760),
  sha256 text collate "C" not null,
  copy_no integer not null constraint customers_document__copy check (copy_no > 0),
  body bytea not null,
  uploaded_by bigint not null,
  uploader text not null,
  uploaded_at timestamptz not null default now(),
  constraint customers_document__key primary key (customer_id, document_id),
  constraint customers_document__once unique (customer_id, sha256, copy_no)
);
alter table customers_document alter column body set storage external;
comment on table customers_document is 'Files about a customer with their hash; never deleted';
comment on column customers_document.customer_id is 'Customer';
comment on column customers_document.document_id is 'Key';
comment on column customers_document.kind is 'Key of a kind of the policy customer_file';
comment on column customers_document.title is 'What it is, in words';
comment on column customers_document.file_name is 'Name given by the uploader, without path';
comment on column customers_document.media_type is 'What its bytes say: PDF, PNG, JPEG, DOCX or XLSX';
comment on column customers_document.bytes is 'Size; 10 MiB at most';
comment on column customers_document.sha256 is 'SHA-256 of the bytes';
comment on column customers_document.copy_no is
  '1, or one more than the withdrawn ones with the same bytes: a file stands once for a customer';
comment on column customers_document.body is 'The bytes';
comment on column customers_document.uploaded_by is 'Account';
comment on column customers_document.uploader is 'Login at that time';
comment on column customers_document.uploaded_at is 'When';
create index customers_document__by_time
  on customers_document (customer_id, uploaded_at desc, document_id desc);

create table customers_document_withdrawal (
  customer_id bigint not null,
  document_id bigint not null,
  reason text not null constraint customers_document_withdrawal__reason check (reason <> ''),
  withdrawn_by bigint not null,
  withdrawer text not null,
  withdrawn_at timestamptz not null default now(),
  constraint customers_document_withdrawal__key primary key (customer_id, document_id),
  constraint customers_document_withdrawal__of foreign key (customer_id, document_id)
    references customers_document (customer_id, document_id)
);
comment on table customers_document_withdrawal is
  'Files that no longer count, with the reason; the bytes stay';
comment on column customers_document_withdrawal.customer_id is 'Customer';
comment on column customers_document_withdrawal.document_id is 'The file';
comment on column customers_document_withdrawal.reason is 'Why';
comment on column customers_document_withdrawal.withdrawn_by is 'Account';
comment on column customers_document_withdrawal.withdrawer is 'Login at that time';
comment on column customers_document_withdrawal.withdrawn_at is 'When';

create table customers_consent (
  customer_id bigint not null
    constraint customers_consent__customer references customers_customer (customer_id),
  turn integer not null constraint customers_consent__turn check (turn > 0),
  purpose text not null,
  family text not null
    constraint customers_consent__family
    check (family in ('marketing', 'sensitive', 'sharing', 'other')),
  state text not null
    constraint customers_consent__state check (state in ('given', 'withdrawn')),
  channel text not null,
  on_day date not null,
  document_id bigint null,
  note text not null,
  entered_by bigint not null,
  enterer text not null,
  entered_at timestamptz not null default now(),
  constraint customers_consent__key primary key (customer_id, turn),
  constraint customers_consent__evidence foreign key (customer_id, document_id)
    references customers_document (customer_id, document_id)
);
comment on table customers_consent is
  'What a customer agreed to and took back (PIPL 14, 15, 23, 24, 29): append only, the last entry counts';
comment on column customers_consent.customer_id is 'Customer';
comment on column customers_consent.turn is 'Number of the entry in the customer''s book, from 1';
comment on column customers_consent.purpose is 'Key of a purpose of the policy customer_file';
comment on column customers_consent.family is
  'Kind of purpose as the policy had it then: marketing, sensitive, sharing or other';
comment on column customers_consent.state is
  'given or withdrawn; withdrawn without a former consent is a refusal in advance';
comment on column customers_consent.channel is 'Key of a channel of the policy customer_file';
comment on column customers_consent.on_day is 'Day on which the customer said so';
comment on column customers_consent.document_id is 'The file that proves it';
comment on column customers_consent.note is 'Anything else to know; may be empty';
comment on column customers_consent.entered_by is 'Account';
comment on column customers_consent.enterer is 'Login at that time';
comment on column customers_consent.entered_at is 'When';

alter table customers_ownership enable row level security;
alter table customers_ownership force row level security;
create policy scope on customers_ownership using (:customer_visible(customers_ownership));
alter table customers_party enable row level security;
alter table customers_party force row level security;
create policy scope on customers_party using (:customer_visible(customers_party));
alter table customers_document enable row level security;
alter table customers_document force row level security;
create policy scope on customers_document using (:customer_visible(customers_document));
alter table customers_document_withdrawal enable row level security;
alter table customers_document_withdrawal force row level security;
create policy scope on customers_document_withdrawal
  using (:customer_visible(customers_document_withdrawal));
alter table customers_consent enable row level security;
alter table customers_consent force row level security;
create policy scope on customers_consent using (:customer_visible(customers_consent));

create view customers_v_ownership with (security_invoker = true) as
select customer_id, turn, owner_key, owner_kind, owner_customer_id, owner_name, kind,
       share_millionths, from_day, until_day, source, enterer, entered_at
from (
  select customer_id, turn, owner_key, owner_kind, owner_customer_id, owner_name, kind, state,
         share_millionths, from_day, source, enterer, entered_at,
         lead(from_day) over (
           partition by customer_id, owner_key, kind order by from_day, turn) as until_day
  from customers_ownership
) entry
where state = 'holds'
  and (until_day is null or until_day > from_day);
comment on view customers_v_ownership is 'Who owns or controls a firm, as half-open spans';
comment on column customers_v_ownership.until_day is
  'First day on which it no longer holds; null while it does';

create view customers_v_party with (security_invoker = true) as
select customer_id, turn, party_key, party_kind, party_customer_id, party_name, role, from_day,
       until_day, source, enterer, entered_at
from (
  select customer_id, turn, party_key, party_kind, party_customer_id, party_name, role, state,
         from_day, source, enterer, entered_at,
         lead(from_day) over (
           partition by customer_id, party_key, role order by from_day, turn) as until_day
  from customers_party
) entry
where state = 'holds'
  and (until_day is null or until_day > from_day);
comment on view customers_v_party is 'Persons and firms related to a customer, as half-open spans';
comment on column customers_v_party.until_day is
  'First day on which it no longer holds; null while it does';

create view customers_v_document with (security_invoker = true) as
select d.customer_id, d.document_id, d.kind, d.title, d.file_name, d.media_type, d.bytes,
       d.sha256, d.uploaded_by, d.uploader, d.uploaded_at, w.reason as withdrawn_reason,
       w.withdrawer, w.withdrawn_at
from customers_document d
left join customers_document_withdrawal w
  on w.customer_id = d.customer_id and w.document_id = d.document_id;
comment on view customers_v_document is 'Files about a customer without their bytes';
comment on column customers_v_document.withdrawn_reason is 'Why it no longer counts; null while it does';

create view customers_v_consent with (security_invoker = true) as
select distinct on (customer_id, purpose)
       customer_id, purpose, family, state, channel, on_day, document_id, turn, enterer,
       entered_at
from customers_consent
order by customer_id, purpose, turn desc;
comment on view customers_v_consent is
  'The state of each purpose a customer ever spoke of: its last entry; a purpose without a row was never asked';

grant select, insert, delete on customers_ownership, customers_party to :app_role;
grant select, insert on customers_document, customers_document_withdrawal, customers_consent
  to :app_role;
grant select on customers_v_ownership, customers_v_party, customers_v_document,
  customers_v_consent to :app_role;
