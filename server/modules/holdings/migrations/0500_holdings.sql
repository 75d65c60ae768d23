create sequence holdings_account_id;
create table holdings_account (
  customer_id bigint not null,
  account_id bigint not null,
  account_no text not null,
  product_id bigint not null,
  unit_id bigint not null,
  opened_on date not null,
  closed_on date,
  rate_millionths bigint,
  statement text,
  batch_id bigint,
  constraint holdings_account__id primary key (customer_id, account_id),
  constraint holdings_account__days check (closed_on >= opened_on)
);
comment on table holdings_account is 'Accounts of a customer: deposits, loans and fee agreements';
comment on column holdings_account.customer_id is 'Holder';
comment on column holdings_account.account_id is 'Key inside the bank';
comment on column holdings_account.account_no is 'The bank''s own number; unique through holdings_account_number';
comment on column holdings_account.product_id is 'Product of the catalogue';
comment on column holdings_account.unit_id is 'Unit that books the account';
comment on column holdings_account.opened_on is 'First day; the deal''s day for transfer prices';
comment on column holdings_account.closed_on is 'First day on which it is gone; null while it lives';
comment on column holdings_account.rate_millionths is 'Yearly contract rate in millionths; null: the product''s rate';
comment on column holdings_account.statement is 'How often a statement is issued, as the source says';
comment on column holdings_account.batch_id is 'Import that brought it';

create table holdings_account_number (
  account_no text not null constraint holdings_account_number__no primary key,
  customer_id bigint not null,
  account_id bigint not null
);
comment on table holdings_account_number is 'Keeps account numbers unique in the whole bank and finds the account of a number';
comment on column holdings_account_number.account_no is 'The bank''s own number';
comment on column holdings_account_number.customer_id is 'Holder';
comment on column holdings_account_number.account_id is 'Account';

create table holdings_party (
  customer_id bigint not null,
  account_id bigint not null,
  party_customer_id bigint not null,
  role text not null constraint holdings_party__role check (role in ('owner', 'disponent')),
  batch_id bigint,
  constraint holdings_party__id primary key (customer_id, account_id, party_customer_id, role)
);
comment on table holdings_party is 'Who may act on an account besides or as its holder';
comment on column holdings_party.customer_id is 'Holder of the account';
comment on column holdings_party.account_id is 'Account';
comment on column holdings_party.party_customer_id is 'The person who may act';
comment on column holdings_party.role is 'owner: the holder himself; disponent: may dispose, may not ask for a loan';
comment on column holdings_party.batch_id is 'Import that brought it';
create index holdings_party__by_party on holdings_party (party_customer_id);

create table holdings_order (
  customer_id bigint not null,
  account_id bigint not null,
  order_no text not null,
  bank_to text,
  account_to text,
  amount_fen bigint not null,
  purpose text,
  batch_id bigint,
  constraint holdings_order__id primary key (customer_id, account_id, order_no)
);
comment on table holdings_order is 'Standing orders of an account';
comment on column holdings_order.customer_id is 'Holder';
comment on column holdings_order.account_id is 'Account that is debited';
comment on column holdings_order.order_no is 'The source''s own number';
comment on column holdings_order.bank_to is 'Bank of the payee';
comment on column holdings_order.account_to is 'Account of the payee';
comment on column holdings_order.amount_fen is 'Amount of each payment';
comment on column holdings_order.purpose is 'A kind of transaction (household, insurance …) or null';
comment on column holdings_order.batch_id is 'Import that brought it';

create table holdings_card (
  customer_id bigint not null,
  account_id bigint not null,
  card_no text not null,
  holder_customer_id bigint not null,
  type text not null,
  issued_on date not null,
  batch_id bigint,
  constraint holdings_card__id primary key (customer_id, account_id, card_no)
);
comment on table holdings_card is 'Cards issued on an account';
comment on column holdings_card.customer_id is 'Holder of the account';
comment on column holdings_card.account_id is 'Account';
comment on column holdings_card.card_no is 'The source''s own number of the card, never a full card number';
comment on column holdings_card.holder_customer_id is 'Who carries the card';
comment on column holdings_card.type is 'Type as the source names it';
comment on column holdings_card.issued_on is 'Day of issue';
comment on column holdings_card.batch_id is 'Import that brought it';

create table holdings_coverage (
  customer_id bigint not null,
  account_id bigint not null,
  from_day date not null,
  until_day date not null,
  batch_id bigint,
  constraint holdings_coverage__id primary key (customer_id, account_id, from_day, until_day),
  constraint holdings_coverage__days check (from_day < until_day)
);
comment on table holdings_coverage is 'Days for which all transactions of an account are there; a quarter beyond them is not closed';
comment on column holdings_coverage.customer_id is 'Holder';
comment on column holdings_coverage.account_id is 'Account';
comment on column holdings_coverage.from_day is 'First covered day';
comment on column holdings_coverage.until_day is 'First day that is not covered';
comment on column holdings_coverage.batch_id is 'Import that brought it';

