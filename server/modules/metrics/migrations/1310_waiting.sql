create view metrics_v_waiting with (security_invoker = true) as
select 'certify_figure' as task,
       f.quarter as item,
       f.entered_at as since,
       null::date as due,
       null::bigint as for_staff_id,
       f.staff_id as not_staff_id,
       array[f.entered_by] as not_accounts,
       null::bigint as amount_fen
from metrics_v_figure f
where f.state = 'entered'
  and not exists (
    select 1
    from organisation_v_close c
    where c.quarter = f.quarter
      and c.sealed);
comment on view metrics_v_waiting is 'Figures entered by hand that wait for another person to certify them';
comment on column metrics_v_waiting.task is 'What is to be done; the desk names it in words';
comment on column metrics_v_waiting.item is 'What it is about, for the address of its page: an id, or a quarter';
comment on column metrics_v_waiting.since is 'Since when it waits';
comment on column metrics_v_waiting.due is 'Last day; null when no rule sets one';
comment on column metrics_v_waiting.for_staff_id is 'The one person who can do it; null: whoever has the right and sees it';
comment on column metrics_v_waiting.not_staff_id is 'The person it is about, who never does it himself; null: nobody';
comment on column metrics_v_waiting.not_accounts is 'Accounts that did an earlier step and may not do this one';
comment on column metrics_v_waiting.amount_fen is 'Amount that an approval limit is held against; null: none';

grant select on metrics_v_waiting to :app_role;
