create table contribution_account_month (
  run_id bigint not null,
  customer_id bigint not null,
  account_id bigint not null,
  month date not null,
  component text not null constraint contribution_account_month__component check (
    component in ('deposit_margin', 'loan_margin', 'fee', 'operating_cost', 'expected_loss')
  ),
  amount_fen bigint not null,
  inputs jsonb not null,
  constraint contribution_account_month__id
    primary key (customer_id, run_id, account_id, month, component)
);
comment on table contribution_account_month is 'What an account earned or cost in a month, by component; rounded to fen once here, everything above is a sum';
comment on column contribution_account_month.run_id is 'Closing of the quarter';
comment on column contribution_account_month.customer_id is 'Holder';
comment on column contribution_account_month.account_id is 'Account';
comment on column contribution_account_month.month is 'First day of the month';
comment on column contribution_account_month.component is 'Margin of deposits or loans, fee, operating cost or expected loss';
comment on column contribution_account_month.amount_fen is 'Signed for the bank: what it earns +, what it costs −';
comment on column contribution_account_month.inputs is 'Figures the amount was computed from, as text';
create index contribution_account_month__by_run on contribution_account_month (run_id, customer_id);

create table contribution_customer (
  run_id bigint not null,
  customer_id bigint not null,
  quarter text not null,
  deposit_fen bigint not null,
  loan_fen bigint not null,
  fee_fen bigint not null,
  cost_fen bigint not null,
  loss_fen bigint not null,
  pre_fen bigint not null,
  tax_fen bigint not null,
  net_fen bigint not null,
  capital_fen bigint not null,
  eva_fen bigint not null,
  raroc_millionths bigint,
  policy_version_id bigint not null,
  constraint contribution_customer__id primary key (customer_id, run_id),
  constraint contribution_customer__pre check (
    pre_fen = deposit_fen + loan_fen + fee_fen + cost_fen + loss_fen
  ),
  constraint contribution_customer__net check (net_fen = pre_fen + tax_fen)
);
comment on table contribution_customer is 'Contribution of a customer in a quarter; every figure signed for the bank: what it earns +, what it costs −';
comment on column contribution_customer.run_id is 'Closing of the quarter';
comment on column contribution_customer.customer_id is 'Customer';
comment on column contribution_customer.quarter is 'Quarter, such as 2026Q3';
comment on column contribution_customer.deposit_fen is 'Margin of deposits';
comment on column contribution_customer.loan_fen is 'Margin of loans';
comment on column contribution_customer.fee_fen is 'Fees without tax';
comment on column contribution_customer.cost_fen is 'Operating cost (not above zero)';
comment on column contribution_customer.loss_fen is 'Expected loss (not above zero)';
comment on column contribution_customer.pre_fen is 'Contribution before tax: the sum of the five';
comment on column contribution_customer.tax_fen is 'Income tax on it (negative when the contribution is above zero)';
comment on column contribution_customer.net_fen is 'Contribution after tax';
comment on column contribution_customer.capital_fen is 'Average economic capital held for the loans';
comment on column contribution_customer.eva_fen is 'Net contribution less the hurdle on capital for the days of the quarter';
comment on column contribution_customer.raroc_millionths is 'Net contribution on capital, annualised; null without capital';
comment on column contribution_customer.policy_version_id is 'Version of the policy contribution that was applied';
create index contribution_customer__by_run on contribution_customer (run_id, pre_fen, customer_id);

create table contribution_cost (
  run_id bigint not null,
  month date not null,
  ledger_fen bigint not null,
  activity_fen bigint not null,
  volume_fen bigint not null,
  residual_fen bigint not null,
  volume_fen_days bigint not null,
  constraint contribution_cost__id primary key (run_id, month),
  constraint contribution_cost__whole check (ledger_fen = activity_fen + volume_fen + residual_fen)
);
comment on table contribution_cost is 'Operating cost of a month: what the ledger says, what went to accounts by activity and by volume, and the rest';
comment on column contribution_cost.run_id is 'Closing of the quarter';
comment on column contribution_cost.month is 'First day of the month';
comment on column contribution_cost.ledger_fen is 'Total of the ledger (the policy''s figure; without one, the cost by activity)';
comment on column contribution_cost.activity_fen is 'Allocated by activity: counts times unit costs';
comment on column contribution_cost.volume_fen is 'Allocated by share of volume';
comment on column contribution_cost.residual_fen is 'Not allocated: roundings, or all that activity left when there is no volume';
comment on column contribution_cost.volume_fen_days is 'Volume of all accounts: sum of balance products without their signs';

create view contribution_v_customer with (security_invoker = true) as
select v.quarter,
       c.customer_id,
       c.run_id,
       c.deposit_fen,
       c.loan_fen,
       c.fee_fen,
       c.cost_fen,
       c.loss_fen,
       c.pre_fen,
       c.tax_fen,
       c.net_fen,
       c.capital_fen,
       c.eva_fen,
       c.raroc_millionths
from organisation_v_close v
join contribution_customer c on c.run_id = v.run_id;
comment on view contribution_v_customer is 'Contribution of customers by the valid closing of each quarter';

grant select, insert on contribution_account_month, contribution_customer, contribution_cost to :app_role;
grant select on contribution_v_customer to :app_role;

alter table contribution_account_month enable row level security;
alter table contribution_account_month force row level security;
create policy scope on contribution_account_month using (:customer_visible(contribution_account_month));

alter table contribution_customer enable row level security;
alter table contribution_customer force row level security;
create policy scope on contribution_customer using (:customer_visible(contribution_customer));
