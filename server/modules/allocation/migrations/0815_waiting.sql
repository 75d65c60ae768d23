create view allocation_v_waiting with (security_invoker = true) as
select 'answer_handover' as task,
       h.handover_id::text as item,
       h.proposed_at as since,
       h.effective_day as due,
       r.receiver_staff_id as for_staff_id,
       null::bigint as not_staff_id,
       array[]::bigint[] as not_accounts,
       null::bigint as amount_fen
from allocation_handover h
cross join lateral (
  select distinct c.receiver_staff_id
  from allocation_handover_customer c
  where c.handover_id = h.handover_id
) r
where not exists (select 1 from allocation_handover_effect e where e.handover_id = h.handover_id)
  and not exists (
    select 1
    from allocation_handover_answer a
    where a.handover_id = h.handover_id
      and (a.verdict = 'declined'
           or (a.side = 'receiver' and a.staff_id = r.receiver_staff_id)))
union all
select 'supervise_handover' as task,
       h.handover_id::text as item,
       h.proposed_at as since,
       h.effective_day as due,
       null::bigint as for_staff_id,
       h.from_staff_id as not_staff_id,
       array[]::bigint[] as not_accounts,
       null::bigint as amount_fen
from allocation_handover h
where not exists (select 1 from allocation_handover_effect e where e.handover_id = h.handover_id)
  and not exists (
    select 1
    from allocation_handover_answer a
    where a.handover_id = h.handover_id
      and (a.verdict = 'declined' or a.side = 'supervisor'))
  and h.to_staff_id <> current_setting('app.staff_id')::bigint;
comment on view allocation_v_waiting is 'Hand-overs that wait for somebody: each receiver, and one supervisor';
comment on column allocation_v_waiting.task is 'What is to be done; the desk names it in words';
comment on column allocation_v_waiting.item is 'What it is about, for the address of its page: an id, or a quarter';
comment on column allocation_v_waiting.since is 'Since when it waits';
comment on column allocation_v_waiting.due is 'Last day; null when no rule sets one';
comment on column allocation_v_waiting.for_staff_id is 'The one person who can do it; null: whoever has the right and sees it';
comment on column allocation_v_waiting.not_staff_id is 'The person it is about, who never does it himself; null: nobody';
comment on column allocation_v_waiting.not_accounts is 'Accounts that did an earlier step and may not do this one';
comment on column allocation_v_waiting.amount_fen is 'Amount that an approval limit is held against; null: none';

grant select on allocation_v_waiting to :app_role;
