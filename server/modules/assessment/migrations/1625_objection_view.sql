create view assessment_v_objection with (security_invoker = true) as
select o.objection_id,
       o.quarter,
       o.sheet_id,
       o.staff_id,
       o.unit_path,
       o.metric,
       o.raised_on,
       o.answer_due,
       a.verdict,
       a.answered_on
from assessment_objection o
left join assessment_objection_answer a on a.objection_id = o.objection_id;
comment on view assessment_v_objection is 'Objections to lines of sheets with the answer, when there is one';
comment on column assessment_v_objection.objection_id is 'Key';
comment on column assessment_v_objection.quarter is 'Quarter';
comment on column assessment_v_objection.sheet_id is 'The sheet';
comment on column assessment_v_objection.staff_id is 'The RM who objects';
comment on column assessment_v_objection.unit_path is 'His unit at that time, for row security';
comment on column assessment_v_objection.metric is 'Line of the sheet; total for the sheet as a whole';
comment on column assessment_v_objection.raised_on is 'Business day';
comment on column assessment_v_objection.answer_due is 'Last day for the answer';
comment on column assessment_v_objection.verdict is 'upheld, rejected or withdrawn; null while it waits';
comment on column assessment_v_objection.answered_on is 'Business day of the answer; null while it waits';

grant select on assessment_v_objection to :app_role;
