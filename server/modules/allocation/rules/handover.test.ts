import { describe, expect, it } from 'vitest';
import { day } from '../../../../core/day.ts';
import { quarter } from '../../../../core/period.ts';
import { table } from '../../../platform/testing/table.ts';
import type { HandoverCause } from '../contract.ts';
import { allocationKind } from '../policy.ts';
import {
  decideAnswer,
  decideWithdrawal,
  decideMove,
  decideProposal,
  handoverState,
  receiversOf,
  type ProposalFacts,
} from './handover.ts';

const policy = allocationKind.schema.parse(allocationKind.initial).handover;

describe('G32: what a hand-over moves', () => {
  const rows = table(`
    cause       | months | loans 万 | instalments | problem | moves   | rule
    cross_team  |        | 0        | 3           | no      | custody | instalments_left
    cross_team  |        | 0        | 4           | no      | custody | instalments_left
    cross_team  |        | 0        | 2           | no      | nothing | nearly_repaid
    cross_team  |        | 0        | 0           | no      | nothing | nearly_repaid
    cross_team  |        | 0        | no plan     | no      | custody | instalments_left
    cross_team  |        | 0        | no loan     | no      | both    | no_loan
    leave       | 3      | 600      | 3           | no      | custody | short_leave_large
    leave       | 1      | 501      | 3           | no      | custody | short_leave_large
    leave       | 5      | 600      | 3           | no      | custody | short_leave_large
    leave       | 5      | 500      | 3           | no      | nothing | short_leave_small
    leave       | 6      | 600      | 3           | no      | both    | long_leave
    leave       | 6      | 0        | 3           | no      | both    | long_leave
    resign      |        | 0        | 12          | no      | both    | leaves_post
    repost      |        | 600      | 1           | no      | both    | leaves_post
    within_team |        | 600      | 12          | no      | both    | within_team
    # a problem loan goes whole, whatever the cause
    cross_team  |        | 0        | 2           | yes     | both    | problem_loan
    leave       | 3      | 100      | 2           | yes     | both    | problem_loan
    resign      |        | 0        | 2           | yes     | both    | problem_loan
  `);
  it.each(rows)('$cause $months, $instalments left, problem $problem: $moves', (row) => {
    const facts = {
      cause: row.cause as HandoverCause,
      leaveMonths: row.months === '' ? null : Number(row.months),
      loansFen: BigInt(row['loans 万']) * 1_000_000n,
    };
    const move = decideMove(policy, facts, {
      customerId: 1n,
      hasLoan: row.instalments !== 'no loan',
      instalmentsLeft: row.instalments.startsWith('no') ? null : Number(row.instalments),
      problemLoan: row.problem === 'yes',
    });
    expect(move).toEqual({ moves: row.moves, rule: row.rule });
  });
});

describe('who takes each customer', () => {
  const rows = table(`
    problems | head has | receivers
    no no    | 0        | to to
    yes no   | 0        | head to
    yes      | 2        | head
    yes yes  | 2        | head deputy
    yes      | 3        | deputy
    yes      | 4        | deputy
  `);
  it.each(rows)('$problems, the head has $head has: $receivers', (row) => {
    const customers = row.problems.split(' ').map((one, at) => ({
      customerId: BigInt(at),
      hasLoan: true,
      instalmentsLeft: 3,
      problemLoan: one === 'yes',
    }));
    const persons = { to: 1n, head: 2n, deputy: 3n, headHas: Number(row['head has']) };
    const names = ['', 'to', 'head', 'deputy'];
    const got = receiversOf(policy, customers, persons).map((one) => names[Number(one)]);
    expect(got.join(' ')).toBe(row.receivers);
  });
});

