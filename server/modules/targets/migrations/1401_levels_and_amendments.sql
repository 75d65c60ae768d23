alter table targets_target drop constraint targets_target__metric;
alter table targets_target
  add constraint targets_target__metric_key check (metric ~ '^[a-z][a-z0-9_]{0,59}$');
alter table targets_target add column stretch bigint;
alter table targets_target add column challenge bigint;
comment on column targets_target.stretch is 'Second level 冲刺 of the year; null when the opening set none';
comment on column targets_target.challenge is 'Third level 挑战 of the year; null when the opening set none';
alter table targets_quarter add column cumulative_stretch bigint;
alter table targets_quarter add column cumulative_challenge bigint;
comment on column targets_quarter.cumulative_stretch is 'Second level 冲刺, as the target; null when the opening set none';
comment on column targets_quarter.cumulative_challenge is 'Third level 挑战, as the target; null when the opening set none';

alter table targets_letter add column version smallint not null default 1
  constraint targets_letter__version_positive check (version > 0);
alter table targets_letter add column of_letter_id bigint
  constraint targets_letter__of_letter references targets_letter;
alter table targets_letter add column sending text not null default 'at_issue'
  constraint targets_letter__sending check (sending in ('at_issue', 'by_leader'));
alter table targets_letter drop constraint targets_letter__one_a_year;
alter table targets_letter
  add constraint targets_letter__one_a_version unique (run_id, staff_id, version);
alter table targets_letter
  add constraint targets_letter__later_version check ((version = 1) = (of_letter_id is null));
comment on column targets_letter.version is '1; later ones replace a letter that was not signed';
comment on column targets_letter.of_letter_id is 'The letter that this version replaces';
comment on column targets_letter.sending is 'at_issue: it went to the RM as it was issued; by_leader: a draft until a leader sends it';

create sequence targets_letter_event_id;
create table targets_letter_event (
  event_id bigint not null default nextval('targets_letter_event_id')
    constraint targets_letter_event__id primary key,
  letter_id bigint not null constraint targets_letter_event__of_letter references targets_letter,
  kind text not null constraint targets_letter_event__kind
    check (kind in ('sent', 'read', 'reminded', 'refused', 'withdrawn', 'replaced')),
  reason text,
  on_day date not null,
  account_id bigint not null,
  person_name text not null,
  happened_at timestamptz not null default now(),
  constraint targets_letter_event__reasoned
    check ((reason is not null) = (kind in ('refused', 'withdrawn', 'replaced')))
);
comment on table targets_letter_event is 'What happened to a letter beside signatures; its state follows from these rows and the signatures';
comment on column targets_letter_event.event_id is 'Key';
comment on column targets_letter_event.letter_id is 'Letter';
comment on column targets_letter_event.kind is 'sent: to the RM; read: opened by him, once; reminded: at most once a day; refused: by the RM; withdrawn, replaced: taken back by the bank';
comment on column targets_letter_event.reason is 'Why it was refused, withdrawn or replaced';
comment on column targets_letter_event.on_day is 'The bank''s business day';
comment on column targets_letter_event.account_id is 'Account; 0 is the installation';
comment on column targets_letter_event.person_name is 'Name of the person';
comment on column targets_letter_event.happened_at is 'When';
create unique index targets_letter_event__once on targets_letter_event (letter_id, kind)
  where kind <> 'reminded';
create unique index targets_letter_event__once_a_day on targets_letter_event (letter_id, on_day)
  where kind = 'reminded';

create index targets_letter_event__of_letter on targets_letter_event (letter_id, kind);

