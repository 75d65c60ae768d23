create sequence people_staff_id;
create table people_staff (
  staff_id bigint not null constraint people_staff__id primary key,
  staff_no text not null constraint people_staff__no unique,
  name text not null,
  unit_id bigint not null constraint people_staff__unit references organisation_unit,
  unit_path text collate "C" not null,
  is_rm boolean not null,
  hired_on date not null,
  left_on date,
  search_text text not null,
  batch_id bigint,
  constraint people_staff__left_after_hired check (left_on is null or left_on >= hired_on)
);
comment on table people_staff is 'Staff of the bank: one file for each person, RMs among them (P1)';
comment on column people_staff.staff_id is 'Key';
comment on column people_staff.staff_no is 'The bank''s own number of the person';
comment on column people_staff.name is 'Name';
comment on column people_staff.unit_id is 'Unit he belongs to';
comment on column people_staff.unit_path is 'Path of that unit, copied for lists by unit and below';
comment on column people_staff.is_rm is 'Whether he may manage customers';
comment on column people_staff.hired_on is 'First day of service';
comment on column people_staff.left_on is 'First day on which he is gone; null while he serves';
comment on column people_staff.search_text is 'Number, name, full pinyin and pinyin initials in lower case, each between blanks';
comment on column people_staff.batch_id is 'Import that brought him';
create index people_staff__by_unit on people_staff (unit_path, staff_no);

create table people_grade (
  staff_id bigint not null constraint people_grade__of_staff references people_staff,
  from_day date not null,
  sequence text not null
    constraint people_grade__sequence check (sequence in ('corporate', 'retail')),
  level text not null
    constraint people_grade__level check (level in ('trainee', 'junior', 'middle', 'senior')),
  step smallint not null constraint people_grade__step check (step between 1 and 20),
  reason text not null,
  batch_id bigint,
  constraint people_grade__from_day primary key (staff_id, from_day)
);
comment on table people_grade is 'History of grades: one row from the day on which a grade begins (C2c, D5a)';
comment on column people_grade.staff_id is 'Whose grade';
comment on column people_grade.from_day is 'First day of this grade; it lasts until the next row';
comment on column people_grade.sequence is 'Corporate or retail ladder';
comment on column people_grade.level is 'Trainee 见习, junior 初级, middle 中级, senior 高级';
comment on column people_grade.step is 'Step within the level, from 1';
comment on column people_grade.reason is 'Why: appointment, review, import';
comment on column people_grade.batch_id is 'Import that brought it';

create view people_v_staff with (security_invoker = true) as
select staff_id, staff_no, name, unit_id, unit_path, is_rm, hired_on, left_on
from people_staff;
comment on view people_v_staff is 'Staff for other modules';

create view people_v_grade with (security_invoker = true) as
select staff_id,
       sequence,
       level,
       step,
       from_day,
       lead(from_day) over (partition by staff_id order by from_day) as until_day
from people_grade;
comment on view people_v_grade is 'Grades with their validity, half open; until_day null means it lasts';

grant select, insert, delete on people_staff, people_grade to :app_role;
grant usage on sequence people_staff_id to :app_role;
grant select on people_v_staff, people_v_grade to :app_role;
