import { z } from 'zod';
import { policyKind, type PolicyFault } from '../../../platform/policy/kind.ts';

/** Who may be a rater of qualitative marks; the bank chooses among them. */
export const raterRoles = ['team_head', 'branch_president', 'department_officer'] as const;

const shape = z.strictObject({
  objection: z.strictObject({
    /** Working days after the publication in which an RM may object. */
    windowWorkingDays: z.int().min(1).max(60).default(5),
    /** Working days after the objection in which it must be answered. */
    answerWorkingDays: z.int().min(1).max(60).default(5),
  }),
  marks: z.strictObject({
    raterRoles: z.array(z.enum(raterRoles)).min(1).max(raterRoles.length),
    /** Fewer raters give no mark. */
    ratersMin: z.int().min(1).max(20).default(3),
    /** From so many raters on, the highest and the lowest mark do not count. */
    dropExtremesFrom: z.int().min(3).max(50).default(5),
    /** Whether a quarter may be published while qualitative marks lack raters. */
    lackingRaters: z.enum(['refuse_publication', 'publish']).default('refuse_publication'),
  }),
  /** A quarter opened after its first day: sealed without publication, or as any other. */
  backdatedQuarters: z.enum(['without_window', 'with_window']).default('without_window'),
  /** The score of a year: its last quarter's (cumulative) sheet, or the mean of its quarters. */
  yearScore: z.enum(['last_quarter', 'mean_of_quarters']).default('last_quarter'),
});
export type AssessmentCycle = z.output<typeof shape>;

/** What a schema cannot say: dropping two of them must leave a mark, and roles stand once. */
export function cycleFaults({ marks }: AssessmentCycle): PolicyFault[] {
  const faults: PolicyFault[] = [];
  if (new Set(marks.raterRoles).size !== marks.raterRoles.length) {
    faults.push({
      at: 'marks.raterRoles',
      zh: '同一角色只写一次',
      en: 'Name each role once',
    });
  }
  if (marks.dropExtremesFrom < marks.ratersMin) {
    const { dropExtremesFrom: from, ratersMin: least } = marks;
    faults.push({
      at: 'marks.dropExtremesFrom',
      zh: `去掉最高最低的起点（${from} 人）不能少于最少人数（${least} 人）`,
      en: `Extremes drop from ${from} raters on, but ${least} are needed: not fewer than that`,
    });
  }
  return faults;
}

/** Marks of few raters say who gave them: fewer than three are allowed, but said aloud. */
export function cycleWarnings({ marks }: AssessmentCycle): PolicyFault[] {
  if (marks.ratersMin >= 3) return [];
  return [
    {
      at: 'marks.ratersMin',
      zh: `评分人只要 ${marks.ratersMin} 人：平均分会透露个人打分，公认做法不少于 3 人`,
      en: `Only ${marks.ratersMin} raters: the mean tells who gave what; 3 or more are usual`,
    },
  ];
}

/** The steps and deadlines of an assessed quarter (C3e, D2e; domain rules 2.2 no. 7 and 3.4). */
export const assessmentCycleKind = policyKind({
  kind: 'assessment_cycle',
  title: { zh: '季度考核流程', en: 'Steps of a quarterly assessment' },
  source: 'C3e, D2e; domain rules 2.2 (7), 3.4; G13',
  assumed: 'ASSUMED: 5 working days for the answer; who rates; what a backdated quarter needs',
  schema: shape,
  check: cycleFaults,
  warn: cycleWarnings,
  initial: {
    objection: { windowWorkingDays: 5, answerWorkingDays: 5 },
    marks: {
      raterRoles: ['team_head', 'branch_president', 'department_officer'],
      ratersMin: 3,
      dropExtremesFrom: 5,
      lackingRaters: 'refuse_publication',
    },
    backdatedQuarters: 'without_window',
    yearScore: 'last_quarter',
  },
});
