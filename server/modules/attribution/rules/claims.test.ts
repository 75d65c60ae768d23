import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, day, type Day } from '../../../../core/day.ts';
import { month, quarter, quarterRange, rangeDays } from '../../../../core/period.ts';
import { table } from '../../../platform/testing/table.ts';
import { attributionKind, type AttributionRules } from '../policy.ts';
import { noClaims, type Claims, type ContractTerm, type ReferralTerm } from './claims.ts';
import { settleDisputes, type DisputeTerm } from './dispute.ts';
import type { BookedAmount, OwnerSpan } from './claims.ts';
import { splitMeasure, type Part } from './split.ts';

const initial = attributionKind.schema.parse(attributionKind.initial);
/** Half of every product to who referred it; the lead keeps 70 % where somebody assists. */
const shared: AttributionRules = {
  ...initial,
  productRules: [
    { products: [], business: 'any', customer: 'any', referral: 500_000n, lead: 700_000n },
  ],
};
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
const split = (
  amounts: readonly BookedAmount[],
  spans: readonly OwnerSpan[],
  claims: Partial<Claims>,
  rules = shared,
) =>
  splitMeasure(rules, 'fee_income', {
    customer: 'individual',
    amounts,
    spans,
    firstDay: day('2020-01-01'),
    claims: { ...noClaims, ...claims },
  }).person;
const shown = (parts: readonly Part[]) =>
  parts.map((one) => `${one.party}:${one.amount}`).join(' ');
const contract = (shares: string, from: string, until: string, product: string | null = null) => ({
  no: `FC${from}`,
  product,
  from: day(from),
  until: until === '' ? null : day(until),
  parties: shares.split(' ').map((one) => {
    const [party = '', share = ''] = one.split(':');
    return { party, shareMillionths: BigInt(share) };
  }),
});
const referral = (party: string, on: string, product: string | null = null): ReferralTerm => ({
  no: `ZJ${on}`,
  party,
  product,
  referredOn: day(on),
});

describe('G19: referrals of single products share them by half', () => {
  /** Units of the fourteen products; the source does not mark which 2,100 were referred. */
  const units = [500, 400, 300, 100, 100, 150, 150, 200, 100, 1000, 400, 400, 100, 250];
  const referred = [0, 1, 7, 9];
  const amounts = units.map((unit, at) => fee(BigInt(unit), `P${at}`));
  it('gross 4,150 with 2,100 referred: RM 3,100, referrers 1,050', () => {
    expect(units.reduce((sum, unit) => sum + unit)).toBe(4150);
    expect(referred.reduce((sum, at) => sum + units[at]!, 0)).toBe(2100);
    const referrals = referred.map((at) => referral('T', '2026-03-01', `P${at}`));
    expect(shown(split(amounts, owned('R:1000000'), { referrals }))).toBe('R:3100 T:1050');
  });
});

describe('window and tail of a referral', () => {
  const rows = table(`
    referred   | parts
    # twelve months full, twelve at half of the share, then nothing; the day decides
    2026-04-30 | R:29500 T:500
    2026-05-01 | R:30000
    2026-04-01 | R:15000 T:15000
    2025-04-30 | R:15250 T:14750
    2025-05-01 | R:15000 T:15000
    2025-04-01 | R:22500 T:7500
    2024-05-01 | R:22500 T:7500
    2024-04-30 | R:22750 T:7250
    2024-04-01 | R:30000
  `);
  it.each(rows)('referred on $referred: April 2026 is $parts', ({ referred, parts }) => {
    const referrals = [referral('T', referred)];
    expect(shown(split([fee(30_000n)], owned('R:1000000'), { referrals }))).toBe(parts);
  });
  it('counts for its own product only', () => {
    const referrals = [referral('T', '2026-01-01', 'F2')];
    const amounts = [fee(1000n, 'F1'), fee(1000n, 'F2')];
    expect(shown(split(amounts, owned('R:1000000'), { referrals }))).toBe('R:1500 T:500');
  });
  it('has nothing where no rule of the table gives it a share', () => {
    const referrals = [referral('T', '2026-01-01')];
    const loan = { ...fee(1000n), business: 'loan' as const };
    expect(shown(split([loan], owned('R:1000000'), { referrals }, initial))).toBe('R:1000');
    expect(shown(split([fee(1000n)], owned('R:1000000'), { referrals }, initial))).toBe(
      'R:500 T:500',
    );
  });
});

