comment on column holdings_v_account.product_code is 'Business code of the product';
comment on column holdings_v_month.product_code is 'Business code of the product';
