create sequence rewards_source_id;
create table rewards_source (
  source_id bigint not null constraint rewards_source__id primary key,
  kind text not null constraint rewards_source__kind check (kind in ('opening', 'pool', 'forfeited')),
  quarter text,
  basis_fen bigint,
  amount_fen bigint not null constraint rewards_source__amount check (amount_fen > 0),
  reference text not null,
  policy_version_id bigint not null,
  entered_by bigint not null,
  by_name text not null,
  entered_at timestamptz not null default now(),
  constraint rewards_source__pool_of_a_quarter check (kind <> 'pool' or quarter is not null)
);
comment on table rewards_source is 'Money that shall go into the reward fund (D2d); a second person confirms it';
comment on column rewards_source.source_id is 'Key';
comment on column rewards_source.kind is 'opening balance, share of a quarter''s bonus pool, or forfeited deferred pay';
comment on column rewards_source.quarter is 'Sealed quarter whose pool it is a share of';
comment on column rewards_source.basis_fen is 'The bonus pool: sum of the slips'' bonus lines';
comment on column rewards_source.amount_fen is 'Amount';
comment on column rewards_source.reference is 'Where it stands in the books, or the formula';
comment on column rewards_source.policy_version_id is 'Reward fund policy used';
comment on column rewards_source.entered_by is 'Account';
comment on column rewards_source.by_name is 'Name of that person';
comment on column rewards_source.entered_at is 'When';

create table rewards_source_ruling (
  source_id bigint not null constraint rewards_source_ruling__key primary key
    constraint rewards_source_ruling__of references rewards_source,
  verdict text not null
    constraint rewards_source_ruling__verdict check (verdict in ('confirmed', 'rejected')),
  ruled_by bigint not null,
  by_name text not null,
  ruled_at timestamptz not null default now()
);
comment on table rewards_source_ruling is 'The second person''s answer to a source; once';
comment on column rewards_source_ruling.source_id is 'The source';
comment on column rewards_source_ruling.verdict is 'confirmed: it is booked; rejected: it is not';
comment on column rewards_source_ruling.ruled_by is 'Account';
comment on column rewards_source_ruling.by_name is 'Name of that person';
comment on column rewards_source_ruling.ruled_at is 'When';

create sequence rewards_proposal_id;
create table rewards_proposal (
  proposal_id bigint not null constraint rewards_proposal__id primary key,
  award text not null,
  award_name text not null,
  award_kind text not null
    constraint rewards_proposal__award_kind check (award_kind in ('money', 'honour')),
  amount_fen bigint not null,
  team text,
  reason text not null,
  evidence text not null,
  unit_path text collate "C" not null,
  policy_version_id bigint not null,
  request_key text not null,
  proposed_on date not null,
  proposed_by bigint not null,
  proposer_staff_id bigint,
  by_name text not null,
  proposed_at timestamptz not null default now(),
  constraint rewards_proposal__amount
    check (case award_kind when 'money' then amount_fen > 0 else amount_fen = 0 end),
  constraint rewards_proposal__sent_once unique (proposed_by, request_key)
);
comment on table rewards_proposal is 'Somebody proposes a person or team for an award of the list (C1c, D2d)';
comment on column rewards_proposal.proposal_id is 'Key';
comment on column rewards_proposal.award is 'Award: key in the policy';
comment on column rewards_proposal.award_name is 'Its name when proposed';
comment on column rewards_proposal.award_kind is 'money from the fund, or honour, which costs nothing';
comment on column rewards_proposal.amount_fen is 'Amount for all nominees together; 0 for an honour';
comment on column rewards_proposal.team is 'Name of the team; none for a person';
comment on column rewards_proposal.reason is 'Why';
comment on column rewards_proposal.evidence is 'Figures and sheets that show it';
comment on column rewards_proposal.unit_path is 'Unit of the proposer at that time, for row security';
comment on column rewards_proposal.policy_version_id is 'Reward fund policy it was checked by';
comment on column rewards_proposal.request_key is 'Given by the page: the same request sent twice is one proposal';
comment on column rewards_proposal.proposed_on is 'Business day';
comment on column rewards_proposal.proposed_by is 'Account';
comment on column rewards_proposal.proposer_staff_id is 'The proposer as member of staff, for conflicts of interest';
comment on column rewards_proposal.by_name is 'Name of the proposer';
comment on column rewards_proposal.proposed_at is 'When';

