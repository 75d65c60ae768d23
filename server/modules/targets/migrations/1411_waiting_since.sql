-- A letter that was sent when it was issued waits since then: it has no sending of its own.
create or replace view targets_v_waiting with (security_invoker = true) as
select 'sign_letter' as task,
       l.letter_id::text as item,
       coalesce(
         (select min(e.happened_at)
          from targets_letter_event e
          where e.letter_id = l.letter_id
            and e.kind = 'sent'),
         l.issued_at) as since,
       null::date as due,
       l.staff_id as for_staff_id,
       null::bigint as not_staff_id,
       array[]::bigint[] as not_accounts,
       null::bigint as amount_fen
from targets_v_letter l
where l.kind = 'signed'
  and l.marks & 2 <> 0
  and l.marks & 217 = 0
union all
select 'send_letter' as task,
       l.letter_id::text as item,
       l.issued_at as since,
       null::date as due,
       null::bigint as for_staff_id,
       l.staff_id as not_staff_id,
       array[]::bigint[] as not_accounts,
       null::bigint as amount_fen
from targets_v_letter l
where l.kind = 'signed'
  and l.marks = 0
union all
select 'countersign_letter' as task,
       l.letter_id::text as item,
       (select s.signed_at
        from targets_signature s
        where s.letter_id = l.letter_id
          and s.side = 'rm') as since,
       null::date as due,
       null::bigint as for_staff_id,
       l.staff_id as not_staff_id,
       array[]::bigint[] as not_accounts,
       null::bigint as amount_fen
from targets_v_letter l
where l.kind = 'signed'
  and l.marks & 16 <> 0
  and l.marks & 225 = 0
union all
select 'answer_refusal' as task,
       l.letter_id::text as item,
       (select min(e.happened_at)
        from targets_letter_event e
        where e.letter_id = l.letter_id
          and e.kind = 'refused') as since,
       null::date as due,
       null::bigint as for_staff_id,
       l.staff_id as not_staff_id,
       array[]::bigint[] as not_accounts,
       null::bigint as amount_fen
from targets_v_letter l
where l.kind = 'signed'
  and l.marks & 8 <> 0
  and l.marks & 209 = 0
union all
select 'sign_amendment' as task,
       a.amendment_id::text as item,
       a.proposed_at as since,
       null::date as due,
       l.staff_id as for_staff_id,
       null::bigint as not_staff_id,
       array[]::bigint[] as not_accounts,
       null::bigint as amount_fen
from targets_amendment a
join targets_v_letter l on l.letter_id = a.letter_id
where not exists (select 1 from targets_amendment_end e where e.amendment_id = a.amendment_id)
  and not exists (
    select 1
    from targets_amendment_signature s
    where s.amendment_id = a.amendment_id
      and s.side = 'rm')
union all
select 'countersign_amendment' as task,
       a.amendment_id::text as item,
       a.proposed_at as since,
       null::date as due,
       null::bigint as for_staff_id,
       l.staff_id as not_staff_id,
       array[]::bigint[] as not_accounts,
       null::bigint as amount_fen
from targets_amendment a
join targets_v_letter l on l.letter_id = a.letter_id
where not exists (select 1 from targets_amendment_end e where e.amendment_id = a.amendment_id)
  and not exists (
    select 1
    from targets_amendment_signature s
    where s.amendment_id = a.amendment_id
      and s.side = 'bank');
