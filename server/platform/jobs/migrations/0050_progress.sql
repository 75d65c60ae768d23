create table platform_progress (
  key text not null constraint platform_progress__key primary key,
  state text not null
    constraint platform_progress__state_known check (state in ('running', 'done', 'failed')),
  done bigint not null,
  total bigint,
  note text not null,
  started_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table platform_progress is 'How far long work is, for whoever waits for it; the last run of a key';
comment on column platform_progress.key is 'Which work, such as import:17 or quarter:2026Q3:close';
comment on column platform_progress.state is 'running, done or failed';
comment on column platform_progress.done is 'Pieces done';
comment on column platform_progress.total is 'Pieces in all; null when not known';
comment on column platform_progress.note is 'Present step, or why it failed: a phrase key or plain text';
comment on column platform_progress.started_at is 'When the work began';
comment on column platform_progress.updated_at is 'Last report';
grant select, insert, update, delete on platform_progress to :app_role;
