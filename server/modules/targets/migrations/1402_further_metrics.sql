create table targets_metric (
  metric text constraint targets_metric__key primary key
    constraint targets_metric__key_form check (metric ~ '^[a-z][a-z0-9_]{0,59}$'),
  name_zh text not null,
  name_en text not null,
  definition text not null,
  unit text not null constraint targets_metric__unit check (unit in ('fen', 'count')),
  nature text not null constraint targets_metric__nature check (nature in ('average', 'flow')),
  direction text not null constraint targets_metric__direction check (direction in ('up', 'down')),
  first_run_id bigint not null
);
comment on table targets_metric is 'Metrics of the catalogue, beyond the six of every bank, for which targets were set; what a key means stays as it was at its first use';
comment on column targets_metric.metric is 'Key in the catalogue of metrics';
comment on column targets_metric.name_zh is 'Chinese name at the first use, as letters print it';
comment on column targets_metric.name_en is 'English name';
comment on column targets_metric.definition is 'Chinese definition, as letters print it';
comment on column targets_metric.unit is 'fen, or a whole count';
comment on column targets_metric.nature is 'average: a daily average of the year to date; flow: a sum';
comment on column targets_metric.direction is 'Better when it goes up, or down';
comment on column targets_metric.first_run_id is 'Opening that first set targets for it';
grant select, insert on targets_metric to :app_role;
