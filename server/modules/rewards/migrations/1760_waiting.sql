create view rewards_v_waiting with (security_invoker = true) as
select 'confirm_source' as task,
       x.source_id::text as item,
       x.entered_at as since,
       null::date as due,
       null::bigint as for_staff_id,
       null::bigint as not_staff_id,
       array[x.entered_by] as not_accounts,
       null::bigint as amount_fen
from rewards_source x
where not exists (
    select 1
    from rewards_source_ruling r
    where r.source_id = x.source_id)
union all
select 'name_committee' as task,
       p.proposal_id::text as item,
       p.proposed_on::timestamptz as since,
       null::date as due,
       null::bigint as for_staff_id,
       p.proposer_staff_id as not_staff_id,
       array[p.proposed_by] as not_accounts,
       null::bigint as amount_fen
from rewards_v_proposal p
where p.state = 'proposed'
union all
select 'vote_award' as task,
       p.proposal_id::text as item,
       m.named_at as since,
       null::date as due,
       m.staff_id as for_staff_id,
       null::bigint as not_staff_id,
       array[]::bigint[] as not_accounts,
       null::bigint as amount_fen
from rewards_v_proposal p
join rewards_member m on m.proposal_id = p.proposal_id
where p.state = 'voting'
  and m.conflict is null
  and not exists (
    select 1
    from rewards_vote v
    where v.proposal_id = m.proposal_id
      and v.staff_id = m.staff_id)
union all
select 'grant_award' as task,
       p.proposal_id::text as item,
       (p.until_day + 1)::timestamptz as since,
       null::date as due,
       null::bigint as for_staff_id,
       p.proposer_staff_id as not_staff_id,
       array[p.proposed_by, p.published_by] as not_accounts,
       null::bigint as amount_fen
from rewards_v_proposal p
where p.state = 'notice';
comment on view rewards_v_waiting is 'Money and proposals of the reward fund that wait for a second person, a committee or a vote';
comment on column rewards_v_waiting.task is 'What is to be done; the desk names it in words';
comment on column rewards_v_waiting.item is 'What it is about, for the address of its page: an id, or a quarter';
comment on column rewards_v_waiting.since is 'Since when it waits';
comment on column rewards_v_waiting.due is 'Last day; null when no rule sets one';
comment on column rewards_v_waiting.for_staff_id is 'The one person who can do it; null: whoever has the right and sees it';
comment on column rewards_v_waiting.not_staff_id is 'The person it is about, who never does it himself; null: nobody';
comment on column rewards_v_waiting.not_accounts is 'Accounts that did an earlier step and may not do this one';
comment on column rewards_v_waiting.amount_fen is 'Amount that an approval limit is held against; null: none';

grant select on rewards_v_waiting to :app_role;
