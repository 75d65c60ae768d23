create table policy_review (
  review_id bigint generated always as identity constraint policy_review__id primary key,
  version_id bigint not null constraint policy_review__of_version references policy_version,
  step text not null constraint policy_review__step check (step in ('submitted', 'returned')),
  reason text not null,
  by_account bigint not null,
  at timestamptz not null default now()
);
comment on table policy_review is 'The way of a draft to its approval: sent for review, or returned with a reason; append only';
comment on column policy_review.review_id is 'Key; the last step of a version counts';
comment on column policy_review.version_id is 'The draft';
comment on column policy_review.step is 'submitted: its author asks for approval; returned: a reviewer sends it back';
comment on column policy_review.reason is 'Why it was returned, or what the author says to the reviewer';
comment on column policy_review.by_account is 'Account';
comment on column policy_review.at is 'When';
create index policy_review__of_version_last on policy_review (version_id, review_id);
grant select, insert on policy_review to :app_role;
