import { describe, expect, it } from 'vitest';
import { day } from '../../../../core/day.ts';
import { quarter } from '../../../../core/period.ts';
import { table } from '../../../platform/testing/table.ts';
import {
  agreementState,
  decideEnding,
  decideProposal,
  decideSigning,
  type ProposalFacts,
  type SigningFacts,
} from './agreement.ts';

const dayOr = (text: string) => (text === '' ? null : day(text));
const party = (text: string) => {
  const [staffNo = '', share = '', note = ''] = text.split(':');
  return {
    staffNo,
    share: BigInt(share),
    staffId: note === 'unknown' ? null : BigInt(staffNo.slice(1)),
    isRm: note !== 'clerk',
    leftOn: note.startsWith('left') ? day(note.slice(5)) : null,
  };
};
const other = (text: string) => {
  const [no = '', product = '', from = '', until = ''] = text.split('/');
  return { no, product: product === '' ? null : product, from: day(from), until: dayOr(until) };
};

describe('proposing shares', () => {
  const rows = table(`
    parties                             | from       | until      | product | others                       | refused
    R1:700000 R2:300000                 | 2026-02-01 |            |         |                              |
    R1:333334 R2:333333 R3:333333       | 2026-02-01 | 2026-02-02 | F1      |                              |
    R1:700000 R2:299999                 | 2026-02-01 |            |         |                              | agreement_shares
    R1:700000 R2:300001                 | 2026-02-01 |            |         |                              | agreement_shares
    R1:1000000 R2:0                     | 2026-02-01 |            |         |                              | agreement_shares
    R1:500000 R1:500000                 | 2026-02-01 |            |         |                              | agreement_party_twice
    R1:700000 R2:300000:clerk           | 2026-02-01 |            |         |                              | agreement_party_not_rm
    R1:700000 R2:300000:unknown         | 2026-02-01 |            |         |                              | agreement_party_not_rm
    R1:700000 R2:300000:left=2026-02-01 | 2026-02-01 |            |         |                              | agreement_party_not_rm
    R1:700000 R2:300000:left=2026-02-02 | 2026-02-01 |            |         |                              |
    R2:700000 R3:300000                 | 2026-02-01 |            |         |                              | agreement_not_party
    R1:700000 R2:300000                 | 2026-02-01 | 2026-02-01 |         |                              | agreement_days
    # 2025 is sealed: its last day is not for sale, the next is
    R1:700000 R2:300000                 | 2025-12-31 |            |         |                              | agreement_sealed
    R1:700000 R2:300000                 | 2026-01-01 |            |         |                              |
    R1:700000 R2:300000                 | 2026-02-01 |            |         | FC9//2026-01-01/2026-02-01   |
    R1:700000 R2:300000                 | 2026-02-01 |            |         | FC9//2026-01-01/2026-02-02   | agreement_overlaps
    R1:700000 R2:300000                 | 2026-02-01 | 2026-03-01 |         | FC9//2026-03-01/             |
    R1:700000 R2:300000                 | 2026-02-01 | 2026-03-02 |         | FC9//2026-03-01/             | agreement_overlaps
    R1:700000 R2:300000                 | 2026-02-01 |            | F1      | FC9/F2/2026-01-01/           |
    R1:700000 R2:300000                 | 2026-02-01 |            | F1      | FC9/F1/2026-01-01/           | agreement_overlaps
    R1:700000 R2:300000                 | 2026-02-01 |            | F1      | FC9//2026-01-01/             | agreement_overlaps
    R1:700000 R2:300000                 | 2026-02-01 |            |         | FC9/F1/2026-01-01/           | agreement_overlaps
  `);
  const facts = (row: Record<string, string>, isHead = false): ProposalFacts => ({
    terms: {
      product: row['product'] === '' ? null : row['product']!,
      from: day(row['from']!),
      until: dayOr(row['until']!),
    },
    parties: row['parties']!.split(' ').map((one) => party(one.replace('=', '/'))),
    others: row['others'] === '' ? [] : row['others']!.split(' ').map(other),
    lastSealed: quarter('2025Q4'),
    proposer: { staffId: 1n, isHead },
  });
  it.each(rows)('$parties from $from until $until of $product: $refused', (row) => {
    const refused = row.refused === '' ? undefined : `attribution.${row.refused}`;
    expect(decideProposal(facts(row))?.refused).toBe(refused);
  });
  it('a head proposes for others', () => {
    const row = rows.find((one) => one.refused === 'agreement_not_party')!;
    expect(decideProposal(facts(row, true))).toBeNull();
  });
  it('says what the shares add up to', () => {
    const row = rows.find((one) => one.refused === 'agreement_shares')!;
    expect(decideProposal(facts(row))?.params).toEqual({ sum: '99.9999' });
  });
});

