create table contacts_note (
  customer_id bigint not null,
  note_id uuid not null,
  revision integer not null constraint contacts_note__revision check (revision between 1 and 999),
  act text not null,
  staff_id bigint not null,
  standing text not null,
  channel text not null,
  initiative text not null,
  happened_at timestamptz not null,
  happened_on date not null,
  words text not null,
  with_whom text not null,
  next_step text not null,
  next_on date null,
  origin text not null,
  written_at timestamptz not null,
  device_id uuid not null,
  device_seq integer not null constraint contacts_note__device_seq check (device_seq > 0),
  received_at timestamptz not null default now(),
  account_id bigint not null,
  policy_version_id bigint not null,
  constraint contacts_note__key primary key (customer_id, note_id, revision),
  constraint contacts_note__act check (act in ('written', 'changed', 'withdrawn')),
  constraint contacts_note__first_is_written check ((act = 'written') = (revision = 1)),
  constraint contacts_note__standing check (standing in ('serving', 'handed_over')),
  constraint contacts_note__initiative check (initiative in ('bank', 'customer')),
  constraint contacts_note__origin check (origin in ('online', 'offline', 'demo'))
);
comment on table contacts_note is
  'Contacts with customers as staff wrote them (A5): append only, an edit is a new revision';
comment on column contacts_note.customer_id is 'Customer';
comment on column contacts_note.note_id is 'Made by the device, so that the same note sent again is known';
comment on column contacts_note.revision is
  'Counts from 1; revision n was written by somebody who saw n - 1: two editors collide on the key';
comment on column contacts_note.act is 'written, changed, or withdrawn: the note no longer counts';
comment on column contacts_note.staff_id is 'Who had the contact and writes; the same in each revision';
comment on column contacts_note.standing is
  'serving: the customer was in his scope when it arrived; handed_over: a remark to the present lead';
comment on column contacts_note.channel is 'visit, phone, message, branch, video, event, or a word of the policy';
comment on column contacts_note.initiative is 'bank: we came to the customer; customer: he came to us';
comment on column contacts_note.happened_at is 'When the contact was, as the person states it';
comment on column contacts_note.happened_on is 'The same as a day in the bank''s time zone';
comment on column contacts_note.words is 'What was said';
comment on column contacts_note.with_whom is 'Whom he met; may be empty';
comment on column contacts_note.next_step is 'What is to be done next; may be empty';
comment on column contacts_note.next_on is 'By when; none when nothing is agreed';
comment on column contacts_note.origin is 'Written with or without network; demo: invented';
comment on column contacts_note.written_at is 'Clock of the device when it was written; proves nothing';
comment on column contacts_note.device_id is 'The browser that wrote it, a number made there';
comment on column contacts_note.device_seq is 'Place in the order of that device; gaps are allowed';
comment on column contacts_note.received_at is 'Clock of the bank when it arrived';
comment on column contacts_note.account_id is 'Account that sent it';
comment on column contacts_note.policy_version_id is 'Version of the policy contact_standard used';
create index contacts_note__by_customer on contacts_note (customer_id, happened_on desc);
create index contacts_note__by_time on contacts_note (happened_at, note_id);
create index contacts_note__by_staff on contacts_note (staff_id, happened_at);
create index contacts_note__next on contacts_note (next_on) where next_on is not null;

create table contacts_beginning (
  beginning_id integer not null default 1 constraint contacts_beginning__key primary key
    constraint contacts_beginning__one_row check (beginning_id = 1),
  from_day date not null
);
comment on table contacts_beginning is
  'The day from which the bank keeps contacts here: no standard is unmet before it. One row';
comment on column contacts_beginning.beginning_id is 'Always 1';
comment on column contacts_beginning.from_day is 'Day on which the first note came in';

alter table contacts_note enable row level security;
alter table contacts_note force row level security;
create policy scope on contacts_note using (:customer_visible(contacts_note));

create view contacts_v_note with (security_invoker = true) as
select n.customer_id, n.note_id, n.revision, n.staff_id, n.standing, n.channel, n.initiative,
       n.happened_at, n.happened_on, n.words, n.with_whom, n.next_step, n.next_on, n.origin,
       n.written_at, n.received_at
from contacts_note n
where n.act <> 'withdrawn'
  and not exists (
    select 1
    from contacts_note later
    where later.customer_id = n.customer_id
      and later.note_id = n.note_id
      and later.revision > n.revision);
comment on view contacts_v_note is 'Notes as they stand: the last revision of each, withdrawn ones left out';
comment on column contacts_v_note.revision is 'The last one; an edit names it and writes the next';

create view contacts_v_last with (security_invoker = true) as
select distinct on (customer_id) customer_id, happened_on as last_day, channel as last_channel, staff_id
from contacts_v_note
order by customer_id, happened_on desc, happened_at desc, note_id;
comment on view contacts_v_last is 'The last contact of each customer: for the pool and the customer''s header';
comment on column contacts_v_last.last_day is 'Day of the last contact';
comment on column contacts_v_last.last_channel is 'How it was';
comment on column contacts_v_last.staff_id is 'Who had it';

grant select, insert on contacts_note to :app_role;
grant select, insert on contacts_beginning to :app_role;
grant select on contacts_v_note, contacts_v_last to :app_role;
