import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, day, daysBetween, type Day } from '../../../../core/day.ts';
import { month, monthRange, quarterRange, quarter, rangeDays } from '../../../../core/period.ts';
import { table } from '../../../platform/testing/table.ts';
import { bases } from '../../metrics/index.ts';
import { unassigned } from '../contract.ts';
import { attributionKind, type AttributionRules } from '../policy.ts';
import type { BookedAmount, OwnerSpan } from './claims.ts';
import { splitMeasure, type Part, type Split } from './split.ts';

const rules = attributionKind.schema.parse(attributionKind.initial);
const always = { from: day('2000-01-01'), until: null };
const booked = (of: string, amount: bigint, unitCode = 'B1'): BookedAmount => ({
  month: month(of),
  amount,
  unitCode,
  business: 'fee',
  product: 'F1',
  productDepartment: '个人金融部',
  keptAccount: null,
});
/** 'A:333334 B:666666' → spans that last for ever. */
const spansOf = (text: string, validity: Pick<OwnerSpan, 'from' | 'until'> = always): OwnerSpan[] =>
  text.split(' ').map((one, at) => {
    const [party = '', share = ''] = one.split(':');
    const part = at === 0 ? 'lead' : 'assist';
    return { party, part, shareMillionths: BigInt(share), ...validity };
  });
const split = (
  amounts: readonly BookedAmount[],
  spans: readonly OwnerSpan[],
  given: { measure?: string; rules?: AttributionRules; firstDay?: Day } = {},
) =>
  splitMeasure(given.rules ?? rules, given.measure ?? 'fee_income', {
    customer: 'individual',
    amounts,
    spans,
    firstDay: given.firstDay ?? day('2026-04-01'),
  });
const shown = (parts: readonly Part[]) =>
  parts.map((one) => `${one.party}:${one.amount}`).join(' ');

describe('the month in which a customer came', () => {
  const rows = table(`
    firstDay   | led from   | parts
    2026-04-16 | 2026-04-16 | A:3000
    2026-04-16 | 2026-04-21 | A:2000 unassigned:1000
    2026-04-01 | 2026-04-16 | A:1500 unassigned:1500
    # known before the month: its first half was nobody's
    2026-03-31 | 2026-04-16 | A:1500 unassigned:1500
    # not yet known by his own day: the whole month counts
    2026-05-01 | 2026-04-16 | A:1500 unassigned:1500
  `);
  it.each(rows)('came $firstDay: $parts', ({ firstDay, 'led from': from, parts }) => {
    const spans = spansOf('A:1000000', { from: day(from), until: null });
    const got = split([booked('2026-04', 3000n)], spans, { firstDay: day(firstDay) });
    expect(shown(got.person)).toBe(parts);
  });
});

describe('shares (G20)', () => {
  const rows = table(`
    amount | shares                        | parts
    10000  | A:333334 B:333333 C:333333    | A:3334 B:3333 C:3333
    10000  | C:333334 B:333333 A:333333    | A:3333 B:3333 C:3334
    # a tie goes by staff number, whoever leads
    3      | B:500000 A:500000             | A:2 B:1
    1      | A:700000 B:300000             | A:1
    1      | A:300000 B:700000             | B:1
    2      | A:700000 B:300000             | A:1 B:1
    -10000 | A:333334 B:333333 C:333333    | A:-3334 B:-3333 C:-3333
    0      | A:700000 B:300000             |
    1000   | A:1000000                     | A:1000
    # what nobody has stays unassigned
    1000   | A:999999                      | A:1000
    1000   | A:600000                      | A:600 unassigned:400
    1000   | A:0                           | unassigned:1000
  `);
  it.each(rows)('$amount by $shares', ({ amount, shares, parts }) => {
    expect(shown(split([booked('2026-04', BigInt(amount))], spansOf(shares)).person)).toBe(parts);
  });
});

