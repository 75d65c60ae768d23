create table health_backup (
  backup_id bigint generated always as identity constraint health_backup__id primary key,
  file text not null,
  version text not null,
  secret_fingerprint text not null,
  table_count integer not null constraint health_backup__tables check (table_count >= 0),
  row_count bigint not null constraint health_backup__rows check (row_count >= 0),
  size_bytes bigint not null constraint health_backup__size check (size_bytes >= 0),
  login text not null,
  made_at timestamptz not null default now()
);
comment on table health_backup is 'Backups that were written whole by the command line; noted after the file stands, never changed';
comment on column health_backup.backup_id is 'Key; later ones are greater';
comment on column health_backup.file is 'Name of the file, without its folder';
comment on column health_backup.version is 'Version of the program that wrote it';
comment on column health_backup.secret_fingerprint is 'Fingerprint of the secret key that belongs to it';
comment on column health_backup.table_count is 'Tables in it';
comment on column health_backup.row_count is 'Rows in it';
comment on column health_backup.size_bytes is 'Size of the file';
comment on column health_backup.login is 'Who made it';
comment on column health_backup.made_at is 'When it was complete';

create table health_turn (
  turn_id bigint generated always as identity constraint health_turn__id primary key,
  check_name text not null,
  state text not null
    constraint health_turn__state check (state in ('good', 'warn', 'bad', 'unknown')),
  found text not null,
  params jsonb not null,
  turned_at timestamptz not null default now()
);
comment on table health_turn is 'Each change of the state of a check of system health; the last one of a check says since when it is so';
comment on column health_turn.turn_id is 'Key; later ones are greater';
comment on column health_turn.check_name is 'The check';
comment on column health_turn.state is 'good, warn, bad, or unknown';
comment on column health_turn.found is 'Phrase of what was found';
comment on column health_turn.params is 'Values of the phrase';
comment on column health_turn.turned_at is 'When the watch saw it first';
create index health_turn__of_check on health_turn (check_name, turn_id);

alter table health_backup enable row level security;
alter table health_backup force row level security;
create policy scope on health_backup
  using (:bank_wide);
alter table health_turn enable row level security;
alter table health_turn force row level security;
create policy scope on health_turn
  using (:bank_wide);
grant select, insert on health_backup, health_turn to :app_role;
