create view allocation_v_handover_customer with (security_invoker = true) as
select c.customer_id,
       c.handover_id,
       h.cause,
       h.from_staff_id,
       c.receiver_staff_id,
       c.moves,
       h.effective_day,
       h.proposed_at,
       e.effected_at
from allocation_handover_customer c
join allocation_handover h on h.handover_id = c.handover_id
left join allocation_handover_effect e on e.handover_id = c.handover_id
where c.moves <> 'nothing';
comment on view allocation_v_handover_customer is 'Customers of hand-overs that move something, with when it was proposed and carried out';
comment on column allocation_v_handover_customer.customer_id is 'Customer';
comment on column allocation_v_handover_customer.handover_id is 'Hand-over';
comment on column allocation_v_handover_customer.cause is 'cross_team, within_team, leave, resign or repost';
comment on column allocation_v_handover_customer.from_staff_id is 'RM who hands over';
comment on column allocation_v_handover_customer.receiver_staff_id is 'Who takes the customer';
comment on column allocation_v_handover_customer.moves is 'both, or custody alone';
comment on column allocation_v_handover_customer.effective_day is 'First day of the new custody';
comment on column allocation_v_handover_customer.proposed_at is 'When it was proposed';
comment on column allocation_v_handover_customer.effected_at is 'When it was carried out; null until then';

grant select on allocation_v_handover_customer to :app_role;

create view allocation_v_pool_event with (security_invoker = true) as
select customer_id,
       event_id,
       kind,
       staff_id,
       unit_path,
       day,
       written_at
from allocation_pool_event;
comment on view allocation_v_pool_event is 'Steps of a customer into, through and out of the pool';
comment on column allocation_v_pool_event.customer_id is 'Customer';
comment on column allocation_v_pool_event.event_id is 'Key; steps of a customer in order';
comment on column allocation_v_pool_event.kind is 'entered, widened, claimed, warned, cleared, proven, undone or led';
comment on column allocation_v_pool_event.staff_id is 'RM whom the step is about; null: nobody';
comment on column allocation_v_pool_event.unit_path is 'His unit then, for row security';
comment on column allocation_v_pool_event.day is 'Business day';
comment on column allocation_v_pool_event.written_at is 'When';

grant select on allocation_v_pool_event to :app_role;
