create view expenses_v_ledger with (security_invoker = true) as
select staff_id,
       unit_path,
       quarter,
       kind,
       purse,
       amount_fen
from expenses_ledger;
comment on view expenses_v_ledger is 'Entries of the marketing money for sums by unit: left = granted + returned - reserved - expired';
comment on column expenses_v_ledger.staff_id is 'The RM';
comment on column expenses_v_ledger.unit_path is 'His unit at that time, for row security';
comment on column expenses_v_ledger.quarter is 'Quarter it belongs to';
comment on column expenses_v_ledger.kind is 'granted, reserved, used, returned or expired';
comment on column expenses_v_ledger.purse is 'quota or allowance';
comment on column expenses_v_ledger.amount_fen is 'Amount, never negative; the kind says the direction';

grant select on expenses_v_ledger to :app_role;
