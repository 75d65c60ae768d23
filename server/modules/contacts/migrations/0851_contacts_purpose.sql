alter table contacts_note
  add column purpose text not null default 'service'
    constraint contacts_note__purpose check (purpose in ('service', 'marketing'));
comment on column contacts_note.purpose is
  'service: the customer''s own business; marketing: something was offered, which needs his consent (PIPL 13-15, 24)';

create or replace view contacts_v_note with (security_invoker = true) as
select n.customer_id, n.note_id, n.revision, n.staff_id, n.standing, n.channel, n.initiative,
       n.happened_at, n.happened_on, n.words, n.with_whom, n.next_step, n.next_on, n.origin,
       n.written_at, n.received_at, n.purpose
from contacts_note n
where n.act <> 'withdrawn'
  and not exists (
    select 1
    from contacts_note later
    where later.customer_id = n.customer_id
      and later.note_id = n.note_id
      and later.revision > n.revision);
