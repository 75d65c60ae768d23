create sequence assessment_mark_id;
create table assessment_mark (
  mark_id bigint not null default nextval('assessment_mark_id')
    constraint assessment_mark__id primary key,
  quarter text not null,
  staff_id bigint not null,
  unit_path text collate "C" not null,
  metric text not null,
  rater_staff_id bigint not null,
  mark_millionths bigint not null
    constraint assessment_mark__of_hundred check (mark_millionths between 0 and 100000000),
  reason text not null,
  replaces bigint constraint assessment_mark__replaces references assessment_mark,
  marked_by bigint not null,
  marked_at timestamptz not null default clock_timestamp(),
  constraint assessment_mark__replaced_once unique (replaces),
  constraint assessment_mark__not_himself check (rater_staff_id <> staff_id)
);
comment on table assessment_mark is 'Qualitative marks of raters, 0 to 100, on RMs; the rated person never reads them';
comment on column assessment_mark.mark_id is 'Key';
comment on column assessment_mark.quarter is 'Quarter that is marked';
comment on column assessment_mark.staff_id is 'The RM who is marked';
comment on column assessment_mark.unit_path is 'His unit at the quarter''s end, for the rater''s scope';
comment on column assessment_mark.metric is 'Qualitative line of the scoring scheme';
comment on column assessment_mark.rater_staff_id is 'Who marks';
comment on column assessment_mark.mark_millionths is 'Mark of 100, in millionths of a mark';
comment on column assessment_mark.reason is 'Why: what was seen';
comment on column assessment_mark.replaces is 'The rater''s earlier mark that this one supersedes; null for the first';
comment on column assessment_mark.marked_by is 'Account';
comment on column assessment_mark.marked_at is 'When';
create unique index assessment_mark__once_a_rater
  on assessment_mark (quarter, staff_id, metric, rater_staff_id)
  where replaces is null;
create index assessment_mark__by_rater on assessment_mark (rater_staff_id, quarter);
alter table assessment_mark enable row level security;
alter table assessment_mark force row level security;
create policy scope on assessment_mark
  using (
    staff_id <> current_setting('app.staff_id')::bigint
    and (:bank_wide or rater_staff_id = current_setting('app.staff_id')::bigint)
  )
  with check (
    rater_staff_id = current_setting('app.staff_id')::bigint
    and (:bank_wide or :in_ranges(unit_path))
  );

create view assessment_v_mark with (security_invoker = true) as
select m.mark_id, m.quarter, m.staff_id, m.metric, m.rater_staff_id, m.mark_millionths, m.reason,
       m.marked_at
from assessment_mark m
where not exists (select 1 from assessment_mark later where later.replaces = m.mark_id);
comment on view assessment_v_mark is 'Marks that count: not superseded by the same rater';

create sequence assessment_publication_id;
create table assessment_publication (
  publication_id bigint not null default nextval('assessment_publication_id')
    constraint assessment_publication__id primary key,
  quarter text not null,
  run_id bigint not null constraint assessment_publication__of_run references organisation_run,
  digest text not null,
  published_on date not null,
  objections_until date not null,
  policy_version_id bigint not null,
  published_by bigint not null,
  publisher text not null,
  published_at timestamptz not null default clock_timestamp(),
  constraint assessment_publication__once_a_run unique (run_id)
);
comment on table assessment_publication is 'Results of a closing shown to the RMs, who may object until a day; a closing is published once';
comment on column assessment_publication.publication_id is 'Key; the greatest of a quarter counts';
comment on column assessment_publication.quarter is 'Quarter';
comment on column assessment_publication.run_id is 'The closing that is published';
comment on column assessment_publication.digest is 'Digest of that closing';
comment on column assessment_publication.published_on is 'Business day';
comment on column assessment_publication.objections_until is 'Last day for objections to new and changed sheets';
comment on column assessment_publication.policy_version_id is 'Version of the policy assessment_cycle that set the window';
comment on column assessment_publication.published_by is 'Account';
comment on column assessment_publication.publisher is 'Its login';
comment on column assessment_publication.published_at is 'When';
create index assessment_publication__of_quarter on assessment_publication (quarter, publication_id);

create table assessment_publication_sheet (
  publication_id bigint not null
    constraint assessment_publication_sheet__of references assessment_publication,
  staff_id bigint not null,
  unit_path text collate "C" not null,
  sheet_id bigint not null
    constraint assessment_publication_sheet__of_sheet references assessment_sheet,
  change text not null
    constraint assessment_publication_sheet__change check (change in ('first', 'changed', 'same')),
  objections_until date not null,
  constraint assessment_publication_sheet__key primary key (publication_id, staff_id)
);
comment on table assessment_publication_sheet is 'Each RM''s sheet in a publication, with his own last day for objections';
comment on column assessment_publication_sheet.publication_id is 'Publication';
comment on column assessment_publication_sheet.staff_id is 'The RM';
comment on column assessment_publication_sheet.unit_path is 'His unit at that time, for row security';
comment on column assessment_publication_sheet.sheet_id is 'His sheet';
comment on column assessment_publication_sheet.change is 'Beside the quarter''s publication before: first, changed, or the same figures';
comment on column assessment_publication_sheet.objections_until is 'Last day for his objections; figures that stayed the same keep their day';
create index assessment_publication_sheet__of_sheet
  on assessment_publication_sheet (sheet_id);