create sequence targets_amendment_id;
create table targets_amendment (
  amendment_id bigint not null default nextval('targets_amendment_id')
    constraint targets_amendment__id primary key,
  letter_id bigint not null constraint targets_amendment__of_letter references targets_letter,
  amendment_no smallint not null
    constraint targets_amendment__no_positive check (amendment_no > 0),
  from_quarter text not null
    constraint targets_amendment__quarter check (from_quarter ~ '^\d{4}Q[1-4]$'),
  reason text not null,
  body jsonb not null,
  body_hash text not null,
  proposed_by bigint not null,
  proposer_name text not null,
  proposed_at timestamptz not null default now(),
  constraint targets_amendment__no unique (letter_id, amendment_no)
);
comment on table targets_amendment is 'Changes of targets after signing (补充书), each signed by both sides; the letter itself stays as it was';
comment on column targets_amendment.amendment_id is 'Key';
comment on column targets_amendment.letter_id is 'Letter it belongs to';
comment on column targets_amendment.amendment_no is 'Number under its letter, from 1';
comment on column targets_amendment.from_quarter is 'First quarter whose targets it changes; not closed when both have signed';
comment on column targets_amendment.reason is 'Why';
comment on column targets_amendment.body is 'The whole text as data: each figure before and after';
comment on column targets_amendment.body_hash is 'SHA-256 of the body in canonical JSON: what a signature stands under';
comment on column targets_amendment.proposed_by is 'Account';
comment on column targets_amendment.proposer_name is 'Name of the person';
comment on column targets_amendment.proposed_at is 'When';

create table targets_amendment_signature (
  amendment_id bigint not null
    constraint targets_amendment_signature__of_amendment references targets_amendment,
  side text not null constraint targets_amendment_signature__side check (side in ('rm', 'bank')),
  account_id bigint not null,
  signer_name text not null,
  signed_at timestamptz not null default now(),
  body_hash text not null,
  constraint targets_amendment_signature__id primary key (amendment_id, side)
);
comment on table targets_amendment_signature is 'Signatures under amendments; with both sides it is in force';
comment on column targets_amendment_signature.amendment_id is 'Amendment';
comment on column targets_amendment_signature.side is 'rm: the RM himself; bank: his team head or branch president';
comment on column targets_amendment_signature.account_id is 'Account that signed, its password entered again';
comment on column targets_amendment_signature.signer_name is 'Name of the person';
comment on column targets_amendment_signature.signed_at is 'When';
comment on column targets_amendment_signature.body_hash is 'Hash of the text that was signed';

create table targets_amendment_end (
  amendment_id bigint not null
    constraint targets_amendment_end__id primary key
    constraint targets_amendment_end__of_amendment references targets_amendment,
  side text not null constraint targets_amendment_end__side check (side in ('rm', 'bank')),
  reason text not null,
  account_id bigint not null,
  person_name text not null,
  ended_at timestamptz not null default now()
);
comment on table targets_amendment_end is 'Proposals that came to nothing: refused or taken back, with the reason';
comment on column targets_amendment_end.amendment_id is 'Amendment';
comment on column targets_amendment_end.side is 'Side that ended it';
comment on column targets_amendment_end.reason is 'Why';
comment on column targets_amendment_end.account_id is 'Account';
comment on column targets_amendment_end.person_name is 'Name of the person';
comment on column targets_amendment_end.ended_at is 'When';

