-- What belongs to a customer is seen by whoever sees the customer.

alter table holdings_account enable row level security;
alter table holdings_account force row level security;
create policy scope on holdings_account using (:customer_visible(holdings_account));

alter table holdings_account_number enable row level security;
alter table holdings_account_number force row level security;
create policy scope on holdings_account_number using (:customer_visible(holdings_account_number));

alter table holdings_party enable row level security;
alter table holdings_party force row level security;
create policy scope on holdings_party using (:customer_visible(holdings_party));

alter table holdings_order enable row level security;
alter table holdings_order force row level security;
create policy scope on holdings_order using (:customer_visible(holdings_order));

alter table holdings_card enable row level security;
alter table holdings_card force row level security;
create policy scope on holdings_card using (:customer_visible(holdings_card));

alter table holdings_coverage enable row level security;
alter table holdings_coverage force row level security;
create policy scope on holdings_coverage using (:customer_visible(holdings_coverage));

alter table holdings_transaction enable row level security;
alter table holdings_transaction force row level security;
create policy scope on holdings_transaction using (:customer_visible(holdings_transaction));

alter table holdings_accrual enable row level security;
alter table holdings_accrual force row level security;
create policy scope on holdings_accrual using (:customer_visible(holdings_accrual));

alter table holdings_loan enable row level security;
alter table holdings_loan force row level security;
create policy scope on holdings_loan using (:customer_visible(holdings_loan));

alter table holdings_instalment enable row level security;
alter table holdings_instalment force row level security;
create policy scope on holdings_instalment using (:customer_visible(holdings_instalment));

alter table holdings_flow enable row level security;
alter table holdings_flow force row level security;
create policy scope on holdings_flow using (:customer_visible(holdings_flow));

alter table holdings_month enable row level security;
alter table holdings_month force row level security;
create policy scope on holdings_month using (:customer_visible(holdings_month));
