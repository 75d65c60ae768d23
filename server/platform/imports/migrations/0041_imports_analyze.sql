-- The planner must know the new rows before the first query runs on them: statistics are the
-- owner's affair, so the application asks through this function. It reads and changes no row.
create function imports_analyze() returns void
language plpgsql
security definer
set search_path = public, pg_temp
as $$
declare
  one text;
begin
  for one in
    select tablename
    from pg_catalog.pg_tables
    where schemaname = 'public'
      and tableowner = current_user
    order by tablename
  loop
    execute format('analyze public.%I', one);
  end loop;
end
$$;
comment on function imports_analyze() is 'Refreshes the planner''s statistics of all tables';
revoke all on function imports_analyze() from public;
grant execute on function imports_analyze() to :app_role;
