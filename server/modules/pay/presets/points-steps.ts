import type { PolicyPreset } from '../../../platform/policy/kind.ts';
import type { PaySchemeText } from '../policy.ts';
import { frame } from './frame.ts';

/** The points of step 5, the lowest, of each title; each step above has 5 points more (PUFA). */
const lowest = { trainee: 90, junior: 115, middle: 140, senior: 165 } as const;
/** Yuan a month for each point (ASSUMED). */
const yuanAPoint = 40;

/** SPDB Xi'an: base pay by the step that the quarter's points earned (domain rules 1.3, 3.2-6). */
export const pointsSteps: PolicyPreset<PaySchemeText> = {
  key: 'points_steps',
  title: { zh: '积分定档方案（浦发西安）', en: 'Pay by earned step (SPDB Xi’an)' },
  source: '上海浦东发展银行西安分行个金客户经理管理考核暂行办法 PUFA（domain rules 1.3）',
  note: {
    zh:
      '聘任等级按年变动，本季得分决定下季计薪薪档：20 档（见习=助理、初级=客户经理、中级=高级、高级=资深；5 档最低）。' +
      '来源只给分数，不给金额：每分每月 40 元、百分奖金为假定。三部分工资中的日常工作奖由支行行长分配，作为核定数据录入。' +
      '来源第 17 条规定基本工资不低于 40 %，与银监发〔2010〕14号一般不高于 35 % 相抵：系统提示，不阻止。' +
      '指标须先采用指标目录的“公开薪酬方案所需指标”；与积分定档的考核方案配合使用。',
    en:
      'The appointed grade moves by the year, the quarter’s points decide next quarter’s step' +
      ': 20 ' +
      'steps (trainee = assistant, junior = RM, middle = senior, senior = chief; step 5 lowest). ' +
      'The source gives points and no money: 40 yuan a month for a point and the bonus are ' +
      'ASSUMED. Of its three parts the daily-work bonus is given by the branch head: a certified ' +
      'figure. Its article 17 fixes base pay at 40 % or more, the regulator says normally 35 ' +
      '% at ' +
      'most: a warning, no refusal. Its metrics are those of the catalogue preset “metrics of ' +
      'published pay schemes”; used with the scoring scheme by points and steps.',
  },
  body: {
    ...frame,
    items: [
      {
        kind: 'by_grade',
        key: 'base',
        name: { zh: '等级基本工资', en: 'Base pay by step' },
        by: 'earned',
        amounts: { trainee: '360000', junior: '460000', middle: '560000', senior: '660000' },
        steps: Object.entries(lowest).flatMap(([level, points]) =>
          [5, 4, 3, 2, 1].map((step) => ({
            step: `${level}/${step}`,
            amount: String((points + (5 - step) * 5) * yuanAPoint * 100),
          })),
        ),
      },
      {
        kind: 'score_bonus',
        key: 'result_bonus',
        name: { zh: '业绩奖金', en: 'Result bonus' },
        atHundred: { trainee: '1000000', junior: '1500000', middle: '1900000', senior: '2300000' },
        factors: [{ from: '0', factor: '1000000' }],
      },
      {
        kind: 'certified',
        key: 'daily_work',
        name: { zh: '日常工作奖', en: 'Daily-work bonus' },
        metric: 'daily_work_pay',
      },
    ],
  },
};
