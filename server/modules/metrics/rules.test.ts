import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { table } from '../../platform/testing/table.ts';
import { metricCatalogueKind, type CatalogueInput, type MetricCatalogue } from './policy.ts';
import { measureMetric, measuresBehind, measuresOf } from './rules.ts';

const catalogue = metricCatalogueKind.schema.parse(metricCatalogueKind.initial);
const measures = measuresOf(catalogue);

function metricOf(key: string, of: MetricCatalogue = catalogue) {
  const found = of.metrics.find((one) => one.key === key);
  if (found === undefined) throw new Error(`no metric ${key}`);
  return found;
}

/** 'loan_product 900, npl_product 9' → sums by measure. */
function sumsOf(text: string) {
  return new Map(
    text
      .split(',')
      .filter((part) => part.trim() !== '')
      .map((part) => {
        const [key = '', amount = ''] = part.trim().split(' ');
        return [key, BigInt(amount.replaceAll('_', ''))] as const;
      }),
  );
}

function measure(
  key: string,
  sums: string,
  rest: { days?: bigint; lastYear?: boolean; figures?: string; of?: MetricCatalogue } = {},
) {
  const figures = [...sumsOf(rest.figures ?? '')].map(([quarter, amount]) => ({ quarter, amount }));
  return measureMetric(metricOf(key, rest.of), {
    catalogue: rest.of === undefined ? measures : measuresOf(rest.of),
    sums: sumsOf(sums),
    days: rest.days ?? 100n,
    lastYear: rest.lastYear ?? true,
    figures,
  });
}

describe('a metric is measured', () => {
  const rows = table(`
    metric              | sums of the year to date, fen-days, fen or counts           | days | value
    # average: divided by calendar days, half up once
    deposit_average     | deposit_product 100_000                                     | 100  | 1000
    deposit_average     | deposit_product 149                                         | 100  | 1
    deposit_average     | deposit_product 150                                         | 100  | 2
    deposit_average     | deposit_product -150                                        | 100  | -2
    deposit_average     |                                                             | 100  | 0
    customers_held      | customers_held 4049                                         | 100  | 40
    customers_held      | customers_held 4050                                         | 100  | 41
    # G40: 2,000 + 1,000 × 0.3 + 500 × 1.1 = 2,850 (万 yuan), a day's average of 90 days
    weighted_deposits   | corporate_product 180_000_000_000_000, margin_product 90_000_000_000_000, savings_product 45_000_000_000_000 | 90 | 2850000000000
    weighted_deposits   | margin_product 1                                            | 1    | 0
    weighted_deposits   | margin_product 2                                            | 1    | 1
    # flow: a sum
    contribution        | contribution -12_345                                        | 100  | -12345
    new_customers       | new_customers 7                                             | 100  | 7
    # ratio, in millionths; nothing under the line: what the catalogue says
    npl_rate            | npl_product 1, loan_product 3                               | 100  | 333333
    npl_rate            | npl_product 2, loan_product 3                               | 100  | 666667
    npl_rate            | npl_product 5                                               | 100  | 0
    interest_collection | interest_received 970, interest_due 1000                    | 100  | 970000
    interest_collection | interest_received 970                                       | 100  | 1000000
    interest_collection | interest_received 1200, interest_due 1000                   | 100  | 1200000
    cross_sell_rate     | firm_products_held 2, person_products_held 4, firm_products 4, person_products 6 | 100 | 600000
    # lost ÷ average held: customer-days are divided by the days first
    churn_rate          | customers_lost 2, customers_held 4000                       | 100  | 50000
    churn_rate          | customers_lost 1, customers_held 1                          | 100  | 100000000
    churn_rate          |                                                             | 100  | 0
    # increment over last year's average of the same customers
    deposit_increment   | deposit_product 500_000, deposit_product_last_year 300_000  | 100  | 2000
    deposit_increment   | deposit_product 300_000, deposit_product_last_year 500_000  | 100  | -2000
    deposit_increment   | deposit_product 300_049, deposit_product_last_year 300_000  | 100  | 0
    deposit_increment   | deposit_product 300_050, deposit_product_last_year 300_000  | 100  | 1
  `);
  it.each(rows)('$metric of "$1" is $value', (row) => {
    const sums = row['sums of the year to date, fen-days, fen or counts'];
    expect(measure(row.metric, sums, { days: BigInt(row.days) }).value).toBe(BigInt(row.value));
  });

  it('without a closed quarter of last year an increment counts nothing, or from zero', () => {
    const sums = 'deposit_product 500_000';
    expect(measure('deposit_increment', sums, { lastYear: false }).value).toBe(0n);
    const fromZero = changed((draft) => {
      const metric = draft.metrics.find((one) => one.key === 'deposit_increment')!;
      Object.assign(metric.source, { withoutLastYear: 'from_zero' });
    });
    expect(measure('deposit_increment', sums, { lastYear: false, of: fromZero }).value).toBe(5000n);
  });

  const entries = table(`
    metric       | certified                                   | value
    visits       | 2026Q1 12, 2026Q2 8                         | 20
    visits       |                                             | 0
    satisfaction | 2026Q1 4_500_000, 2026Q2 4_300_000          | 4400000
    satisfaction | 2026Q1 4_300_000, 2026Q2 4_300_001          | 4300001
    satisfaction |                                             | 4500000
    effective_cards | 2026Q1 560, 2026Q2 540                   | 540
    control_grade |                                            | 1
  `);
  it.each(entries)('$metric by hand: "$certified" is $value', ({ metric, certified, value }) => {
    expect(measure(metric, '', { figures: certified }).value).toBe(BigInt(value));
  });

  it('says its formula with the numbers in it', () => {
    const { explanation } = measure(
      'weighted_deposits',
      'corporate_product 200_000, margin_product 100_000, savings_product 50_000',
    );
    expect(explanation).toEqual({
      rule: 'metrics.rule.average',
      formula: 'metrics.formula.average',
      inputs: {
        terms: '(2000.00 × 1 + 1000.00 × 0.3 + 500.00 × 1.1)',
        days: '100',
        '对公存款积数 / Corporate deposit product': '2000.00',
        '保证金存款积数 / Margin deposit product': '1000.00',
        '储蓄存款积数 / Savings product': '500.00',
        value: '28.50',
      },
    });
  });

  it('leads down to the measures it is made of', () => {
    expect(measuresBehind(metricOf('npl_rate'))).toEqual(['npl_product', 'loan_product']);
    expect(measuresBehind(metricOf('deposit_increment'))).toEqual([
      'deposit_product',
      'deposit_product_last_year',
    ]);
    expect(measuresBehind(metricOf('visits'))).toEqual([]);
  });

  it('averages of parts differ from the average of the whole by less than a fen each', () => {
    fc.assert(
      fc.property(
        fc.array(fc.bigInt({ min: -(10n ** 16n), max: 10n ** 16n }), {
          minLength: 1,
          maxLength: 9,
        }),
        fc.bigInt({ min: 1n, max: 366n }),
        (products, days) => {
          const of = (sum: bigint) =>
            measure('deposit_average', `deposit_product ${sum}`, { days }).value;
          const whole = of(products.reduce((sum, one) => sum + one, 0n));
          const parts = products.reduce((sum, one) => sum + of(one), 0n);
          const off = whole > parts ? whole - parts : parts - whole;
          expect(off).toBeLessThanOrEqual(BigInt(products.length));
        },
      ),
      { seed: 1300, numRuns: 200 },
    );
  });
});

