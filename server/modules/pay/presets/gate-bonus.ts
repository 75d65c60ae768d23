import type { PolicyPreset } from '../../../platform/policy/kind.ts';
import type { PaySchemeText } from '../policy.ts';
import { assumedBase, frame } from './frame.ts';

/** Citibank: no bonus without control, whatever else (domain rules 0.1-10; G14). */
export const gateBonus: PolicyPreset<PaySchemeText> = {
  key: 'gate_bonus',
  title: { zh: '门槛奖金方案（花旗）', en: 'Bonus behind gates (Citibank)' },
  source: 'CITI（domain rules 0.1-10）',
  note: {
    zh:
      '奖金只按总评给付：低于标准没有，达标和高于标准按系数；内部控制低于 4 级时考核方案的门槛取消全部奖金。' +
      '来源公布的是评定规则，金额和系数为假定；与花旗六维考核方案配合使用。',
    en:
      'The bonus goes by the overall rating alone: none below par, a factor at par and above;' +
      ' with ' +
      'control below 4 a gate of the scoring scheme takes all bonus. The source publishes the ' +
      'rules of rating; amounts and factors are ASSUMED. Used with the scoring scheme of six ' +
      'dimensions.',
  },
  body: {
    ...frame,
    items: [
      assumedBase,
      {
        kind: 'score_bonus',
        key: 'bonus',
        name: { zh: '绩效奖金', en: 'Bonus' },
        atHundred: { trainee: '600000', junior: '1500000', middle: '3000000', senior: '6000000' },
        factors: [
          { from: '110000000', factor: '1200000' },
          { from: '80000000', factor: '1000000' },
          { from: '0', factor: '0' },
        ],
      },
    ],
  },
};
