import { z } from 'zod';
import { policyKind } from '../../../platform/policy/kind.ts';

const shape = z.strictObject({
  /** Working days in which an RM may object to a slip, from its approval. */
  objectionWorkingDays: z.int().min(1).max(60),
});
export type PayBook = z.output<typeof shape>;

/** What happens to pay after it was computed (D2b; domain rules 3.4). */
export const payBookKind = policyKind({
  kind: 'pay_book',
  title: { zh: '薪酬发放规则', en: 'Pay book' },
  source: 'D2b, D2e; 3.4',
  assumed: {
    zh: '假定：对工资单的异议期为五个工作日',
    en: 'ASSUMED: five working days to object to a slip',
  },
  schema: shape,
  initial: { objectionWorkingDays: 5 },
});
