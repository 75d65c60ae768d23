create table assessment_metric (
  run_id bigint not null constraint assessment_metric__of_run references organisation_run,
  staff_id bigint not null,
  unit_path text collate "C" not null,
  metric text not null,
  target bigint,
  value bigint not null,
  explanation jsonb not null,
  catalogue_version_id bigint not null,
  constraint assessment_metric__id primary key (run_id, staff_id, metric)
);
comment on table assessment_metric is 'Every metric of the catalogue for every RM of the quarter''s last day, year to date (P10); never updated';
comment on column assessment_metric.run_id is 'The closing';
comment on column assessment_metric.staff_id is 'The RM';
comment on column assessment_metric.unit_path is 'His unit at that time, for row security';
comment on column assessment_metric.metric is 'Metric of the catalogue';
comment on column assessment_metric.target is 'Cumulative target of the quarter in the metric''s unit; null when there is none';
comment on column assessment_metric.value is 'Year to date in the metric''s unit: fen, a count, or millionths';
comment on column assessment_metric.explanation is 'Rule, formula in words with its numbers';
comment on column assessment_metric.catalogue_version_id is 'Version of the catalogue that defines it';
create index assessment_metric__by_staff on assessment_metric (staff_id, metric, run_id);

alter table assessment_metric enable row level security;
alter table assessment_metric force row level security;
create policy scope on assessment_metric using (
  :bank_wide
  or staff_id = current_setting('app.staff_id')::bigint
  or :in_ranges(unit_path)
);

create view assessment_v_metric with (security_invoker = true) as
select c.quarter, m.run_id, m.staff_id, m.unit_path, m.metric, m.target, m.value, m.explanation,
       m.catalogue_version_id, c.sealed
from organisation_v_close c
join assessment_metric m on m.run_id = c.run_id;
comment on view assessment_v_metric is 'Metrics by the valid closing of each quarter';
comment on column assessment_v_metric.sealed is 'Whether the quarter is sealed: the value is final';

grant select, insert on assessment_metric to :app_role;
grant select on assessment_v_metric to :app_role;
