import type { CatalogueInput } from './shape.ts';

type MeasureInput = CatalogueInput['measures'][number];
type MetricInput = CatalogueInput['metrics'][number];

/** ASSUMED: code of the margin account (保证金) in the initial list of products. */
const margin = ['D-MARGIN-C'];

/** What a new bank's results are made of. */
export const initialMeasures: MeasureInput[] = [
  measure('deposit_product', '存款积数', 'Deposit product', 'deposit_product'),
  measure('loan_product', '贷款积数', 'Loan product', 'loan_product'),
  measure('npl_product', '不良贷款积数', 'Bad loan product', 'npl_product'),
  measure('contribution', '综合贡献', 'Contribution', 'contribution'),
  measure('fee_income', '中间业务收入', 'Fee income', 'fee_income'),
  measure('new_customers', '新增客户', 'New customers', 'new_customers'),
  measure('savings_product', '储蓄存款积数', 'Savings product', 'deposit_product', {
    customers: 'individual',
  }),
  measure('corporate_product', '对公存款积数', 'Corporate deposit product', 'deposit_product', {
    customers: 'corporate',
    without: margin,
  }),
  measure('margin_product', '保证金存款积数', 'Margin deposit product', 'deposit_product', {
    customers: 'corporate',
    products: margin,
  }),
  measure('interest_received', '实收利息', 'Interest received', 'interest_received'),
  measure('interest_due', '应收利息', 'Interest due', 'interest_due'),
  measure('loans_granted', '发放贷款笔数', 'Loans granted', 'loans_granted'),
  measure('loans_by_size', '贷款折算笔数', 'Loans converted by size', 'loans_granted', {
    sizes: [
      { fromFen: '500000', counts: '1' },
      { fromFen: '10000000', counts: '2' },
      { fromFen: '30000000', counts: '3' },
      { fromFen: '50000000', counts: '4' },
      { fromFen: '100000000', counts: '6' },
    ],
  }),
  measure('loan_amount_granted', '发放贷款金额', 'Amount of loans granted', 'loan_amount_granted'),
  measure(
    'personal_loans_granted',
    '发放个人贷款金额',
    'Amount of personal loans granted',
    'loan_amount_granted',
    { customers: 'individual' },
  ),
  measure('interest_small', '小额贷款利息', 'Interest of small loans', 'interest_received', {
    sizes: [
      { fromFen: '0', counts: '1' },
      { fromFen: '100000001', counts: '0' },
    ],
  }),
  measure('interest_large', '大额贷款利息', 'Interest of large loans', 'interest_received', {
    sizes: [{ fromFen: '100000001', counts: '1' }],
  }),
  measure('effective_customers', '新增有效客户', 'New effective customers', 'new_customers', {
    sizes: [{ fromFen: '1000000', counts: '1' }],
  }),
  measure('customers_held', '管户户日', 'Customer-days held', 'customers_held'),
  measure('customers_lost', '流失客户', 'Customers lost', 'customers_lost'),
  measure('firm_products_held', '企业持有产品', 'Products firms hold', 'products_held', {
    customers: 'corporate',
    products: ['D-CUR-C', 'D-1Y-C', 'L-WC-C', 'L-FA-C'],
  }),
  measure('firm_products', '企业适用产品', 'Products for firms', 'products_applicable', {
    customers: 'corporate',
    products: ['D-CUR-C', 'D-1Y-C', 'L-WC-C', 'L-FA-C'],
  }),
  measure('person_products_held', '个人持有产品', 'Products persons hold', 'products_held', {
    customers: 'individual',
    products: ['D-CUR-P', 'D-1Y-P', 'L-HOME-P', 'L-CONS-P'],
  }),
  measure('person_products', '个人适用产品', 'Products for persons', 'products_applicable', {
    customers: 'individual',
    products: ['D-CUR-P', 'D-1Y-P', 'L-HOME-P', 'L-CONS-P'],
  }),
];

