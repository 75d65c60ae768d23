import { z } from 'zod';
import type { PolicyKind } from '../../platform/policy/kind.ts';

const spread = z.enum(['days_owned', 'month_end']);
export type Spread = z.infer<typeof spread>;

const rulesShape = z.strictObject({
  /**
   * How a month's amount reaches persons: by the days each owned at his share, or all to who owned
   * the last day. Balance products are always by days: they are sums of days.
   */
  spread: z.strictObject({ contribution: spread, fee_income: spread }),
  /**
   * First rule that fits names the department; `product` stands for the product's own department.
   */
  departments: z
    .array(
      z.strictObject({
        business: z.enum(['deposit', 'loan', 'fee', 'new_customer', 'any']),
        customer: z.enum(['corporate', 'individual', 'any']),
        department: z.string().min(1).max(60),
      }),
    )
    .min(1),
});
export type AttributionRules = z.output<typeof rulesShape>;

/** Means in a rule: the department that the catalogue names for the product. */
export const productsOwn = 'product';

/** How results are divided at home after they were earned together (D4b). */
export const attributionKind: PolicyKind<typeof rulesShape> = {
  kind: 'attribution',
  title: { zh: '业绩归属规则', en: 'Attribution of results' },
  source: 'D4b; domain-rules 7',
  assumed:
    'ASSUMED: fees and contribution are spread by days owned; departments are those of the ' +
    'product, new customers go to the department of their kind',
  schema: rulesShape,
  initial: {
    spread: { contribution: 'days_owned', fee_income: 'days_owned' },
    departments: [
      { business: 'new_customer', customer: 'corporate', department: '公司部' },
      { business: 'new_customer', customer: 'individual', department: '个人金融部' },
      { business: 'any', customer: 'any', department: productsOwn },
    ],
  },
  check: (rules) => {
    const last = rules.departments.at(-1)!;
    const faults =
      last.business === 'any' && last.customer === 'any'
        ? []
        : [
            {
              at: `departments.${rules.departments.length - 1}`,
              zh: '最后一条规则须适用于全部业务和客户，否则部门之和不等于总数',
              en: 'the last rule must fit all business and customers, or parts would not add up',
            },
          ];
    const byKind = (customer: 'corporate' | 'individual') =>
      rules.departments.find(
        (rule) =>
          (rule.business === 'new_customer' || rule.business === 'any') &&
          (rule.customer === customer || rule.customer === 'any'),
      );
    for (const customer of ['corporate', 'individual'] as const) {
      if (byKind(customer)?.department === productsOwn) {
        faults.push({
          at: 'departments',
          zh: '新增客户没有产品，须有一条规则指定部门',
          en: 'a new customer has no product: a rule must name the department',
        });
      }
    }
    return faults;
  },
};
