create view pay_v_objection with (security_invoker = true) as
select o.objection_id,
       o.slip_id,
       o.staff_id,
       o.unit_path,
       s.quarter,
       o.raised_at,
       a.verdict,
       a.answered_at
from pay_objection o
join pay_slip s on s.slip_id = o.slip_id
left join pay_objection_answer a on a.objection_id = o.objection_id;
comment on view pay_v_objection is 'Objections to slips with the answer, when there is one';
comment on column pay_v_objection.objection_id is 'Key';
comment on column pay_v_objection.slip_id is 'The slip';
comment on column pay_v_objection.staff_id is 'The RM who objects';
comment on column pay_v_objection.unit_path is 'His unit on that slip, for row security';
comment on column pay_v_objection.quarter is 'Quarter of the slip';
comment on column pay_v_objection.raised_at is 'When it was raised';
comment on column pay_v_objection.verdict is 'upheld or dismissed; null while it waits';
comment on column pay_v_objection.answered_at is 'When it was answered; null while it waits';

grant select on pay_v_objection to :app_role;
