create table attribution_part (
  run_id bigint not null,
  customer_id bigint not null,
  measure text not null,
  dimension text not null
    constraint attribution_part__dimension check (dimension in ('person', 'branch', 'department')),
  party text not null,
  staff_id bigint,
  unit_path text collate "C" not null,
  amount bigint not null,
  basis jsonb not null,
  policy_version_id bigint not null,
  constraint attribution_part__id primary key (customer_id, run_id, measure, dimension, party),
  constraint attribution_part__measure check (
    measure in ('deposit_product', 'loan_product', 'npl_product', 'contribution', 'fee_income',
      'new_customers')
  ),
  constraint attribution_part__person check (staff_id is null or dimension = 'person')
);
comment on table attribution_part is 'Results of a customer in a quarter, split exactly: the parts of each dimension add up to the whole (D4b). Counted once; ledger A';
comment on column attribution_part.run_id is 'Closing of the quarter';
comment on column attribution_part.customer_id is 'Customer whose business it is';
comment on column attribution_part.measure is 'Additive measure (contract.ts)';
comment on column attribution_part.dimension is 'person, branch or department: three separate splits of the same whole';
comment on column attribution_part.party is 'Who gets it: staff number, unit code, department key; unassigned for days without an RM';
comment on column attribution_part.staff_id is 'RM; none for unassigned and for the other dimensions';
comment on column attribution_part.unit_path is 'Unit of the RM, the booking unit otherwise, for the scope';
comment on column attribution_part.amount is 'fen, fen-days (products) or a count';
comment on column attribution_part.basis is 'How it came about: months with days owned, shares and parts, or the rule';
comment on column attribution_part.policy_version_id is 'Version of the policy attribution that was applied';
create index attribution_part__of_person on attribution_part (staff_id, run_id, measure, customer_id)
  where staff_id is not null;
create index attribution_part__of_run on attribution_part (run_id, dimension, measure, party);

create table attribution_total (
  run_id bigint not null,
  quarter text not null,
  measure text not null,
  amount bigint not null,
  customers bigint not null,
  constraint attribution_total__id primary key (run_id, measure)
);
comment on table attribution_total is 'The whole of each measure, summed apart from the parts; a closing whose parts do not add up to it fails';
comment on column attribution_total.run_id is 'Closing of the quarter';
comment on column attribution_total.quarter is 'Quarter, such as 2026Q3';
comment on column attribution_total.measure is 'Additive measure';
comment on column attribution_total.amount is 'fen, fen-days (products) or a count';
comment on column attribution_total.customers is 'Customers with an amount';

create view attribution_v_part with (security_invoker = true) as
select v.quarter, p.run_id, p.customer_id, p.measure, p.dimension, p.party, p.staff_id,
       p.unit_path, p.amount, p.basis, p.policy_version_id
from organisation_v_close v
join attribution_part p on p.run_id = v.run_id;
comment on view attribution_v_part is 'Parts by the valid closing of each quarter';

create view attribution_v_person with (security_invoker = true) as
select v.quarter, p.staff_id, p.unit_path, p.measure, sum(p.amount)::bigint as amount,
       count(*) as customers
from organisation_v_close v
join attribution_part p on p.run_id = v.run_id
where p.dimension = 'person'
  and p.staff_id is not null
group by v.quarter, p.staff_id, p.unit_path, p.measure;
comment on view attribution_v_person is 'What each RM reached in a quarter, by measure';

create view attribution_v_total with (security_invoker = true) as
select v.quarter, v.sealed, t.measure, t.amount, t.customers
from organisation_v_close v
join attribution_total t on t.run_id = v.run_id;
comment on view attribution_v_total is 'Wholes by the valid closing of each quarter';

alter table attribution_part enable row level security;
alter table attribution_part force row level security;
create policy scope on attribution_part
  using (
    :bank_wide
    or staff_id = current_setting('app.staff_id')::bigint
    or :in_ranges(unit_path)
    or :customer_visible(attribution_part)
  );

grant select, insert on attribution_part, attribution_total to :app_role;
grant select on attribution_v_part, attribution_v_person, attribution_v_total to :app_role;