create table rewards_nominee (
  proposal_id bigint not null constraint rewards_nominee__of references rewards_proposal,
  staff_id bigint not null,
  unit_path text collate "C" not null,
  amount_fen bigint not null constraint rewards_nominee__amount check (amount_fen >= 0),
  constraint rewards_nominee__key primary key (proposal_id, staff_id)
);
comment on table rewards_nominee is 'Who shall get the award, with his part; parts add up to the amount';
comment on column rewards_nominee.proposal_id is 'The proposal';
comment on column rewards_nominee.staff_id is 'Member of staff';
comment on column rewards_nominee.unit_path is 'His unit at that time, for row security and to find his direct head';
comment on column rewards_nominee.amount_fen is 'His part';
create index rewards_nominee__by_staff on rewards_nominee (staff_id, proposal_id);

create table rewards_member (
  proposal_id bigint not null constraint rewards_member__of references rewards_proposal,
  staff_id bigint not null,
  unit_path text collate "C" not null,
  name text not null,
  conflict text constraint rewards_member__conflict
    check (conflict in ('nominee', 'direct_head', 'proposer')),
  named_by bigint not null,
  named_at timestamptz not null default now(),
  constraint rewards_member__key primary key (proposal_id, staff_id)
);
comment on table rewards_member is 'The committee of a proposal; who is in conflict of interest is named and excluded';
comment on column rewards_member.proposal_id is 'The proposal';
comment on column rewards_member.staff_id is 'Member';
comment on column rewards_member.unit_path is 'Unit path of the proposal, for row security';
comment on column rewards_member.name is 'Name of the member';
comment on column rewards_member.conflict is 'Why he is excluded; none for a voting member';
comment on column rewards_member.named_by is 'Account';
comment on column rewards_member.named_at is 'When';

create table rewards_vote (
  proposal_id bigint not null,
  staff_id bigint not null,
  unit_path text collate "C" not null,
  choice text not null constraint rewards_vote__choice check (choice in ('for', 'against', 'abstain')),
  reason text not null,
  voted_at timestamptz not null default now(),
  constraint rewards_vote__key primary key (proposal_id, staff_id),
  constraint rewards_vote__of_member foreign key (proposal_id, staff_id) references rewards_member
);
comment on table rewards_vote is 'Votes of the committee; once each, never changed';
comment on column rewards_vote.proposal_id is 'The proposal';
comment on column rewards_vote.staff_id is 'Voting member';
comment on column rewards_vote.unit_path is 'Unit path of the proposal, for row security';
comment on column rewards_vote.choice is 'for, against or abstain';
comment on column rewards_vote.reason is 'Why; may be empty';
comment on column rewards_vote.voted_at is 'When';

create table rewards_notice (
  proposal_id bigint not null constraint rewards_notice__key primary key
    constraint rewards_notice__of references rewards_proposal,
  from_day date not null,
  until_day date not null,
  votes_for integer not null,
  voters integer not null,
  published_by bigint not null,
  by_name text not null,
  published_at timestamptz not null default now(),
  constraint rewards_notice__days check (from_day < until_day)
);
comment on table rewards_notice is 'Public notice of an award the committee approved: everybody may read and object';
comment on column rewards_notice.proposal_id is 'The proposal';
comment on column rewards_notice.from_day is 'First day';
comment on column rewards_notice.until_day is 'Last day for objections: so many working days after the first';
comment on column rewards_notice.votes_for is 'Votes for it';
comment on column rewards_notice.voters is 'Members who could vote';
comment on column rewards_notice.published_by is 'Account';
comment on column rewards_notice.by_name is 'Name of that person';
comment on column rewards_notice.published_at is 'When';

