import { z } from 'zod';
import { day } from '../../../core/day.ts';
import { dayText, englishName, fenText, rateText } from '../../../core/schema.ts';
import type { Phrase } from '../../../core/messages.ts';
import type { PolicyKind } from '../../platform/policy/kind.ts';
import { costActivities, ftpBases, productKinds } from './contract.ts';

const source = z.string().min(1).max(200);
const fromDay = dayText.transform(day);
const millionths = rateText.transform(BigInt);
const curveName = z.string().min(1).max(60);
const tenorDays = z.int().min(1).max(40_000);

const pricingShape = z.strictObject({
  products: z.array(
    z.strictObject({
      code: z.string().min(1).max(30),
      name: z.string().min(1).max(60),
      nameEn: englishName,
      kind: z.enum(productKinds),
      /** Transfer pricing; null for fee business. */
      ftp: z.strictObject({ curve: curveName, tenorDays, by: z.enum(ftpBases) }).nullable(),
      department: z.string().max(60),
      departmentEn: englishName,
      /** Yearly rates; each lasts until the next. A product of fees has none. */
      rates: z.array(z.strictObject({ fromDay, rateMillionths: millionths, source })),
    }),
  ),
  ftp: z.array(
    z.strictObject({
      curve: curveName,
      source,
      points: z.array(z.strictObject({ tenorDays, fromDay, rateMillionths: millionths })).min(1),
    }),
  ),
  unitCosts: z.array(
    z.strictObject({
      activity: z.enum(costActivities),
      fromDay,
      costFen: fenText.transform(BigInt),
      source,
    }),
  ),
});

export type Pricing = z.output<typeof pricingShape>;

const assumed = 'ASSUMED';
const always = '1900-01-01';
const rates = (rateMillionths: string) => [{ fromDay: always, rateMillionths, source: assumed }];
const ftp = (days: number, by: 'deal' | 'month') => ({ curve: 'CNY', tenorDays: days, by });
const point = (days: number, rateMillionths: string) => ({
  tenorDays: days,
  fromDay: always,
  rateMillionths,
});

const departmentsEn: Readonly<Record<string, string>> = {
  公司部: 'Corporate',
  个人金融部: 'Personal finance',
  结算部: 'Settlement',
  国际部: 'International',
};

/**
 * A bank's products, funds-transfer prices, rates and unit costs as one document. Approving it
 * writes the rows of the products_* tables. A new bank starts with an invented catalogue whose
 * every figure is ASSUMED.
 */
export const pricingKind: PolicyKind<typeof pricingShape> = {
  kind: 'pricing',
  title: { zh: '产品与内部定价', en: 'Products and internal pricing' },
  source: 'C0, C3d, D4a; domain rules 4.1 (FTP)',
  schema: pricingShape,
  assumed: {
    zh: '假定：全部产品、利率、内部资金转移价格与单位成本',
    en: 'ASSUMED: every product, rate, transfer price and unit cost',
  },
  initial: {
    products: [
      product(
        'D-CUR-C',
        { zh: '单位活期存款', en: 'Corporate current deposit' },
        'deposit',
        ftp(30, 'month'),
        '公司部',
        rates('500'),
      ),
      product(
        'D-1Y-C',
        { zh: '单位一年定期存款', en: 'Corporate one-year deposit' },
        'deposit',
        ftp(365, 'deal'),
        '公司部',
        rates('11000'),
      ),
      product(
        'D-MARGIN-C',
        { zh: '单位保证金存款', en: 'Corporate margin deposit' },
        'deposit',
        ftp(90, 'month'),
        '公司部',
        rates('6500'),
      ),
      product(
        'D-CUR-P',
        { zh: '个人活期存款', en: 'Personal current deposit' },
        'deposit',
        ftp(30, 'month'),
        '个人金融部',
        rates('500'),
      ),
      product(
        'D-3M-P',
        { zh: '个人三个月定期存款', en: 'Personal three-month deposit' },
        'deposit',
        ftp(90, 'deal'),
        '个人金融部',
        rates('6500'),
      ),
      product(
        'D-1Y-P',
        { zh: '个人一年定期存款', en: 'Personal one-year deposit' },
        'deposit',
        ftp(365, 'deal'),
        '个人金融部',
        rates('9500'),
      ),
      product(
        'D-3Y-P',
        { zh: '个人三年定期存款', en: 'Personal three-year deposit' },
        'deposit',
        ftp(1095, 'deal'),
        '个人金融部',
        rates('12500'),
      ),
      product(
        'L-WC-C',
        { zh: '流动资金贷款', en: 'Working-capital loan' },
        'loan',
        ftp(365, 'deal'),
        '公司部',
        rates('34000'),
      ),
      product(
        'L-FA-C',
        { zh: '固定资产贷款', en: 'Fixed-asset loan' },
        'loan',
        ftp(1825, 'deal'),
        '公司部',
        rates('37000'),
      ),
      product(
        'L-HOME-P',
        { zh: '个人住房贷款', en: 'Home loan' },
        'loan',
        ftp(1825, 'month'),
        '个人金融部',
        rates('31000'),
      ),
      product(
        'L-CONS-P',
        { zh: '个人消费贷款', en: 'Consumer loan' },
        'loan',
        ftp(365, 'deal'),
        '个人金融部',
        rates('38000'),
      ),
      product('F-SETTLE', { zh: '结算业务', en: 'Settlement' }, 'fee', null, '结算部', []),
      product('F-WEALTH', { zh: '代销理财', en: 'Wealth products' }, 'fee', null, '个人金融部', []),
      product(
        'F-INTL',
        { zh: '国际结算', en: 'International settlement' },
        'fee',
        null,
        '国际部',
        [],
      ),
    ],
    ftp: [
      {
        curve: 'CNY',
        source: assumed,
        points: [
          point(1, '14000'),
          point(7, '14500'),
          point(30, '15000'),
          point(90, '15500'),
          point(180, '16000'),
          point(365, '17000'),
          point(730, '17800'),
          point(1095, '18500'),
          point(1825, '20000'),
        ],
      },
    ],
    unitCosts: [
      { activity: 'transaction', fromDay: always, costFen: '60', source: assumed },
      { activity: 'account_month', fromDay: always, costFen: '150', source: assumed },
      { activity: 'loan_month', fromDay: always, costFen: '3000', source: assumed },
    ],
  },
  check: (body) => [...repeated(body), ...referenceFaults(body)],
};

