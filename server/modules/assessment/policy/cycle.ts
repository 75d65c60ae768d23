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
    /** Whether a quarter may be published while qualitative marks lack raters. */
    lackingRaters: z.enum(['refuse_publication', 'publish']).default('refuse_publication'),
  }),
  /** A quarter opened after its first day: sealed without publication, or as any other. */
  backdatedQuarters: z.enum(['without_window', 'with_window']).default('without_window'),
  /** The score of a year: its last quarter's (cumulative) sheet, or the mean of its quarters. */
  yearScore: z.enum(['last_quarter', 'mean_of_quarters']).default('last_quarter'),
});
export type AssessmentCycle = z.output<typeof shape>;

/** What a schema cannot say: a role stands once. */
export function cycleFaults({ marks }: AssessmentCycle): PolicyFault[] {
  if (new Set(marks.raterRoles).size === marks.raterRoles.length) return [];
  return [{ at: 'marks.raterRoles', zh: '同一角色只写一次', en: 'Name each role once' }];
}

/** The steps and deadlines of an assessed quarter (C3e, D2e; domain rules 2.2 no. 7 and 3.4). */
export const assessmentCycleKind = policyKind({
  kind: 'assessment_cycle',
  title: { zh: '季度考核流程', en: 'Steps of a quarterly assessment' },
  source: 'C3e, D2e; domain rules 2.2 (7), 3.4; G13',
  assumed: {
    zh: '假定：5 个工作日内答复；由谁评分；补开季度的要求',
    en: 'ASSUMED: 5 working days for the answer; who rates; what a backdated quarter needs',
  },
  schema: shape,
  check: cycleFaults,
  initial: {
    objection: { windowWorkingDays: 5, answerWorkingDays: 5 },
    marks: {
      raterRoles: ['team_head', 'branch_president', 'department_officer'],
      lackingRaters: 'refuse_publication',
    },
    backdatedQuarters: 'without_window',
    yearScore: 'last_quarter',
  },
});
