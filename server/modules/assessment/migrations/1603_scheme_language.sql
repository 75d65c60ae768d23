-- Rows of a sheet: lines, a title's base, units above it, deductions, gates, dimensions.
alter table assessment_line
  add column part text not null default 'line'
    constraint assessment_line__part
    check (part in ('line', 'base', 'unit', 'deduction', 'gate', 'dimension')),
  add column carried_in bigint,
  add column carried_out bigint,
  alter column metric drop not null,
  alter column actual drop not null,
  add constraint assessment_line__metric check (metric is not null or part = 'base');
comment on table assessment_line is 'One row of a sheet: what it judges, target, actual, score and how it came about';
comment on column assessment_line.part is 'line: a metric scored; base: points of a title; unit: points above its minimum; deduction; gate; dimension';
comment on column assessment_line.metric is 'Metric of the catalogue; null for the base of a title';
comment on column assessment_line.target is 'Target, minimum, free amount or bound in the metric''s unit; null when there is none';
comment on column assessment_line.actual is 'What was judged, in the metric''s unit, with what was carried in; null: not measured';
comment on column assessment_line.score_millionths is 'Score, in millionths of a point; of a deduction negative';
comment on column assessment_line.carried_in is 'Excess of the quarter before, contained in the actual; null when the line carries nothing';
comment on column assessment_line.carried_out is 'Excess handed to the next quarter; null when the line carries nothing';

alter table assessment_sheet
  add column track text,
  add column deducted_millionths bigint not null default 0
    constraint assessment_sheet__deducted check (deducted_millionths >= 0),
  add column earned_level text,
  add column earned_step smallint,
  add column below_floor boolean not null default false,
  add column bonus_void boolean not null default false,
  add constraint assessment_sheet__earned check ((earned_level is null) = (earned_step is null));
comment on column assessment_sheet.points_millionths is 'Sum of lines, base and units before cap, deductions and gates, in millionths of a point';
comment on column assessment_sheet.total_millionths is 'Total after cap, deductions, dimensions and gates, in millionths of a point';
comment on column assessment_sheet.track is 'Track of the scheme that judged him; null: the main scheme';
comment on column assessment_sheet.deducted_millionths is 'Points taken off, after the cap of their sum';
comment on column assessment_sheet.earned_level is 'Title whose step the points earn for the next quarter''s pay; null: none';
comment on column assessment_sheet.earned_step is 'Pay step of that title for the next quarter; null: none';
comment on column assessment_sheet.below_floor is 'The points do not reach the lowest step of his own title: it is lowered next year';
comment on column assessment_sheet.bonus_void is 'A gate takes the bonus whatever the total';

create or replace view assessment_v_sheet with (security_invoker = true) as
select s.sheet_id, s.run_id, s.quarter, s.staff_id, s.unit_path, s.sequence, s.level,
       s.total_millionths, s.band, s.policy_version_id, c.sealed, s.track, s.earned_level,
       s.earned_step, s.below_floor, s.bonus_void
from assessment_sheet s
join organisation_v_close c on c.run_id = s.run_id;
comment on column assessment_v_sheet.track is 'Track of the scheme that judged him; null: the main scheme';
comment on column assessment_v_sheet.earned_level is 'Title whose step the points earn for the next quarter''s pay; null: none';
comment on column assessment_v_sheet.earned_step is 'Pay step of that title for the next quarter; null: none';
comment on column assessment_v_sheet.below_floor is 'The points do not reach the lowest step of his own title';
comment on column assessment_v_sheet.bonus_void is 'A gate takes the bonus whatever the total';
