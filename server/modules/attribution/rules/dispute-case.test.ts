import { describe, expect, it } from 'vitest';
import { day, type WorkCalendar } from '../../../../core/day.ts';
import { table } from '../../../platform/testing/table.ts';
import {
  decideOpening,
  decideRuling,
  decideWithdrawal,
  disputeDeadlines,
  type OpeningFacts,
} from './dispute-case.ts';

describe('deadlines', () => {
  const plain: WorkCalendar = { publishedYears: new Set([2026]), exceptions: new Map() };
  it('are working days: ten from the closing, fifteen from the opening', () => {
    const days = { publishedOn: day('2026-01-05'), openedOn: day('2026-01-19') };
    const terms = { openWorkingDays: 10, ruleWorkingDays: 15 };
    expect(disputeDeadlines(terms, days, plain)).toEqual({
      openUntil: '2026-01-19',
      rulingDue: '2026-02-09',
    });
  });
});

describe('opening a dispute', () => {
  const facts: OpeningFacts = {
    today: day('2026-01-19'),
    openUntil: day('2026-01-19'),
    claimantId: 1n,
    respondent: { staffNo: 'R2', staffId: 2n, isRm: true },
    measure: 'fee_income',
    claimShare: 500_000n,
    hasResults: true,
    others: [],
  };
  const other = { no: 'ZY1', measure: 'fee_income', withdrawn: false };
  const rows: [string, Partial<OpeningFacts>, string | undefined][] = [
    ['on the last day', {}, undefined],
    ['a day late', { today: day('2026-01-20') }, 'dispute_late'],
    ['by nobody in particular', { claimantId: null }, 'dispute_not_rm'],
    ['of results not in sight', { hasResults: false }, 'dispute_no_results'],
    [
      'with a clerk',
      { respondent: { staffNo: 'C', staffId: 3n, isRm: false } },
      'dispute_respondent',
    ],
    [
      'with an unknown number',
      { respondent: { staffNo: 'X', staffId: null, isRm: false } },
      'dispute_respondent',
    ],
    [
      'with himself',
      { respondent: { staffNo: 'R1', staffId: 1n, isRm: true } },
      'dispute_with_himself',
    ],
    ['for nothing', { claimShare: 0n }, 'dispute_share'],
    ['for all', { claimShare: 1_000_000n }, undefined],
    ['for more than all', { claimShare: 1_000_001n }, 'dispute_share'],
    ['twice', { others: [other] }, 'dispute_already'],
    ['again after a withdrawal', { others: [{ ...other, withdrawn: true }] }, undefined],
    ['of another measure', { others: [{ ...other, measure: 'contribution' }] }, undefined],
    ['beside one of all measures', { others: [{ ...other, measure: null }] }, 'dispute_already'],
    ['of all beside one of a measure', { measure: null, others: [other] }, 'dispute_already'],
  ];
  it.each(rows)('%s', (_name, given, refused) => {
    const got = decideOpening({ ...facts, ...given })?.refused;
    expect(got).toBe(refused === undefined ? undefined : `attribution.${refused}`);
  });
});

describe('ruling and taking back', () => {
  const rows = table(`
    settled | party | opened | share   | refused
    no      | no    | no     | 0       |
    no      | no    | no     | 1000000 |
    no      | no    | no     | 1000001 | dispute_share
    no      | no    | no     | -1      | dispute_share
    no      | yes   | no     | 500000  | dispute_partial
    no      | no    | yes    | 500000  | dispute_partial
    yes     | no    | no     | 500000  | dispute_settled
  `);
  it.each(rows)('share $share, party $party, settled $settled: $refused', (row) => {
    const refused = decideRuling({
      settled: row.settled === 'yes',
      isParty: row.party === 'yes',
      openedIt: row.opened === 'yes',
      claimantShare: BigInt(row.share),
    });
    expect(refused?.refused).toBe(row.refused === '' ? undefined : `attribution.${row.refused}`);
  });
  const back = table(`
    settled | claimant | refused
    no      | yes      |
    no      | no       | dispute_not_claimant
    yes     | yes      | dispute_settled
  `);
  it.each(back)('taken back: settled $settled, claimant $claimant: $refused', (row) => {
    const refused = decideWithdrawal({
      settled: row.settled === 'yes',
      isClaimant: row.claimant === 'yes',
    });
    expect(refused?.refused).toBe(row.refused === '' ? undefined : `attribution.${row.refused}`);
  });
});
