import { describe, expect, it } from 'vitest';
import { day } from '../../../../core/day.ts';
import { quarter } from '../../../../core/period.ts';
import { table } from '../../../platform/testing/table.ts';
import { attributionKind } from '../policy.ts';
import {
  decideReferralRuling,
  decideRegistration,
  referralDays,
  referralState,
} from './referral.ts';

const policy = attributionKind.schema.parse(attributionKind.initial);
const terms = policy.referral;

describe('registering a referral', () => {
  const rows = table(`
    referrer | left       | day        | product | other             | refused
    2        |            | 2026-03-01 |         |                   |
    2        |            | 2026-03-31 |         |                   |
    2        |            | 2026-04-01 |         |                   | referral_future
    2        |            | 2025-12-31 |         |                   | agreement_sealed
    2        |            | 2026-01-01 |         |                   |
    # the lead cannot refer to himself
    1        |            | 2026-03-01 |         |                   | referral_by_lead
             |            | 2026-03-01 |         |                   | referral_no_staff
    2        | 2026-03-01 | 2026-03-01 |         |                   | referral_no_staff
    2        | 2026-03-02 | 2026-03-01 |         |                   |
    # another one counts for 24 months
    2        |            | 2026-03-01 |         | /2024-03-02       | referral_already
    2        |            | 2026-03-01 |         | /2024-03-01       |
    2        |            | 2026-03-01 | F1      | F2/2026-01-05     |
    2        |            | 2026-03-01 | F1      | F1/2026-01-05     | referral_already
    2        |            | 2026-03-01 | F1      | F1/2026-01-05/no  |
  `);
  it.each(rows)('by $referrer on $day of $product beside $other: $refused', (row) => {
    const [product = '', referredOn = '', rejected = ''] = row.other.split('/');
    const refused = decideRegistration({
      referrer: {
        staffNo: 'S',
        staffId: row.referrer === '' ? null : BigInt(row.referrer),
        leftOn: row.left === '' ? null : day(row.left),
      },
      leadStaffId: 1n,
      product: row.product === '' ? null : row.product,
      referredOn: day(row.day),
      today: day('2026-03-31'),
      lastSealed: quarter('2025Q4'),
      others:
        row.other === ''
          ? []
          : [
              {
                no: 'ZJ1',
                product: product === '' ? null : product,
                referredOn: day(referredOn),
                rejected: rejected === 'no',
              },
            ],
      policy,
    });
    expect(refused?.refused).toBe(row.refused === '' ? undefined : `attribution.${row.refused}`);
  });
  it('is refused where no rule gives referrals a share', () => {
    const refused = decideRegistration({
      referrer: { staffNo: 'S', staffId: 2n, leftOn: null },
      leadStaffId: 1n,
      product: null,
      referredOn: day('2026-03-01'),
      today: day('2026-03-01'),
      lastSealed: null,
      others: [],
      policy: { ...policy, productRules: [] },
    });
    expect(refused?.refused).toBe('attribution.referral_without_rule');
  });
});

describe('the head’s word', () => {
  const rows = table(`
    ruled | heads | own | verdict  | reason  | refused
    no    | yes   | no  | accepted |         |
    no    | yes   | no  | rejected | unknown |
    no    | yes   | no  | rejected | x       | reason_needed
    no    | no    | no  | accepted |         | referral_not_head
    no    | yes   | yes | accepted |         | referral_own
    yes   | yes   | no  | accepted |         | referral_ruled
  `);
  it.each(rows)('$verdict, heads $heads, own $own, ruled $ruled: $refused', (row) => {
    const refused = decideReferralRuling({
      ruled: row.ruled === 'yes',
      headsLead: row.heads === 'yes',
      isReferrer: row.own === 'yes',
      verdict: row.verdict as 'accepted',
      reason: row.reason,
    });
    expect(refused?.refused).toBe(row.refused === '' ? undefined : `attribution.${row.refused}`);
  });
});

describe('where a referral stands', () => {
  const rows = table(`
    verdict  | referred   | state
             | 2020-01-01 | registered
    rejected | 2026-01-01 | rejected
    accepted | 2024-04-02 | accepted
    accepted | 2024-04-01 | expired
  `);
  it.each(rows)('$verdict of $referred: $state', ({ verdict, referred, state }) => {
    const facts = {
      verdict: verdict === '' ? null : (verdict as 'accepted'),
      referredOn: day(referred),
      terms,
    };
    expect(referralState(facts, day('2026-04-01'))).toBe(state);
  });
  it('has its days by the policy', () => {
    expect(referralDays(terms, day('2024-02-29'))).toEqual({
      windowUntil: '2025-02-28',
      tailUntil: '2026-02-28',
    });
  });
});
