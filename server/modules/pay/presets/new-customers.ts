import type { PolicyPreset } from '../../../platform/policy/kind.ts';
import type { PaySchemeText } from '../policy.ts';
import { assumedBase, each, frame, piece } from './frame.ts';

/** Pay for new customers by their size; the expense half is the expense scheme's (G08). */
export const newCustomers: PolicyPreset<PaySchemeText> = {
  key: 'new_customers',
  title: { zh: '新增客户分档方案', en: 'New customers by size' },
  source: '某行 2015 年新增客户营销方案 CTS（domain rules 4.2）',
  note: {
    zh:
      '新增客户每户：不足 5 万元（非零）15 元，5–20 万元 60 元，20–50 万元 180 元，50 万元以上 300 元；' +
      '同一方案的营销费用（15/45/45/135 元）属费用制度，不是工资。' +
      '来源“各项封顶、先到先得”未给上限，未设；客户规模取开户以来存款日均。基本工资为假定。' +
      '指标须先采用指标目录的“公开薪酬方案所需指标”。',
    en:
      'For each new customer: 15 yuan below 50,000 (not zero), 60 from 50,000, 180 from 200,000, ' +
      '300 from 500,000. The marketing expense of the same scheme (15/45/45/135) belongs to the ' +
      'expense scheme and is no pay. “Each item capped, first come first served” comes without a ' +
      'cap: none is set. A customer’s size is his daily deposits since he came. Base pay is ' +
      'ASSUMED. Its metrics are those of the catalogue preset “metrics of published pay schemes”.',
  },
  body: {
    ...frame,
    items: [
      assumedBase,
      piece('small', '新增客户（5 万以下）', 'New customers below 50,000', {
        metric: 'new_customers_small',
        price: each(15),
      }),
      piece('medium', '新增客户（5–20 万）', 'New customers from 50,000', {
        metric: 'new_customers_medium',
        price: each(60),
      }),
      piece('large', '新增客户（20–50 万）', 'New customers from 200,000', {
        metric: 'new_customers_large',
        price: each(180),
      }),
      piece('top', '新增客户（50 万以上）', 'New customers from 500,000', {
        metric: 'new_customers_top',
        price: each(300),
      }),
    ],
  },
};