create sequence targets_baseline_id;
create table targets_baseline (
  baseline_id bigint not null default nextval('targets_baseline_id')
    constraint targets_baseline__id primary key,
  letter_id bigint not null constraint targets_baseline__of_letter references targets_letter,
  amendment_no smallint not null,
  staff_id bigint not null,
  unit_path text collate "C" not null,
  quarter text not null constraint targets_baseline__quarter check (quarter ~ '^\d{4}Q[1-4]$'),
  metric text not null,
  annual bigint not null,
  stretch bigint not null,
  challenge bigint not null,
  cumulative_target bigint not null,
  cumulative_stretch bigint not null,
  cumulative_challenge bigint not null,
  in_force_at timestamptz not null default now(),
  constraint targets_baseline__once unique (letter_id, amendment_no, quarter, metric)
);
comment on table targets_baseline is 'Signed figures that stand in place of those the opening computed: of a letter''s later version or of an amendment, by quarter; the last row counts';
comment on column targets_baseline.baseline_id is 'Key, in the order of signing';
comment on column targets_baseline.letter_id is 'Letter';
comment on column targets_baseline.amendment_no is 'Amendment; 0 for a later version of the letter itself';
comment on column targets_baseline.staff_id is 'RM';
comment on column targets_baseline.unit_path is 'His unit as in the letter, for the scope';
comment on column targets_baseline.quarter is 'Quarter whose targets it sets';
comment on column targets_baseline.metric is 'Metric';
comment on column targets_baseline.annual is 'Target of the whole year';
comment on column targets_baseline.stretch is 'Second level 冲刺 of the year';
comment on column targets_baseline.challenge is 'Third level 挑战 of the year';
comment on column targets_baseline.cumulative_target is 'Target of the year to date at the quarter''s end';
comment on column targets_baseline.cumulative_stretch is 'Second level 冲刺 at the quarter''s end';
comment on column targets_baseline.cumulative_challenge is 'Third level 挑战 at the quarter''s end';
comment on column targets_baseline.in_force_at is 'When both had signed';
create index targets_baseline__of_staff on targets_baseline (staff_id, quarter, metric);

create table targets_file (
  letter_id bigint not null constraint targets_file__of_letter references targets_letter,
  amendment_no smallint not null,
  pdf bytea not null,
  pdf_hash text not null,
  certificate_id bigint not null,
  made_at timestamptz not null default now(),
  constraint targets_file__id primary key (letter_id, amendment_no)
);
comment on table targets_file is 'Signed PDFs of letters and amendments, made once when both had signed, never again';
comment on column targets_file.letter_id is 'Letter';
comment on column targets_file.amendment_no is 'Amendment; 0 for the letter itself';
comment on column targets_file.pdf is 'The file with its PAdES signature';
comment on column targets_file.pdf_hash is 'SHA-256 of the file';
comment on column targets_file.certificate_id is 'Certificate under which it was signed';
comment on column targets_file.made_at is 'When';

drop view targets_v_letter;
create view targets_v_letter with (security_invoker = true) as
select l.letter_id, l.run_id, l.staff_id, l.unit_path, l.year, l.letter_no, l.kind, l.body_hash,
       l.issued_at, l.version, l.of_letter_id,
       (case l.kind when 'adopted' then 1 else 0 end)
         | (case l.sending when 'at_issue' then 2 else 0 end)
         | coalesce(e.marks, 0)
         | coalesce(g.marks, 0) as marks
from targets_letter l
join organisation_v_open o on o.run_id = l.run_id
left join lateral (
  select bit_or(case kind
           when 'sent' then 2
           when 'read' then 4
           when 'refused' then 8
           when 'withdrawn' then 64
           when 'replaced' then 128
           else 0
         end) as marks
  from targets_letter_event
  where targets_letter_event.letter_id = l.letter_id
) as e on true
left join lateral (
  select bit_or(case side when 'rm' then 16 else 32 end) as marks
  from targets_signature
  where targets_signature.letter_id = l.letter_id
) as g on true;
comment on view targets_v_letter is 'Letters of valid openings';
comment on column targets_v_letter.marks is 'What happened to it, added up: 1 adopted, 2 sent, 4 read, 8 refused, 16 signed by the RM, 32 signed by the bank, 64 withdrawn, 128 replaced';

create view targets_v_baseline with (security_invoker = true) as
select distinct on (b.staff_id, b.quarter, b.metric)
       b.staff_id, b.quarter, b.metric, b.letter_id, b.amendment_no, b.annual, b.stretch,
       b.challenge, b.cumulative_target, b.cumulative_stretch, b.cumulative_challenge