describe('days owned (G20)', () => {
  const spring = [
    booked('2026-04', 30_000n),
    booked('2026-05', 31_000n),
    booked('2026-06', 30_000n),
  ];
  const rows = table(`
    handover   | parts
    # day 46 of 91: 45 days and 46 days
    2026-05-16 | A:45000 B:46000
    2026-05-15 | A:44000 B:47000
    2026-04-01 | B:91000
    2026-04-02 | A:1000 B:90000
    2026-05-01 | A:30000 B:61000
    2026-06-30 | A:90000 B:1000
    2026-07-01 | A:91000
  `);
  it.each(rows)('91,000 with a hand-over on $handover', ({ handover, parts }) => {
    const at = day(handover);
    const spans = [
      ...spansOf('A:1000000', { from: day('2020-01-01'), until: at }),
      ...spansOf('B:1000000', { from: at, until: null }),
    ];
    expect(shown(split(spring, spans).person)).toBe(parts);
  });

  it('leaves days without an RM unassigned', () => {
    const spans = spansOf('A:1000000', { from: day('2026-05-16'), until: null });
    expect(shown(split(spring, spans).person)).toBe('A:46000 unassigned:45000');
  });

  it('divides days first, then shares within them', () => {
    const spans = [
      ...spansOf('A:1000000', { from: day('2026-01-01'), until: day('2026-04-16') }),
      ...spansOf('A:700000 B:300000', { from: day('2026-04-16'), until: null }),
    ];
    expect(shown(split([booked('2026-04', 30_000n)], spans).person)).toBe('A:25500 B:4500');
  });

  it('gives the month to its last day’s owners where the bank says so', () => {
    const monthEnd = { ...rules, spread: { ...rules.spread, fee_income: 'month_end' as const } };
    const spans = [
      ...spansOf('A:1000000', { from: day('2020-01-01'), until: day('2026-05-31') }),
      ...spansOf('B:1000000', { from: day('2026-05-31'), until: null }),
    ];
    expect(shown(split(spring, spans, { rules: monthEnd }).person)).toBe('A:30000 B:61000');
    const deposit = split(spring, spans, { rules: monthEnd, measure: 'deposit_product' });
    expect(shown(deposit.person)).toBe('A:60000 B:31000');
  });

  it('shows the months with days, share and part', () => {
    const at = day('2026-05-16');
    const spans = [...spansOf('A:1000000', { from: day('2020-01-01'), until: at })];
    const [a] = split([booked('2026-05', 31_000n)], spans).person;
    expect(a!.months).toEqual([
      { month: '2026-05', amount: 31_000n, days: 15, share: 1_000_000n, part: 15_000n },
    ]);
  });
});

describe('a new customer', () => {
  const one = [
    {
      ...booked('2026-05', 1n),
      business: 'new_customer' as const,
      product: null,
      productDepartment: null,
    },
  ];
  const rows = table(`
    firstDay   | spans             | from       | person
    2026-05-10 | A:700000 B:300000 | 2026-05-10 | A:1
    2026-05-10 | A:700000 B:300000 | 2026-05-11 | unassigned:1
    2026-05-10 | A:700000 B:300000 | 2026-01-01 | A:1
  `);
  it.each(rows)('on $firstDay, led from $from', ({ firstDay, spans, from, person }) => {
    const owners = spansOf(spans, { from: day(from), until: null });
    const got = split(one, owners, { measure: 'new_customers', firstDay: day(firstDay) });
    expect(shown(got.person)).toBe(person);
    expect(shown(got.department)).toBe('个人金融部:1');
  });
});

describe('branches and departments', () => {
  const amounts = [
    booked('2026-04', 100n, 'B2'),
    { ...booked('2026-04', 50n, 'B1'), business: 'loan' as const, productDepartment: '信贷部' },
    booked('2026-05', -30n, 'B2'),
  ];
  it('belong where the business is booked and to the product’s department', () => {
    const got = split(amounts, spansOf('A:1000000'));
    expect(shown(got.branch)).toBe('B1:50 B2:70');
    expect(shown(got.department)).toBe('个人金融部:70 信贷部:50');
  });
  it('follow the first rule that fits', () => {
    const own = {
      ...rules,
      departments: [
        { business: 'loan' as const, customer: 'corporate' as const, department: '公司部' },
        { business: 'any' as const, customer: 'individual' as const, department: '零售部' },
        { business: 'any' as const, customer: 'any' as const, department: 'product' },
      ].map((one) => ({ ...one, departmentEn: '' })),
    };
    expect(shown(split(amounts, spansOf('A:1000000'), { rules: own }).department)).toBe(
      '零售部:120',
    );
  });
});

