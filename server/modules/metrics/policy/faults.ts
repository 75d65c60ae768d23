import type { PolicyFault } from '../../../platform/policy/kind.ts';
import { forbiddenBases, unitOfBasis, type Basis, type MeasureUnit } from '../contract.ts';
import type { MeasureRule, MetricCatalogue, MetricRule, SourceOf, Term } from './shape.ts';

/** Ends the key of the measure of last year that an increment brings along. */
export const lastYearSuffix = '_last_year';

const whole = 1_000_000n;
const guideline = {
  zh: '《银行业金融机构绩效考评监管指引》',
  en: "the regulator's guideline on performance assessment",
};
/** Bases whose amounts have a size to convert by. */
const sized: readonly string[] = [
  'loan_product',
  'npl_product',
  'interest_received',
  'interest_due',
  'loans_granted',
  'loan_amount_granted',
  'new_customers',
] satisfies Basis[];
/** Bases that belong to a customer and to no account: products say nothing about them. */
const ofCustomers: readonly string[] = [
  'new_customers',
  'customers_held',
  'customers_lost',
] satisfies Basis[];

/**
 * What the schema cannot say about a catalogue: figures that the regulator forbids, keys used
 * twice, measures that are not there, sums of unlike things, sizes that overlap, entries by hand
 * without evidence. Each fault has its place and what to write instead.
 */
export function catalogueFaults(catalogue: MetricCatalogue): PolicyFault[] {
  const measures = new Map(catalogue.measures.map((one) => [one.key, one]));
  return [
    ...repeated(catalogue.measures, 'measures'),
    ...repeated(catalogue.metrics, 'metrics'),
    ...catalogue.measures.flatMap(measureFaults),
    ...catalogue.metrics.flatMap((metric, at) => metricFaults(metric, at, measures)),
  ];
}

function repeated(list: readonly { readonly key: string }[], place: string): PolicyFault[] {
  return list.flatMap(({ key }, at) => {
    const first = list.findIndex((one) => one.key === key);
    return first === at
      ? []
      : [
          {
            at: `${place}[${at}].key`,
            zh: `编码 ${key} 已在第 ${first + 1} 项使用，请另取一个`,
            en: `the key ${key} is used by entry ${first + 1} already: choose another`,
          },
        ];
  });
}

function measureFaults(one: MeasureRule, at: number): PolicyFault[] {
  const place = `measures[${at}]`;
  const faults: PolicyFault[] = [];
  if ((forbiddenBases as readonly string[]).includes(one.basis)) {
    faults.push({
      at: `${place}.basis`,
      zh:
        `${one.key} 是时点余额：${guideline.zh}禁止时点性规模考评指标，` +
        '请改用积数（deposit_product 或 loan_product）计算日均',
      en:
        `${one.key} is a balance of one day: ${guideline.en} forbids size at a point in time; ` +
        'use deposit_product or loan_product and a daily average',
    });
  }
  if (one.key.endsWith(lastYearSuffix)) {
    faults.push({
      at: `${place}.key`,
      zh: `以 ${lastYearSuffix} 结尾的编码留给增量指标的上年基数，请另取一个`,
      en: `keys that end in ${lastYearSuffix} are kept for last year's base: choose another`,
    });
  }
  const both = one.products.find((code) => one.without.includes(code));
  if (both !== undefined) {
    faults.push({
      at: `${place}.without`,
      zh: `产品 ${both} 同时列入计入和不计入，请去掉一处`,
      en: `the product ${both} both counts and does not count: remove one`,
    });
  }
  if (ofCustomers.includes(one.basis) && one.products.length + one.without.length > 0) {
    faults.push({
      at: `${place}.products`,
      zh: '客户数不按产品计算，产品须留空',
      en: 'customers are not counted by product: leave products empty',
    });
  }
  if (one.basis === 'products_applicable' && one.products.length === 0) {
    faults.push({
      at: `${place}.products`,
      zh: '须列出适用产品：交叉销售率的分母是每户适用的产品数',
      en: 'name the applicable products: they are what the cross-sell rate divides by',
    });
  }
  return [...faults, ...sizeFaults(one, place)];
}

