create view expenses_v_waiting with (security_invoker = true) as
select case when x.state = 'submitted'
              then case when x.needs_clearance and x.clearance is null
                          then 'clear_expense'
                        else 'approve_expense' end
            when x.state = 'approved' then 'claim_expense'
            when x.state = 'claimed' then 'verify_expense'
            else 'pay_expense' end as task,
       x.application_id::text as item,
       case when x.state = 'submitted' then x.applied_at
            when x.state = 'approved' then r.ruled_at
            when x.state = 'claimed' then c.claimed_at
            else v.verified_at end as since,
       case when x.state = 'submitted' then x.planned_day end as due,
       case when x.state = 'approved' then x.staff_id end as for_staff_id,
       case when x.state <> 'approved' then x.staff_id end as not_staff_id,
       case when x.state = 'approved' then array[]::bigint[]
            when x.state = 'verified' then array[x.applied_by, x.verified_by, x.ruled_by]
            else array[x.applied_by] end as not_accounts,
       case when x.state = 'submitted' then x.amount_fen end as amount_fen
from expenses_v_application x
left join expenses_ruling r on r.application_id = x.application_id
left join expenses_claim c on c.claim_id = x.claim_id
left join expenses_verification v on v.claim_id = x.claim_id
where x.state in ('submitted', 'approved', 'claimed', 'verified');
comment on view expenses_v_waiting is 'Applications for marketing money that wait for the next step, by who may take it';
comment on column expenses_v_waiting.task is 'What is to be done; the desk names it in words';
comment on column expenses_v_waiting.item is 'What it is about, for the address of its page: an id, or a quarter';
comment on column expenses_v_waiting.since is 'Since when it waits';
comment on column expenses_v_waiting.due is 'Last day; null when no rule sets one';
comment on column expenses_v_waiting.for_staff_id is 'The one person who can do it; null: whoever has the right and sees it';
comment on column expenses_v_waiting.not_staff_id is 'The person it is about, who never does it himself; null: nobody';
comment on column expenses_v_waiting.not_accounts is 'Accounts that did an earlier step and may not do this one';
comment on column expenses_v_waiting.amount_fen is 'Amount that an approval limit is held against; null: none';

grant select on expenses_v_waiting to :app_role;