alter table assessment_publication_sheet enable row level security;
alter table assessment_publication_sheet force row level security;
create policy scope on assessment_publication_sheet using (
  :bank_wide
  or staff_id = current_setting('app.staff_id')::bigint
  or :in_ranges(unit_path)
);

create sequence assessment_objection_id;
create table assessment_objection (
  objection_id bigint not null default nextval('assessment_objection_id')
    constraint assessment_objection__id primary key,
  quarter text not null,
  publication_id bigint not null
    constraint assessment_objection__of_publication references assessment_publication,
  sheet_id bigint not null constraint assessment_objection__of_sheet references assessment_sheet,
  staff_id bigint not null,
  unit_path text collate "C" not null,
  metric text not null,
  reason text not null,
  evidence text not null,
  raised_on date not null,
  answer_due date not null,
  raised_by bigint not null,
  raised_at timestamptz not null default clock_timestamp(),
  constraint assessment_objection__once_a_line unique (publication_id, staff_id, metric)
);
comment on table assessment_objection is 'An RM''s objection to a line of his published sheet (D2e)';
comment on column assessment_objection.objection_id is 'Key';
comment on column assessment_objection.quarter is 'Quarter';
comment on column assessment_objection.publication_id is 'Publication he objects to';
comment on column assessment_objection.sheet_id is 'His sheet';
comment on column assessment_objection.staff_id is 'The RM';
comment on column assessment_objection.unit_path is 'His unit at that time, for row security';
comment on column assessment_objection.metric is 'Line of the sheet; total for the sheet as a whole';
comment on column assessment_objection.reason is 'What he holds to be wrong';
comment on column assessment_objection.evidence is 'Documents, numbers, customers that show it';
comment on column assessment_objection.raised_on is 'Business day';
comment on column assessment_objection.answer_due is 'Last day for the answer';
comment on column assessment_objection.raised_by is 'Account';
comment on column assessment_objection.raised_at is 'When';
create index assessment_objection__of_quarter on assessment_objection (quarter, staff_id);
alter table assessment_objection enable row level security;
alter table assessment_objection force row level security;
create policy scope on assessment_objection using (
  :bank_wide
  or staff_id = current_setting('app.staff_id')::bigint
  or :in_ranges(unit_path)
);

create table assessment_objection_answer (
  objection_id bigint not null
    constraint assessment_objection_answer__once primary key
    constraint assessment_objection_answer__of references assessment_objection,
  verdict text not null constraint assessment_objection_answer__verdict
    check (verdict in ('upheld', 'rejected', 'withdrawn')),
  reason text not null,
  correction text,
  remedy text constraint assessment_objection_answer__remedy
    check (remedy in ('this_quarter', 'next_quarter')),
  answered_on date not null,
  answered_by bigint not null,
  answerer text not null,
  answered_at timestamptz not null default clock_timestamp(),
  constraint assessment_objection_answer__corrected
    check ((verdict = 'upheld') = (correction is not null and remedy is not null))
);
comment on table assessment_objection_answer is 'The one answer to an objection: upheld, rejected, or withdrawn by the RM';
comment on column assessment_objection_answer.objection_id is 'The objection';
comment on column assessment_objection_answer.verdict is 'upheld, rejected, withdrawn';
comment on column assessment_objection_answer.reason is 'Why';
comment on column assessment_objection_answer.correction is 'What was corrected; only when upheld';
comment on column assessment_objection_answer.remedy is 'this_quarter: by closing again before the seal; next_quarter: by a correction there';
comment on column assessment_objection_answer.answered_on is 'Business day';
comment on column assessment_objection_answer.answered_by is 'Account';
comment on column assessment_objection_answer.answerer is 'Name of the person, shown to the RM';
comment on column assessment_objection_answer.answered_at is 'When';
alter table assessment_objection_answer enable row level security;
alter table assessment_objection_answer force row level security;
create policy scope on assessment_objection_answer using (
  exists (select 1 from assessment_objection o
          where o.objection_id = assessment_objection_answer.objection_id)
);

-- An RM reads his own sheet once it is published, or final without publication (backdated).
drop policy scope on assessment_sheet;
create policy scope on assessment_sheet using (
  (
    staff_id <> current_setting('app.staff_id')::bigint
    and (:bank_wide or :in_ranges(unit_path))
  )
  or (
    staff_id = current_setting('app.staff_id')::bigint
    and (
      exists (select 1 from assessment_publication p where p.run_id = assessment_sheet.run_id)
      or exists (select 1 from organisation_seal o where o.run_id = assessment_sheet.run_id)
    )
  )
);

-- The line's own words for the whole bank would show his unpublished lines to a bank-wide RM.
drop policy scope on assessment_line;
create policy scope on assessment_line using (
  exists (select 1 from assessment_sheet s where s.sheet_id = assessment_line.sheet_id)
);

grant select, insert on assessment_mark, assessment_publication, assessment_publication_sheet,
  assessment_objection, assessment_objection_answer to :app_role;
grant select on assessment_v_mark to :app_role;
grant usage on sequence assessment_mark_id, assessment_publication_id, assessment_objection_id
  to :app_role;