create sequence rewards_objection_id;
create table rewards_objection (
  objection_id bigint not null constraint rewards_objection__id primary key,
  proposal_id bigint not null constraint rewards_objection__of references rewards_notice,
  text text not null,
  raised_on date not null,
  raised_by bigint not null,
  by_name text not null,
  raised_at timestamptz not null default now(),
  constraint rewards_objection__once_each unique (proposal_id, raised_by)
);
comment on table rewards_objection is 'Somebody objects to an award under public notice; once each';
comment on column rewards_objection.objection_id is 'Key';
comment on column rewards_objection.proposal_id is 'The proposal';
comment on column rewards_objection.text is 'What he says';
comment on column rewards_objection.raised_on is 'Business day';
comment on column rewards_objection.raised_by is 'Account';
comment on column rewards_objection.by_name is 'Name of that person';
comment on column rewards_objection.raised_at is 'When';

create table rewards_objection_answer (
  objection_id bigint not null constraint rewards_objection_answer__key primary key
    constraint rewards_objection_answer__of references rewards_objection,
  verdict text not null
    constraint rewards_objection_answer__verdict check (verdict in ('upheld', 'dismissed')),
  reason text not null,
  answered_by bigint not null,
  by_name text not null,
  answered_at timestamptz not null default now()
);
comment on table rewards_objection_answer is 'Answer to an objection; upheld, the award falls';
comment on column rewards_objection_answer.objection_id is 'The objection';
comment on column rewards_objection_answer.verdict is 'upheld or dismissed';
comment on column rewards_objection_answer.reason is 'Why';
comment on column rewards_objection_answer.answered_by is 'Account';
comment on column rewards_objection_answer.by_name is 'Name of that person';
comment on column rewards_objection_answer.answered_at is 'When';

create table rewards_ending (
  proposal_id bigint not null constraint rewards_ending__key primary key
    constraint rewards_ending__of references rewards_proposal,
  kind text not null constraint rewards_ending__kind check (kind in ('granted', 'withdrawn')),
  ended_on date not null,
  ended_by bigint not null,
  by_name text not null,
  ended_at timestamptz not null default now()
);
comment on table rewards_ending is 'How a proposal ended: granted, or withdrawn before its notice';
comment on column rewards_ending.proposal_id is 'The proposal';
comment on column rewards_ending.kind is 'granted or withdrawn';
comment on column rewards_ending.ended_on is 'Business day';
comment on column rewards_ending.ended_by is 'Account';
comment on column rewards_ending.by_name is 'Name of that person';
comment on column rewards_ending.ended_at is 'When';

create table rewards_entry (
  entry_no bigint not null constraint rewards_entry__no primary key
    constraint rewards_entry__counts check (entry_no > 0),
  kind text not null constraint rewards_entry__kind
    check (kind in ('opening', 'pool', 'forfeited', 'award')),
  moved_fen bigint not null,
  balance_fen bigint not null constraint rewards_entry__never_below_zero check (balance_fen >= 0),
  quarter text,
  source_id bigint constraint rewards_entry__source references rewards_source,
  proposal_id bigint constraint rewards_entry__proposal references rewards_proposal,
  entered_on date not null,
  entered_by bigint not null,
  by_name text not null,
  entered_at timestamptz not null default now(),
  constraint rewards_entry__direction
    check (case kind when 'award' then moved_fen < 0 else moved_fen > 0 end),
  constraint rewards_entry__named
    check (case kind when 'award' then proposal_id is not null else source_id is not null end),
  constraint rewards_entry__source_once unique (source_id),
  constraint rewards_entry__award_once unique (proposal_id)
);
comment on table rewards_entry is 'Ledger of the reward fund (D2d): opening + in - out = closing after each entry; append only';
comment on column rewards_entry.entry_no is 'Counts from 1 without a gap: two writers at once cannot both append';
comment on column rewards_entry.kind is 'opening, pool and forfeited add; award takes';
comment on column rewards_entry.moved_fen is 'Signed amount';
comment on column rewards_entry.balance_fen is 'Balance after it: that of the entry before plus this';
comment on column rewards_entry.quarter is 'Quarter of a pool share';
comment on column rewards_entry.source_id is 'The confirmed source';
comment on column rewards_entry.proposal_id is 'The award granted';
comment on column rewards_entry.entered_on is 'Business day: budgets count by its year';
comment on column rewards_entry.entered_by is 'Account';
comment on column rewards_entry.by_name is 'Name of that person';
comment on column rewards_entry.entered_at is 'When';
create unique index rewards_entry__opened_once on rewards_entry (kind) where kind = 'opening';
create unique index rewards_entry__pool_once on rewards_entry (quarter) where kind = 'pool';

