alter table holdings_instalment
  add column interest_fen bigint
    constraint holdings_instalment__interest check (interest_fen between 0 and due_fen);
comment on column holdings_instalment.interest_fen is 'Interest in the amount due; null: the source does not split it';

create view holdings_v_loan with (security_invoker = true) as
select customer_id, account_id, principal_fen, granted_on, months
from holdings_loan;
comment on view holdings_v_loan is 'Loans as granted: for what counts by the day of granting and by size';

create view holdings_v_instalment with (security_invoker = true) as
select customer_id, account_id, due_on, due_fen, interest_fen
from holdings_instalment;
comment on view holdings_v_instalment is 'Plans of repayment: what is due when, and the interest in it';

grant select on holdings_v_loan, holdings_v_instalment to :app_role;
