create table allocation_result (
  run_id bigint not null constraint allocation_result__of_run references organisation_run,
  customer_id bigint not null,
  staff_id bigint,
  fit_millionths bigint not null,
  from_day date,
  reason jsonb not null,
  constraint allocation_result__key primary key (customer_id, run_id)
);
comment on table allocation_result is 'What the allocation of a run decided for each customer that had no RM, with the reason';
comment on column allocation_result.run_id is 'The opening or closing';
comment on column allocation_result.customer_id is 'The customer';
comment on column allocation_result.staff_id is 'The RM; null when nobody may or can take him';
comment on column allocation_result.fit_millionths is 'Fit of the pair by the policy, in millionths';
comment on column allocation_result.from_day is 'First day of the management; null when unassigned';
comment on column allocation_result.reason is 'Rule, numbers and policy version';
create index allocation_result__by_run on allocation_result (run_id, staff_id);
alter table allocation_result enable row level security;
alter table allocation_result force row level security;
create policy scope on allocation_result
  using (:customer_visible(allocation_result));
grant select, insert on allocation_result to :app_role;
