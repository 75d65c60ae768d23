-- Loans in arrears are few among the accounts of a month: desks and boards go to them directly.
create index holdings_month__overdue on holdings_month (run_id, month, customer_id)
  where days_overdue > 0;