create sequence holdings_transaction_id cache 100;
create table holdings_transaction (
  customer_id bigint not null,
  account_id bigint not null,
  transaction_id bigint not null default nextval('holdings_transaction_id'),
  day date not null,
  amount_fen bigint not null,
  kind text not null,
  counterparty text,
  source_balance_fen bigint,
  derived boolean not null,
  source_key text not null,
  batch_id bigint,
  constraint holdings_transaction__id primary key (customer_id, account_id, day, transaction_id),
  constraint holdings_transaction__source unique (customer_id, source_key)
);
comment on table holdings_transaction is 'Movements of accounts; the balance is their sum';
comment on column holdings_transaction.customer_id is 'Holder';
comment on column holdings_transaction.account_id is 'Account (no foreign key: bulk rows; the merge joins the account)';
comment on column holdings_transaction.transaction_id is 'Key inside the account';
comment on column holdings_transaction.day is 'Booking day';
comment on column holdings_transaction.amount_fen is 'Signed for the holder: in his favour +, against him −; a loan''s disbursement −, its repayment +';
comment on column holdings_transaction.kind is 'One of transactionKinds (contract.ts)';
comment on column holdings_transaction.counterparty is 'Other side, as the source writes it';
comment on column holdings_transaction.source_balance_fen is 'Balance after the row as the source states it; compared, never used';
comment on column holdings_transaction.derived is 'Made by the adapter from other rows (a loan''s own side), not a row of the source';
comment on column holdings_transaction.source_key is 'The source''s own id, or file and row: the same row is not added twice';
comment on column holdings_transaction.batch_id is 'Import that brought it';
create index holdings_transaction__by_day on holdings_transaction using brin (day);
create index holdings_transaction__by_batch on holdings_transaction using brin (batch_id);

create table holdings_accrual (
  customer_id bigint not null,
  account_id bigint not null,
  day date not null,
  balance_fen bigint not null,
  product_fen_days bigint not null,
  constraint holdings_accrual__id primary key (customer_id, account_id, day)
);
comment on table holdings_accrual is 'Balance products (积数): one row for each day an account moved. The product up to a later day d is product_fen_days + balance_fen × (d − day)';
comment on column holdings_accrual.customer_id is 'Holder';
comment on column holdings_accrual.account_id is 'Account';
comment on column holdings_accrual.day is 'A day with movements';
comment on column holdings_accrual.balance_fen is 'Balance at the end of the day, signed for the holder';
comment on column holdings_accrual.product_fen_days is 'Sum of the end-of-day balances of all earlier days, in fen-days';

create table holdings_loan (
  customer_id bigint not null,
  account_id bigint not null,
  principal_fen bigint not null,
  granted_on date not null,
  months integer not null constraint holdings_loan__months check (months > 0),
  instalment_fen bigint,
  first_due_on date,
  payment_account_no text,
  source_status text,
  batch_id bigint,
  constraint holdings_loan__id primary key (customer_id, account_id)
);
comment on table holdings_loan is 'Terms of a loan account';
comment on column holdings_loan.customer_id is 'Debtor';
comment on column holdings_loan.account_id is 'The loan''s own account';
comment on column holdings_loan.principal_fen is 'Amount granted';
comment on column holdings_loan.granted_on is 'Day of the contract';
comment on column holdings_loan.months is 'Term in months';
comment on column holdings_loan.instalment_fen is 'Agreed monthly payment; null when the plan is irregular';
comment on column holdings_loan.first_due_on is 'Day of the first instalment';
comment on column holdings_loan.payment_account_no is 'Account that pays the instalments';
comment on column holdings_loan.source_status is 'Outcome as the source states it; the final one of a past book: no rule reads it (look-ahead)';
comment on column holdings_loan.batch_id is 'Import that brought it';

create table holdings_instalment (
  customer_id bigint not null,
  account_id bigint not null,
  due_on date not null,
  due_fen bigint not null constraint holdings_instalment__due check (due_fen >= 0),
  technical_reason text,
  batch_id bigint,
  constraint holdings_instalment__id primary key (customer_id, account_id, due_on)
);
comment on table holdings_instalment is 'Plan of repayment of a loan';
comment on column holdings_instalment.customer_id is 'Debtor';
comment on column holdings_instalment.account_id is 'The loan''s own account';
comment on column holdings_instalment.due_on is 'Due day; the day after it is day 1 overdue';
comment on column holdings_instalment.due_fen is 'Amount due';
comment on column holdings_instalment.technical_reason is 'Why a delay of this instalment is technical (failed transfer, holiday); null: it is not';
comment on column holdings_instalment.batch_id is 'Import that brought it';

