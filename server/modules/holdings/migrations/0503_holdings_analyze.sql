create function holdings_analyze() returns void
  language plpgsql security definer
  set search_path from current
  as $$
begin
  analyze holdings_account;
  analyze holdings_account_number;
  analyze holdings_coverage;
  analyze holdings_loan;
  analyze holdings_instalment;
  analyze holdings_transaction;
  analyze holdings_accrual;
end
$$;
comment on function holdings_analyze() is
  'Tells the planner the sizes after an import: only the owner may, and a large load is not seen before its end';
revoke all on function holdings_analyze() from public;
grant execute on function holdings_analyze() to :app_role;
