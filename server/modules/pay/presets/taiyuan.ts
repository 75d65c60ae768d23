import type { PolicyPreset } from '../../../platform/policy/kind.ts';
import type { PaySchemeText } from '../policy.ts';
import type { PayItemText } from '../policy/items.ts';
import { assumedBase, each, frame, metric, piece } from './frame.ts';

type Factor = Extract<PayItemText, { kind: 'multiplier' }>['factors'][number];
const performance = ['lead', 'maintained', 'approvals', 'allowance', 'assist', 'completion'];

/** G: what the NPL ratio takes; a bound belongs to the milder band (≤ 1.5 %, ≤ 2 %, ≤ 2.5 %). */
const byNpl = (of: Factor['of']): Factor => ({
  of,
  edge: 'above',
  bands: [
    { from: '25000', factor: '1000000' },
    { from: '20000', factor: '500000' },
    { from: '15000', factor: '300000' },
    { from: '0', factor: '0' },
  ],
});

/** Microcredit bank B, Taiyuan (domain rules 3.2-4; G38). */
export const taiyuan: PolicyPreset<PaySchemeText> = {
  key: 'microcredit_taiyuan',
  title: { zh: '小微信贷方案（太原）', en: 'Microcredit scheme (Taiyuan)' },
  source: '太原小微信贷客户经理薪酬程序 TYNEW（domain rules 3.2-4）',
  note: {
    zh:
      '绩效 =（150·A + 20·B + 10·C + D + 100·E + F）×（1 − G）。来源按月，此处一期（季）沿用原数：按月计的银行把 B、D、F 的金额改为三倍。' +
      'A 按金额折算由指标“贷款折算笔数”完成；D 的五级对应见习、初级、中级、高级和高级 1 档，为假定；' +
      'F 对 100 万元任务的完成率恰为 120 % 时 1,300（程序写成 0 是错误）；G 用未取整的不良率（程序取两位小数是错误）。' +
      '团队完成率用贷款日均对责任书目标（来源未说明）。指标须先采用指标目录的“公开薪酬方案所需指标”。',
    en:
      'Performance = (150·A + 20·B + 10·C + D + 100·E + F) × (1 − G). The source pays by the ' +
      'month; ' +
      'here its numbers stand for one period, the quarter: a bank that keeps months triples B, D ' +
      'and F. A is converted by size in the metric “loans converted by size”. The five grades' +
      ' of D ' +
      'are trainee, junior, middle, senior and senior step 1 (ASSUMED). At exactly 120 % of the ' +
      '1 million task F is 1,300 (the program’s 0 is a fault); G goes by the NPL rate before any ' +
      'rounding (two decimals were a fault). The team’s completion is that of average loans ' +
      'against the letters’ targets (the source does not say). Its metrics are those of the ' +
      'catalogue preset “metrics of published pay schemes”.',
  },
  body: {
    ...frame,
    items: [
      assumedBase,
      piece('lead', '主办贷款（折算）', 'Loans as lead, converted', {
        metric: 'loans_by_size',
        price: each(150),
      }),
      piece('maintained', '维护客户', 'Customers maintained', {
        metric: 'maintained_customers',
        price: each(20),
      }),
      piece('approvals', '审批笔数', 'Approvals', { metric: 'approvals', price: each(10) }),
      {
        kind: 'by_grade',
        key: 'allowance',
        name: { zh: '等级津贴', en: 'Grade allowance' },
        part: 'bonus',
        per: 'quarter',
        amounts: { trainee: '0', junior: '40000', middle: '80000', senior: '120000' },
        steps: [{ step: 'senior/1', amount: '200000' }],
      },
      piece('assist', '协办贷款', 'Loans assisted', { metric: 'loans_assisted', price: each(100) }),
      {
        kind: 'amount_by_band',
        key: 'completion',
        name: { zh: '任务完成奖', en: 'Completion of the task' },
        of: { ...metric('loan_amount'), as: 'against', reference: '100000000' },
        bands: [
          { from: '1200000', amount: '130000' },
          { from: '1000000', amount: '100000' },
          { from: '800000', amount: '60000' },
          { from: '0', amount: '0' },
        ],
      },
      {
        kind: 'multiplier',
        key: 'npl_factor',
        name: { zh: '不良率系数', en: 'Factor of the NPL rate' },
        on: performance,
        combine: 'less',
        factors: [byNpl({ ...metric('npl_rate'), span: 'year' })],
      },
      {
        kind: 'by_grade',
        key: 'head',
        name: { zh: '团队负责人津贴', en: 'Allowance of a team head' },
        part: 'bonus',
        per: 'quarter',
        amounts: { trainee: '100000', junior: '100000', middle: '100000', senior: '100000' },
        when: [{ value: metric('heads_team'), atLeast: '1' }],
      },
      {
        kind: 'multiplier',
        key: 'head_factor',
        name: { zh: '团队系数', en: 'Factor of the team' },
        on: ['head'],
        combine: 'less',
        factors: [
          {
            of: { ...metric('loan_average'), as: 'completion', whose: 'team', span: 'year' },
            bands: [
              { from: '800000', factor: '0' },
              { from: '0', factor: '500000' },
            ],
          },
          byNpl({
            ...metric('npl_average'),
            as: 'ratio',
            under: [{ metric: 'loan_average' }],
            whose: 'team',
            span: 'year',
          }),
        ],
      },
    ],
  },
};

