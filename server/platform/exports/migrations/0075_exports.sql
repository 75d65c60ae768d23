create table exports_export (
  export_id bigint generated always as identity constraint exports_export__id primary key,
  account_id bigint not null,
  request_key text not null,
  list text not null,
  name text not null,
  wish jsonb not null,
  format text not null constraint exports_export__format check (format in ('xlsx', 'csv')),
  locale text not null constraint exports_export__locale check (locale in ('zh', 'en')),
  policy_version_id bigint not null,
  asked_at timestamptz not null default now(),
  constraint exports_export__once unique (account_id, request_key)
);
comment on table exports_export is 'Lists that somebody asked for as a file; the wish never changes';
comment on column exports_export.export_id is 'Key';
comment on column exports_export.account_id is 'Who asked, and who alone may see and fetch it';
comment on column exports_export.request_key is 'Made by the page for one click, so that a second one makes no second file';
comment on column exports_export.list is 'The list: the path of its route';
comment on column exports_export.name is 'What the reader calls the list; the name of the file';
comment on column exports_export.wish is 'Parameters and filters of the list, and the columns with their titles in the reader''s order';
comment on column exports_export.format is 'xlsx or csv';
comment on column exports_export.locale is 'Language of titles and words';
comment on column exports_export.policy_version_id is 'Version of the policy exports that applied';
comment on column exports_export.asked_at is 'When it was asked for';
create index exports_export__of_account on exports_export (account_id, export_id);
alter table exports_export enable row level security;
alter table exports_export force row level security;
create policy scope on exports_export
  using (
    account_id = current_setting('app.account_id')::bigint
    or (:bank_wide and current_setting('app.account_id') = '0')
  );

create table exports_attempt (
  export_id bigint not null constraint exports_attempt__of_export references exports_export,
  attempt_no integer not null constraint exports_attempt__counted check (attempt_no > 0),
  started_at timestamptz not null default now(),
  constraint exports_attempt__once primary key (export_id, attempt_no)
);
comment on table exports_attempt is 'Each time that work on a file began; the last one counts, an earlier one broke off';
comment on column exports_attempt.export_id is 'The export';
comment on column exports_attempt.attempt_no is 'From 1';
comment on column exports_attempt.started_at is 'When it began';
alter table exports_attempt enable row level security;
alter table exports_attempt force row level security;
create policy scope on exports_attempt
  using (exists (select 1 from exports_export e where e.export_id = exports_attempt.export_id));

create table exports_part (
  export_id bigint not null,
  attempt_no integer not null,
  part_no integer not null constraint exports_part__counted check (part_no > 0),
  bytes bytea not null,
  constraint exports_part__once primary key (export_id, attempt_no, part_no),
  constraint exports_part__of_attempt
    foreign key (export_id, attempt_no) references exports_attempt
);
comment on table exports_part is 'The bytes of a file in parts; removed when it is deleted or its days are over';
comment on column exports_part.export_id is 'The export';
comment on column exports_part.attempt_no is 'The attempt that wrote it';
comment on column exports_part.part_no is 'Place in the file, from 1';
comment on column exports_part.bytes is 'About one MiB; the last one is shorter';
alter table exports_part enable row level security;
alter table exports_part force row level security;
create policy scope on exports_part
  using (exists (select 1 from exports_export e where e.export_id = exports_part.export_id));

create table exports_result (
  export_id bigint not null
    constraint exports_result__once primary key
    constraint exports_result__of_export references exports_export,
  attempt_no integer not null,
  finished_at timestamptz not null default now(),
  read_at timestamptz,
  row_count bigint,
  size_bytes bigint,
  file_digest text,
  rows_digest text,
  scope_key text,
  keep_until timestamptz,
  refused text,
  refused_params jsonb,
  constraint exports_result__file_or_reason check (
    (refused is null and row_count is not null and size_bytes is not null
      and file_digest is not null and rows_digest is not null and scope_key is not null
      and read_at is not null and keep_until is not null)
    or (refused is not null and refused_params is not null and file_digest is null)
  )
);
comment on table exports_result is 'How an export ended: a whole file, or the reason why there is none';
comment on column exports_result.export_id is 'The export';
comment on column exports_result.attempt_no is 'The attempt whose parts are the file; 0 when none began';
comment on column exports_result.finished_at is 'When it ended';
comment on column exports_result.read_at is 'The instant whose state of the list the file shows';
comment on column exports_result.row_count is 'Rows of the list in the file';
comment on column exports_result.size_bytes is 'Size of the file';
comment on column exports_result.file_digest is 'SHA-256 of the file';
comment on column exports_result.rows_digest is 'SHA-256 of titles and rows as CSV lines: stands in the file too, and is the same for both formats';
comment on column exports_result.scope_key is 'Digest of roles and scope under which it was read; whose differ later gets the file no more';
comment on column exports_result.keep_until is 'When the file is removed';
comment on column exports_result.refused is 'Phrase key of the reason, when there is no file';
comment on column exports_result.refused_params is 'Numbers and names of the reason';
create index exports_result__to_remove on exports_result (keep_until) where refused is null;
alter table exports_result enable row level security;
alter table exports_result force row level security;
create policy scope on exports_result
  using (exists (select 1 from exports_export e where e.export_id = exports_result.export_id));

create table exports_ending (
  export_id bigint not null
    constraint exports_ending__once primary key
    constraint exports_ending__of_export references exports_export,
  cause text not null constraint exports_ending__cause check (cause in ('deleted', 'expired')),
  ended_at timestamptz not null default now()
);
comment on table exports_ending is 'Files that are no more';
comment on column exports_ending.export_id is 'The export';
comment on column exports_ending.cause is 'deleted: by its reader; expired: its days were over';
comment on column exports_ending.ended_at is 'When';
alter table exports_ending enable row level security;
alter table exports_ending force row level security;
create policy scope on exports_ending
  using (exists (select 1 from exports_export e where e.export_id = exports_ending.export_id));

grant select, insert on
  exports_export, exports_attempt, exports_result, exports_ending to :app_role;
grant select, insert, delete on exports_part to :app_role;
