create table imports_upload (
  upload_id bigint generated always as identity constraint imports_upload__id primary key,
  name text not null,
  bytes bigint not null constraint imports_upload__bytes check (bytes > 0),
  sha256 text not null
    constraint imports_upload__sha256 check (sha256 ~ '^[0-9a-f]{64}$')
    constraint imports_upload__once unique,
  form text not null constraint imports_upload__form check (form in ('text', 'workbook')),
  encoding text not null,
  account_id bigint not null,
  login text not null,
  uploaded_at timestamptz not null default now()
);
comment on table imports_upload is 'Files that somebody dropped on the page; the same content is kept once';
comment on column imports_upload.upload_id is 'Key';
comment on column imports_upload.name is 'Name of the file, without a folder';
comment on column imports_upload.bytes is 'Size';
comment on column imports_upload.sha256 is 'Hash of the content: the same file is known again by it';
comment on column imports_upload.form is 'text: CSV or the like, packed or not; workbook: XLSX';
comment on column imports_upload.encoding is 'Encoding of a text as recognised; empty for a workbook';
comment on column imports_upload.account_id is 'Who sent it';
comment on column imports_upload.login is 'Login at that time';
comment on column imports_upload.uploaded_at is 'When';

create table imports_upload_part (
  upload_id bigint not null constraint imports_upload_part__of_upload references imports_upload,
  part_no integer not null,
  sealed bytea not null,
  constraint imports_upload_part__no primary key (upload_id, part_no)
);
comment on table imports_upload_part is 'The content of a dropped file in parts, encrypted; goes when its time to be kept is over';
comment on column imports_upload_part.upload_id is 'File';
comment on column imports_upload_part.part_no is 'Order, from 0';
comment on column imports_upload_part.sealed is 'At most one MiB of the file, encrypted by AES-256-GCM';

create table imports_mapping (
  mapping_id bigint generated always as identity constraint imports_mapping__id primary key,
  name text not null,
  version_no integer not null constraint imports_mapping__from_one check (version_no > 0),
  entity text not null,
  fingerprint text not null,
  columns jsonb not null,
  account_id bigint not null,
  login text not null,
  saved_at timestamptz not null default now(),
  constraint imports_mapping__version unique (name, version_no)
);
comment on table imports_mapping is 'Remembered mappings of foreign columns to fields, shared in the bank; each change is a new version';
comment on column imports_mapping.mapping_id is 'Key';
comment on column imports_mapping.name is 'Name that people gave it';
comment on column imports_mapping.version_no is 'Version, from 1; the greatest is offered';
comment on column imports_mapping.entity is 'Kind of record';
comment on column imports_mapping.fingerprint is 'Hash of the headings it was made for';
comment on column imports_mapping.columns is 'For each field: its heading or a constant, and how values are converted';
comment on column imports_mapping.account_id is 'Who saved it';
comment on column imports_mapping.login is 'Login at that time';
comment on column imports_mapping.saved_at is 'When';
create index imports_mapping__by_headings on imports_mapping (fingerprint, name);

create table imports_task (
  task_id bigint generated always as identity constraint imports_task__id primary key,
  upload_id bigint not null constraint imports_task__of_upload references imports_upload,
  task_no integer not null,
  kind text not null constraint imports_task__kind check (kind in ('preview', 'load')),
  sheet text not null,
  entity text not null,
  columns jsonb not null,
  control jsonb not null,
  account_id bigint not null,
  login text not null,
  asked_at timestamptz not null default now(),
  constraint imports_task__no unique (upload_id, task_no)
);
comment on table imports_task is 'What was asked to be done with a dropped file: a preview or a load';
comment on column imports_task.task_id is 'Key';
comment on column imports_task.upload_id is 'File';
comment on column imports_task.task_no is 'Number among the file''s tasks: a double click meets it';
comment on column imports_task.kind is 'preview: all is checked and taken back; load: it stays';
comment on column imports_task.sheet is 'Sheet of a workbook; empty for text';
comment on column imports_task.entity is 'Kind of record';
comment on column imports_task.columns is 'The mapping as it was used';
comment on column imports_task.control is 'Control totals of the source: rows, and fen by field';
comment on column imports_task.account_id is 'Who asked; it runs in his name';
comment on column imports_task.login is 'Login at that time';
comment on column imports_task.asked_at is 'When';

create table imports_task_cancel (
  task_id bigint not null
    constraint imports_task_cancel__task primary key
    constraint imports_task_cancel__of_task references imports_task,
  account_id bigint not null,
  login text not null,
  asked_at timestamptz not null default now()
);
comment on table imports_task_cancel is 'Tasks that somebody asked to stop';
comment on column imports_task_cancel.task_id is 'Task';
comment on column imports_task_cancel.account_id is 'Who asked';
comment on column imports_task_cancel.login is 'Login at that time';
comment on column imports_task_cancel.asked_at is 'When';

