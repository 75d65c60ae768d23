import type { PolicyPreset } from '../../../platform/policy/kind.ts';
import type { PaySchemeText } from '../policy.ts';
import type { PayItemText } from '../policy/items.ts';
import { aWan, each, frame, metric, piece, shareOf } from './frame.ts';

/** 市场部岗位等级表 / 绩效工资考核实施细则: base and piece rates (domain rules 3.2-1). */
export const marketPieces: PolicyPreset<PaySchemeText> = {
  key: 'market_pieces',
  title: { zh: '市场部计件方案', en: 'Piece rates of a market department' },
  source: '某行市场部岗位等级表、绩效工资考核实施细则（domain rules 3.2-1）',
  note: {
    zh:
      '来源按月计酬、按月扣款，本系统按季：存款单价按季末年度日均计一次，“每月少于 5 笔授信”按每季 15 笔计；' +
      '来源七级岗位只写明见习 600 元、七级 1,200 元，中间各级为假定；未说明存量与增量是否重叠计酬，照原文两项都计。' +
      '指标须先采用指标目录的“公开薪酬方案所需指标”。',
    en:
      'The source pays and deducts by the month, this system by the quarter: deposits are priced ' +
      'once a quarter on the daily average of the year to date, and “fewer than 5 credits a m' +
      'onth” ' +
      'reads 15 a quarter. Of seven posts the source names only 600 and 1,200 yuan; those bet' +
      'ween ' +
      'are ASSUMED. Whether stock and increment may both be paid is left open: both are, as ' +
      'written. Its metrics are those of the catalogue preset “metrics of published pay schemes”.',
  },
  body: {
    ...frame,
    items: [
      {
        kind: 'by_grade',
        key: 'base',
        name: { zh: '岗位工资', en: 'Post pay' },
        amounts: { trainee: '60000', junior: '80000', middle: '100000', senior: '120000' },
      },
      piece('stock_1y', '一年期存款存量', 'One-year deposits, stock', {
        metric: 'one_year_average',
        price: aWan(300),
      }),
      piece('stock_other', '其他存款存量', 'Other deposits, stock', {
        metric: 'other_deposit_average',
        price: aWan(50),
      }),
      piece('more_1y', '一年期存款增量', 'One-year deposits, increment', {
        metric: 'one_year_increment',
        price: aWan(500),
        falling: aWan(200),
      }),
      piece('more_other', '其他存款增量', 'Other deposits, increment', {
        metric: 'other_deposit_increment',
        price: aWan(300),
        falling: aWan(200),
      }),
      piece('interest_large', '贷款利息（100 万以上）', 'Interest, loans above 1 million', {
        metric: 'large_loan_interest',
        price: shareOf(3_000),
      }),
      piece('interest_small', '贷款利息（100 万及以下）', 'Interest, loans up to 1 million', {
        metric: 'small_loan_interest',
        price: shareOf(8_000),
      }),
      piece('discount', '贴现利息', 'Discount interest', {
        metric: 'discount_interest',
        price: shareOf(3_000),
      }),
      piece('rediscount', '转贴现利润', 'Profit of rediscounts', {
        metric: 'rediscount_profit',
        price: shareOf(200_000),
      }),
      piece('entrusted', '委托贷款、理财手续费', 'Fees of entrusted loans and wealth', {
        metric: 'entrusted_fees',
        price: shareOf(100_000),
      }),
      piece('acceptance', '承兑及其他手续费', 'Fees of acceptances and others', {
        metric: 'acceptance_fees',
        price: shareOf(150_000),
      }),
      piece('surveys', '市场调查表', 'Survey forms', { metric: 'survey_forms', price: each(1) }),
      piece('recovered', '收回不良返还扣款', 'Deductions returned on recovery', {
        metric: 'npl_deduction_recovered',
        price: shareOf(950_000),
      }),
      deduction('uncollected', '未收利息', 'Interest uncollected', {
        metric: 'interest_uncollected',
        price: shareOf(200_000),
      }),
      deduction('npl_persons', '新增不良（自然人）', 'New bad loans, persons', {
        metric: 'npl_new_persons',
        price: each(200),
      }),
      deduction('npl_firms', '新增不良（企业）', 'New bad loans, firms', {
        metric: 'npl_new_firms',
        price: shareOf(1_500),
      }),
      deduction('few_credits', '授信笔数不足', 'Too few credits', {
        metric: 'loans_granted',
        price: each(100),
        shortOf: '15',
      }),
      deduction('conditions', '贷后条件缺失', 'Conditions missing', {
        metric: 'post_loan_conditions',
        price: each(200),
      }),
    ],
  },
};

type Price = Extract<PayItemText, { kind: 'piece' }>['price'];

function deduction(
  key: string,
  zh: string,
  en: string,
  of: { readonly metric: string; readonly price: Price; readonly shortOf?: string },
): PayItemText {
  return {
    kind: 'deduction',
    key,
    name: { zh, en },
    of: metric(of.metric),
    take: { by: 'price', price: of.price },
    ...(of.shortOf === undefined ? {} : { shortOf: of.shortOf }),
  };
}
