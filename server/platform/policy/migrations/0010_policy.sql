create table policy_version (
  version_id bigint generated always as identity constraint policy_version__id primary key,
  kind text not null,
  version_no integer not null constraint policy_version__no_positive check (version_no > 0),
  body jsonb not null,
  body_hash text not null,
  note text not null,
  assumed text not null,
  author_id bigint not null,
  created_at timestamptz not null default now(),
  valid_from date not null,
  constraint policy_version__kind_no unique (kind, version_no)
);
comment on table policy_version is 'Versions of the bank''s schemes; a row never changes';
comment on column policy_version.version_id is 'Key; results keep it';
comment on column policy_version.kind is 'Kind of scheme, such as segments or grade_matrix';
comment on column policy_version.version_no is 'Number within its kind, from 1';
comment on column policy_version.body is 'The document';
comment on column policy_version.body_hash is 'SHA-256 of the document''s text';
comment on column policy_version.note is 'What changed and why, in the author''s words';
comment on column policy_version.assumed is 'What goes beyond the source; empty when nothing does';
comment on column policy_version.author_id is 'Account that wrote it; 0 is the installation';
comment on column policy_version.created_at is 'When it was written';
comment on column policy_version.valid_from is 'First day on which it is in force once approved';

create table policy_approval (
  version_id bigint not null
    constraint policy_approval__version primary key
    constraint policy_approval__of_version references policy_version,
  approved_by bigint not null,
  approved_at timestamptz not null default now()
);
comment on table policy_approval is 'Approvals; a version without one is a draft';
comment on column policy_approval.version_id is 'The approved version';
comment on column policy_approval.approved_by is 'Account that approved, another than the author; 0 is the installation';
comment on column policy_approval.approved_at is 'When';

create view policy_v_approved with (security_invoker = true) as
select v.version_id, v.kind, v.version_no, v.body, v.valid_from, v.assumed, a.approved_at
from policy_version v
join policy_approval a on a.version_id = v.version_id;
comment on view policy_v_approved is 'Approved versions; in force on a day is the one with the latest valid_from, then number';

grant select, insert on policy_version, policy_approval to :app_role;
grant select on policy_v_approved to :app_role;