alter table rewards_member enable row level security;
alter table rewards_member force row level security;
create policy scope on rewards_member using (
  :bank_wide
  or staff_id = current_setting('app.staff_id')::bigint
  or :in_ranges(unit_path)
);
alter table rewards_vote enable row level security;
alter table rewards_vote force row level security;
create policy scope on rewards_vote using (
  :bank_wide
  or staff_id = current_setting('app.staff_id')::bigint
);
alter table rewards_nominee enable row level security;
alter table rewards_nominee force row level security;
create policy scope on rewards_nominee using (
  :bank_wide
  or staff_id = current_setting('app.staff_id')::bigint
  or :in_ranges(unit_path)
  or exists (select 1 from rewards_notice n where n.proposal_id = rewards_nominee.proposal_id)
  or exists (select 1 from rewards_member m
             where m.proposal_id = rewards_nominee.proposal_id
               and m.staff_id = current_setting('app.staff_id')::bigint)
);
alter table rewards_proposal enable row level security;
alter table rewards_proposal force row level security;
create policy scope on rewards_proposal using (
  :bank_wide
  or proposed_by = current_setting('app.account_id')::bigint
  or :in_ranges(unit_path)
  or exists (select 1 from rewards_notice n where n.proposal_id = rewards_proposal.proposal_id)
  or exists (select 1 from rewards_member m
             where m.proposal_id = rewards_proposal.proposal_id
               and m.staff_id = current_setting('app.staff_id')::bigint)
);

create view rewards_v_proposal with (security_invoker = true) as
select p.proposal_id, p.award, p.award_name, p.award_kind, p.amount_fen, p.team, p.reason,
       p.evidence, p.unit_path, p.policy_version_id, p.proposed_on, p.proposed_by,
       p.proposer_staff_id, p.by_name, n.from_day, n.until_day, n.votes_for, n.voters,
       n.published_by, e.ended_on,
       case when e.kind is not null then e.kind
            when exists (
              select 1
              from rewards_objection o
              join rewards_objection_answer a on a.objection_id = o.objection_id
              where o.proposal_id = p.proposal_id
                and a.verdict = 'upheld') then 'upheld'
            when n.proposal_id is not null then 'notice'
            when exists (
              select 1
              from rewards_member m
              where m.proposal_id = p.proposal_id) then 'voting'
            else 'proposed' end as state
from rewards_proposal p
left join rewards_notice n on n.proposal_id = p.proposal_id
left join rewards_ending e on e.proposal_id = p.proposal_id;
comment on view rewards_v_proposal is 'Proposals with how far they have come';
comment on column rewards_v_proposal.state is 'proposed, voting, notice, upheld (an objection felled it), granted or withdrawn';

grant select, insert on rewards_source, rewards_source_ruling, rewards_proposal, rewards_nominee,
  rewards_member, rewards_vote, rewards_notice, rewards_objection, rewards_objection_answer,
  rewards_ending, rewards_entry to :app_role;
grant select on rewards_v_proposal to :app_role;
grant usage on sequence rewards_source_id, rewards_proposal_id, rewards_objection_id to :app_role;
