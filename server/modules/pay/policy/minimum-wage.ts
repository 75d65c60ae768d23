import { z } from 'zod';
import { dayText, englishName, fenText } from '../../../../core/schema.ts';
import { policyKind } from '../../../platform/policy/kind.ts';

const rate = z.strictObject({
  /** First day on which it holds. */
  from: dayText,
  /** What must remain of a month's wage. */
  perMonth: fenText.transform(BigInt),
});

const region = z.strictObject({
  name: z.string().min(1).max(60),
  nameEn: englishName,
  /** Codes of units: each counts with everything below it, the nearest one decides. */
  units: z.array(z.string().min(1).max(40)).min(1).max(500),
  rates: z.array(rate).min(1).max(60),
});

const shape = z.strictObject({ regions: z.array(region).max(500) });
export type MinimumWage = z.output<typeof shape>;

/** What a schema cannot say: a unit in two regions, days that do not rise, an amount of nothing. */
export function minimumWageFaults(body: MinimumWage) {
  const faults: { at: string; zh: string; en: string }[] = [];
  const regionOf = new Map<string, string>();
  for (const [at, one] of body.regions.entries()) {
    for (const code of one.units) {
      const other = regionOf.get(code);
      regionOf.set(code, one.name);
      if (other === undefined) continue;
      faults.push({
        at: `regions.${at}.units`,
        zh: `机构 ${code} 已属于地区“${other}”，一个机构只能属于一个地区`,
        en: `Unit ${code} is already in region "${other}": a unit lies in one region`,
      });
    }
    for (const [index, { from, perMonth }] of one.rates.entries()) {
      const before = one.rates[index - 1];
      if (before !== undefined && from <= before.from) {
        faults.push({
          at: `regions.${at}.rates.${index}.from`,
          zh: `生效日须逐条推后：${from} 不晚于上一条 ${before.from}`,
          en: `Days must rise: ${from} is not after ${before.from}`,
        });
      }
      if (perMonth > 0n) continue;
      faults.push({
        at: `regions.${at}.rates.${index}.perMonth`,
        zh: '最低工资须大于零',
        en: 'A minimum wage is above zero',
      });
    }
  }
  return faults;
}

/**
 * Minimum wage a month by region and date (最低工资规定): part of the legal floor of deductions
 * (G42). A unit without a region takes the amount of the pay scheme.
 */
export const minimumWageKind = policyKind({
  kind: 'minimum_wage',
  title: { zh: '最低工资标准', en: 'Minimum wage' },
  source: '工资支付暂行规定 16; 最低工资规定',
  assumed: {
    zh: '假定：新装银行未指定地区，薪酬方案中的金额通行全行',
    en: 'ASSUMED: a new bank names no region; the amount of the pay scheme holds everywhere',
  },
  schema: shape,
  check: minimumWageFaults,
  initial: { regions: [] },
  presets: [
    {
      key: 'two_regions',
      title: { zh: '两个地区的样例', en: 'Two regions as a sample' },
      source: 'ASSUMED',
      note: {
        zh: '机构代码和金额均为假定，请按当地人社部门公布的标准改写',
        en: 'Unit codes and amounts are assumed: replace them by those the authority publishes',
      },
      body: {
        regions: [
          {
            name: '一类地区',
            nameEn: 'First class',
            units: ['01'],
            rates: [
              { from: '2020-01-01', perMonth: '242000' },
              { from: '2026-01-01', perMonth: '254000' },
            ],
          },
          {
            name: '二类地区',
            nameEn: 'Second class',
            units: ['0102'],
            rates: [{ from: '2020-01-01', perMonth: '222000' }],
          },
        ],
      },
    },
  ],
});
