comment on column products_v_product.withdrawn is 'Whether the pricing document in use leaves the product out';
comment on column products_v_rate.until_day is 'First day on which the rate no longer holds; null while it holds';
comment on column products_v_ftp.until_day is 'First day on which the price no longer holds; null while it holds';
comment on column products_v_unit_cost.until_day is 'First day on which the cost no longer holds; null while it holds';