/** The older Taiyuan variant: its risk deposit and overdue deduction (domain rules 3.2-4; G39). */
export const taiyuanOld: PolicyPreset<PaySchemeText> = {
  key: 'microcredit_taiyuan_old',
  title: { zh: '小微信贷方案（太原旧版）', en: 'Microcredit scheme (Taiyuan, older)' },
  source: '太原小微信贷客户经理薪酬程序旧版 TYNEW（domain rules 3.2-4）',
  note: {
    zh:
      '来源给出风险金分段（按月 2,000 元以下不扣，2,000–5,000 元 10 %，以上 20 %）、18 个月返还、' +
      '逾期扣款 0/5/10/20/30 % 和负责人 1,000 或 500 元；' +
      '计件单价沿用新版，为假定。中后台按客户经理平均的 80 % 计酬，没有考核表，不在本制度内。' +
      '“团队平均达到 80 %”读作团队贷款日均对目标的完成率。指标须先采用指标目录的“公开薪酬方案所需指标”。',
    en:
      'The source gives the slices of the risk deposit (by the month: nothing up to 2,000, 10' +
      ' % up ' +
      'to 5,000, 20 % above), its return after 18 months, the overdue deduction 0/5/10/20/30 ' +
      '% and ' +
      '1,000 or 500 for a head; the piece rates are those of the newer scheme (ASSUMED). The ' +
      'middle office, paid 80 % of the RMs’ average, has no sheets and stays outside. “Team ' +
      'average reaches 80 %” is read as completion of the team’s loan targets. Its metrics are ' +
      'those of the catalogue preset “metrics of published pay schemes”.',
  },
  body: {
    ...frame,
    items: [
      assumedBase,
      piece('lead', '主办贷款（折算）', 'Loans as lead, converted', {
        metric: 'loans_by_size',
        price: each(150),
      }),
      piece('maintained', '维护客户', 'Customers maintained', {
        metric: 'maintained_customers',
        price: each(20),
      }),
      {
        kind: 'amount_by_band',
        key: 'head',
        name: { zh: '团队负责人津贴', en: 'Allowance of a team head' },
        of: { ...metric('loan_average'), as: 'completion', whose: 'team', span: 'year' },
        bands: [
          { from: '800000', amount: '100000' },
          { from: '0', amount: '50000' },
        ],
        when: [{ value: metric('heads_team'), atLeast: '1' }],
      },
      {
        kind: 'risk_deposit',
        key: 'risk_money',
        name: { zh: '风险金', en: 'Risk deposit' },
        items: ['lead', 'maintained', 'head'],
        per: 'month',
        slices: [
          { from: '500000', share: '200000' },
          { from: '200000', share: '100000' },
          { from: '0', share: '0' },
        ],
        release: { after: 'months', months: 18 },
        usedMetric: 'risk_money_used',
      },
      {
        kind: 'deduction',
        key: 'overdue',
        name: { zh: '逾期扣款', en: 'Overdue deduction' },
        of: { ...metric('overdue_rate'), span: 'year' },
        take: {
          by: 'items',
          items: ['lead', 'maintained'],
          edge: 'above',
          bands: [
            { from: '15000', share: '300000' },
            { from: '10000', share: '200000' },
            { from: '5000', share: '100000' },
            { from: '0', share: '50000' },
          ],
        },
        when: [{ value: { ...metric('overdue_rate'), span: 'year' }, atLeast: '1' }],
      },
    ],
  },
};
