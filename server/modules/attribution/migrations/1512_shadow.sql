create table attribution_shadow (
  run_id bigint not null,
  customer_id bigint not null,
  measure text not null,
  rule text not null,
  party text not null,
  amount bigint not null,
  policy_version_id bigint not null,
  constraint attribution_shadow__key primary key (customer_id, run_id, measure, rule, party)
);
comment on table attribution_shadow is 'Ledger B (双计): memo lines by the policy''s memo rules, beside the real parts; in no total, in no RM''s measures, never paid';
comment on column attribution_shadow.run_id is 'Closing of the quarter';
comment on column attribution_shadow.customer_id is 'Customer whose business it is';
comment on column attribution_shadow.measure is 'Additive measure';
comment on column attribution_shadow.rule is 'Key of the memo rule in the policy attribution';
comment on column attribution_shadow.party is 'Unit code or department that is shown the result';
comment on column attribution_shadow.amount is 'fen, fen-days or a count, as a memo';
comment on column attribution_shadow.policy_version_id is 'Version of the policy attribution that was applied';
create index attribution_shadow__of_run on attribution_shadow (run_id, measure, rule, party);

alter table attribution_shadow enable row level security;
alter table attribution_shadow force row level security;
create policy scope on attribution_shadow
  using (:customer_visible(attribution_shadow));

grant select, insert on attribution_shadow to :app_role;
