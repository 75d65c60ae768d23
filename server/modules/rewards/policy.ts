import { z } from 'zod';
import { englishName, fenText, rateText } from '../../../core/schema.ts';
import { policyKind, type PolicyFault } from '../../platform/policy/kind.ts';
import { awardKinds } from './contract.ts';

const money = fenText.transform(BigInt);

const shape = z.strictObject({
  /** Share of the RMs' bonus pool of a sealed quarter that goes into the fund. */
  poolShareMillionths: rateText.transform(BigInt),
  /** Most that awards may take in a calendar year; null: what is in the fund. */
  budgetYearFen: money.nullable(),
  awards: z
    .array(
      z.strictObject({
        key: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/),
        name: z.string().trim().min(1).max(40),
        nameEn: englishName,
        kind: z.enum(awardKinds),
        leastFen: money,
        mostFen: money,
      }),
    )
    .min(1)
    .max(40),
  /** Members who may vote after exclusions: at least so many. */
  membersMin: z.int().min(3).max(30),
  /** Working days of public notice. */
  noticeWorkingDays: z.int().min(1).max(60),
});
export type RewardFund = z.output<typeof shape>;

/** The fund for outstanding contributions: what feeds it and what it may be spent on (C1c, D2d). */
export const rewardFundKind = policyKind({
  kind: 'reward_fund',
  title: { zh: '专用奖励基金', en: 'Reward fund' },
  source: 'C1c, D2d',
  schema: shape,
  assumed: {
    zh: '假定：奖金池的 3%、年度预算、奖项及金额、三人评审委员会、公示五个工作日',
    en:
      'ASSUMED: 3 % of the bonus pool, the yearly budget, the list of awards and their amounts, ' +
      'a committee of three, five working days of notice',
  },
  initial: {
    poolShareMillionths: '30000',
    budgetYearFen: '50000000',
    awards: [
      {
        key: 'outstanding',
        name: '突出贡献奖',
        nameEn: 'Outstanding contribution',
        kind: 'money',
        leastFen: '500000',
        mostFen: '5000000',
      },
      {
        key: 'pioneer',
        name: '业务开拓奖',
        nameEn: 'Pioneer of business',
        kind: 'money',
        leastFen: '200000',
        mostFen: '2000000',
      },
      {
        key: 'rm_of_year',
        name: '年度优秀客户经理',
        nameEn: 'RM of the year',
        kind: 'honour',
        leastFen: '0',
        mostFen: '0',
      },
      {
        key: 'team_of_year',
        name: '年度优秀团队',
        nameEn: 'Team of the year',
        kind: 'honour',
        leastFen: '0',
        mostFen: '0',
      },
    ],
    membersMin: 3,
    noticeWorkingDays: 5,
  },
  check: fundFaults,
});

/** What a schema cannot say: a share of the whole, known awards, amounts that fit their kind. */
export function fundFaults(fund: RewardFund): PolicyFault[] {
  const faults: PolicyFault[] = [];
  if (fund.poolShareMillionths < 0n || fund.poolShareMillionths > 1_000_000n) {
    faults.push({
      at: 'poolShareMillionths',
      zh: '须在 0 与 100% 之间',
      en: 'must be between 0 and 100 %',
    });
  }
  if (fund.budgetYearFen !== null && fund.budgetYearFen < 0n) {
    faults.push({ at: 'budgetYearFen', zh: '预算不能为负', en: 'a budget cannot be negative' });
  }
  fund.awards.forEach((award, at) => {
    if (fund.awards.findIndex((one) => one.key === award.key) < at) {
      faults.push({ at: `awards.${at}.key`, zh: '代码重复', en: 'the key stands twice' });
    }
    if (award.kind === 'honour' && (award.leastFen !== 0n || award.mostFen !== 0n)) {
      faults.push({
        at: `awards.${at}.mostFen`,
        zh: '荣誉奖不发钱，金额须为 0',
        en: 'an honour costs nothing: its amounts are 0',
      });
    }
    if (award.kind === 'money' && (award.leastFen <= 0n || award.mostFen < award.leastFen)) {
      faults.push({
        at: `awards.${at}.mostFen`,
        zh: '奖金下限须大于 0，上限不得小于下限',
        en: 'the least must be above 0 and the most not below it',
      });
    }
  });
  return faults;
}