describe('laws', () => {
  const until = quarterRange(quarter('2026Q2'));
  const dayIn = fc.nat(rangeDays(until)).map((days) => addDays(until.from, days));
  const amounts = fc.array(
    fc.record({
      month: fc.constantFrom(month('2026-04'), month('2026-05'), month('2026-06')),
      date: fc.constantFrom(null, '01', '16', '30'),
      amount: fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n }),
      unitCode: fc.constantFrom('B1', 'B2', 'B3'),
      business: fc.constantFrom('deposit' as const, 'loan' as const, 'fee' as const),
      product: fc.constantFrom('F1', 'F2'),
      productDepartment: fc.constantFrom('个人金融部', '公司部'),
      keptAccount: fc.constantFrom(null),
    }),
    { maxLength: 8 },
  );
  /** The same as events of a day, where a date was drawn. */
  const dated = amounts.map((all) =>
    all.map(({ date, ...one }) => ({
      ...one,
      day: date === null ? null : day(`${one.month}-${date}`),
    })),
  );
  /** Leads one after another, assists beside them; shares of a day never above the whole. */
  const owners = fc
    .tuple(
      fc.array(dayIn, { maxLength: 3 }),
      fc.array(fc.tuple(dayIn, dayIn, fc.bigInt({ min: 0n, max: 200_000n })), { maxLength: 2 }),
      fc.bigInt({ min: 0n, max: 600_000n }),
    )
    .map(([changes, assists, leadShare]): OwnerSpan[] => {
      const days = [...new Set(changes)].toSorted();
      return [
        ...days.map((from, at) => ({
          party: `L${at}`,
          part: 'lead' as const,
          from,
          until: days[at + 1] ?? null,
          shareMillionths: leadShare,
        })),
        ...assists
          .filter(([a, b]) => daysBetween(a, b) > 0)
          .map(([from, end, shareMillionths], at) => ({
            party: `S${at}`,
            part: 'assist' as const,
            from,
            until: end,
            shareMillionths,
          })),
      ];
    });
  const measure = fc.constantFrom(...bases.filter((one) => one !== 'new_customers'));
  const sum = (parts: readonly Part[]) => parts.reduce((total, one) => total + one.amount, 0n);
  const whole = (given: readonly BookedAmount[]) =>
    given.reduce((total, one) => total + one.amount, 0n);
  const each = (got: Split) => [sum(got.person), sum(got.branch), sum(got.department)];

  it('parts are the whole, to the fen, in every dimension', () => {
    fc.assert(
      fc.property(measure, dated, owners, (of, given, spans) => {
        const total = whole(given);
        expect(each(split(given, spans, { measure: of }))).toEqual([total, total, total]);
      }),
      { seed: 1500, numRuns: 500 },
    );
  });

  it('months explain each part, and nobody gets the other sign of a month', () => {
    fc.assert(
      fc.property(amounts, owners, (given, spans) => {
        for (const one of split(given, spans).person) {
          expect(one.months.reduce((total, basis) => total + basis.part, 0n)).toBe(one.amount);
          for (const basis of one.months) expect(basis.part * basis.amount >= 0n).toBe(true);
        }
      }),
      { seed: 1501, numRuns: 300 },
    );
  });

  it('moving a customer in mid-quarter changes no total', () => {
    fc.assert(
      fc.property(amounts, owners, dayIn, (given, spans, on) => {
        const moved = [
          ...spans
            .filter((span) => span.from < on)
            .map((span) => ({
              ...span,
              until: span.until !== null && span.until < on ? span.until : on,
            })),
          ...spansOf('NEW:1000000', { from: on, until: null }),
        ];
        expect(each(split(given, moved))).toEqual(each(split(given, spans)));
      }),
      { seed: 1502, numRuns: 300 },
    );
  });

  it('a re-run is identical, whatever the order of the facts', () => {
    fc.assert(
      fc.property(amounts, owners, (given, spans) => {
        expect(split(given.toReversed(), spans.toReversed())).toEqual(split(given, spans));
      }),
      { seed: 1503, numRuns: 300 },
    );
  });

  it('who owned no day of a month gets nothing of it', () => {
    const spans = spansOf('A:1000000', { from: monthRange(month('2026-05')).from, until: null });
    expect(shown(split([booked('2026-04', 7n)], spans).person)).toBe(`${unassigned}:7`);
  });
});

describe('the rules', () => {
  const faults = (departments: AttributionRules['departments']) =>
    attributionKind.check!({ ...rules, departments }).map((fault) => fault.at);
  it('are sound as shipped', () => expect(faults(rules.departments)).toEqual([]));
  it('need a last rule for everything, and a department for new customers', () => {
    expect(faults(rules.departments.slice(0, 2))).toEqual(['departments.1']);
    expect(faults(rules.departments.slice(1))).toEqual(['departments']);
  });
});
