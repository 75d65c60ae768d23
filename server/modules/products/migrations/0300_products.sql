create table products_pricing (
  version_id bigint not null constraint products_pricing__version primary key,
  filled_at timestamptz not null default now()
);
comment on table products_pricing is 'Approved pricing documents whose rows were written; the greatest is in use';
comment on column products_pricing.version_id is 'Version of the policy kind pricing';
comment on column products_pricing.filled_at is 'When';

create sequence products_product_id;
create table products_product (
  product_id bigint not null constraint products_product__id primary key,
  code text not null constraint products_product__code unique,
  name text not null,
  kind text not null constraint products_product__kind check (kind in ('deposit', 'loan', 'fee')),
  ftp_curve text,
  ftp_tenor_days integer
    constraint products_product__tenor check (ftp_tenor_days is null or ftp_tenor_days > 0),
  ftp_by text constraint products_product__ftp_by check (ftp_by in ('deal', 'month')),
  department text not null,
  version_id bigint not null constraint products_product__priced references products_pricing,
  constraint products_product__has_ftp check (
    kind = 'fee' or (ftp_curve is not null and ftp_tenor_days is not null and ftp_by is not null)
  )
);
comment on table products_product is 'The catalogue; a product stays when a later document leaves it out, because accounts name it';
comment on column products_product.product_id is 'Key';
comment on column products_product.code is 'The bank''s own code of the product';
comment on column products_product.name is 'Name';
comment on column products_product.kind is 'deposit, loan or fee';
comment on column products_product.ftp_curve is 'Curve of funds transfer prices; null for fees';
comment on column products_product.ftp_tenor_days is 'Tenor at which it is priced, in days; null for fees';
comment on column products_product.ftp_by is 'deal: the price of the day it was agreed holds to the end; month: of each month';
comment on column products_product.department is 'Department that answers for it';
comment on column products_product.version_id is 'Last pricing document that lists it; an older one than in use: withdrawn';

create table products_rate (
  version_id bigint not null constraint products_rate__of_pricing references products_pricing,
  product_id bigint not null constraint products_rate__of_product references products_product,
  from_day date not null,
  rate_millionths bigint not null,
  source text not null,
  constraint products_rate__from_day primary key (version_id, product_id, from_day)
);
comment on table products_rate is 'Yearly rates of products as each pricing document gives them; never changed';
comment on column products_rate.version_id is 'The document';
comment on column products_rate.product_id is 'The product';
comment on column products_rate.from_day is 'First day of the rate; it lasts until the next';
comment on column products_rate.rate_millionths is 'Yearly rate in millionths';
comment on column products_rate.source is 'Where it comes from, such as a circular or ASSUMED';

create table products_ftp (
  version_id bigint not null constraint products_ftp__of_pricing references products_pricing,
  curve text not null,
  tenor_days integer not null constraint products_ftp__tenor check (tenor_days > 0),
  from_day date not null,
  rate_millionths bigint not null,
  source text not null,
  constraint products_ftp__from_day primary key (version_id, curve, tenor_days, from_day)
);
comment on table products_ftp is 'Points of the funds-transfer-pricing curves as each pricing document gives them; never changed';
comment on column products_ftp.version_id is 'The document';
comment on column products_ftp.curve is 'Name of the curve';
comment on column products_ftp.tenor_days is 'Tenor in days';
comment on column products_ftp.from_day is 'First day of the price; it lasts until the next';
comment on column products_ftp.rate_millionths is 'Yearly rate in millionths';
comment on column products_ftp.source is 'Where it comes from, such as a circular or ASSUMED';

create table products_unit_cost (
  version_id bigint not null constraint products_unit_cost__of_pricing references products_pricing,
  activity text not null,
  from_day date not null,
  cost_fen bigint not null constraint products_unit_cost__not_negative check (cost_fen >= 0),
  source text not null,
  constraint products_unit_cost__from_day primary key (version_id, activity, from_day)
);
comment on table products_unit_cost is 'Operating cost of one activity as each pricing document gives it; never changed';
comment on column products_unit_cost.version_id is 'The document';
comment on column products_unit_cost.activity is 'transaction, account_month or loan_month';
comment on column products_unit_cost.from_day is 'First day of the cost; it lasts until the next';
comment on column products_unit_cost.cost_fen is 'Cost of one, in fen';
comment on column products_unit_cost.source is 'Where it comes from, such as an accounting circular or ASSUMED';

create view products_v_rate with (security_invoker = true) as
select r.product_id,
       r.rate_millionths,
       r.source,
       r.from_day,
       lead(r.from_day) over (partition by r.product_id order by r.from_day) as until_day
from products_rate r
join products_product p on p.product_id = r.product_id and p.version_id = r.version_id;
comment on view products_v_rate is 'Rates in use with their validity, half open; until_day null means it lasts';

create view products_v_product with (security_invoker = true) as
select p.product_id,
       p.code,
       p.name,
       p.kind,
       p.ftp_curve,
       p.ftp_tenor_days,
       p.ftp_by,
       coalesce(
         (select r.rate_millionths
          from products_rate r
          where r.product_id = p.product_id
            and r.version_id = p.version_id
          order by r.from_day desc
          limit 1),
         0
       ) as rate_millionths,
       p.department,
       p.version_id < (select max(q.version_id) from products_pricing q) as withdrawn
from products_product p;
comment on view products_v_product is 'Products with their last rate; withdrawn when the document in use leaves them out';

create view products_v_ftp with (security_invoker = true) as
select f.curve,
       f.tenor_days,
       f.rate_millionths,
       f.source,
       f.from_day,
       lead(f.from_day) over (partition by f.curve, f.tenor_days order by f.from_day) as until_day
from products_ftp f
where f.version_id = (select max(g.version_id) from products_ftp g where g.curve = f.curve);
comment on view products_v_ftp is 'Transfer prices in use with their validity, half open; until_day null means it lasts';

create view products_v_unit_cost with (security_invoker = true) as
select c.activity,
       c.cost_fen,
       c.source,
       c.from_day,
       lead(c.from_day) over (partition by c.activity order by c.from_day) as until_day
from products_unit_cost c
where c.version_id = (select max(d.version_id) from products_unit_cost d where d.activity = c.activity);
comment on view products_v_unit_cost is 'Unit costs in use with their validity, half open; until_day null means it lasts';

grant select, insert on products_pricing, products_product, products_rate, products_ftp,
  products_unit_cost to :app_role;
grant update (name, kind, ftp_curve, ftp_tenor_days, ftp_by, department, version_id)
  on products_product to :app_role;
grant usage on sequence products_product_id to :app_role;
grant select on products_v_product, products_v_rate, products_v_ftp, products_v_unit_cost to :app_role;
