import { phrases } from '../../../core/messages.ts';
import { refuserOf } from '../../../core/refusal.ts';
import { pagePhrases } from './messages/pages.ts';

export const metricsMessages = phrases({
  'metrics.notices.kind': { zh: '指标数据', en: 'Figures of metrics' },
  'metrics.notice.figure_returned': {
    zh: '您登记的 {quarter} {metricZh} 数据被退回：{reason}',
    en: 'The figure of {metric} that you entered for {quarter} was returned: {reason}',
  },
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
  'metrics.staff_unknown': {
    zh: '没有工号为 {staffNo} 的客户经理，或不在您的范围内',
    en: 'There is no RM with the staff number {staffNo} in your scope',
  },
  'metrics.metric_unknown': {
    zh: '{quarter} 的指标目录中没有指标“{metric}”',
    en: 'The catalogue of {quarter} has no metric “{metric}”',
  },
  'metrics.not_by_hand': {
    zh: '“{metric}”由系统计算，不能登记；数据有误请更正来源数据',
    en: '“{metric}” is computed by the system and not entered; correct its source instead',
  },
  'metrics.about_oneself': {
    zh: '不能登记或核定与本人有关的数据，请由他人办理',
    en: 'Nobody enters or certifies figures about himself: another person must do it',
  },
  'metrics.quarter_sealed': {
    zh: '{quarter} 已封账，不再变动；更正请登记到未封账的季度并注明',
    en: '{quarter} is sealed and does not change; enter the correction in an open quarter',
  },
  'metrics.quarter_not_begun': {
    zh: '{quarter} 自 {begins} 开始，现在不能登记',
    en: '{quarter} begins on {begins}: nothing can be entered yet',
  },
  'metrics.value_unreadable': {
    zh: '“{value}”不是可用的数值（金额按元，比率按百分比，次数为整数，评分最多六位小数）',
    en:
      '“{value}” is no usable value (amounts in yuan, rates in percent, counts whole, marks with ' +
      'at most six decimals)',
  },
  'metrics.out_of_bounds': {
    zh: '{value} 超出范围：指标目录规定 {least} 至 {most}',
    en: '{value} is out of bounds: the catalogue allows {least} to {most}',
  },
  'metrics.stands_entered': {
    zh: '{staffNo} {quarter} 的 {metric} 已登记，待核定；请先撤回或退回',
    en: '{metric} of {staffNo} in {quarter} is entered and waits: withdraw or return it first',
  },
  'metrics.stands_certified': {
    zh: '{staffNo} {quarter} 的 {metric} 已核定；请先撤回并说明原因',
    en: '{metric} of {staffNo} in {quarter} is certified: withdraw it with a reason first',
  },
  'metrics.entered_at_once': {
    zh: '同一时刻有人登记了相同的数据，请刷新后核对',
    en: 'Somebody entered the same at this moment: refresh and compare',
  },
  'metrics.own_entry': {
    zh: '这是您登记的数据，须由另一人核定或退回',
    en: 'You entered this figure: another person certifies or returns it',
  },
  'metrics.not_own_entry': {
    zh: '待核定的数据只能由登记人撤回；核定人可以退回',
    en: 'A waiting figure is withdrawn by who entered it; a certifier can return it',
  },
  'metrics.was_certified': { zh: '第 {figure} 号数据已核定', en: 'Figure {figure} is certified' },
  'metrics.was_returned': { zh: '第 {figure} 号数据已退回', en: 'Figure {figure} was returned' },
  'metrics.was_withdrawn': {
    zh: '第 {figure} 号数据已撤回',
    en: 'Figure {figure} was withdrawn',
  },
  'metrics.figure_unknown': {
    zh: '没有第 {figure} 号数据，或不在您的范围内',
    en: 'There is no figure {figure} in your scope',
  },
  'metrics.some_refused': {
    zh: '{figures} 项不能核定，全部未核定；请看每项原因',
    en: '{figures} figures cannot be certified, so none was; see the reason of each',
  },
  'metrics.file_faulty': {
    zh: '文件有 {faults} 处错误，没有登记任何数据；请更正后重新上传',
    en: 'The file has {faults} faults and nothing was entered; correct it and upload it again',
  },
  'metrics.file_too_long': {
    zh: '文件有 {rows} 行，最多 {rowsMost} 行，请分成几个文件',
    en: 'The file has {rows} rows, at most {rowsMost}: split it',
  },
  'metrics.columns_unreadable': {
    zh: '第一行缺少列：{columns}',
    en: 'The first row lacks the columns {columns}',
  },
  'metrics.yaml_unreadable': {
    zh: '文件不是 YAML 列表：{words}',
    en: 'The file is no YAML list: {words}',
  },
  'metrics.cell_empty': { zh: '此格为空', en: 'The cell is empty' },
  'metrics.cell_no_quarter': {
    zh: '“{value}”不是季度，应如 2026Q3',
    en: '“{value}” is no quarter such as 2026Q3',
  },
  'metrics.line_broken': {
    zh: '此行列数不足或引号不完整',
    en: 'The line has too few columns or a broken quote',
  },
  'metrics.twice_in_file': {
    zh: '文件中已有 {staffNo} 同一季度同一指标的数据',
    en: 'The file has the same metric of {staffNo} for the quarter already',
  },
  ...pagePhrases,
});

export const refuse = refuserOf(metricsMessages);
