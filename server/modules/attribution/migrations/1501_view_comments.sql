comment on column attribution_v_person.customers is 'Customers that the amount comes from';
comment on column attribution_v_total.sealed is 'Whether the quarter is sealed: its figures are final';
