-- The writer of a notice is whoever the transaction runs for; nobody writes in another's name.
alter table notices_notice
  alter column written_by set default current_setting('app.account_id')::bigint;