function product<
  const K extends (typeof productKinds)[number],
  F extends ReturnType<typeof ftp> | null,
>(
  code: string,
  name: Phrase,
  kind: K,
  ftpOf: F,
  department: string,
  ratesOf: { fromDay: string; rateMillionths: string; source: string }[],
) {
  return {
    code,
    name: name.zh,
    nameEn: name.en,
    kind,
    ftp: ftpOf,
    department,
    departmentEn: departmentsEn[department]!,
    rates: ratesOf,
  };
}

interface Fault {
  readonly at: string;
  readonly zh: string;
  readonly en: string;
}

/** Nothing may be given twice: codes, curves, and prices for one day. */
function repeated(body: Pricing): Fault[] {
  const keys = [
    ...body.products.map((one, at) => [`products[${at}].code`, `product ${one.code}`]),
    ...body.products.flatMap((one, at) =>
      one.rates.map((rate, n) => [
        `products[${at}].rates[${n}].fromDay`,
        `rate ${one.code} ${rate.fromDay}`,
      ]),
    ),
    ...body.ftp.map((one, at) => [`ftp[${at}].curve`, `curve ${one.curve}`]),
    ...body.ftp.flatMap((one, at) =>
      one.points.map((price, n) => [
        `ftp[${at}].points[${n}]`,
        `point ${one.curve} ${price.tenorDays} ${price.fromDay}`,
      ]),
    ),
    ...body.unitCosts.map((one, at) => [`unitCosts[${at}]`, `cost ${one.activity} ${one.fromDay}`]),
  ] as [string, string][];
  const seen = new Set<string>();
  return keys.flatMap(([at, key]) => {
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    return [{ at, zh: `重复：${key}`, en: `given twice: ${key}` }];
  });
}

/** Deposits and loans need a known curve and a rate; fees have neither; costs are not negative. */
function referenceFaults(body: Pricing): Fault[] {
  const curves = new Set(body.ftp.map((one) => one.curve));
  const ofProducts = body.products.flatMap((one, at): Fault[] => {
    if (one.kind === 'fee') return [];
    const place = `products[${at}]`;
    if (one.ftp === null) {
      const zh = '存款和贷款须有转移定价';
      return [{ at: `${place}.ftp`, zh, en: 'a deposit or loan needs transfer pricing' }];
    }
    const faults: Fault[] = [];
    if (!curves.has(one.ftp.curve)) {
      faults.push({
        at: `${place}.ftp.curve`,
        zh: `没有曲线 ${one.ftp.curve}`,
        en: `there is no curve ${one.ftp.curve}`,
      });
    }
    if (one.rates.length === 0) {
      faults.push({
        at: `${place}.rates`,
        zh: '至少要有一个利率',
        en: 'at least one rate is needed',
      });
    }
    return faults;
  });
  const ofCosts = body.unitCosts.flatMap((one, at): Fault[] =>
    one.costFen >= 0n
      ? []
      : [{ at: `unitCosts[${at}].costFen`, zh: '成本不能为负', en: 'a cost cannot be negative' }],
  );
  return [...ofProducts, ...ofCosts];
}