function sizeFaults(one: MeasureRule, place: string): PolicyFault[] {
  if (one.sizes.length === 0) return [];
  if (!sized.includes(one.basis)) {
    return [
      {
        at: `${place}.sizes`,
        zh: `${one.basis} 没有可折算的规模：规模折算只用于贷款和新增客户`,
        en: `${one.basis} has no size to convert by: sizes are for loans and new customers`,
      },
    ];
  }
  return one.sizes.flatMap((size, at) => {
    const before = one.sizes[at - 1];
    if (before !== undefined && size.fromFen <= before.fromFen) {
      return [
        {
          at: `${place}.sizes[${at}].fromFen`,
          zh:
            `规模段重叠：起点 ${size.fromFen} 分不高于上一段的 ${before.fromFen} 分，` +
            '须由小到大',
          en:
            `sizes overlap: ${size.fromFen} fen is not above ${before.fromFen} fen ` +
            'of the row before; they must rise',
        },
      ];
    }
    return size.fromFen < 0n || size.counts < 0n
      ? [
          {
            at: `${place}.sizes[${at}]`,
            zh: '规模起点和折算数不得为负',
            en: 'a size and what it counts cannot be below 0',
          },
        ]
      : [];
  });
}

type Measures = ReadonlyMap<string, MeasureRule>;

function metricFaults(metric: MetricRule, at: number, measures: Measures): PolicyFault[] {
  const place = `metrics[${at}]`;
  const { source } = metric;
  switch (source.kind) {
    case 'balance':
      return [
        {
          at: `${place}.source.kind`,
          zh:
            `${metric.key} 取时点余额：${guideline.zh}禁止时点性规模考评指标，` +
            '请改为 average（日均）或 increment（比上年日均增量）',
          en:
            `${metric.key} is a balance of one day: ${guideline.en} forbids size at a point ` +
            'in time; write average or increment',
        },
      ];
    case 'rank':
      return [
        {
          at: `${place}.source.kind`,
          zh:
            `${metric.key} 只有名次：${guideline.zh}禁止没有目标值、只看市场份额或排名的指标，` +
            '请改为 average、flow 或 ratio 并设目标值',
          en:
            `${metric.key} is a rank only: ${guideline.en} forbids metrics that are only market ` +
            'share or rank without a level to reach; write average, flow or ratio with a target',
        },
      ];
    case 'manual':
      return manualFaults(metric, source, place);
    case 'ratio':
      return ratioFaults(metric, source, place, measures);
    default:
      return sumFaults(metric, { ...source, at: `${place}.source.of` }, measures, place);
  }
}

/** Unit of a list of terms, with a fault for each measure that is not there or is of another. */
function unitOfTerms(
  terms: readonly Term[],
  place: string,
  measures: Measures,
): { unit: MeasureUnit | null; faults: PolicyFault[] } {
  const faults: PolicyFault[] = [];
  let unit: MeasureUnit | null = null;
  terms.forEach((term, at) => {
    const measure = measures.get(term.measure);
    if (measure === undefined) {
      faults.push({
        at: `${place}[${at}].measure`,
        zh: `没有归属口径 ${term.measure}，可用的有：${[...measures.keys()].join('、')}`,
        en: `there is no measure ${term.measure}; there are ${[...measures.keys()].join(', ')}`,
      });
      return;
    }
    if (terms.findIndex((one) => one.measure === term.measure) < at) {
      faults.push({
        at: `${place}[${at}].measure`,
        zh: `归属口径 ${term.measure} 重复，请合并权重`,
        en: `the measure ${term.measure} stands twice: add the weights up`,
      });
    }
    const own = unitOfBasis[measure.basis as Basis] ?? null;
    if (own === null) return;
    if (unit !== null && own !== unit) {
      faults.push({
        at: `${place}[${at}].measure`,
        zh: `${term.measure} 的单位与前面的口径不同（${own}、${unit}），不能相加`,
        en: `${term.measure} is counted in ${own}, those before in ${unit}: they cannot be added`,
      });
    }
    unit ??= own;
  });
  return { unit, faults };
}

const isDays = (unit: MeasureUnit | null) => unit === 'fen_days' || unit === 'customer_days';
/** What a figure of a measure is counted in once its days are divided out. */
const plainUnit = (unit: MeasureUnit) => (unit === 'fen' || unit === 'fen_days' ? 'fen' : 'count');

