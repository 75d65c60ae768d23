create sequence imports_batch_id;
create table imports_batch (
  batch_id bigint not null constraint imports_batch__id primary key,
  adapter text not null,
  corrects_batch_id bigint constraint imports_batch__corrects references imports_batch,
  account_id bigint not null,
  login text not null,
  rows_read bigint not null,
  rows_added bigint not null,
  rows_already_there bigint not null,
  rows_faulty bigint not null,
  rows_warned bigint not null,
  started_at timestamptz not null default now(),
  finished_at timestamptz not null default clock_timestamp()
);
comment on table imports_batch is 'Each import that was committed as a whole; what failed or was killed left nothing';
comment on column imports_batch.batch_id is 'Key; rows that came with it carry it';
comment on column imports_batch.adapter is 'Reader of the files: berka, cn-sme, csv, correction';
comment on column imports_batch.corrects_batch_id is 'The import whose quarantined rows these are, corrected; null: none';
comment on column imports_batch.account_id is 'Who loaded it; 0: the command line';
comment on column imports_batch.login is 'Login at that time';
comment on column imports_batch.rows_read is 'Records read';
comment on column imports_batch.rows_added is 'Records added';
comment on column imports_batch.rows_already_there is 'Records that were there before, not added again';
comment on column imports_batch.rows_faulty is 'Records in quarantine';
comment on column imports_batch.rows_warned is 'Records kept with a warning';
comment on column imports_batch.started_at is 'Begin of its one transaction';
comment on column imports_batch.finished_at is 'End of its work';

create table imports_file (
  batch_id bigint not null constraint imports_file__of_batch references imports_batch,
  name text not null,
  bytes bigint not null,
  sha256 text not null constraint imports_file__sha256 check (sha256 ~ '^[0-9a-f]{64}$'),
  rows_read bigint not null,
  constraint imports_file__name primary key (batch_id, name)
);
comment on table imports_file is 'Files of an import';
comment on column imports_file.batch_id is 'Import';
comment on column imports_file.name is 'Name inside the folder';
comment on column imports_file.bytes is 'Size on disk';
comment on column imports_file.sha256 is 'Hash of the file as it was read';
comment on column imports_file.rows_read is 'Records that came from it; one row of a file may make several';
create index imports_file__by_hash on imports_file (sha256);

create table imports_count (
  batch_id bigint not null constraint imports_count__of_batch references imports_batch,
  position smallint not null,
  entity text not null,
  rows_read bigint not null,
  rows_added bigint not null,
  rows_already_there bigint not null,
  rows_faulty bigint not null,
  rows_warned bigint not null,
  constraint imports_count__entity primary key (batch_id, entity)
);
comment on table imports_count is 'What an import brought, by kind of record';
comment on column imports_count.batch_id is 'Import';
comment on column imports_count.position is 'Order in which the kinds were merged; an undo goes backwards';
comment on column imports_count.entity is 'Kind of record';
comment on column imports_count.rows_read is 'Records read';
comment on column imports_count.rows_added is 'Records added';
comment on column imports_count.rows_already_there is 'Records that were there before';
comment on column imports_count.rows_faulty is 'Records in quarantine';
comment on column imports_count.rows_warned is 'Records kept with a warning';

create table imports_fault (
  fault_id bigint generated always as identity constraint imports_fault__id primary key,
  batch_id bigint not null constraint imports_fault__of_batch references imports_batch,
  entity text not null,
  file text not null,
  source_row integer not null,
  column_name text not null,
  value text not null,
  code text not null,
  params jsonb not null,
  level text not null constraint imports_fault__level check (level in ('error', 'warning')),
  record jsonb not null
);
comment on table imports_fault is 'Quarantine: what could not be taken (error) or was taken and marked (warning), with the raw record';
comment on column imports_fault.fault_id is 'Key';
comment on column imports_fault.batch_id is 'Import';
comment on column imports_fault.entity is 'Kind of record';
comment on column imports_fault.file is 'File';
comment on column imports_fault.source_row is 'Row in the file, its heading is row 1';
comment on column imports_fault.column_name is 'Column';
comment on column imports_fault.value is 'The value as read';
comment on column imports_fault.code is 'Key of the phrase that says the reason';
comment on column imports_fault.params is 'Numbers of the reason';
comment on column imports_fault.level is 'error: the record is in quarantine; warning: it was kept';
comment on column imports_fault.record is 'The record as read, by field';
create index imports_fault__by_batch on imports_fault (batch_id, level, fault_id);
create index imports_fault__by_place on imports_fault (batch_id, entity, file, source_row);

