create sequence assessment_review_id;
create table assessment_review (
  review_id bigint not null default nextval('assessment_review_id')
    constraint assessment_review__id primary key,
  period text not null constraint assessment_review__once unique,
  opened_on date not null,
  due_on date not null,
  policy_version_id bigint not null,
  opened_by bigint not null,
  opened_at timestamptz not null default clock_timestamp()
);
comment on table assessment_review is 'Competence reviews of RMs (D3a), one for each year or half year';
comment on column assessment_review.review_id is 'Key';
comment on column assessment_review.period is 'Year 2026, or half year 2026H1';
comment on column assessment_review.opened_on is 'Business day';
comment on column assessment_review.due_on is 'Last day for the forms';
comment on column assessment_review.policy_version_id is 'Version of the policy competence that holds for it';
comment on column assessment_review.opened_by is 'Account';
comment on column assessment_review.opened_at is 'When';

create table assessment_review_closing (
  review_id bigint not null
    constraint assessment_review_closing__once primary key
    constraint assessment_review_closing__of references assessment_review,
  closed_on date not null,
  closed_by bigint not null,
  closed_at timestamptz not null default clock_timestamp()
);
comment on table assessment_review_closing is 'Reviews whose results are computed and shown';
comment on column assessment_review_closing.review_id is 'Review';
comment on column assessment_review_closing.closed_on is 'Business day';
comment on column assessment_review_closing.closed_by is 'Account';
comment on column assessment_review_closing.closed_at is 'When';

create table assessment_review_seat (
  review_id bigint not null constraint assessment_review_seat__of references assessment_review,
  staff_id bigint not null,
  rater_staff_id bigint not null,
  side text not null constraint assessment_review_seat__side
    check (side in ('superior', 'peer', 'department', 'customer')),
  unit_path text collate "C" not null,
  named_by bigint not null,
  named_at timestamptz not null default clock_timestamp(),
  constraint assessment_review_seat__key primary key (review_id, staff_id, rater_staff_id),
  constraint assessment_review_seat__not_himself check (rater_staff_id <> staff_id)
);
comment on table assessment_review_seat is 'Who rates whom in a review; the rated person never reads it';
comment on column assessment_review_seat.review_id is 'Review';
comment on column assessment_review_seat.staff_id is 'The RM who is rated';
comment on column assessment_review_seat.rater_staff_id is 'Who rates';
comment on column assessment_review_seat.side is 'superior, peer, department, customer: from where he looks';
comment on column assessment_review_seat.unit_path is 'The RM''s unit at that time';
comment on column assessment_review_seat.named_by is 'Account that opened the review or named him';
comment on column assessment_review_seat.named_at is 'When';
create index assessment_review_seat__by_rater on assessment_review_seat (rater_staff_id, review_id);

create table assessment_review_excuse (
  review_id bigint not null,
  staff_id bigint not null,
  rater_staff_id bigint not null,
  reason text not null,
  excused_by bigint not null,
  excused_at timestamptz not null default clock_timestamp(),
  constraint assessment_review_excuse__key primary key (review_id, staff_id, rater_staff_id),
  constraint assessment_review_excuse__of foreign key (review_id, staff_id, rater_staff_id)
    references assessment_review_seat
);
comment on table assessment_review_excuse is 'Raters who need not hand in: ill, gone, too near';
comment on column assessment_review_excuse.review_id is 'Review';
comment on column assessment_review_excuse.staff_id is 'The RM who is rated';
comment on column assessment_review_excuse.rater_staff_id is 'Who is excused';
comment on column assessment_review_excuse.reason is 'Why';
comment on column assessment_review_excuse.excused_by is 'Account';
comment on column assessment_review_excuse.excused_at is 'When';

