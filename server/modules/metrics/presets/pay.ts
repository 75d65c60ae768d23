import type { PolicyPreset } from '../../../platform/policy/kind.ts';
import { manualMetrics } from '../policy/manual.ts';
import { initialMeasures, measuredMetrics } from '../policy/measured.ts';
import type { CatalogueInput } from '../policy/shape.ts';

type MeasureInput = CatalogueInput['measures'][number];
type MetricInput = CatalogueInput['metrics'][number];
type Words = { readonly zh: string; readonly en: string };

/** ASSUMED: codes of the one-year deposits in the initial list of products. */
const oneYear = ['D-1Y-C', 'D-1Y-P'];
const wan = (amount: number) => String(amount * 1_000_000);
const whole = '1000000';

const measures: MeasureInput[] = [
  {
    key: 'one_year_product',
    name: { zh: '一年期存款积数', en: 'One-year deposit product' },
    basis: 'deposit_product',
    products: oneYear,
  },
  {
    key: 'other_deposit_product',
    name: { zh: '其他存款积数', en: 'Other deposit product' },
    basis: 'deposit_product',
    without: oneYear,
  },
  newCustomers('small', '新增客户（不足 5 万元）', 'New customers below 50,000', '1', wan(5)),
  newCustomers('medium', '新增客户（5–20 万元）', 'New customers from 50,000', wan(5), wan(20)),
  newCustomers('large', '新增客户（20–50 万元）', 'New customers from 200,000', wan(20), wan(50)),
  newCustomers('top', '新增客户（50 万元以上）', 'New customers from 500,000', wan(50), null),
];

const metrics: MetricInput[] = [
  ofDeposits('one_year_average', 'one_year_product', 'average', {
    zh: '一年期存款日均',
    en: 'Daily average one-year deposits',
  }),
  ofDeposits('other_deposit_average', 'other_deposit_product', 'average', {
    zh: '其他存款日均',
    en: 'Daily average of other deposits',
  }),
  ofDeposits('one_year_increment', 'one_year_product', 'increment', {
    zh: '一年期存款日均增量',
    en: 'Increment of one-year deposits',
  }),
  ofDeposits('other_deposit_increment', 'other_deposit_product', 'increment', {
    zh: '其他存款日均增量',
    en: 'Increment of other deposits',
  }),
  {
    ...ofDeposits('npl_average', 'npl_product', 'average', {
      zh: '不良贷款日均',
      en: 'Daily average bad loans',
    }),
    direction: 'down',
  },
  ...(['small', 'medium', 'large', 'top'] as const).map(counted),
  byHand('npl_deduction_recovered', 'fen', 'sum', {
    zh: '收回不良对应的已扣款',
    en: 'Deductions whose bad loan was recovered',
  }),
  byHand('loan_margin_pay', 'fen', 'sum', {
    zh: '贷款利差绩效（按保证方式系数）',
    en: 'Margin pay of loans by guarantee',
  }),
  byHand('daily_work_pay', 'fen', 'sum', {
    zh: '日常工作奖（支行行长分配）',
    en: 'Daily-work bonus given by the branch head',
  }),
  byHand('wealth_units_pay', 'fen', 'sum', {
    zh: '理财产品计价金额',
    en: 'Wealth products at unit prices',
  }),
  byHand('wealth_referred_in_pay', 'fen', 'sum', {
    zh: '其中他人转介来的计价金额',
    en: 'Of them, referred to him',
  }),
  byHand('wealth_referred_out_pay', 'fen', 'sum', {
    zh: '转介给他人的计价金额',
    en: 'At unit prices, referred by him to others',
  }),
  byHand('risk_money_used', 'fen', 'sum', {
    zh: '风险金用于责任承担的金额',
    en: 'Risk money used for his liability',
  }),
  byHand('overdue_items', 'count', 'sum', { zh: '逾期笔数', en: 'Overdue loans' }),
  byHand('overdue_days', 'count', 'sum', { zh: '逾期天数', en: 'Days overdue' }),
  byHand('overdue_rate', 'rate', 'latest', { zh: '逾期率', en: 'Overdue rate' }),
  byHand('external_hire', 'count', 'latest', {
    zh: '外聘人员（1 是，0 否）',
    en: 'External hire (1 yes, 0 no)',
  }),
  byHand('heads_team', 'count', 'latest', {
    zh: '团队负责人（1 是，0 否）',
    en: 'Heads a team (1 yes, 0 no)',
  }),
];