describe('lead and assist by the rule table', () => {
  const rows = table(`
    amount | owners                     | parts
    1000   | L:900000 A:100000          | A:300 L:700
    1      | L:900000 A:100000          | L:1
    # the assists share their 30 % as on record
    1000   | L:700000 A:200000 B:100000 | A:200 B:100 L:700
    # nobody assists: the rule decides nothing
    1000   | L:1000000                  | L:1000
    1000   | L:600000                   | L:600 unassigned:400
  `);
  it.each(rows)('$amount of $owners', ({ amount, owners, parts }) => {
    expect(shown(split([fee(BigInt(amount))], owned(owners), {}))).toBe(parts);
  });
  it('takes the referrer first, then lead and assist', () => {
    const referrals = [referral('T', '2026-01-01')];
    expect(shown(split([fee(1000n)], owned('L:900000 A:100000'), { referrals }))).toBe(
      'A:150 L:350 T:500',
    );
  });
});

describe('contracts', () => {
  const rows = table(`
    contract                   | from       | until      | product | parts
    # G20: thirds of 10,000 fen in one month
    X:333334 Y:333333 Z:333333 | 2026-01-01 |            |         | X:3334 Y:3333 Z:3333
    X:700000 Y:300000          | 2026-04-16 |            |         | O:5000 X:3500 Y:1500
    X:700000 Y:300000          | 2026-01-01 | 2026-04-16 |         | O:5000 X:3500 Y:1500
    X:700000 Y:300000          | 2026-05-01 |            |         | O:10000
    X:700000 Y:300000          | 2026-01-01 | 2026-04-01 |         | O:10000
    X:700000 Y:300000          | 2026-01-01 |            | F1      | X:7000 Y:3000
    X:700000 Y:300000          | 2026-01-01 |            | F2      | O:10000
  `);
  it.each(rows)('$contract from $from until $until: $parts', (row) => {
    const of = row.product === '' ? null : row.product;
    const contracts = [contract(row.contract, row.from, row.until, of)];
    expect(shown(split([fee(10_000n)], owned('O:1000000'), { contracts }))).toBe(row.parts);
  });
  it('70/30 of 0.01 goes whole to the larger share (G20)', () => {
    const contracts = [contract('X:700000 Y:300000', '2026-01-01', '')];
    expect(shown(split([fee(1n)], owned('O:1000000'), { contracts }))).toBe('X:1');
  });
  it('say which one gave the part, with days and share', () => {
    const contracts = [contract('X:700000 Y:300000', '2026-04-16', '')];
    const [o, x] = split([fee(30_000n)], owned('O:1000000'), { contracts });
    expect([o!.rule, o!.months[0]!.by]).toEqual(['days_owned', undefined]);
    expect(x).toMatchObject({
      rule: 'contract',
      months: [
        { days: 15, share: 700_000n, part: 10_500n, by: { rule: 'contract', ref: 'FC2026-04-16' } },
      ],
    });
  });
});

describe('the order of sources is policy', () => {
  const contracts = [contract('X:1000000', '2026-01-01', '')];
  const referrals = [referral('T', '2026-01-01')];
  const rows = table(`
    sources                      | parts
    contract+ products+ owner+   | X:1000
    products+ contract+ owner+   | O:500 T:500
    contract- products+ owner+   | O:500 T:500
    owner+ contract+ products+   | O:1000
    contract- products- owner+   | O:1000
    contract- products- owner-   | unassigned:1000
    owner+                       | O:1000
    contract+                    | X:1000
  `);
  it.each(rows)('$sources: $parts', ({ sources, parts }) => {
    const order = sources.split(' ').map((one) => ({
      source: one.slice(0, -1) as AttributionRules['sources'][number]['source'],
      on: one.endsWith('+'),
    }));
    const rules = { ...shared, sources: order };
    const got = split([fee(1000n)], owned('O:1000000'), { contracts, referrals }, rules);
    expect(shown(got)).toBe(parts);
  });
  it('a contract that ends leaves the rest of the quarter to the next source', () => {
    const ended = [contract('X:1000000', '2026-01-01', '2026-04-11')];
    const got = split([fee(3000n)], owned('O:1000000'), { contracts: ended, referrals });
    expect(shown(got)).toBe('O:1000 T:1000 X:1000');
  });
});

