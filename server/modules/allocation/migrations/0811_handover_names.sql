alter table allocation_handover_customer
  add column customer_no text not null default '',
  add column customer_name text not null default '',
  add column mode text not null default 'alone'
    constraint allocation_handover_customer__mode
    check (mode in ('alone', 'with_approval', 'assist', 'none'));
comment on column allocation_handover_customer.customer_no is 'Customer number at the time: the receiver reads it before he sees the customer';
comment on column allocation_handover_customer.customer_name is 'Name at the time, for the receiver';
comment on column allocation_handover_customer.mode is 'What the grade matrix says of the receiver and this customer';

alter table allocation_handover add column customers integer not null default 0;
comment on column allocation_handover.customers is 'Customers that it is about, moved or not';

create or replace view allocation_v_credit with (security_invoker = true) as
select e.customer_id, e.account_id, e.handover_id, e.staff_id, e.from_day,
       least(e.until_day, s.left_on) as until_day
from (
  select customer_id, account_id, handover_id, staff_id, from_day,
         least(until_day, lead(from_day) over (
           partition by customer_id, account_id order by from_day, handover_id)) as until_day
  from allocation_credit
) e
join people_v_staff s on s.staff_id = e.staff_id
where e.from_day < least(coalesce(e.until_day, date '9999-12-31'), s.left_on, date '9999-12-31');
comment on view allocation_v_credit is 'Who keeps the credit of an account apart from its custody, as half-open spans; nobody keeps it after he has left';
comment on column allocation_v_credit.until_day is 'First day no more: the end set, a later entry of the account, or the day he left';

alter table allocation_handover add column receivers smallint not null default 1;
comment on column allocation_handover.receivers is 'Persons who receive some customer: each of them answers';
alter table allocation_handover_answer add column answered_name text not null default '';
comment on column allocation_handover_answer.answered_name is 'Sign-in name of who answered, for supervisors without a staff file';