/** Metrics that the system computes. The first six are those every RM has targets for. */
export const measuredMetrics: MetricInput[] = [
  metric('deposit_average', '存款日均', 'Daily average deposits', 'fen average up', {
    zh: '所管户存款当年累计积数除以日历天数',
    en: 'Deposit products of the year to date divided by calendar days',
    source: { kind: 'average', of: [plain('deposit_product')] },
  }),
  metric('loan_average', '贷款日均', 'Daily average loans', 'fen average up', {
    zh: '所管户贷款当年累计积数除以日历天数',
    en: 'Loan products of the year to date divided by calendar days',
    source: { kind: 'average', of: [plain('loan_product')] },
  }),
  metric('contribution', '综合贡献', 'Contribution', 'fen flow up', {
    zh: '存贷款利差加手续费，减运营成本和预期损失，税前，当年累计',
    en: 'Margins and fees less operating cost and expected loss, before tax, year to date',
    source: { kind: 'flow', of: [plain('contribution')] },
  }),
  metric('fee_income', '中间业务收入', 'Fee income', 'fen flow up', {
    zh: '手续费净收入（不含增值税），当年累计',
    en: 'Fees without VAT, year to date',
    source: { kind: 'flow', of: [plain('fee_income')] },
  }),
  metric('new_customers', '新增客户', 'New customers', 'count flow up', {
    zh: '当年开户、开户当日由本人主办的客户数',
    en: 'Customers of the year whose lead he was on their first day',
    source: { kind: 'flow', of: [plain('new_customers')] },
  }),
  metric('npl_rate', '不良率', 'NPL rate', 'rate level down', {
    zh: '不良贷款积数除以贷款积数，当年累计；没有贷款时为零',
    en: 'Bad loan products divided by loan products, year to date; zero without loans',
    source: {
      kind: 'ratio',
      over: [plain('npl_product')],
      under: [plain('loan_product')],
      whenEmpty: '0',
    },
  }),
  metric('savings_average', '储蓄存款日均', 'Daily average savings', 'fen average up', {
    zh: '个人客户存款当年累计积数除以日历天数',
    en: 'Deposit products of individuals of the year to date divided by calendar days',
    source: { kind: 'average', of: [plain('savings_product')] },
  }),
  metric(
    'corporate_average',
    '对公存款日均',
    'Daily average corporate deposits',
    'fen average up',
    {
      zh: '公司客户存款（不含保证金）当年累计积数除以日历天数',
      en: 'Deposit products of firms without margins of the year to date divided by calendar days',
      source: { kind: 'average', of: [plain('corporate_product')] },
    },
  ),
  metric('margin_average', '保证金存款日均', 'Daily average margins', 'fen average up', {
    zh: '保证金存款当年累计积数除以日历天数',
    en: 'Products of margin deposits of the year to date divided by calendar days',
    source: { kind: 'average', of: [plain('margin_product')] },
  }),
  metric('weighted_deposits', '折算存款日均', 'Weighted daily deposits', 'fen average up', {
    zh: '对公日均×1 + 保证金日均×0.3 + 储蓄日均×1.1（十级方案）',
    en: 'Corporate average × 1 + margin average × 0.3 + savings average × 1.1 (ten-grade scheme)',
    source: {
      kind: 'average',
      of: [
        plain('corporate_product'),
        { measure: 'margin_product', weight: '300000' },
        { measure: 'savings_product', weight: '1100000' },
      ],
    },
  }),
  metric('deposit_increment', '存款日均增量', 'Increment of deposits', 'fen average up', {
    zh: '所管户存款日均减同一批客户上年日均；上年基数随客户移交',
    en: 'Daily average deposits less last year’s of the same customers; the base moves with them',
    source: { kind: 'increment', of: [plain('deposit_product')] },
  }),
  metric('loan_increment', '贷款日均增量', 'Increment of loans', 'fen average up', {
    zh: '所管户贷款日均减同一批客户上年日均；上年基数随客户移交',
    en: 'Daily average loans less last year’s of the same customers; the base moves with them',
    source: { kind: 'increment', of: [plain('loan_product')] },
  }),
  metric('interest_income', '贷款利息收入', 'Loan interest received', 'fen flow up', {
    zh: '贷款账户实收利息，当年累计',
    en: 'Interest received on loan accounts, year to date',
    source: { kind: 'flow', of: [plain('interest_received')] },
  }),
  metric('small_loan_interest', '小额贷款利息收入', 'Interest of small loans', 'fen flow up', {
    zh: '本金不超过 100 万元的贷款实收利息，当年累计',
    en: 'Interest received on loans of at most 1 million yuan, year to date',
    source: { kind: 'flow', of: [plain('interest_small')] },
  }),
  metric('large_loan_interest', '大额贷款利息收入', 'Interest of large loans', 'fen flow up', {
    zh: '本金超过 100 万元的贷款实收利息，当年累计',
    en: 'Interest received on loans above 1 million yuan, year to date',
    source: { kind: 'flow', of: [plain('interest_large')] },
  }),
  metric('interest_collection', '收息率', 'Interest collection rate', 'rate level up', {
    zh: '贷款实收利息除以还款计划中到期的利息，当年累计；没有到期利息时为 100%',
    en: 'Loan interest received divided by that due by the plans, year to date; 100 % without any',
    source: {
      kind: 'ratio',
      over: [plain('interest_received')],
      under: [plain('interest_due')],
      whenEmpty: '1000000',
    },
  }),
  metric('loans_granted', '发放贷款笔数', 'Loans granted', 'count flow up', {
    zh: '放款当日由本人主办的贷款笔数，当年累计',
    en: 'Loans whose customer he led on the day of granting, year to date',
    source: { kind: 'flow', of: [plain('loans_granted')] },
  }),
  metric('loans_by_size', '贷款折算笔数', 'Loans converted by size', 'count flow up', {
    zh: '发放贷款按金额折算：0.5 万起 1 笔，10 万 2，30 万 3，50 万 4，100 万 6（太原方案）',
    en: 'Loans granted: from 5,000 yuan 1, 100,000 2, 300,000 3, 500,000 4, 1 million 6 (Taiyuan)',
    source: { kind: 'flow', of: [plain('loans_by_size')] },
  }),
  metric('loan_amount', '发放贷款金额', 'Amount of loans granted', 'fen flow up', {
    zh: '放款当日按管户份额计入的贷款本金，当年累计',
    en: 'Principal of loans granted, by shares of the day of granting, year to date',
    source: { kind: 'flow', of: [plain('loan_amount_granted')] },
  }),
  metric('personal_loan_amount', '发放个人贷款金额', 'Personal loans granted', 'fen flow up', {
    zh: '个人客户放款当日按管户份额计入的贷款本金，当年累计',
    en: 'Principal of loans granted to individuals, by shares of the day, year to date',
    source: { kind: 'flow', of: [plain('personal_loans_granted')] },
  }),
  metric('effective_customers', '新增有效客户', 'New effective customers', 'count flow up', {
    zh: '新增客户中，自开户起本季存款日均达到 1 万元的户数',
    en: 'New customers whose deposits since they came average 10,000 yuan in their first quarter',
    source: { kind: 'flow', of: [plain('effective_customers')] },
  }),
  metric('customers_held', '平均管户数', 'Customers held, average', 'count average up', {
    zh: '有在用账户的客户户日除以日历天数，按管户天数和份额计入',
    en: 'Days of customers with an open account divided by calendar days, by days owned and shares',
    source: { kind: 'average', of: [plain('customers_held')] },
  }),
  metric('churn_rate', '客户流失率', 'Churn rate', 'rate level down', {
    zh: '账户全部销户的客户数除以平均管户数，当年累计',
    en: 'Customers who closed all accounts divided by the average of customers held, year to date',
    source: {
      kind: 'ratio',
      over: [plain('customers_lost')],
      under: [plain('customers_held')],
      whenEmpty: '0',
    },
  }),
  metric('cross_sell_rate', '交叉销售率', 'Cross-sell rate', 'rate level up', {
    zh: '季末每户已持有的适用产品数除以适用产品数，各季合计',
    en: 'Applicable products held at each quarter’s end divided by applicable products',
    source: {
      kind: 'ratio',
      over: [plain('firm_products_held'), plain('person_products_held')],
      under: [plain('firm_products'), plain('person_products')],
      whenEmpty: '0',
    },
  }),
];

function measure(
  key: string,
  zh: string,
  en: string,
  basis: MeasureInput['basis'],
  filter: Partial<MeasureInput> = {},
): MeasureInput {
  return { key, name: { zh, en }, basis, ...filter };
}

function plain(of: string) {
  return { measure: of, weight: '1000000' };
}

/** `counted` reads "unit nature direction". */
function metric(
  key: string,
  zh: string,
  en: string,
  counted: `${MetricInput['unit']} ${MetricInput['nature']} ${MetricInput['direction']}`,
  rest: { zh: string; en: string; source: MetricInput['source'] },
): MetricInput {
  const [unit, nature, direction] = counted.split(' ') as [
    MetricInput['unit'],
    MetricInput['nature'],
    MetricInput['direction'],
  ];
  const definition = { zh: rest.zh, en: rest.en };
  return { key, name: { zh, en }, definition, unit, nature, direction, source: rest.source };
}