describe('signing', () => {
  const open: SigningFacts = {
    kind: 'split',
    state: 'proposed',
    terms: { product: null, from: day('2026-02-01'), until: null },
    bodyHash: 'h',
    parties: [
      { staffId: 1n, signed: false },
      { staffId: 2n, signed: true },
    ],
    signedOthers: [],
    lastSealed: quarter('2025Q4'),
  };
  const rows = table(`
    signer | hash | state    | sealed | overlap | refused
    1      | h    | proposed | 2025Q4 | no      |
    2      | h    | proposed | 2025Q4 | no      | agreement_already_signed
    3      | h    | proposed | 2025Q4 | no      | agreement_not_party
    1      | x    | proposed | 2025Q4 | no      | agreement_text_differs
    1      | h    | refused  | 2025Q4 | no      | agreement_not_open
    # sealed while it waited for the signature
    1      | h    | proposed | 2026Q1 | no      | agreement_sealed
    1      | h    | proposed | 2025Q4 | yes     | agreement_overlaps
  `);
  it.each(rows)('by $signer of $state: $refused', (row) => {
    const facts = {
      ...open,
      state: row.state as 'proposed',
      lastSealed: quarter(row.sealed),
      signedOthers: row.overlap === 'yes' ? [other('FC9//2026-01-01/')] : [],
    };
    const signer = { staffId: BigInt(row.signer), bodyHash: row.hash };
    const refused = row.refused === '' ? undefined : `attribution.${row.refused}`;
    expect(decideSigning(facts, signer)?.refused).toBe(refused);
  });
  it('an end needs no room beside others', () => {
    const facts = { ...open, kind: 'end' as const, signedOthers: [other('FC9//2026-01-01/')] };
    expect(decideSigning(facts, { staffId: 1n, bodyHash: 'h' })).toBeNull();
  });
});

describe('ending', () => {
  const rows = table(`
    state    | day        | until      | proposed | party | refused
    signed   | 2026-03-01 |            | no       | yes   |
    signed   | 2026-02-01 |            | no       | yes   |
    signed   | 2026-01-31 |            | no       | yes   | agreement_end_day
    signed   | 2026-03-31 | 2026-04-01 | no       | yes   |
    signed   | 2026-04-01 | 2026-04-01 | no       | yes   | agreement_end_day
    proposed | 2026-03-01 |            | no       | yes   | agreement_not_signed
    signed   | 2026-03-01 |            | yes      | yes   | agreement_end_proposed
    signed   | 2026-03-01 |            | no       | no    | agreement_not_party
  `);
  it.each(rows)('$state from $day: $refused', (row) => {
    const refused = decideEnding(
      {
        state: row.state as 'signed',
        kind: 'split',
        terms: { product: null, from: day('2026-02-01'), until: dayOr(row.until) },
        isPartyOrHead: row.party === 'yes',
        endProposed: row.proposed === 'yes',
        lastSealed: quarter('2025Q4'),
      },
      day(row.day),
    );
    expect(refused?.refused).toBe(row.refused === '' ? undefined : `attribution.${row.refused}`);
  });
});

describe('where an agreement stands', () => {
  const rows = table(`
    parties | signatures | refused | until      | state
    2       | 0          | no      |            | proposed
    2       | 1          | no      |            | proposed
    2       | 2          | no      |            | signed
    2       | 1          | yes     |            | refused
    2       | 2          | no      | 2026-03-01 | ended
    2       | 2          | no      | 2026-03-02 | signed
  `);
  it.each(rows)('$signatures of $parties until $until: $state', (row) => {
    const facts = {
      parties: Number(row.parties),
      signatures: Number(row.signatures),
      refused: row.refused === 'yes',
      until: dayOr(row.until),
    };
    expect(agreementState(facts, day('2026-03-01'))).toBe(row.state);
  });
});
