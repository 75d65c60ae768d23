-- Sign-in follows the clock, never the fixed business day of an imported past book; and the clock's
-- day is the bank's, not the database server's, which may run in another time zone.
create function auth_clock_day() returns date
  language sql stable
as $$
  select (now() at time zone 'Asia/Shanghai')::date
$$;
comment on function auth_clock_day is 'Day of the clock where the bank stands: the day by which sessions, tokens and closures are judged';
grant execute on function auth_clock_day to :app_role;

alter table auth_closure alter column from_day set default auth_clock_day();

create view auth_v_open_account with (security_invoker = true) as
select a.account_id, a.login, a.staff_id, c.from_day as closes_on
from auth_account a
left join auth_closure c on c.account_id = a.account_id
where c.from_day is null
   or c.from_day > auth_clock_day();
comment on view auth_v_open_account is 'Accounts that may sign in today: without a closure, or with one of a day to come. THE question whether an account is open';
comment on column auth_v_open_account.account_id is 'The account';
comment on column auth_v_open_account.login is 'What the person types';
comment on column auth_v_open_account.staff_id is 'Member of staff; null for accounts of no member of staff';
comment on column auth_v_open_account.closes_on is 'Day to come from which it is closed; null when none is set';
grant select on auth_v_open_account to :app_role;