create sequence assessment_review_form_id;
create table assessment_review_form (
  form_id bigint not null default nextval('assessment_review_form_id')
    constraint assessment_review_form__id primary key,
  review_id bigint not null,
  staff_id bigint not null,
  rater_staff_id bigint not null,
  marks jsonb not null,
  remark text not null,
  replaces bigint constraint assessment_review_form__replaces references assessment_review_form,
  handed_in_by bigint not null,
  handed_in_at timestamptz not null default clock_timestamp(),
  constraint assessment_review_form__replaced_once unique (replaces),
  constraint assessment_review_form__of_seat foreign key (review_id, staff_id, rater_staff_id)
    references assessment_review_seat
);
comment on table assessment_review_form is 'Forms of raters; a later one names the form it replaces; the rated person never reads them';
comment on column assessment_review_form.form_id is 'Key';
comment on column assessment_review_form.review_id is 'Review';
comment on column assessment_review_form.staff_id is 'The RM who is rated';
comment on column assessment_review_form.rater_staff_id is 'Who rates';
comment on column assessment_review_form.marks is 'Dimension → mark of 100 in millionths, as digits';
comment on column assessment_review_form.remark is 'What the rater adds; may be empty';
comment on column assessment_review_form.replaces is 'The rater''s earlier form; null for the first';
comment on column assessment_review_form.handed_in_by is 'Account';
comment on column assessment_review_form.handed_in_at is 'When';
create unique index assessment_review_form__once_a_rater
  on assessment_review_form (review_id, staff_id, rater_staff_id)
  where replaces is null;

create view assessment_v_review_form with (security_invoker = true) as
select f.form_id, f.review_id, f.staff_id, f.rater_staff_id, f.marks, f.remark
from assessment_review_form f
where not exists (select 1 from assessment_review_form later where later.replaces = f.form_id);
comment on view assessment_v_review_form is 'Forms that count: not replaced by the same rater';

create table assessment_review_result (
  review_id bigint not null constraint assessment_review_result__of references assessment_review,
  staff_id bigint not null,
  unit_path text collate "C" not null,
  raters integer not null,
  total_millionths bigint,
  dimensions jsonb not null,
  explanation jsonb not null,
  constraint assessment_review_result__key primary key (review_id, staff_id)
);
comment on table assessment_review_result is 'Results of closed reviews, one for each RM who was rated; never updated';
comment on column assessment_review_result.review_id is 'Review';
comment on column assessment_review_result.staff_id is 'The RM';
comment on column assessment_review_result.unit_path is 'His unit at that time, for row security';
comment on column assessment_review_result.raters is 'Forms that counted';
comment on column assessment_review_result.total_millionths is 'Of 100, in millionths; null with too few raters';
comment on column assessment_review_result.dimensions is 'Dimension, its name, weight and score as digits';
comment on column assessment_review_result.explanation is 'How the total came about; names no rater and no single mark';
create index assessment_review_result__of_staff on assessment_review_result (staff_id, review_id);

alter table assessment_review_seat enable row level security;
alter table assessment_review_seat force row level security;
create policy scope on assessment_review_seat
  using (
    staff_id <> current_setting('app.staff_id')::bigint
    and (:bank_wide or rater_staff_id = current_setting('app.staff_id')::bigint)
  )
  with check (:bank_wide);
alter table assessment_review_excuse enable row level security;
alter table assessment_review_excuse force row level security;
create policy scope on assessment_review_excuse
  using (
    staff_id <> current_setting('app.staff_id')::bigint
    and (:bank_wide or rater_staff_id = current_setting('app.staff_id')::bigint)
  )
  with check (:bank_wide);
alter table assessment_review_form enable row level security;
alter table assessment_review_form force row level security;
create policy scope on assessment_review_form
  using (
    staff_id <> current_setting('app.staff_id')::bigint
    and (:bank_wide or rater_staff_id = current_setting('app.staff_id')::bigint)
  )
  with check (
    staff_id <> current_setting('app.staff_id')::bigint
    and rater_staff_id = current_setting('app.staff_id')::bigint
  );
alter table assessment_review_result enable row level security;
alter table assessment_review_result force row level security;
create policy scope on assessment_review_result using (
  :bank_wide
  or staff_id = current_setting('app.staff_id')::bigint
  or :in_ranges(unit_path)
);

grant select, insert on assessment_review, assessment_review_closing, assessment_review_seat,
  assessment_review_excuse, assessment_review_form, assessment_review_result to :app_role;
grant select on assessment_v_review_form to :app_role;
grant usage on sequence assessment_review_id, assessment_review_form_id to :app_role;