describe('proposing a hand-over', () => {
  const facts: ProposalFacts = {
    cause: 'cross_team',
    leaveMonths: null,
    loansFen: 0n,
    from: { staffId: 1n, unitPath: '0001.' },
    to: { staffId: 2n, unitPath: '0002.', isRm: true, leftOn: null },
    inScope: true,
    effectiveDay: day('2026-02-01'),
    lastSealed: quarter('2025Q4'),
    customers: 1,
    openElsewhere: null,
    withoutReceiver: 0,
  };
  const to = facts.to!;
  const rows: [string, Partial<ProposalFacts>, string | undefined][] = [
    ['as it should be', {}, undefined],
    ['out of scope', { inScope: false }, 'handover_from_unknown'],
    ['from nobody', { from: null }, 'handover_from_unknown'],
    ['to nobody', { to: null }, 'handover_receiver'],
    ['to a clerk', { to: { ...to, isRm: false } }, 'handover_receiver'],
    ['to who leaves that day', { to: { ...to, leftOn: day('2026-02-01') } }, 'handover_receiver'],
    ['to who leaves a day later', { to: { ...to, leftOn: day('2026-02-02') } }, undefined],
    ['to himself', { to: { ...to, staffId: 1n } }, 'handover_to_himself'],
    ['across teams in one team', { to: { ...to, unitPath: '0001.' } }, 'handover_same_team'],
    ['within two teams', { cause: 'within_team' }, 'handover_other_team'],
    ['a leave without months', { cause: 'leave' }, 'handover_leave_months'],
    ['months without a leave', { leaveMonths: 3 }, 'handover_leave_months'],
    ['on a sealed day', { effectiveDay: day('2025-12-31') }, 'handover_sealed'],
    ['on the first open day', { effectiveDay: day('2026-01-01') }, undefined],
    ['of nothing', { customers: 0 }, 'handover_no_customers'],
    ['of what is handed over already', { openElsewhere: 'YJ1' }, 'handover_open_already'],
    ['of a problem loan without a head', { withoutReceiver: 1 }, 'handover_head_needed'],
  ];
  it.each(rows)('%s', (_name, given, refused) => {
    const got = decideProposal({ ...facts, ...given })?.refused;
    expect(got).toBe(refused === undefined ? undefined : `allocation.${refused}`);
  });
});

describe('answering', () => {
  const rows = table(`
    state    | side       | entitled | answered | verdict  | reason | refused
    proposed | receiver   | yes      | no       | accepted |        |
    proposed | supervisor | yes      | no       | accepted |        |
    proposed | receiver   | no       | no       | accepted |        | handover_not_receiver
    proposed | supervisor | no       | no       | accepted |        | handover_not_supervisor
    proposed | receiver   | yes      | yes      | accepted |        | handover_answered
    proposed | receiver   | yes      | no       | declined |        | handover_reason
    proposed | receiver   | yes      | no       | declined | full   |
    effected | receiver   | yes      | no       | accepted |        | handover_not_open
    declined | supervisor | yes      | no       | accepted |        | handover_not_open
  `);
  it.each(rows)('$side $verdict in $state, entitled $entitled: $refused', (row) => {
    const refused = decideAnswer({
      state: row.state as 'proposed',
      side: row.side as 'receiver',
      answered: row.answered === 'yes',
      isReceiver: row.entitled === 'yes',
      supervises: row.entitled === 'yes',
      verdict: row.verdict as 'accepted',
      reason: row.reason,
    });
    expect(refused?.refused).toBe(row.refused === '' ? undefined : `allocation.${row.refused}`);
  });
  const states = table(`
    effected | withdrawn | declined | receivers | accepted | supervisor | state
    no       | no        | no       | 2         | 1        | yes        | proposed
    no       | no        | no       | 2         | 2        | no         | proposed
    no       | no        | no       | 2         | 2        | yes        | accepted
    no       | no        | no       | 0         | 0        | yes        | accepted
    no       | no        | yes      | 2         | 2        | yes        | declined
    no       | yes       | no       | 2         | 0        | no         | withdrawn
    yes      | no        | no       | 2         | 2        | yes        | effected
  `);
  it.each(states)('$accepted of $receivers, supervisor $supervisor: $state', (row) => {
    const state = handoverState({
      effected: row.effected === 'yes',
      withdrawn: row.withdrawn === 'yes',
      declined: row.declined === 'yes',
      receivers: Number(row.receivers),
      receiversAccepted: Number(row.accepted),
      supervisorAccepted: row.supervisor === 'yes',
    });
    expect(state).toBe(row.state);
  });
});

describe('taking a hand-over back', () => {
  const rows = table(`
    state     | proposer | answers | refused
    proposed  | yes      | 0       |
    proposed  | no       | 0       | handover_not_proposer
    proposed  | yes      | 1       | handover_answers_there
    accepted  | yes      | 2       | handover_not_open
    effected  | yes      | 2       | handover_not_open
    declined  | yes      | 1       | handover_not_open
    withdrawn | yes      | 0       | handover_not_open
  `);
  it.each(rows)('$state, proposer $proposer, $answers answered: $refused', (row) => {
    const refused = decideWithdrawal({
      state: row.state as 'proposed',
      proposer: row.proposer === 'yes',
      answers: Number(row.answers),
    });
    expect(refused?.refused).toBe(row.refused === '' ? undefined : `allocation.${row.refused}`);
  });
});
