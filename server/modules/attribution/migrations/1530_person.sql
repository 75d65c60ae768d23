create table attribution_person (
  run_id bigint not null,
  measure text not null,
  staff_id bigint not null,
  unit_path text collate "C" not null,
  amount bigint not null,
  customers bigint not null,
  constraint attribution_person__key primary key (run_id, measure, staff_id, unit_path)
);
comment on table attribution_person is 'What each RM reached in a closing, by measure: the sums of his parts, written by the station that wrote the parts';
comment on column attribution_person.run_id is 'Closing of the quarter';
comment on column attribution_person.measure is 'Key of an additive measure of the catalogue of metrics; …_last_year is last year''s base of an increment';
comment on column attribution_person.staff_id is 'RM';
comment on column attribution_person.unit_path is 'His unit when the parts were made, for the scope';
comment on column attribution_person.amount is 'fen, fen-days or customer-days (products), or a count: the sum of his parts';
comment on column attribution_person.customers is 'Customers that the amount comes from';

-- Closings that were made before this table: their sums once, as the station would have written them.
set local app.account_id = '0';
set local app.staff_id = '0';
set local app.bank_wide = 'yes';
set local app.from1 = '';
set local app.until1 = '~';
set local app.from2 = '~';
set local app.until2 = '~';
set local app.from3 = '~';
set local app.until3 = '~';
set local app.from4 = '~';
set local app.until4 = '~';
insert into attribution_person (run_id, measure, staff_id, unit_path, amount, customers)
select run_id, measure, staff_id, unit_path, sum(amount)::bigint, count(*)
from attribution_part
where dimension = 'person'
  and staff_id is not null
group by run_id, measure, staff_id, unit_path;
analyze attribution_person;

alter table attribution_person enable row level security;
alter table attribution_person force row level security;
create policy scope on attribution_person
  using (
    :bank_wide
    or staff_id = current_setting('app.staff_id')::bigint
    or :in_ranges(unit_path)
  );

create or replace view attribution_v_person with (security_invoker = true) as
select v.quarter, p.staff_id, p.unit_path, p.measure, p.amount, p.customers
from organisation_v_close v
join attribution_person p on p.run_id = v.run_id;

grant select, insert on attribution_person to :app_role;
