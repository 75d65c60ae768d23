import { describe, expect, it } from 'vitest';
import { day } from '../../../../core/day.ts';
import { month } from '../../../../core/period.ts';
import { table } from '../../../platform/testing/table.ts';
import { attributionKind, type AttributionRules } from '../policy.ts';
import { noClaims, type Claims, type ReferralTerm } from './claims.ts';
import { shadowOf } from './shadow.ts';
import type { BookedAmount, OwnerSpan } from './claims.ts';

const initial = attributionKind.schema.parse(attributionKind.initial);
const since = (from: string) => ({ from: day(from), until: null });
const owned = (text: string, from = '2020-01-01'): OwnerSpan[] =>
  text.split(' ').map((one, at) => {
    const [party = '', share = ''] = one.split(':');
    const part = at === 0 ? 'lead' : 'assist';
    return { party, part, shareMillionths: BigInt(share), ...since(from) };
  });
const fee = (amount: bigint, product = 'F1', of = '2026-04'): BookedAmount => ({
  month: month(of),
  amount,
  unitCode: 'B1',
  business: 'fee',
  product,
  productDepartment: '个人金融部',
  keptAccount: null,
});
const referral = (party: string, on: string, product: string | null = null): ReferralTerm => ({
  no: `ZJ${on}`,
  party,
  product,
  referredOn: day(on),
});

describe('ledger B', () => {
  const memo = (to: 'referrer_unit' | 'assist_unit' | 'department'): AttributionRules => ({
    ...initial,
    shadow: [
      {
        key: 'memo',
        name: '双计',
        nameEn: '',
        to,
        department: to === 'department' ? '国际部' : '',
        business: 'fee',
        customer: 'any',
        share: 1_000_000n,
      },
    ],
  });
  const unitOf = new Map([
    ['L', 'U1'],
    ['A', 'U2'],
    ['B', 'U1'],
    ['T', 'U3'],
  ]);
  const facts = (claims: Partial<Claims>) => ({
    customer: 'individual' as const,
    amounts: [fee(3000n), { ...fee(500n), business: 'loan' as const }],
    spans: owned('L:600000 A:200000 B:200000'),
    claims: { ...noClaims, ...claims },
    unitOf,
  });
  const rows = table(`
    to            | lines
    department    | 国际部:3000
    # assists of the lead's own unit are not from elsewhere
    assist_unit   | U2:3000
    referrer_unit | U3:1500
  `);
  it.each(rows)('$to: $lines', ({ to, lines }) => {
    const referrals = [referral('T', '2026-04-16')];
    const got = shadowOf(memo(to as 'department'), facts({ referrals }));
    expect(got.map((one) => `${one.party}:${one.amount}`).join(' ')).toBe(lines);
  });
  it('is empty as shipped', () => expect(shadowOf(initial, facts({}))).toEqual([]));
});