create table imports_task_end (
  task_id bigint not null
    constraint imports_task_end__task primary key
    constraint imports_task_end__of_task references imports_task,
  outcome text not null
    constraint imports_task_end__outcome check (outcome in ('done', 'refused', 'broke')),
  batch_id bigint constraint imports_task_end__batch references imports_batch,
  code text not null,
  params jsonb not null,
  result jsonb not null,
  ended_at timestamptz not null default clock_timestamp()
);
comment on table imports_task_end is 'How a task ended; for a load in the transaction that loaded, so that no kill parts them';
comment on column imports_task_end.task_id is 'Task';
comment on column imports_task_end.outcome is 'done; refused: by a rule, see code; broke: by a fault of the program';
comment on column imports_task_end.batch_id is 'The import that a load made';
comment on column imports_task_end.code is 'Key of the phrase of a refusal; empty when done';
comment on column imports_task_end.params is 'Numbers of the refusal';
comment on column imports_task_end.result is 'What a preview found; personal numbers masked';
comment on column imports_task_end.ended_at is 'When';

create table imports_edit (
  edit_id bigint generated always as identity constraint imports_edit__id primary key,
  batch_id bigint not null constraint imports_edit__of_batch references imports_batch,
  entity text not null,
  file text not null,
  source_row integer not null,
  turn integer not null constraint imports_edit__from_one check (turn > 0),
  old_values jsonb not null,
  new_values jsonb not null,
  account_id bigint not null,
  login text not null,
  edited_at timestamptz not null default now(),
  constraint imports_edit__turn unique (batch_id, entity, file, source_row, turn)
);
comment on table imports_edit is 'Corrections of quarantined rows made in the editor; append only, the last turn counts';
comment on column imports_edit.edit_id is 'Key';
comment on column imports_edit.batch_id is 'Import with the quarantined row';
comment on column imports_edit.entity is 'Kind of record';
comment on column imports_edit.file is 'File';
comment on column imports_edit.source_row is 'Row in the file';
comment on column imports_edit.turn is 'Which correction of this row: two editors meet at the same turn';
comment on column imports_edit.old_values is 'Changed fields as they were; personal numbers encrypted';
comment on column imports_edit.new_values is 'Changed fields as they are now; personal numbers encrypted';
comment on column imports_edit.account_id is 'Who corrected';
comment on column imports_edit.login is 'Login at that time';
comment on column imports_edit.edited_at is 'When';

create table imports_drop (
  batch_id bigint not null constraint imports_drop__of_batch references imports_batch,
  entity text not null,
  file text not null,
  source_row integer not null,
  reason text not null constraint imports_drop__reason check (reason <> ''),
  account_id bigint not null,
  login text not null,
  dropped_at timestamptz not null default now(),
  constraint imports_drop__place primary key (batch_id, entity, file, source_row)
);
comment on table imports_drop is 'Quarantined rows that somebody gave up, with the reason';
comment on column imports_drop.batch_id is 'Import with the quarantined row';
comment on column imports_drop.entity is 'Kind of record';
comment on column imports_drop.file is 'File';
comment on column imports_drop.source_row is 'Row in the file';
comment on column imports_drop.reason is 'Why it is not brought in';
comment on column imports_drop.account_id is 'Who gave it up';
comment on column imports_drop.login is 'Login at that time';
comment on column imports_drop.dropped_at is 'When';

alter table imports_upload enable row level security;
alter table imports_upload force row level security;
create policy scope on imports_upload using (:bank_wide) with check (:bank_wide);
alter table imports_upload_part enable row level security;
alter table imports_upload_part force row level security;
create policy scope on imports_upload_part using (:bank_wide) with check (:bank_wide);
alter table imports_task enable row level security;
alter table imports_task force row level security;
create policy scope on imports_task using (:bank_wide) with check (:bank_wide);
alter table imports_task_cancel enable row level security;
alter table imports_task_cancel force row level security;
create policy scope on imports_task_cancel using (:bank_wide) with check (:bank_wide);
alter table imports_task_end enable row level security;
alter table imports_task_end force row level security;
create policy scope on imports_task_end using (:bank_wide) with check (:bank_wide);
alter table imports_edit enable row level security;
alter table imports_edit force row level security;
create policy scope on imports_edit using (:bank_wide) with check (:bank_wide);
alter table imports_drop enable row level security;
alter table imports_drop force row level security;
create policy scope on imports_drop using (:bank_wide) with check (:bank_wide);

grant select, insert on imports_upload, imports_upload_part, imports_mapping, imports_task,
  imports_task_cancel, imports_task_end, imports_edit, imports_drop to :app_role;
grant delete on imports_upload_part to :app_role;
