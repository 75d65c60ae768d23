create view pay_v_waiting with (security_invoker = true) as
select 'approve_batch' as task,
       x.batch_id::text as item,
       x.prepared_at as since,
       null::date as due,
       null::bigint as for_staff_id,
       null::bigint as not_staff_id,
       array[x.prepared_by] as not_accounts,
       null::bigint as amount_fen
from pay_batch x
where not exists (
    select 1
    from pay_approval r
    where r.batch_id = x.batch_id)
union all
select 'rule_clawback' as task,
       x.clawback_id::text as item,
       x.proposed_at as since,
       null::date as due,
       null::bigint as for_staff_id,
       null::bigint as not_staff_id,
       array[x.proposed_by] as not_accounts,
       null::bigint as amount_fen
from pay_clawback x
where not exists (
    select 1
    from pay_clawback_ruling r
    where r.clawback_id = x.clawback_id)
union all
select 'rule_correction' as task,
       x.quarter as item,
       x.entered_at as since,
       null::date as due,
       null::bigint as for_staff_id,
       x.staff_id as not_staff_id,
       array[x.entered_by] as not_accounts,
       null::bigint as amount_fen
from pay_correction x
where not exists (
    select 1
    from pay_correction_ruling r
    where r.correction_id = x.correction_id)
union all
select 'answer_slip_objection' as task,
       x.slip_id::text as item,
       x.raised_at as since,
       null::date as due,
       null::bigint as for_staff_id,
       x.staff_id as not_staff_id,
       array[x.raised_by] as not_accounts,
       null::bigint as amount_fen
from pay_objection x
where not exists (
    select 1
    from pay_objection_answer r
    where r.objection_id = x.objection_id);
comment on view pay_v_waiting is 'Batches, claw-backs, corrections and objections to slips that wait for a second person';
comment on column pay_v_waiting.task is 'What is to be done; the desk names it in words';
comment on column pay_v_waiting.item is 'What it is about, for the address of its page: an id, or a quarter';
comment on column pay_v_waiting.since is 'Since when it waits';
comment on column pay_v_waiting.due is 'Last day; null when no rule sets one';
comment on column pay_v_waiting.for_staff_id is 'The one person who can do it; null: whoever has the right and sees it';
comment on column pay_v_waiting.not_staff_id is 'The person it is about, who never does it himself; null: nobody';
comment on column pay_v_waiting.not_accounts is 'Accounts that did an earlier step and may not do this one';
comment on column pay_v_waiting.amount_fen is 'Amount that an approval limit is held against; null: none';

grant select on pay_v_waiting to :app_role;
