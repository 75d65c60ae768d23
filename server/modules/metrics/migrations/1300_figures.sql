create sequence metrics_upload_id;
create table metrics_upload (
  upload_id bigint not null default nextval('metrics_upload_id')
    constraint metrics_upload__id primary key,
  file_hash text not null constraint metrics_upload__once unique,
  file_name text not null,
  figures integer not null,
  entered_by bigint not null,
  entered_at timestamptz not null default clock_timestamp()
);
comment on table metrics_upload is 'Files of figures entered by hand; the same file is taken once';
comment on column metrics_upload.upload_id is 'Key';
comment on column metrics_upload.file_hash is 'SHA-256 of its text';
comment on column metrics_upload.file_name is 'Name as given';
comment on column metrics_upload.figures is 'Figures it brought';
comment on column metrics_upload.entered_by is 'Account';
comment on column metrics_upload.entered_at is 'When';

create sequence metrics_figure_id cache 20;
create table metrics_figure (
  figure_id bigint not null default nextval('metrics_figure_id')
    constraint metrics_figure__id primary key,
  staff_id bigint not null,
  unit_path text collate "C" not null,
  quarter text not null,
  metric text not null,
  turn integer not null constraint metrics_figure__turn check (turn > 0),
  amount bigint not null,
  evidence text not null constraint metrics_figure__evidence check (evidence <> ''),
  upload_id bigint constraint metrics_figure__of_upload references metrics_upload,
  entered_by bigint not null,
  enterer text not null,
  enterer_staff_id bigint,
  entered_at timestamptz not null default clock_timestamp(),
  constraint metrics_figure__one_at_a_time unique (staff_id, quarter, metric, turn)
);
comment on table metrics_figure is 'Figures that no record of the system gives, entered by one person for certification by another (domain rules 1.2, data truth); append only';
comment on column metrics_figure.figure_id is 'Key';
comment on column metrics_figure.staff_id is 'The RM';
comment on column metrics_figure.unit_path is 'His unit when it was entered, for the scope';
comment on column metrics_figure.quarter is 'Quarter it is of';
comment on column metrics_figure.metric is 'Metric of the catalogue whose source is manual';
comment on column metrics_figure.turn is 'Which entry of this metric and quarter it is; two at once get the same and one is refused';
comment on column metrics_figure.amount is 'In the metric''s unit: fen, a count, or millionths';
comment on column metrics_figure.evidence is 'What it rests on';
comment on column metrics_figure.upload_id is 'File that brought it; null: entered by hand';
comment on column metrics_figure.entered_by is 'Account';
comment on column metrics_figure.enterer is 'Its login';
comment on column metrics_figure.enterer_staff_id is 'The person behind the account; null: none';
comment on column metrics_figure.entered_at is 'When';
create index metrics_figure__by_quarter on metrics_figure (quarter, metric, staff_id);

create table metrics_ruling (
  figure_id bigint not null constraint metrics_ruling__of_figure references metrics_figure,
  verdict text not null
    constraint metrics_ruling__verdict check (verdict in ('certified', 'returned', 'withdrawn')),
  reason text,
  ruled_by bigint not null,
  ruler text not null,
  ruled_at timestamptz not null default clock_timestamp(),
  constraint metrics_ruling__id primary key (figure_id, verdict),
  constraint metrics_ruling__reasoned check (verdict = 'certified' or reason <> '')
);
comment on table metrics_ruling is 'What became of a figure: certified by another person, returned with a reason, or withdrawn';
comment on column metrics_ruling.figure_id is 'The figure';
comment on column metrics_ruling.verdict is 'certified: counts; returned and withdrawn: does not, a new one may be entered';
comment on column metrics_ruling.reason is 'Why it was returned or withdrawn';
comment on column metrics_ruling.ruled_by is 'Account';
comment on column metrics_ruling.ruler is 'Its login';
comment on column metrics_ruling.ruled_at is 'When';

create view metrics_v_figure with (security_invoker = true) as
select f.figure_id, f.staff_id, f.unit_path, f.quarter, f.metric, f.turn, f.amount, f.evidence,
       f.upload_id, f.entered_by, f.enterer, f.enterer_staff_id, f.entered_at,
       case when w.figure_id is not null then 'withdrawn'
            when r.figure_id is not null then 'returned'
            when c.figure_id is not null then 'certified'
            else 'entered'
       end as state,
       coalesce(w.reason, r.reason) as reason, coalesce(w.ruler, r.ruler, c.ruler) as ruler,
       coalesce(w.ruled_at, r.ruled_at, c.ruled_at) as ruled_at
from metrics_figure f
left join metrics_ruling c on c.figure_id = f.figure_id and c.verdict = 'certified'
left join metrics_ruling r on r.figure_id = f.figure_id and r.verdict = 'returned'
left join metrics_ruling w on w.figure_id = f.figure_id and w.verdict = 'withdrawn';
comment on view metrics_v_figure is 'Figures entered by hand with what became of them';
comment on column metrics_v_figure.state is 'entered, certified, returned or withdrawn; only certified figures count';
comment on column metrics_v_figure.reason is 'Why it was returned or withdrawn';
comment on column metrics_v_figure.ruler is 'Who certified, returned or withdrew it last';
comment on column metrics_v_figure.ruled_at is 'When that was';

alter table metrics_figure enable row level security;
alter table metrics_figure force row level security;
create policy scope on metrics_figure using (
  :bank_wide
  or staff_id = current_setting('app.staff_id')::bigint
  or :in_ranges(unit_path)
);
alter table metrics_ruling enable row level security;
alter table metrics_ruling force row level security;
create policy scope on metrics_ruling using (
  :bank_wide
  or exists (select 1 from metrics_figure f where f.figure_id = metrics_ruling.figure_id)
);

grant select, insert on metrics_upload, metrics_figure, metrics_ruling to :app_role;
grant select on metrics_v_figure to :app_role;
grant usage on sequence metrics_upload_id, metrics_figure_id to :app_role;