function changed(change: (draft: CatalogueInput) => void): MetricCatalogue {
  const draft = structuredClone(metricCatalogueKind.initial) as CatalogueInput;
  change(draft);
  return metricCatalogueKind.schema.parse(draft);
}

/** A small catalogue, so that places are easy to read. */
function small(change: (draft: CatalogueInput) => void) {
  const draft: CatalogueInput = {
    measures: [
      { key: 'deposits', name: both('存款积数'), basis: 'deposit_product' },
      { key: 'fees', name: both('手续费'), basis: 'fee_income' },
      { key: 'loans', name: both('放款'), basis: 'loans_granted', sizes: [] },
      { key: 'held', name: both('户日'), basis: 'customers_held' },
    ],
    metrics: [
      {
        key: 'average',
        name: both('日均'),
        definition: both('日均'),
        unit: 'fen',
        nature: 'average',
        direction: 'up',
        source: { kind: 'average', of: [{ measure: 'deposits', weight: '1000000' }] },
      },
      {
        key: 'visits',
        name: both('走访'),
        definition: both('走访'),
        unit: 'count',
        nature: 'flow',
        direction: 'up',
        source: { kind: 'manual', evidence: '台账', least: '0', most: '10', over: 'sum' },
      },
    ],
  };
  change(draft);
  return metricCatalogueKind.check!(metricCatalogueKind.schema.parse(draft));
}
const both = (text: string) => ({ zh: text, en: text });

