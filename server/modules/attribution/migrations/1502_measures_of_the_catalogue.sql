alter table attribution_part drop constraint attribution_part__measure;
comment on column attribution_part.measure is 'Key of an additive measure of the catalogue of metrics; …_last_year is last year''s base of an increment';
comment on column attribution_total.measure is 'Key of an additive measure of the catalogue of metrics';
comment on column attribution_part.amount is 'fen, fen-days or customer-days (products), or a count';
comment on column attribution_total.amount is 'fen, fen-days or customer-days (products), or a count';