from targets_baseline b
join targets_letter l on l.letter_id = b.letter_id
join organisation_v_open o on o.run_id = l.run_id
order by b.staff_id, b.quarter, b.metric, b.baseline_id desc;
comment on view targets_v_baseline is 'Signed figures in force by RM, quarter and metric, of letters of valid openings';

create or replace view targets_v_target with (security_invoker = true) as
select t.run_id, t.staff_id, t.unit_path, t.year, t.metric, t.base,
       coalesce(b.annual, t.annual) as annual, t.started_quarter,
       t.policy_version_id, t.explanation,
       case when b.letter_id is null then t.stretch else b.stretch end as stretch,
       case when b.letter_id is null then t.challenge else b.challenge end as challenge,
       t.annual as computed_annual, b.letter_id, b.amendment_no
from targets_target t
join organisation_v_open o on o.run_id = t.run_id
left join targets_v_baseline b on b.staff_id = t.staff_id
  and b.metric = t.metric
  and b.quarter = t.year::text || 'Q4';
comment on view targets_v_target is 'Annual targets of valid openings, as signed last';
comment on column targets_v_target.annual is 'Target of the whole year in force';
comment on column targets_v_target.computed_annual is 'Target as the opening computed it';
comment on column targets_v_target.letter_id is 'Letter whose later version or amendment changed it; null when the opening''s figure stands';

create or replace view targets_v_quarter with (security_invoker = true) as
select q.run_id, q.staff_id, q.unit_path, q.quarter, q.metric,
       coalesce(b.cumulative_target, q.cumulative_target) as cumulative_target,
       case when b.letter_id is null then q.cumulative_stretch else b.cumulative_stretch end
         as cumulative_stretch,
       case when b.letter_id is null then q.cumulative_challenge else b.cumulative_challenge end
         as cumulative_challenge,
       b.letter_id, b.amendment_no
from targets_quarter q
join organisation_v_open o on o.run_id = q.run_id
left join targets_v_baseline b on b.staff_id = q.staff_id
  and b.metric = q.metric
  and b.quarter = q.quarter;
comment on view targets_v_quarter is 'Targets of the year to date by quarter, of valid openings, as signed last';
comment on column targets_v_quarter.letter_id is 'Letter whose later version or amendment set it; null when the opening''s figure stands';

alter table targets_letter_event enable row level security;
alter table targets_letter_event force row level security;
create policy scope on targets_letter_event
  using (exists (select 1 from targets_letter l where l.letter_id = targets_letter_event.letter_id));

alter table targets_amendment enable row level security;
alter table targets_amendment force row level security;
create policy scope on targets_amendment
  using (exists (select 1 from targets_letter l where l.letter_id = targets_amendment.letter_id));

alter table targets_amendment_signature enable row level security;
alter table targets_amendment_signature force row level security;
create policy scope on targets_amendment_signature
  using (exists (
    select 1
    from targets_amendment a
    where a.amendment_id = targets_amendment_signature.amendment_id
  ));

alter table targets_amendment_end enable row level security;
alter table targets_amendment_end force row level security;
create policy scope on targets_amendment_end
  using (exists (
    select 1
    from targets_amendment a
    where a.amendment_id = targets_amendment_end.amendment_id
  ));

alter table targets_baseline enable row level security;
alter table targets_baseline force row level security;
create policy scope on targets_baseline
  using (:bank_wide or staff_id = current_setting('app.staff_id')::bigint or :in_ranges(unit_path));

alter table targets_file enable row level security;
alter table targets_file force row level security;
create policy scope on targets_file
  using (exists (select 1 from targets_letter l where l.letter_id = targets_file.letter_id));

grant usage on sequence targets_letter_event_id, targets_amendment_id, targets_baseline_id
  to :app_role;
grant select, insert on targets_letter_event, targets_amendment, targets_amendment_signature,
  targets_amendment_end, targets_baseline, targets_file to :app_role;
grant select on targets_v_letter, targets_v_baseline to :app_role;