describe('a catalogue is refused', () => {
  const term = (key: string) => ({ measure: key, weight: '1000000' });
  type Source = CatalogueInput['metrics'][number]['source'];
  const source = (of: Source) => (draft: CatalogueInput) => {
    draft.metrics[0]!.source = of;
  };
  const cases: Record<string, (draft: CatalogueInput) => void> = {
    'a balance of one day as source': source({ kind: 'balance', of: [term('deposits')] }),
    'a balance of one day as measure': (draft) => {
      draft.measures[0]!.basis = 'deposit_balance';
    },
    'a rank only': source({ kind: 'rank', of: [term('deposits')] }),
    'an unknown measure': source({ kind: 'average', of: [term('deposit')] }),
    'the same measure twice': source({ kind: 'average', of: [term('deposits'), term('deposits')] }),
    'unlike things added': source({ kind: 'average', of: [term('deposits'), term('held')] }),
    'a key twice': (draft) => {
      draft.metrics[1]!.key = 'average';
    },
    'a key of last year': (draft) => {
      draft.measures[1]!.key = 'fees_last_year';
    },
    'a ratio without denominator': (draft) => {
      draft.metrics[0]!.unit = 'rate';
      draft.metrics[0]!.source = { kind: 'ratio', over: [term('fees')], whenEmpty: '0' };
    },
    'a ratio of unlike things': (draft) => {
      draft.metrics[0]!.unit = 'rate';
      draft.metrics[0]!.source = {
        kind: 'ratio',
        over: [term('fees')],
        under: [term('held')],
        whenEmpty: '0',
      };
    },
    'a product as flow': source({ kind: 'flow', of: [term('deposits')] }),
    'an increment of a flow': source({ kind: 'increment', of: [term('fees')] }),
    'a wrong unit': (draft) => {
      draft.metrics[0]!.unit = 'count';
    },
    'sizes that do not rise': (draft) => {
      draft.measures[2]!.sizes = [
        { fromFen: '500', counts: '1' },
        { fromFen: '400', counts: '2' },
      ];
    },
    'sizes that overlap': (draft) => {
      draft.measures[2]!.sizes = [
        { fromFen: '500', counts: '1' },
        { fromFen: '500', counts: '2' },
      ];
    },
    'sizes where there are none': (draft) => {
      draft.measures[1]!.sizes = [{ fromFen: '500', counts: '1' }];
    },
    'products of customers': (draft) => {
      draft.measures[3]!.products = ['D1'];
    },
    'a product in and out': (draft) => {
      Object.assign(draft.measures[0]!, { products: ['D1'], without: ['D1'] });
    },
    'a hand entry without evidence': (draft) => {
      Object.assign(draft.metrics[1]!.source, { evidence: ' ' });
    },
    'a least above the most': (draft) => {
      Object.assign(draft.metrics[1]!.source, { least: '11' });
    },
  };
  const rows = table(`
    case                            | at                          | words
    a balance of one day as source  | metrics[0].source.kind      | 绩效考评监管指引
    a balance of one day as measure | measures[0].basis           | 绩效考评监管指引
    a rank only                     | metrics[0].source.kind      | 目标值
    an unknown measure              | metrics[0].source.of[0].measure | deposits、fees、loans、held
    the same measure twice          | metrics[0].source.of[1].measure | 重复
    unlike things added             | metrics[0].source.of[1].measure | customer_days
    a key twice                     | metrics[1].key              | 第 1 项
    a key of last year              | measures[1].key             | _last_year
    a ratio without denominator     | metrics[0].source.under     | 没有分母
    a ratio of unlike things        | metrics[0].source.under     | 不能相除
    a product as flow               | metrics[0].source.kind      | average
    an increment of a flow          | metrics[0].source.kind      | 积数
    a wrong unit                    | metrics[0].unit             | fen
    sizes that do not rise          | measures[2].sizes[1].fromFen | 400
    sizes that overlap              | measures[2].sizes[1].fromFen | 重叠
    sizes where there are none      | measures[1].sizes           | 规模折算
    products of customers           | measures[3].products        | 留空
    a product in and out            | measures[0].without         | D1
    a hand entry without evidence   | metrics[1].source.evidence  | 依据
    a least above the most          | metrics[1].source.least     | 11
  `);
  it.each(rows)('$case: at $at', ({ case: name, at, words }) => {
    const faults = small(cases[name]!);
    expect(faults.map((fault) => fault.at)).toContain(at);
    expect(faults.map((fault) => fault.zh).join('\n')).toContain(words);
    expect(faults.every((fault) => fault.en !== '')).toBe(true);
  });

  it('and none of it is said of a right one', () => {
    expect(small(() => undefined)).toEqual([]);
    expect(metricCatalogueKind.check!(catalogue)).toEqual([]);
    expect(metricCatalogueKind.warn!(catalogue)).toEqual([]);
    expect(Object.keys(cases).toSorted()).toEqual(rows.map((row) => row.case).toSorted());
  });

  it('warns of a measure that no metric uses', () => {
    const unused = changed((draft) => {
      draft.measures.push({ key: 'spare', name: both('备用'), basis: 'fee_income' });
    });
    expect(metricCatalogueKind.warn!(unused).map((one) => one.at)).toEqual([
      `measures[${unused.measures.length - 1}].key`,
    ]);
  });
});

it('the six metrics of every RM stand first, under their keys', () => {
  expect(
    catalogue.metrics.slice(0, 6).map((one) => `${one.key} ${one.unit} ${one.nature}`),
  ).toEqual([
    'deposit_average fen average',
    'loan_average fen average',
    'contribution fen flow',
    'fee_income fen flow',
    'new_customers count flow',
    'npl_rate rate level',
  ]);
});
