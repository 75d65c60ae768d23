create view assessment_v_waiting with (security_invoker = true) as
select 'read_sheet' as task,
       s.sheet_id::text as item,
       p.published_at as since,
       s.objections_until as due,
       s.staff_id as for_staff_id,
       null::bigint as not_staff_id,
       array[]::bigint[] as not_accounts,
       null::bigint as amount_fen
from assessment_publication p
join assessment_publication_sheet s on s.publication_id = p.publication_id
where s.change <> 'same'
  and not exists (
    select 1
    from assessment_publication later
    where later.quarter = p.quarter
      and later.publication_id > p.publication_id)
  and not exists (
    select 1
    from organisation_v_close c
    where c.quarter = p.quarter
      and c.sealed)
  and not exists (
    select 1
    from assessment_objection o
    where o.publication_id = p.publication_id
      and o.staff_id = s.staff_id)
union all
select 'answer_objection' as task,
       o.quarter as item,
       o.raised_at as since,
       o.answer_due as due,
       null::bigint as for_staff_id,
       o.staff_id as not_staff_id,
       array[o.raised_by] as not_accounts,
       null::bigint as amount_fen
from assessment_objection o
where not exists (
    select 1
    from assessment_objection_answer a
    where a.objection_id = o.objection_id)
union all
select 'rate_competence' as task,
       t.review_id::text as item,
       t.named_at as since,
       r.due_on as due,
       t.rater_staff_id as for_staff_id,
       null::bigint as not_staff_id,
       array[]::bigint[] as not_accounts,
       null::bigint as amount_fen
from assessment_review_seat t
join assessment_review r on r.review_id = t.review_id
where not exists (
    select 1
    from assessment_review_closing c
    where c.review_id = t.review_id)
  and not exists (
    select 1
    from assessment_review_excuse e
    where e.review_id = t.review_id
      and e.staff_id = t.staff_id
      and e.rater_staff_id = t.rater_staff_id)
  and not exists (
    select 1
    from assessment_review_form f
    where f.review_id = t.review_id
      and f.staff_id = t.staff_id
      and f.rater_staff_id = t.rater_staff_id)
union all
select 'publish_quarter' as task,
       c.quarter as item,
       v.finished_at as since,
       null::date as due,
       null::bigint as for_staff_id,
       null::bigint as not_staff_id,
       array[]::bigint[] as not_accounts,
       null::bigint as amount_fen
from organisation_v_close c
join organisation_v_run v on v.run_id = c.run_id
where not c.sealed
  and not exists (
    select 1
    from assessment_publication p
    where p.run_id = c.run_id)
union all
select 'seal_quarter' as task,
       c.quarter as item,
       (p.objections_until + 1)::timestamptz as since,
       null::date as due,
       null::bigint as for_staff_id,
       null::bigint as not_staff_id,
       array[]::bigint[] as not_accounts,
       null::bigint as amount_fen
from organisation_v_close c
join assessment_publication p on p.run_id = c.run_id
where not c.sealed
  and not exists (
    select 1
    from assessment_objection o
    where o.quarter = c.quarter
      and not exists (
        select 1
        from assessment_objection_answer a
        where a.objection_id = o.objection_id));
comment on view assessment_v_waiting is 'Steps of the assessment cycle and of competence reviews that wait for somebody';
comment on column assessment_v_waiting.task is 'What is to be done; the desk names it in words';
comment on column assessment_v_waiting.item is 'What it is about, for the address of its page: an id, or a quarter';
comment on column assessment_v_waiting.since is 'Since when it waits';
comment on column assessment_v_waiting.due is 'Last day; null when no rule sets one';
comment on column assessment_v_waiting.for_staff_id is 'The one person who can do it; null: whoever has the right and sees it';
comment on column assessment_v_waiting.not_staff_id is 'The person it is about, who never does it himself; null: nobody';
comment on column assessment_v_waiting.not_accounts is 'Accounts that did an earlier step and may not do this one';
comment on column assessment_v_waiting.amount_fen is 'Amount that an approval limit is held against; null: none';

grant select on assessment_v_waiting to :app_role;
