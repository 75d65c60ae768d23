create index customers_customer__by_class on customers_customer (class, name, customer_id)
  where class is not null;
create index customers_customer__by_tier on customers_customer (tier, name, customer_id)
  where tier is not null;

create or replace function customers_search(
  pieces text[], words text, words_until text, no_from text, no_until text,
  identity_is text, phone_is text
) returns setof bigint
  language sql stable parallel safe security definer
  set search_path from current
  as $$
    select customer_id
    from customers_customer
    where :bank_wide
      and (
        (search_pieces @> pieces and (strpos(name_key, words) > 0 or strpos(initials, words) > 0))
        or (name_key >= words and name_key < words_until)
        or (pinyin >= words and pinyin < words_until)
        or (customer_no >= no_from and customer_no < no_until)
        or identity_hash = identity_is
        or phone_hash = phone_is)
    union all
    select customer_id
    from customers_customer
    where not (:bank_wide)
      and (
        (search_pieces @> pieces and (strpos(name_key, words) > 0 or strpos(initials, words) > 0))
        or (name_key >= words and name_key < words_until)
        or (pinyin >= words and pinyin < words_until)
        or (customer_no >= no_from and customer_no < no_until)
        or identity_hash = identity_is
        or phone_hash = phone_is)
      and (
        lead_staff_id = current_setting('app.staff_id')::bigint
        or :in_ranges(managing_path)
        or :in_ranges(booking_path)
        or customer_id = any (array(
          select a.customer_id
          from customers_assist a
          where a.staff_id = current_setting('app.staff_id')::bigint)))
  $$;
