create view customers_v_ownership_entry with (security_invoker = true) as
select customer_id, turn, owner_name, kind, state, share_millionths, from_day, enterer, entered_at
from customers_ownership;
comment on view customers_v_ownership_entry is 'Entries of the books of owners as they were written';

create view customers_v_party_entry with (security_invoker = true) as
select customer_id, turn, party_name, role, state, from_day, enterer, entered_at
from customers_party;
comment on view customers_v_party_entry is 'Entries of the books of related parties as they were written';

create view customers_v_consent_entry with (security_invoker = true) as
select customer_id, turn, purpose, family, state, channel, on_day, enterer, entered_at
from customers_consent;
comment on view customers_v_consent_entry is 'What customers agreed to and took back, entry by entry';

grant select on customers_v_ownership_entry, customers_v_party_entry, customers_v_consent_entry
  to :app_role;
