create table audit_record (
  record_id bigint generated always as identity constraint audit_record__id primary key,
  at timestamptz not null default now(),
  account_id bigint not null,
  login text not null,
  verb text not null,
  subject text not null,
  subject_key text not null,
  detail jsonb not null
);
comment on table audit_record is 'Who did what to what; written in the transaction of the deed, append only';
comment on column audit_record.record_id is 'Key';
comment on column audit_record.at is 'When the transaction began';
comment on column audit_record.account_id is 'Account; 0 is the program itself';
comment on column audit_record.login is 'Login at that time, or system:name';
comment on column audit_record.verb is 'What was done, such as policy.approve';
comment on column audit_record.subject is 'Kind of thing it was done to';
comment on column audit_record.subject_key is 'Business key of the thing';
comment on column audit_record.detail is 'Figures and reasons; no unmasked identity and no secret';
create index audit_record__by_subject on audit_record (subject, subject_key, record_id);
create index audit_record__by_account on audit_record (account_id, record_id);

create table audit_link (
  link_no bigint not null constraint audit_link__no primary key,
  record_id bigint not null
    constraint audit_link__once unique
    constraint audit_link__of_record references audit_record,
  hash text not null,
  linked_at timestamptz not null default now()
);
comment on table audit_link is 'The chain over audit records, made moments later by the sealer';
comment on column audit_link.link_no is 'Position in the chain, from 1 without gaps';
comment on column audit_link.record_id is 'The record at this position';
comment on column audit_link.hash is 'SHA-256 of the previous hash and the record';
comment on column audit_link.linked_at is 'When it was chained';

grant select, insert on audit_record, audit_link to :app_role;
