create table closing_step (
  run_id bigint not null constraint closing_step__of_run references organisation_run,
  position smallint not null,
  station text not null,
  row_count bigint not null,
  digest text not null,
  notes jsonb not null,
  started_at timestamptz not null,
  finished_at timestamptz not null default clock_timestamp(),
  constraint closing_step__key primary key (run_id, position)
);
comment on table closing_step is 'Stations of a run that are done; written in the station''s own transaction, so a crash resumes after the last row';
comment on column closing_step.run_id is 'The run';
comment on column closing_step.position is 'Place in the order of stations, from 1';
comment on column closing_step.station is 'Name of the station';
comment on column closing_step.row_count is 'Rows it wrote';
comment on column closing_step.digest is 'Digest over the business keys and figures it wrote';
comment on column closing_step.notes is 'What the officer should know: phrase code and numbers';
comment on column closing_step.started_at is 'When the station began';
comment on column closing_step.finished_at is 'When it ended';
grant select, insert on closing_step to :app_role;
