create view contribution_v_account_month with (security_invoker = true) as
select run_id, customer_id, account_id, month, component, amount_fen
from contribution_account_month;
comment on view contribution_v_account_month is 'Components by account and month of every closing, unfinished ones too: for the stations that follow in the same run';

grant select on contribution_v_account_month to :app_role;
