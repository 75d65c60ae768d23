create or replace view metrics_v_figure with (security_invoker = true) as
select f.figure_id, f.staff_id, f.unit_path, f.quarter, f.metric, f.turn, f.amount, f.evidence,
       f.upload_id, f.entered_by, f.enterer, f.enterer_staff_id, f.entered_at,
       case when w.figure_id is not null then 'withdrawn'
            when r.figure_id is not null then 'returned'
            when c.figure_id is not null then 'certified'
            else 'entered'
       end as state,
       coalesce(w.reason, r.reason) as reason, coalesce(w.ruler, r.ruler, c.ruler) as ruler,
       coalesce(w.ruled_at, r.ruled_at, c.ruled_at) as ruled_at,
       coalesce(w.ruled_by, r.ruled_by, c.ruled_by) as ruled_by
from metrics_figure f
left join metrics_ruling c on c.figure_id = f.figure_id and c.verdict = 'certified'
left join metrics_ruling r on r.figure_id = f.figure_id and r.verdict = 'returned'
left join metrics_ruling w on w.figure_id = f.figure_id and w.verdict = 'withdrawn';
comment on column metrics_v_figure.ruled_by is 'Account that did';
comment on column metrics_figure.enterer is 'Name of the person, as at the entry';
comment on column metrics_ruling.ruler is 'Name of the person, as at the ruling';
