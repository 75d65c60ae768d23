alter table holdings_account
  add constraint holdings_account__of_customer
    foreign key (customer_id) references customers_customer,
  add constraint holdings_account__of_product
    foreign key (product_id) references products_product,
  add constraint holdings_account__of_unit
    foreign key (unit_id) references organisation_unit;
alter table holdings_party
  add constraint holdings_party__of_account
    foreign key (customer_id, account_id) references holdings_account;
alter table holdings_order
  add constraint holdings_order__of_account
    foreign key (customer_id, account_id) references holdings_account;
alter table holdings_card
  add constraint holdings_card__of_account
    foreign key (customer_id, account_id) references holdings_account;
alter table holdings_coverage
  add constraint holdings_coverage__of_account
    foreign key (customer_id, account_id) references holdings_account;
alter table holdings_loan
  add constraint holdings_loan__of_account
    foreign key (customer_id, account_id) references holdings_account;
alter table holdings_instalment
  add constraint holdings_instalment__of_loan
    foreign key (customer_id, account_id) references holdings_loan;

create view holdings_v_account with (security_invoker = true) as
select a.customer_id, a.account_id, a.account_no, a.product_id, p.code as product_code, p.kind,
       a.unit_id, a.opened_on, a.closed_on, a.rate_millionths, a.batch_id
from holdings_account a
join products_v_product p on p.product_id = a.product_id;
comment on view holdings_v_account is 'Accounts with the kind of their product: deposit, loan or fee';

create view holdings_v_month with (security_invoker = true) as
select m.run_id, m.customer_id, m.account_id, a.account_no, a.product_id,
       p.code as product_code, p.kind, a.opened_on, a.rate_millionths, m.month, m.days,
       m.product_fen_days, m.end_balance_fen, m.fee_fen, m.interest_paid_fen,
       m.interest_received_fen, m.transactions, m.counter_transactions, m.days_overdue,
       m.overdue_fen, m.risk_class
from holdings_month m
join holdings_account a on a.customer_id = m.customer_id and a.account_id = m.account_id
join products_v_product p on p.product_id = a.product_id;
comment on view holdings_v_month is 'Months of accounts by run; a loan''s balance and product are what is owed, positive';

create view holdings_v_coverage with (security_invoker = true) as
select customer_id, account_id, from_day, until_day, batch_id
from holdings_coverage;
comment on view holdings_v_coverage is 'Days for which the transactions of accounts are there';

create view holdings_v_flow with (security_invoker = true) as
select customer_id, direction, day, counterparty, net_fen, tax_fen, gross_fen, void, fault, batch_id
from holdings_flow;
comment on view holdings_v_flow is 'Business flows of firms; void ones are never counted';

create view holdings_v_transaction with (security_invoker = true) as
select customer_id, account_id, day, amount_fen, kind, source_balance_fen, derived, batch_id
from holdings_transaction;
comment on view holdings_v_transaction is 'Movements, signed for the holder';

grant select on holdings_v_account, holdings_v_month, holdings_v_coverage, holdings_v_flow,
  holdings_v_transaction to :app_role;
