alter table holdings_account
  add column matures_on date
    constraint holdings_account__matures check (matures_on > opened_on);
comment on column holdings_account.matures_on is 'Day on which a deposit falls due; null: payable on demand, or the source does not say. A loan''s follows from its term';

create or replace view holdings_v_account with (security_invoker = true) as
select a.customer_id, a.account_id, a.account_no, a.product_id, p.code as product_code, p.kind,
       a.unit_id, a.opened_on, a.closed_on, a.rate_millionths, a.batch_id, a.matures_on
from holdings_account a
join products_v_product p on p.product_id = a.product_id;
comment on column holdings_v_account.matures_on is 'Day on which a deposit falls due; null: payable on demand, or the source does not say. A loan''s follows from its term';

create view holdings_v_maturity with (security_invoker = true) as
select a.customer_id, a.account_id, a.account_no, p.kind, p.name as product_name,
       due.matures_on,
       (case p.kind when 'loan' then -1 else 1 end * coalesce(h.balance_fen, 0))::bigint
         as balance_fen
from holdings_account a
join products_v_product p on p.product_id = a.product_id
left join holdings_loan l
  on l.customer_id = a.customer_id
 and l.account_id = a.account_id
cross join lateral (
  select case p.kind
           when 'loan' then (l.granted_on + make_interval(months => l.months))::date
           else a.matures_on
         end as matures_on
) due
left join lateral (
  select r.balance_fen
  from holdings_accrual r
  where r.customer_id = a.customer_id
    and r.account_id = a.account_id
  order by r.day desc
  limit 1
) h on true
where a.closed_on is null
  and due.matures_on is not null;
comment on view holdings_v_maturity is 'Living deposits and loans with the day on which they fall due';
comment on column holdings_v_maturity.matures_on is 'A deposit: its own day; a loan: the day of the contract and its months';
comment on column holdings_v_maturity.balance_fen is 'Last known balance; what is owed of a loan, positive';
comment on column holdings_v_maturity.product_name is 'Name of the product';

grant select on holdings_v_maturity to :app_role;