create table imports_correction (
  batch_id bigint not null constraint imports_correction__of_batch references imports_batch,
  entity text not null,
  file text not null,
  source_row integer not null,
  corrected_by bigint not null constraint imports_correction__by_batch references imports_batch,
  constraint imports_correction__place
    primary key (batch_id, entity, file, source_row, corrected_by)
);
comment on table imports_correction is 'Quarantined records that a later import brought in corrected';
comment on column imports_correction.batch_id is 'Import with the quarantined record';
comment on column imports_correction.entity is 'Kind of record';
comment on column imports_correction.file is 'File';
comment on column imports_correction.source_row is 'Row in the file';
comment on column imports_correction.corrected_by is 'Import that brought the corrected record';
create index imports_correction__by on imports_correction (corrected_by);

create table imports_total (
  batch_id bigint not null constraint imports_total__of_batch references imports_batch,
  position smallint not null,
  name_zh text not null,
  name_en text not null,
  unit text not null constraint imports_total__unit check (unit in ('count', 'fen')),
  stated bigint not null,
  ours bigint not null,
  constraint imports_total__position primary key (batch_id, position)
);
comment on table imports_total is 'Reconciliation: totals of the source against what the bank now holds';
comment on column imports_total.batch_id is 'Import';
comment on column imports_total.position is 'Order';
comment on column imports_total.name_zh is 'What is added up, Chinese';
comment on column imports_total.name_en is 'What is added up, English';
comment on column imports_total.unit is 'count or fen';
comment on column imports_total.stated is 'What the source states, or its rows add up to';
comment on column imports_total.ours is 'What is in the database';

create table imports_difference (
  batch_id bigint not null constraint imports_difference__of_batch references imports_batch,
  position integer not null,
  name_zh text not null,
  name_en text not null,
  subject_key text not null,
  stated_fen bigint not null,
  ours_fen bigint not null,
  constraint imports_difference__position primary key (batch_id, position)
);
comment on table imports_difference is 'Single accounts whose stated balance is not the sum of their movements: reported, never blocking';
comment on column imports_difference.batch_id is 'Import';
comment on column imports_difference.position is 'Order';
comment on column imports_difference.name_zh is 'What is compared, Chinese';
comment on column imports_difference.name_en is 'What is compared, English';
comment on column imports_difference.subject_key is 'Business number, such as the account';
comment on column imports_difference.stated_fen is 'What the source states';
comment on column imports_difference.ours_fen is 'Sum of the movements';

create table imports_undo (
  batch_id bigint not null
    constraint imports_undo__batch primary key
    constraint imports_undo__of_batch references imports_batch,
  rows_removed bigint not null,
  account_id bigint not null,
  login text not null,
  reason text not null,
  undone_at timestamptz not null default now()
);
comment on table imports_undo is 'Imports that were taken out again as a whole';
comment on column imports_undo.batch_id is 'Import';
comment on column imports_undo.rows_removed is 'Records removed';
comment on column imports_undo.account_id is 'Who did it; 0: the command line';
comment on column imports_undo.login is 'Login at that time';
comment on column imports_undo.reason is 'Why';
comment on column imports_undo.undone_at is 'When';

alter table imports_fault enable row level security;
alter table imports_fault force row level security;
create policy scope on imports_fault using (:bank_wide) with check (:bank_wide);
alter table imports_difference enable row level security;
alter table imports_difference force row level security;
create policy scope on imports_difference using (:bank_wide) with check (:bank_wide);

grant usage on sequence imports_batch_id to :app_role;
grant select, insert on imports_batch, imports_file, imports_count, imports_fault,
  imports_correction, imports_total, imports_difference, imports_undo to :app_role;