create sequence holdings_flow_id cache 100;
create table holdings_flow (
  customer_id bigint not null,
  flow_id bigint not null default nextval('holdings_flow_id'),
  direction text not null constraint holdings_flow__direction check (direction in ('in', 'out')),
  invoice_no text,
  day date not null,
  counterparty text,
  net_fen bigint not null,
  tax_fen bigint not null,
  gross_fen bigint not null,
  void boolean not null,
  fault text,
  source_file text not null,
  source_row integer not null,
  batch_id bigint,
  constraint holdings_flow__id primary key (customer_id, day, flow_id),
  constraint holdings_flow__source unique (customer_id, source_file, source_row)
);
comment on table holdings_flow is 'Business flows of a firm (invoices): what it buys and sells';
comment on column holdings_flow.customer_id is 'The firm';
comment on column holdings_flow.flow_id is 'Key inside the firm';
comment on column holdings_flow.direction is 'in: it buys; out: it sells';
comment on column holdings_flow.invoice_no is 'Number of the invoice';
comment on column holdings_flow.day is 'Day of issue';
comment on column holdings_flow.counterparty is 'The other firm, as the source writes it';
comment on column holdings_flow.net_fen is 'Amount without tax';
comment on column holdings_flow.tax_fen is 'Tax';
comment on column holdings_flow.gross_fen is 'Amount with tax';
comment on column holdings_flow.void is 'Declared void: kept and marked, never counted';
comment on column holdings_flow.fault is 'Phrase key of a fault that was flagged (parts do not add up); null: none';
comment on column holdings_flow.source_file is 'File of the source';
comment on column holdings_flow.source_row is 'Row in it: the key, equal rows stay separate';
comment on column holdings_flow.batch_id is 'Import that brought it';
create index holdings_flow__by_batch on holdings_flow using brin (batch_id);

create table holdings_month (
  run_id bigint not null,
  customer_id bigint not null,
  account_id bigint not null,
  month date not null constraint holdings_month__first check (extract(day from month) = 1),
  days smallint not null,
  product_fen_days bigint not null,
  end_balance_fen bigint not null,
  fee_fen bigint not null,
  interest_paid_fen bigint not null,
  interest_received_fen bigint not null,
  transactions integer not null,
  counter_transactions integer not null,
  days_overdue integer not null,
  overdue_fen bigint not null,
  risk_class text constraint holdings_month__class check (
    risk_class in ('normal', 'special_mention', 'substandard', 'doubtful', 'loss')
  ),
  constraint holdings_month__id primary key (customer_id, run_id, account_id, month)
);
comment on table holdings_month is 'Month figures of every account alive in a closed quarter; a loan''s balance is what is owed, positive';
comment on column holdings_month.run_id is 'Closing of the quarter';
comment on column holdings_month.customer_id is 'Holder';
comment on column holdings_month.account_id is 'Account';
comment on column holdings_month.month is 'First day of the month';
comment on column holdings_month.days is 'Calendar days of the month: the average is the product divided by them, also when the account was opened within';
comment on column holdings_month.product_fen_days is 'Sum of the end-of-day balances of the month';
comment on column holdings_month.end_balance_fen is 'Balance at the end of the month''s last day';
comment on column holdings_month.fee_fen is 'Fees charged, as charged (with tax)';
comment on column holdings_month.interest_paid_fen is 'Interest the bank paid to the holder';
comment on column holdings_month.interest_received_fen is 'Interest the holder paid to the bank, penalties included';
comment on column holdings_month.transactions is 'Movements, without derived ones';
comment on column holdings_month.counter_transactions is 'Movements in cash at the counter, among them';
comment on column holdings_month.days_overdue is 'Days since the oldest uncovered instalment at the month''s end; 0: none';
comment on column holdings_month.overdue_fen is 'Instalments due and not paid at the month''s end';
comment on column holdings_month.risk_class is 'Class of a loan by days overdue and debtor; null for other accounts';
create index holdings_month__by_run on holdings_month (run_id, customer_id);

grant usage on sequence holdings_account_id, holdings_transaction_id, holdings_flow_id to :app_role;
grant select, insert, delete on holdings_account, holdings_account_number, holdings_party,
  holdings_order, holdings_card, holdings_coverage, holdings_transaction, holdings_accrual,
  holdings_loan, holdings_instalment, holdings_flow to :app_role;
grant select, insert on holdings_month to :app_role;