/** The initial catalogue and what the published pay schemes count besides (domain rules 3.2). */
export const payCatalogue: PolicyPreset<CatalogueInput> = {
  key: 'published_pay',
  title: { zh: '公开薪酬方案所需指标', en: 'Metrics of published pay schemes' },
  source: 'domain rules 3.2, 4.2, 7',
  note: {
    zh:
      '在初始目录之上增加：一年期与其他存款（产品代码为假定）、按存款规模分档的新增客户、不良贷款日均，以及需一人录入、另一人核定的薪酬数据。' +
      '逾期笔数、天数、逾期率来源未说明统计口径，按台账录入。',
    en:
      'Beyond the initial catalogue: one-year and other deposits (product codes ASSUMED), new ' +
      'customers by the size of their deposits, average bad loans, and pay figures that one p' +
      'erson ' +
      'enters and another certifies. How overdue loans, days and rate are counted the sources do ' +
      'not say: they are entered from the register.',
  },
  body: {
    measures: [...initialMeasures, ...measures],
    metrics: [...measuredMetrics, ...manualMetrics, ...metrics],
  },
};

/** New customers whose size is from a bound up to the next. */
function newCustomers(
  size: string,
  zh: string,
  en: string,
  from: string,
  until: string | null,
): MeasureInput {
  return {
    key: `new_customers_${size}`,
    name: { zh, en },
    basis: 'new_customers',
    sizes: [
      { fromFen: from, counts: '1' },
      ...(until === null ? [] : [{ fromFen: until, counts: '0' }]),
    ],
  };
}

function counted(size: string): MetricInput {
  const key = `new_customers_${size}`;
  const { name } = measures.find((one) => one.key === key)!;
  return {
    key,
    name,
    definition: {
      zh: '当年新增客户中，自开户起本季存款日均在本档的户数',
      en: 'New customers whose deposits since they came average within this size',
    },
    unit: 'count',
    nature: 'flow',
    direction: 'up',
    source: { kind: 'flow', of: [{ measure: key, weight: whole }] },
  };
}

function ofDeposits(
  key: string,
  measure: string,
  kind: 'average' | 'increment',
  name: Words,
): MetricInput {
  return {
    key,
    name,
    definition:
      kind === 'average'
        ? { zh: '当年累计积数除以日历天数', en: 'Products of the year divided by calendar days' }
        : {
            zh: '日均减同一批客户上年日均；上年基数随客户移交',
            en: 'Daily average less last year’s of the same customers; the base moves with them',
          },
    unit: 'fen',
    nature: 'average',
    direction: 'up',
    source: { kind, of: [{ measure, weight: whole }] },
  };
}

function byHand(
  key: string,
  unit: 'fen' | 'count' | 'rate',
  over: 'sum' | 'latest',
  name: Words,
): MetricInput {
  const most = { fen: '100000000000000', count: '100000', rate: whole }[unit];
  return {
    key,
    name,
    definition: {
      zh: `${name.zh}，由一人凭依据录入、另一人核定`,
      en: `${name.en}, entered with evidence by one person and certified by another`,
    },
    unit,
    nature: over === 'sum' ? 'flow' : 'level',
    direction: key.startsWith('overdue') ? 'down' : 'up',
    source: { kind: 'manual', evidence: '台账 / register', least: '0', most, over },
  };
}