describe('credit that stayed with the former RM', () => {
  const account = { ...fee(3000n), keptAccount: 7n };
  const kept = [{ no: 'YJ1', accountId: 7n, party: 'OLD', ...since('2026-04-16') }];
  it('counts for the account that was handed over, from its day, and for no other', () => {
    expect(shown(split([account, fee(3000n)], owned('NEW:1000000'), { kept }))).toBe(
      'NEW:4500 OLD:1500',
    );
  });
  it('takes the lead’s place beside the assists', () => {
    const day1 = [{ ...kept[0]!, from: day('2026-01-01') }];
    const got = split([account], owned('NEW:600000 A:400000'), { kept: day1 }, initial);
    expect(shown(got)).toBe('A:1200 OLD:1800');
    expect(got[1]!.months[0]!.by).toEqual({ rule: 'kept', ref: 'YJ1' });
  });
});

const dispute = (claimantShare: bigint | null): DisputeTerm => ({
  no: 'ZY1',
  quarter: quarter('2026Q2'),
  measure: null,
  claimant: 'A',
  respondent: 'B',
  ruling:
    claimantShare === null
      ? null
      : [
          { party: 'A', shareMillionths: claimantShare },
          { party: 'B', shareMillionths: 1_000_000n - claimantShare },
        ],
});

describe('laws with claims', () => {
  const range = quarterRange(quarter('2026Q2'));
  const dayIn = fc.integer({ min: -800, max: rangeDays(range) }).map((n) => addDays(range.from, n));
  const people = fc.constantFrom('A', 'B', 'C', 'D');
  const product = fc.constantFrom('F1', 'F2', null);
  const amounts = fc.array(
    fc
      .tuple(
        fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n }),
        fc.constantFrom('F1', 'F2'),
        fc.constantFrom('2026-04', '2026-05', '2026-06'),
        fc.constantFrom(1n, 2n, null),
      )
      .map(([amount, of, at, keptAccount]) => ({ ...fee(amount, of, at), keptAccount })),
    { maxLength: 6 },
  );
  const contracts = fc.array(
    fc
      .tuple(dayIn, dayIn, product, fc.bigInt({ min: 1n, max: 999_999n }), people, people)
      .filter(([from, until, , , a, b]) => from < until && a !== b)
      .map(([from, until, of, share, a, b]): ContractTerm => ({
        no: `FC${from}`,
        product: of,
        from,
        until,
        parties: [
          { party: a, shareMillionths: share },
          { party: b, shareMillionths: 1_000_000n - share },
        ],
      })),
    { maxLength: 2 },
  );
  const referrals = fc.array(
    fc.tuple(people, dayIn, product).map(([a, on, of]) => referral(a, on, of)),
    { maxLength: 2 },
  );
  const kept = fc.array(
    fc
      .tuple(dayIn, people, fc.constantFrom(1n, 2n))
      .map(([from, party, accountId]) => ({ no: 'YJ1', from, until: null, party, accountId })),
    { maxLength: 2 },
  );
  const claims = fc.record({ contracts, referrals, kept });
  const leads = fc.array(fc.tuple(dayIn, people), { maxLength: 3 }).map((changes): OwnerSpan[] => {
    const starts = [...new Map(changes)].toSorted(([a], [b]) => (a < b ? -1 : 1));
    return starts.map(([from, party], at) => ({
      party,
      part: 'lead',
      from,
      until: starts[at + 1]?.[0] ?? null,
      shareMillionths: 1_000_000n,
    }));
  });
  const ruling = fc.option(fc.bigInt({ min: 0n, max: 1_000_000n }), { nil: null });
  const source = fc.constantFrom('contract' as const, 'products' as const, 'owner' as const);
  const rules = fc
    .tuple(
      fc.uniqueArray(fc.record({ source, on: fc.boolean() }), {
        selector: (one) => one.source,
        maxLength: 3,
      }),
      fc.bigInt({ min: 0n, max: 1_000_000n }),
      fc.option(fc.bigInt({ min: 0n, max: 1_000_000n }), { nil: null }),
    )
    .map(([sources, of, lead]): AttributionRules => ({
      ...shared,
      sources,
      productRules: [{ ...shared.productRules[0]!, referral: of, lead }],
    }));
  const sum = (list: readonly { readonly amount: bigint }[]) =>
    list.reduce((total, one) => total + one.amount, 0n);
  const move = (spans: readonly OwnerSpan[], on: Day): OwnerSpan[] => [
    ...spans
      .filter((span) => span.from < on)
      .map((span) => ({
        ...span,
        until: span.until !== null && span.until < on ? span.until : on,
      })),
    { party: 'NEW', part: 'lead', from: on, until: null, shareMillionths: 1_000_000n },
  ];

  it('parts are the whole whatever contracts, referrals, kept credit, owners and disputes', () => {
    fc.assert(
      fc.property(amounts, leads, claims, rules, ruling, (given, spans, of, policy, share) => {
        const parts = settleDisputes(split(given, spans, of, policy), [dispute(share)]);
        expect(sum(parts)).toBe(sum(given));
        for (const one of parts) {
          expect(one.months.reduce((total, basis) => total + basis.part, 0n)).toBe(one.amount);
        }
      }),
      { seed: 1510, numRuns: 500 },
    );
  });

  it('moving the customer in mid-quarter changes no total', () => {
    fc.assert(
      fc.property(amounts, leads, claims, rules, dayIn, (given, spans, of, policy, on) => {
        expect(sum(split(given, move(spans, on), of, policy))).toBe(sum(given));
      }),
      { seed: 1511, numRuns: 300 },
    );
  });

  it('a re-run is identical, whatever the order of the facts', () => {
    fc.assert(
      fc.property(amounts, leads, claims, rules, (given, spans, of, policy) => {
        const again = split(given.toReversed(), spans.toReversed(), of, policy);
        expect(shown(again)).toBe(shown(split(given, spans, of, policy)));
      }),
      { seed: 1512, numRuns: 300 },
    );
  });

  it('ledger B never touches A: memo rules change no part', () => {
    fc.assert(
      fc.property(amounts, leads, claims, (given, spans, of) => {
        const shadow = (['referrer_unit', 'assist_unit', 'department'] as const).map((to) => ({
          key: to,
          name: to,
          nameEn: '',
          to,
          department: to === 'department' ? 'D' : '',
          business: 'any' as const,
          customer: 'any' as const,
          share: 1_000_000n,
        }));
        const withMemo = { ...shared, shadow };
        expect(split(given, spans, of, withMemo)).toEqual(split(given, spans, of, shared));
      }),
      { seed: 1513, numRuns: 200 },
    );
  });
});

