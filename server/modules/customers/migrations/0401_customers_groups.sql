create function customers_group_size(groups bigint[]) returns integer
  language sql stable parallel safe security definer
  set search_path from current
  as $$
    select count(*)::integer
    from customers_customer
    where group_id = any (groups)
  $$;
comment on function customers_group_size(bigint[]) is
  'How many members some groups have, seen or not: the number alone, so that a tree is known whole';
revoke all on function customers_group_size(bigint[]) from public;
grant execute on function customers_group_size(bigint[]) to :app_role;

create or replace view customers_v_customer with (security_invoker = true) as
select customer_id, customer_no, kind, name, group_id, group_part, industry, identity_kind,
       identity_mask, birth_day, opened_on, booking_unit_id, booking_path, managing_path,
       lead_staff_id, batch_id, corporate_type, class, tier, grade
from customers_customer;
