create view attribution_v_waiting with (security_invoker = true) as
select 'sign_agreement' as task,
       c.contract_id::text as item,
       c.proposed_at as since,
       null::date as due,
       p.staff_id as for_staff_id,
       null::bigint as not_staff_id,
       array[]::bigint[] as not_accounts,
       null::bigint as amount_fen
from attribution_contract c
join attribution_contract_party p
  on p.customer_id = c.customer_id
 and p.contract_id = c.contract_id
where not exists (
    select 1
    from attribution_contract_signature s
    where s.customer_id = p.customer_id
      and s.contract_id = p.contract_id
      and s.staff_id = p.staff_id)
  and not exists (
    select 1
    from attribution_contract_refusal r
    where r.customer_id = c.customer_id
      and r.contract_id = c.contract_id)
union all
select 'rule_referral' as task,
       f.referral_id::text as item,
       f.registered_at as since,
       null::date as due,
       null::bigint as for_staff_id,
       f.staff_id as not_staff_id,
       array[f.registered_by] as not_accounts,
       null::bigint as amount_fen
from attribution_referral f
where not exists (
    select 1
    from attribution_referral_ruling r
    where r.customer_id = f.customer_id
      and r.referral_id = f.referral_id)
union all
select 'rule_dispute' as task,
       d.quarter as item,
       d.opened_at as since,
       d.ruling_due as due,
       null::bigint as for_staff_id,
       d.claimant_staff_id as not_staff_id,
       array[d.opened_by] as not_accounts,
       null::bigint as amount_fen
from attribution_dispute d
where not exists (
    select 1
    from attribution_dispute_ruling r
    where r.customer_id = d.customer_id
      and r.dispute_id = d.dispute_id)
  and not exists (
    select 1
    from attribution_dispute_withdrawal w
    where w.customer_id = d.customer_id
      and w.dispute_id = d.dispute_id);
comment on view attribution_v_waiting is 'Share agreements, referrals and disputes that wait for a signature or a ruling';
comment on column attribution_v_waiting.task is 'What is to be done; the desk names it in words';
comment on column attribution_v_waiting.item is 'What it is about, for the address of its page: an id, or a quarter';
comment on column attribution_v_waiting.since is 'Since when it waits';
comment on column attribution_v_waiting.due is 'Last day; null when no rule sets one';
comment on column attribution_v_waiting.for_staff_id is 'The one person who can do it; null: whoever has the right and sees it';
comment on column attribution_v_waiting.not_staff_id is 'The person it is about, who never does it himself; null: nobody';
comment on column attribution_v_waiting.not_accounts is 'Accounts that did an earlier step and may not do this one';
comment on column attribution_v_waiting.amount_fen is 'Amount that an approval limit is held against; null: none';

grant select on attribution_v_waiting to :app_role;
