import { describe, expect, it } from 'vitest';
import { day } from '../../../../core/day.ts';
import { parseMoney } from '../../../../core/money.ts';
import { table } from '../../../platform/testing/table.ts';
import type { Choice, Conflict } from '../contract.ts';
import { rewardFundKind } from '../policy.ts';
import * as rules from './proposal.ts';

const fund = rewardFundKind.schema.parse(rewardFundKind.initial);

describe('only listed awards within their bounds (C1c)', () => {
  it.each(
    table(`
      award        | amount   | outcome
      outstanding  | 5000     | may
      outstanding  | 4999.99  | rewards.amount_out_of_bounds
      outstanding  | 50000    | may
      outstanding  | 50000.01 | rewards.amount_out_of_bounds
      rm_of_year   | 0        | may
      rm_of_year   | 0.01     | rewards.honour_costs_nothing
      holiday      | 100      | rewards.award_not_listed
    `),
  )('$award of $amount: $outcome', ({ award, amount, outcome }) => {
    const refusal = rules.decideProposal(fund, { award, amount: parseMoney(amount)! });
    expect(refusal?.refused ?? 'may').toBe(outcome);
  });
});

describe('conflicts of interest are excluded and the rest recounted', () => {
  const interests = { nominees: new Set([1n]), directHeads: new Set([2n]), proposer: 3n };
  it.each(
    table(`
      staff | conflict
      1     | nominee
      2     | direct_head
      3     | proposer
      4     | none
    `),
  )('member $staff: $conflict', ({ staff, conflict }) => {
    expect(rules.conflictOf(BigInt(staff), interests) ?? 'none').toBe(conflict);
  });

  it.each(
    table(`
      unit of the nominee | heads
      0001.0002.0003.     | 11
      0001.0002.          | 12
      0001.0002.0004.     | 12
      0001.0009.          | 13
      0002.               | -
    `),
  )('direct head of $unit of the nominee: $heads', (row) => {
    const above = [
      { staffId: 11n, unitPath: '0001.0002.0003.' },
      { staffId: 12n, unitPath: '0001.0002.' },
      { staffId: 13n, unitPath: '0001.' },
    ];
    const heads = rules.directHeadsOf(row['unit of the nominee'], above);
    expect(heads.join(' ') || '-').toBe(row.heads);
  });

  it.each(
    table(`
      free | excluded | outcome
      3    | 0        | may
      2    | 0        | rewards.committee_too_small
      2    | 3        | rewards.committee_too_small
      3    | 3        | may
      4    | 1        | may
    `),
  )('$free free and $excluded excluded: $outcome', (row) => {
    const of = (count: string, conflict: Conflict | null) =>
      Array.from({ length: Number(count) }, () => ({ conflict }));
    const members = [...of(row.free, null), ...of(row.excluded, 'nominee')];
    expect(rules.decideCommittee(fund, members)?.refused ?? 'may').toBe(row.outcome);
  });
});

describe('the count', () => {
  it.each(
    table(`
      voters | votes           | outcome
      3      | for for for     | approved
      3      | for for         | open
      3      | for for against | approved
      3      | for against     | open
      3      | for against against | rejected
      3      | against against | rejected
      3      | for abstain abstain | rejected
      4      | for for abstain | open
      4      | for for against against | rejected
      4      | for for for     | approved
      5      | for for for     | approved
      5      | for for         | open
      3      | -               | open
    `),
  )('$voters voters, $votes: $outcome', ({ voters, votes, outcome }) => {
    const cast = (votes === '-' ? [] : votes.split(' ')) as Choice[];
    expect(rules.tallyOf(fund, Number(voters), cast).outcome).toBe(outcome);
  });
});

const standing: rules.Standing = {
  state: 'notice',
  proposedBy: 1n,
  publishedBy: 2n,
  untilDay: day('2026-05-25'),
  openObjections: 0,
};

describe('public notice and grant', () => {
  it.each(
    table(`
      today      | state    | outcome
      2026-05-25 | notice   | may
      2026-05-26 | notice   | rewards.notice_over
      2026-05-20 | voting   | rewards.not_in_state
      2026-05-20 | granted  | rewards.not_in_state
    `),
  )('objecting on $today while $state: $outcome', ({ today, state, outcome }) => {
    const refusal = rules.decideObjection({ ...standing, state }, day(today));
    expect(refusal?.refused ?? 'may').toBe(outcome);
  });

  it.each(
    table(`
      what                      | today      | who | open | state   | outcome
      the day after the notice  | 2026-05-26 | 3   | 0    | notice  | may
      on its last day           | 2026-05-25 | 3   | 0    | notice  | rewards.notice_running
      an objection is open      | 2026-05-26 | 3   | 1    | notice  | rewards.objections_open
      by the proposer           | 2026-05-26 | 1   | 0    | notice  | rewards.own_proposal
      by who published it       | 2026-05-26 | 2   | 0    | notice  | rewards.published_by_granter
      an objection was upheld   | 2026-05-26 | 3   | 0    | upheld  | rewards.not_in_state
      granted before            | 2026-05-26 | 3   | 0    | granted | rewards.not_in_state
    `),
  )('granting: $what', (row) => {
    const given = { ...standing, state: row.state, openObjections: Number(row.open) };
    const refusal = rules.decideGrant(given, BigInt(row.who), day(row.today));
    expect(refusal?.refused ?? 'may').toBe(row.outcome);
  });
});

describe('naming, voting, publishing, withdrawing', () => {
  it.each(
    table(`
      state    | who | outcome
      proposed | 2   | may
      proposed | 1   | rewards.own_proposal
      voting   | 2   | rewards.not_in_state
    `),
  )('naming a committee while $state by $who: $outcome', ({ state, who, outcome }) => {
    const refusal = rules.decideNaming({ ...standing, state }, BigInt(who));
    expect(refusal?.refused ?? 'may').toBe(outcome);
  });

  it.each(
    table(`
      member   | voted | state  | outcome
      free     | no    | voting | may
      free     | yes   | voting | rewards.voted_already
      nominee  | no    | voting | rewards.in_conflict
      stranger | no    | voting | rewards.not_a_member
      free     | no    | notice | rewards.not_in_state
    `),
  )('a $member member votes while $state: $outcome', (row) => {
    const conflict = row.member === 'nominee' ? ('nominee' as const) : null;
    const member = row.member === 'stranger' ? null : { conflict, voted: row.voted === 'yes' };
    const refusal = rules.decideVote({ ...standing, state: row.state }, member);
    expect(refusal?.refused ?? 'may').toBe(row.outcome);
  });

  it.each(
    table(`
      votes       | who | outcome
      for for for | 2   | may
      for for     | 2   | rewards.not_approved
      for for for | 1   | rewards.own_proposal
    `),
  )('publishing with $votes by $who: $outcome', ({ votes, who, outcome }) => {
    const tally = rules.tallyOf(fund, 3, votes.split(' ') as Choice[]);
    const refusal = rules.decideNotice({ ...standing, state: 'voting' }, tally, BigInt(who));
    expect(refusal?.refused ?? 'may').toBe(outcome);
  });

  it.each(
    table(`
      state    | who | outcome
      proposed | 1   | may
      voting   | 1   | may
      notice   | 1   | rewards.not_in_state
      proposed | 2   | rewards.not_own_proposal
    `),
  )('withdrawing while $state by $who: $outcome', ({ state, who, outcome }) => {
    const refusal = rules.decideWithdrawal({ ...standing, state }, BigInt(who));
    expect(refusal?.refused ?? 'may').toBe(outcome);
  });
});
