create or replace view customers_v_customer with (security_invoker = true) as
select customer_id, customer_no, kind, name, group_id, group_part, industry, identity_kind,
       identity_mask, birth_day, opened_on, booking_unit_id, booking_path, managing_path,
       lead_staff_id, batch_id, corporate_type, class, tier, grade
from customers_customer;
comment on view customers_v_customer is
  'Customers as other rooms read them; type, class and tier as segmentation last found them, '
  'so that a later station of the same opening sees them';
