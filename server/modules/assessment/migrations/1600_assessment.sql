create sequence assessment_sheet_id;
create table assessment_sheet (
  sheet_id bigint not null constraint assessment_sheet__id primary key,
  run_id bigint not null constraint assessment_sheet__of_run references organisation_run,
  quarter text not null,
  staff_id bigint not null,
  unit_path text collate "C" not null,
  sequence text not null,
  level text not null,
  points_millionths bigint not null,
  total_millionths bigint not null
    constraint assessment_sheet__not_negative check (total_millionths >= 0),
  band text not null,
  policy_version_id bigint not null,
  explanation jsonb not null,
  constraint assessment_sheet__one_each unique (run_id, staff_id)
);
comment on table assessment_sheet is 'Quarterly assessment of one RM in one closing (C3e, D2a); never updated';
comment on column assessment_sheet.sheet_id is 'Key';
comment on column assessment_sheet.run_id is 'The closing';
comment on column assessment_sheet.quarter is 'Quarter';
comment on column assessment_sheet.staff_id is 'The RM';
comment on column assessment_sheet.unit_path is 'His unit at that time, for row security';
comment on column assessment_sheet.sequence is 'Ladder: corporate or retail';
comment on column assessment_sheet.level is 'Grade at the quarter''s end';
comment on column assessment_sheet.points_millionths is 'Sum of the lines, in millionths of a point';
comment on column assessment_sheet.total_millionths is 'Total after cap and gates, in millionths of a point';
comment on column assessment_sheet.band is 'Band of the total';
comment on column assessment_sheet.policy_version_id is 'Scoring scheme used';
comment on column assessment_sheet.explanation is 'How the total came about';
create index assessment_sheet__by_staff on assessment_sheet (staff_id, quarter);

create table assessment_line (
  sheet_id bigint not null constraint assessment_line__of_sheet references assessment_sheet,
  position smallint not null,
  metric text not null,
  scoring text not null,
  weight_millionths bigint not null,
  target bigint,
  actual bigint not null,
  score_millionths bigint not null,
  explanation jsonb not null,
  constraint assessment_line__key primary key (sheet_id, position)
);
comment on table assessment_line is 'One metric of a sheet: target, actual, score and how it was scored';
comment on column assessment_line.sheet_id is 'The sheet';
comment on column assessment_line.position is 'Order on the sheet';
comment on column assessment_line.metric is 'Metric of the catalogue';
comment on column assessment_line.scoring is 'Scoring function';
comment on column assessment_line.weight_millionths is 'Full mark, in millionths of a point';
comment on column assessment_line.target is 'Cumulative target of the quarter in the metric''s unit; null when there is none';
comment on column assessment_line.actual is 'Year to date in the metric''s unit';
comment on column assessment_line.score_millionths is 'Score, in millionths of a point';
comment on column assessment_line.explanation is 'Rule, formula in words and inputs';

alter table assessment_sheet enable row level security;
alter table assessment_sheet force row level security;
create policy scope on assessment_sheet using (
  :bank_wide
  or staff_id = current_setting('app.staff_id')::bigint
  or :in_ranges(unit_path)
);
alter table assessment_line enable row level security;
alter table assessment_line force row level security;
create policy scope on assessment_line using (
  :bank_wide
  or exists (select 1 from assessment_sheet s where s.sheet_id = assessment_line.sheet_id)
);

create view assessment_v_sheet with (security_invoker = true) as
select s.sheet_id, s.run_id, s.quarter, s.staff_id, s.unit_path, s.sequence, s.level,
       s.total_millionths, s.band, s.policy_version_id, c.sealed
from assessment_sheet s
join organisation_v_close c on c.run_id = s.run_id;
comment on view assessment_v_sheet is 'Sheets of the valid closing of each quarter';

grant select, insert on assessment_sheet, assessment_line to :app_role;
grant select on assessment_v_sheet to :app_role;
grant usage on sequence assessment_sheet_id to :app_role;
