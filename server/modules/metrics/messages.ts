import { phrases } from '../../../core/messages.ts';
import { refuserOf } from '../../../core/refusal.ts';

export const metricsMessages = phrases({
  'metrics.title': { zh: '指标目录', en: 'Catalogue of metrics' },
  'metrics.rule.average': {
    zh: '日均：积数之和除以年初至季末的日历天数',
    en: 'Daily average: sum of products divided by the calendar days of the year to date',
  },
  'metrics.rule.increment': {
    zh: '增量：本年日均减同一批客户的上年日均',
    en: 'Increment: this year’s daily average less last year’s of the same customers',
  },
  'metrics.rule.increment_none': {
    zh: '增量：上年没有关账的季度，没有基数，按制度不计',
    en: 'Increment: no quarter of last year is closed, there is no base; nothing counts by the scheme',
  },
  'metrics.rule.flow': { zh: '累计：年初至季末之和', en: 'Flow: sum of the year to date' },
  'metrics.rule.ratio': { zh: '比率：分子之和除以分母之和', en: 'Ratio: one sum over another' },
  'metrics.rule.ratio_of_average': {
    zh: '比率：一方为户日或积数，先除以天数取日均',
    en: 'Ratio: products and customer-days are divided by the days first',
  },
  'metrics.rule.ratio_empty': {
    zh: '比率：分母为零，按指标目录规定取值',
    en: 'Ratio: nothing under the line, the value that the catalogue names',
  },
  'metrics.rule.manual_sum': {
    zh: '人工登记并经第二人核定：各季之和',
    en: 'Entered by hand and certified by a second person: sum of the quarters',
  },
  'metrics.rule.manual_mean': {
    zh: '人工登记并经第二人核定：各季平均',
    en: 'Entered by hand and certified by a second person: mean of the quarters',
  },
  'metrics.rule.manual_latest': {
    zh: '人工登记并经第二人核定：最近一季',
    en: 'Entered by hand and certified by a second person: the latest quarter',
  },
  'metrics.rule.manual_none': {
    zh: '没有经核定的登记数，按指标目录规定取值',
    en: 'No certified entry: the value that the catalogue names',
  },
  'metrics.formula.average': {
    zh: '{terms} ÷ {days} 天 = {value}',
    en: '{terms} ÷ {days} days = {value}',
  },
  'metrics.formula.increment': {
    zh: '（{terms} − {base}）÷ {days} 天 = {value}',
    en: '({terms} − {base}) ÷ {days} days = {value}',
  },
  'metrics.formula.increment_none': { zh: '{value}', en: '{value}' },
  'metrics.formula.flow': { zh: '{terms} = {value}', en: '{terms} = {value}' },
  'metrics.formula.ratio': { zh: '{over} ÷ {under} = {value}', en: '{over} ÷ {under} = {value}' },
  'metrics.formula.ratio_of_average': {
    zh: '{over} 与 {under}，积数和户日除以 {days} 天后相除 = {value}',
    en: '{over} over {under}, products and customer-days divided by {days} days = {value}',
  },
  'metrics.formula.ratio_empty': {
    zh: '{over} ÷ {under}：分母为零，取 {value}',
    en: '{over} ÷ {under}: nothing to divide by, {value}',
  },
  'metrics.formula.manual_sum': {
    zh: '{figures} 个季度之和 = {value}',
    en: 'Sum of {figures} quarters = {value}',
  },
  'metrics.formula.manual_mean': {
    zh: '{figures} 个季度平均 = {value}',
    en: 'Mean of {figures} quarters = {value}',
  },
  'metrics.formula.manual_latest': { zh: '最近一季 = {value}', en: 'The latest quarter = {value}' },
  'metrics.formula.manual_none': { zh: '{value}', en: '{value}' },
  'metrics.input.terms': { zh: '合计（× 权重）', en: 'Sums (× weight)' },
  'metrics.input.over': { zh: '分子', en: 'Above the line' },
  'metrics.input.under': { zh: '分母', en: 'Under the line' },
  'metrics.input.base': { zh: '上年基数', en: "Last year's base" },
  'metrics.input.days': { zh: '天数', en: 'Days' },
  'metrics.input.figures': { zh: '核定的登记数', en: 'Certified entries' },
  'metrics.input.value': { zh: '结果', en: 'Value' },
  'metrics.policy.measures': { zh: '归属口径', en: 'Measures' },
  'metrics.policy.metrics': { zh: '指标', en: 'Metrics' },
  'metrics.policy.key': { zh: '编码', en: 'Key' },
  'metrics.policy.name': { zh: '名称', en: 'Name' },
  'metrics.policy.basis': { zh: '取数', en: 'Counted from' },
  'metrics.policy.products': { zh: '计入产品', en: 'Products that count' },
  'metrics.policy.without': { zh: '不计入产品', en: 'Products that do not' },
  'metrics.policy.customers': { zh: '客户', en: 'Customers' },
  'metrics.policy.sizes': { zh: '按规模折算', en: 'Conversion by size' },
  'metrics.policy.fromFen': { zh: '规模自', en: 'From' },
  'metrics.policy.counts': { zh: '折算为', en: 'Counts as' },
  'metrics.policy.definition': { zh: '口径', en: 'Definition' },
  'metrics.policy.unit': { zh: '单位', en: 'Unit' },
  'metrics.policy.nature': { zh: '性质', en: 'Nature' },
  'metrics.policy.direction': { zh: '方向', en: 'Better when' },
  'metrics.policy.source': { zh: '来源', en: 'Source' },
  'metrics.policy.kind': { zh: '算法', en: 'Method' },
  'metrics.policy.of': { zh: '由', en: 'Of' },
  'metrics.policy.over': { zh: '分子或合并方式', en: 'Over' },
  'metrics.policy.under': { zh: '分母', en: 'Under' },
  'metrics.policy.measure': { zh: '归属口径', en: 'Measure' },
  'metrics.policy.weight': { zh: '权重', en: 'Weight' },
  'metrics.policy.whenEmpty': { zh: '无数据时', en: 'When empty' },
  'metrics.policy.withoutLastYear': { zh: '无上年数据时', en: 'Without last year' },
  'metrics.policy.evidence': { zh: '依据', en: 'Evidence' },
  'metrics.policy.least': { zh: '最小值', en: 'Least' },
  'metrics.policy.most': { zh: '最大值', en: 'Most' },
  'metrics.policy.zh': { zh: '中文', en: 'Chinese' },
  'metrics.policy.en': { zh: '英文', en: 'English' },
});

export const refuse = refuserOf(metricsMessages);