describe('the policy', () => {
  const at = (rules: AttributionRules) => attributionKind.check!(rules).map((fault) => fault.at);
  it('reads a version from before this sitting: nothing new decides', () => {
    const { spread, departments } = attributionKind.initial;
    const old = attributionKind.schema.parse({ spread, departments });
    expect(old.productRules).toEqual([]);
    expect(old.sources.map((one) => one.source)).toEqual(['contract', 'products', 'owner']);
    expect(old.referral).toEqual({ windowMonths: 12, tailMonths: 12, tailShare: 500_000n });
    expect(old.dispute).toEqual({ openWorkingDays: 10, ruleWorkingDays: 15 });
  });
  it('refuses a source twice, shares beyond the whole, memo rules twice or without department', () => {
    const source = initial.sources[0]!;
    const rule = shared.productRules[0]!;
    const memo = {
      key: 'm',
      name: 'm',
      nameEn: '',
      to: 'department' as const,
      department: '',
      business: 'any' as const,
      customer: 'any' as const,
      share: 1_000_001n,
    };
    expect(at({ ...shared, sources: [source, source] })).toEqual(['sources.1']);
    expect(at({ ...shared, productRules: [{ ...rule, referral: 1_000_000n }] })).toEqual([]);
    expect(at({ ...shared, productRules: [{ ...rule, referral: 1_000_001n }] })).toEqual([
      'productRules.0',
    ]);
    expect(at({ ...shared, productRules: [{ ...rule, lead: -1n }] })).toEqual(['productRules.0']);
    expect(at({ ...shared, shadow: [memo, { ...memo, share: 1n }] })).toEqual([
      'shadow.0.department',
      'shadow.0.share',
      'shadow.1.key',
      'shadow.1.department',
    ]);
  });
});
