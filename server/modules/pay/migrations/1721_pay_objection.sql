create sequence pay_objection_id;
create table pay_objection (
  objection_id bigint not null default nextval('pay_objection_id')
    constraint pay_objection__id primary key,
  slip_id bigint not null constraint pay_objection__of_slip references pay_slip,
  staff_id bigint not null,
  unit_path text collate "C" not null,
  until_day date not null,
  words text not null,
  raised_by bigint not null,
  raised_at timestamptz not null default now(),
  constraint pay_objection__once unique (slip_id)
);
comment on table pay_objection is 'An RM''s objection to his slip, raised within its window (D2e; domain rules 3.4)';
comment on column pay_objection.objection_id is 'Key';
comment on column pay_objection.slip_id is 'The slip; one objection for each';
comment on column pay_objection.staff_id is 'The RM';
comment on column pay_objection.unit_path is 'His unit on that slip, for row security';
comment on column pay_objection.until_day is 'Last day of the window when it was raised';
comment on column pay_objection.words is 'What he objects to';
comment on column pay_objection.raised_by is 'His account';
comment on column pay_objection.raised_at is 'When';

create table pay_objection_answer (
  objection_id bigint not null constraint pay_objection_answer__of references pay_objection
    constraint pay_objection_answer__one primary key,
  verdict text not null
    constraint pay_objection_answer__verdict check (verdict in ('upheld', 'dismissed')),
  words text not null,
  answered_by bigint not null,
  answered_name text not null,
  answered_at timestamptz not null default now()
);
comment on table pay_objection_answer is 'The bank''s answer; one that is upheld is followed by a correction of the slip';
comment on column pay_objection_answer.objection_id is 'The objection';
comment on column pay_objection_answer.verdict is 'upheld or dismissed';
comment on column pay_objection_answer.words is 'The reasons';
comment on column pay_objection_answer.answered_by is 'Account';
comment on column pay_objection_answer.answered_name is 'Name of that person';
comment on column pay_objection_answer.answered_at is 'When';

alter table pay_objection enable row level security;
alter table pay_objection force row level security;
create policy scope on pay_objection
  using (:bank_wide or staff_id = current_setting('app.staff_id')::bigint or :in_ranges(unit_path));
alter table pay_objection_answer enable row level security;
alter table pay_objection_answer force row level security;
create policy scope on pay_objection_answer using (
  :bank_wide
  or exists (
    select 1 from pay_objection o where o.objection_id = pay_objection_answer.objection_id
  )
);
grant select, insert on pay_objection, pay_objection_answer to :app_role;
grant usage on sequence pay_objection_id to :app_role;
