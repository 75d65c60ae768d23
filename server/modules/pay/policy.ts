import { policyKind } from '../../platform/policy/kind.ts';
import { paySchemeFaults } from './policy/faults.ts';
import { paySchemeShape } from './policy/scheme.ts';
import { paySchemeWarnings } from './policy/warnings.ts';

export type { PayScheme, PaySchemeText } from './policy/scheme.ts';

/** How an RM is paid for a quarter (D2b, D2c; domain rules 3). */
export const paySchemeKind = policyKind({
  kind: 'pay_scheme',
  title: { zh: '薪酬方案', en: 'Pay scheme' },
  source: 'D2b, D2c; 银监发〔2010〕14号; 工资支付暂行规定 16',
  assumed: {
    zh: '假定：基本工资、100 分对应的绩效奖金、系数、扣罚与最低工资',
    en: 'ASSUMED: base pay, bonus at 100 points, factors, penalties, minimum wage',
  },
  schema: paySchemeShape,
  check: paySchemeFaults,
  warn: paySchemeWarnings,
  initial: {
    basePerMonth: { trainee: '450000', junior: '600000', middle: '800000', senior: '1100000' },
    bonusAtHundred: {
      trainee: '600000',
      junior: '1500000',
      middle: '3000000',
      senior: '6000000',
    },
    bonusFactors: [
      { from: '110000000', factor: '1200000' },
      { from: '100000000', factor: '1000000' },
      { from: '80000000', factor: '800000' },
      { from: '60000000', factor: '500000' },
      { from: '0', factor: '0' },
    ],
    penalties: [
      { from: '60000000', shareOfBase: '0' },
      { from: '40000000', shareOfBase: '100000' },
      { from: '0', shareOfBase: '200000' },
    ],
    paidShare: '800000',
    deferral: {
      shareByLevel: { trainee: '0', junior: '400000', middle: '400000', senior: '400000' },
      instalments: ['1', '1', '1'],
    },
    legalFloor: { deductionShareMax: '200000', minimumWagePerMonth: '242000' },
  },
});
