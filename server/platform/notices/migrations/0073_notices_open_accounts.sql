-- An account with a closure of a day to come still signs in, so it is still told.
create or replace function notices_holders(wanted_roles text[], wanted_path text)
  returns setof bigint
  language sql stable
  set app.bank_wide = 'yes'
  set search_path = public
as $$
  select distinct g.account_id
  from auth_grant g
  join auth_v_open_account o on o.account_id = g.account_id
  where g.role = any (wanted_roles)
    and (
      g.scope = 'bank'
      or exists (
        select 1
        from jsonb_to_recordset(g.ranges) as r("from" text, "until" text)
        where wanted_path collate "C" >= r."from" collate "C"
          and wanted_path collate "C" < r."until" collate "C"
      )
    )
$$;
