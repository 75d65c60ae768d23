import { z } from 'zod';
import { englishName, rateText } from '../../../core/schema.ts';
import type { PolicyFault, PolicyKind } from '../../platform/policy/kind.ts';

const spread = z.enum(['days_owned', 'month_end']);
export type Spread = z.infer<typeof spread>;

const share = rateText.transform(BigInt);
const whole = 1_000_000n;

/** What decides who gets a day's results of a customer, in the bank's order. */
export const claimSources = ['contract', 'products', 'owner'] as const;
export type ClaimSource = (typeof claimSources)[number];

const businessFilter = z.enum(['deposit', 'loan', 'fee', 'new_customer', 'any']);
const customerFilter = z.enum(['corporate', 'individual', 'any']);

/**
 * A line of the rule table by product: first that fits. The referrer's share comes off first; of
 * the rest the lead gets `lead` where somebody assists, the assists share what is left of it.
 */
const productRule = z.strictObject({
  /** Product codes; none means every product. */
  products: z.array(z.string().min(1).max(40)).max(200),
  business: businessFilter,
  customer: customerFilter,
  /** Share of an accepted referral within its window; 0 gives referrers nothing. */
  referral: share,
  /** The lead's share of the rest; null keeps the shares on record of the customer. */
  lead: share.nullable(),
});
export type ProductRule = z.output<typeof productRule>;

/** A memo rule of ledger B: who else is shown the result, beside those who have it. */
const shadowRule = z.strictObject({
  key: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/),
  name: z.string().min(1).max(60),
  nameEn: englishName,
  /** Unit of the referrer, units of those who assist from elsewhere, or a named department. */
  to: z.enum(['referrer_unit', 'assist_unit', 'department']),
  department: z.string().max(60),
  business: businessFilter,
  customer: customerFilter,
  share,
});
export type ShadowRule = z.output<typeof shadowRule>;

const months = z.int().min(0).max(120);
const workingDays = z.int().min(1).max(250);

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
        business: businessFilter,
        customer: customerFilter,
        department: z.string().min(1).max(60),
        departmentEn: englishName,
      }),
    )
    .min(1),
  /** First source that decides a day wins; one that is off or not named decides nothing. */
  sources: z
    .array(z.strictObject({ source: z.enum(claimSources), on: z.boolean() }))
    .max(claimSources.length)
    .prefault([
      { source: 'contract', on: true },
      { source: 'products', on: true },
      { source: 'owner', on: true },
    ]),
  productRules: z.array(productRule).max(200).prefault([]),
  /** Months from the referral with the full share, then months with a part of that share. */
  referral: z
    .strictObject({ windowMonths: months, tailMonths: months, tailShare: share })
    .prefault({ windowMonths: 12, tailMonths: 12, tailShare: '500000' }),
  /** Working days to open a dispute once the figures are out, and for the arbiter's ruling. */
  dispute: z
    .strictObject({ openWorkingDays: workingDays, ruleWorkingDays: workingDays })
    .prefault({ openWorkingDays: 10, ruleWorkingDays: 15 }),
  /** Ledger B: memo double counting, never in totals, never paid. */
  shadow: z.array(shadowRule).max(50).prefault([]),
});
export type AttributionRules = z.output<typeof rulesShape>;

/** Means in a rule: the department that the catalogue names for the product. */
export const productsOwn = 'product';

/** How results are divided at home after they were earned together (D4b). */
export const attributionKind: PolicyKind<typeof rulesShape> = {
  kind: 'attribution',
  title: { zh: '业绩归属规则', en: 'Attribution of results' },
  source: 'D4b; domain-rules 7',
  assumed: {
    zh:
      '假定：手续费与综合贡献按管户天数分摊；部门按产品归口，新增客户归其客户类别的部门；转介业务享有手续费的一半，' +
      '第二年再减半，其他业务不计',
    en:
      'ASSUMED: fees and contribution are spread by days owned; departments are those of the ' +
      'product, new customers go to the department of their kind; a referral has half of fees, ' +
      'half of that in its second year, nothing of other business',
  },
  schema: rulesShape,
  initial: {
    spread: { contribution: 'days_owned', fee_income: 'days_owned' },
    departments: [
      {
        business: 'new_customer',
        customer: 'corporate',
        department: '公司部',
        departmentEn: 'Corporate',
      },
      {
        business: 'new_customer',
        customer: 'individual',
        department: '个人金融部',
        departmentEn: 'Personal finance',
      },
      { business: 'any', customer: 'any', department: productsOwn },
    ],
    productRules: [
      { products: [], business: 'fee', customer: 'any', referral: '500000', lead: null },
    ],
  },
  check: (rules) => [
    ...departmentFaults(rules),
    ...sourceFaults(rules),
    ...productRuleFaults(rules),
    ...shadowFaults(rules),
  ],
};

function departmentFaults(rules: AttributionRules): PolicyFault[] {
  const last = rules.departments.at(-1)!;
  const faults: PolicyFault[] =
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
}

function sourceFaults(rules: AttributionRules): PolicyFault[] {
  const named = rules.sources.map((one) => one.source);
  const twice = named.findIndex((source, at) => named.indexOf(source) !== at);
  if (twice === -1) return [];
  return [
    {
      at: `sources.${twice}`,
      zh: '同一归属来源只能出现一次',
      en: 'a source of attribution may stand only once',
    },
  ];
}

function productRuleFaults(rules: AttributionRules): PolicyFault[] {
  const faults: PolicyFault[] = [];
  const within = (rate: bigint | null) => rate === null || (rate >= 0n && rate <= whole);
  rules.productRules.forEach((rule, at) => {
    if (within(rule.referral) && within(rule.lead)) return;
    faults.push({
      at: `productRules.${at}`,
      zh: '份额须在 0 % 到 100 % 之间',
      en: 'a share lies between 0 % and 100 %',
    });
  });
  if (!within(rules.referral.tailShare)) {
    faults.push({
      at: 'referral.tailShare',
      zh: '尾期份额须在 0 % 到 100 % 之间',
      en: 'the share of the tail lies between 0 % and 100 %',
    });
  }
  return faults;
}

function shadowFaults(rules: AttributionRules): PolicyFault[] {
  const keys = rules.shadow.map((rule) => rule.key);
  return rules.shadow.flatMap((rule, at) => {
    const faults: PolicyFault[] = [];
    if (keys.indexOf(rule.key) !== at) {
      faults.push({
        at: `shadow.${at}.key`,
        zh: `备忘规则 ${rule.key} 重复`,
        en: `the memo rule ${rule.key} stands twice`,
      });
    }
    if ((rule.to === 'department') !== (rule.department !== '')) {
      faults.push({
        at: `shadow.${at}.department`,
        zh: '计给部门的备忘规则须写明部门，其他规则不得写',
        en: 'a memo rule for a department names it; other rules name none',
      });
    }
    if (rule.share < 0n || rule.share > whole) {
      faults.push({
        at: `shadow.${at}.share`,
        zh: '份额须在 0 % 到 100 % 之间',
        en: 'a share lies between 0 % and 100 %',
      });
    }
    return faults;
  });
}