function sumFaults(
  metric: MetricRule,
  source: { readonly kind: string; readonly of: readonly Term[]; readonly at: string },
  measures: Measures,
  place: string,
): PolicyFault[] {
  const { unit, faults } = unitOfTerms(source.of, source.at, measures);
  if (unit === null) return faults;
  const wantsDays = source.kind !== 'flow';
  if (wantsDays !== isDays(unit)) {
    faults.push({
      at: `${place}.source.kind`,
      zh: wantsDays
        ? '日均和增量须用积数（存款、贷款、不良或管户天数）'
        : '积数不能直接相加成指标：须用 average（日均）',
      en: wantsDays
        ? 'an average or increment is of balance products or customer-days'
        : 'balance products are no figure by themselves: use average',
    });
  }
  if (source.kind === 'increment' && unit === 'customer_days') {
    faults.push({
      at: source.at,
      zh: '增量只用于存款和贷款积数',
      en: 'an increment is of deposit or loan products only',
    });
  }
  if (metric.unit !== plainUnit(unit)) {
    faults.push({
      at: `${place}.unit`,
      zh: `单位应为 ${plainUnit(unit)}，现为 ${metric.unit}`,
      en: `the unit must be ${plainUnit(unit)}, it is ${metric.unit}`,
    });
  }
  return faults;
}

function ratioFaults(
  metric: MetricRule,
  source: SourceOf<'ratio'>,
  place: string,
  measures: Measures,
): PolicyFault[] {
  const over = unitOfTerms(source.over, `${place}.source.over`, measures);
  const under = unitOfTerms(source.under, `${place}.source.under`, measures);
  const faults = [...over.faults, ...under.faults];
  if (source.under.length === 0) {
    faults.push({
      at: `${place}.source.under`,
      zh: '比率没有分母，请列出作分母的归属口径',
      en: 'the ratio has nothing to divide by: name the measures under the line',
    });
  }
  if (metric.unit !== 'rate' && metric.unit !== 'score') {
    faults.push({
      at: `${place}.unit`,
      zh: `比率的单位应为 rate，现为 ${metric.unit}`,
      en: `the unit of a ratio must be rate, it is ${metric.unit}`,
    });
  }
  if (over.unit !== null && under.unit !== null && plainUnit(over.unit) !== plainUnit(under.unit)) {
    faults.push({
      at: `${place}.source.under`,
      zh: `分子是${over.unit}，分母是${under.unit}，不能相除`,
      en: `${over.unit} cannot be divided by ${under.unit}`,
    });
  }
  return faults;
}

function manualFaults(
  metric: MetricRule,
  source: SourceOf<'manual'>,
  place: string,
): PolicyFault[] {
  const faults: PolicyFault[] = [];
  if (source.evidence.trim() === '') {
    faults.push({
      at: `${place}.source.evidence`,
      zh: `${metric.key} 由人工登记，须写明依据（台账、调查、确认书等）`,
      en: `${metric.key} is entered by hand: say what it rests on (register, survey, confirmation)`,
    });
  }
  if (source.least > source.most) {
    faults.push({
      at: `${place}.source.least`,
      zh: `最小值 ${source.least} 大于最大值 ${source.most}`,
      en: `the least, ${source.least}, is above the most, ${source.most}`,
    });
  }
  if (metric.unit === 'rate' && (source.least < 0n || source.most > 10n * whole)) {
    faults.push({
      at: `${place}.source.most`,
      zh: '比率以百万分之一计，须在 0 与 10000000（1000%）之间',
      en: 'a rate is in millionths: between 0 and 10000000 (1000 %)',
    });
  }
  return faults;
}

/** What an author should know though the catalogue is accepted. */
export function catalogueWarnings(catalogue: MetricCatalogue): PolicyFault[] {
  const used = new Set(
    catalogue.metrics
      .flatMap(({ source }) => [
        ...('of' in source ? source.of : []),
        ...('over' in source && source.kind === 'ratio' ? [...source.over, ...source.under] : []),
      ])
      .map((term) => term.measure),
  );
  return catalogue.measures.flatMap((one, at) =>
    used.has(one.key)
      ? []
      : [
          {
            at: `measures[${at}].key`,
            zh: `没有指标使用归属口径 ${one.key}：它仍会按户拆分并占用空间`,
            en: `no metric uses the measure ${one.key}: it is still split for every customer`,
          },
        ],
  );
}
