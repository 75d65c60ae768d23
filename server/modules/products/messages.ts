import { phrases } from '../../../core/messages.ts';
import { refuserOf } from '../../../core/refusal.ts';

export const productsMessages = phrases({
  'products.sealed_prices': {
    zh: '{day} 之前的季度已封存，定价文件有 {count} 处改动了封存期间的价格；请只增加 {day} 及以后生效的价格',
    en: 'Quarters before {day} are sealed and the document changes {count} prices in them; only add prices from {day} on',
  },
  'products.sealed_row': {
    zh: '{what}：{fromDay} 起原为 {before}，文件中为 {after}',
    en: '{what}: from {fromDay} it was {before}, the document says {after}',
  },
  'products.sealed_product': {
    zh: '产品 {code} 的类别或转移定价方式在封存期间已使用，不能改变；请另设产品',
    en: 'Kind and transfer pricing of product {code} were used in sealed quarters; make a new product instead',
  },
  'products.title': { zh: '产品与定价', en: 'Products and pricing' },
  'products.catalogue': { zh: '产品目录', en: 'Catalogue' },
  'products.ftp': { zh: '资金转移价格曲线', en: 'Funds-transfer-pricing curve' },
  'products.unit_costs': { zh: '单位作业成本', en: 'Unit costs' },
  'products.on': { zh: '日期', en: 'On' },
  'products.curve': { zh: '曲线', en: 'Curve' },
  'products.withdrawn_mark': { zh: '已停用', en: 'Withdrawn' },
  'products.no_curve': { zh: '这一天没有曲线', en: 'No curve on this day' },
  'products.days': { zh: '{days} 天', en: '{days} days' },
  'products.kind.deposit': { zh: '存款', en: 'Deposit' },
  'products.kind.loan': { zh: '贷款', en: 'Loan' },
  'products.kind.fee': { zh: '中间业务', en: 'Fee business' },
  'products.ftpBy.deal': { zh: '按成交日', en: 'By deal' },
  'products.ftpBy.month': { zh: '按月', en: 'By month' },
  'products.activity.transaction': { zh: '每笔交易', en: 'One transaction' },
  'products.activity.account_month': { zh: '每户每月', en: 'One account, one month' },
  'products.activity.loan_month': { zh: '每笔贷款每月', en: 'One loan, one month' },
  'products.field.code': { zh: '代码', en: 'Code' },
  'products.field.name': { zh: '名称', en: 'Name' },
  'products.field.kind': { zh: '类别', en: 'Kind' },
  'products.field.ftpCurve': { zh: 'FTP 曲线', en: 'FTP curve' },
  'products.field.ftpTenorDays': { zh: 'FTP 期限（天）', en: 'FTP tenor (days)' },
  'products.field.ftpBy': { zh: '定价方式', en: 'Priced' },
  'products.field.rate': { zh: '年利率', en: 'Yearly rate' },
  'products.field.department': { zh: '主管部门', en: 'Department' },
  'products.field.withdrawn': { zh: '状态', en: 'State' },
  'products.field.curve': { zh: '曲线', en: 'Curve' },
  'products.field.tenorDays': { zh: '期限（天）', en: 'Tenor (days)' },
  'products.field.fromDay': { zh: '起始日', en: 'From' },
  'products.field.untilDay': { zh: '截止日（不含）', en: 'Until (excluded)' },
  'products.field.source': { zh: '来源', en: 'Source' },
  'products.field.activity': { zh: '作业', en: 'Activity' },
  'products.field.costFen': { zh: '单位成本', en: 'Cost of one' },
});

export const refuse = refuserOf(productsMessages);
