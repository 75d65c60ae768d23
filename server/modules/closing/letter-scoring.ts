import type { Day } from '../../../core/day.ts';
import { divide } from '../../../core/money.ts';
import { percentText, rate } from '../../../core/rate.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { policyInForce } from '../../platform/policy/store.ts';
import { scoringSchemeKind, type Scoring } from '../assessment/index.ts';
import type { LetterScoring } from '../targets/index.ts';

/**
 * Weight and scoring function of each metric by the scheme in force when the letters are issued
 * (domain-rules 2.3): assessment stands after targets, so the closing hands them over.
 */
export async function letterScoring(tx: Tx, on: Day): Promise<LetterScoring> {
  const { body } = await policyInForce(tx, scoringSchemeKind, on);
  const whole = body.lines.reduce((sum, line) => sum + line.weight, 0n);
  if (whole === 0n) return new Map();
  return new Map(
    body.lines.map((line) => {
      const weightMillionths = divide(line.weight * 1_000_000n, whole, 'half_up');
      return [line.metric, { weightMillionths, function: scoringWords(line.scoring) }] as const;
    }),
  );
}

/** The function in the words of the letter, which is Chinese. */
export function scoringWords(scoring: Scoring): string {
  switch (scoring.function) {
    case 'linear': {
      const [floor, cap] = [scoring.floor, scoring.cap].map((one) => percentText(rate(one)));
      return `按完成率，${floor} 以下不得分，${cap} 封顶`;
    }
    case 'step':
    case 'completion_step':
      return '按目标上下每一档加减分';
    case 'deduct':
      return scoring.bad === 'above' ? '高于目标按档扣分' : '低于目标按档扣分';
    case 'band':
      return '按完成率所在档计分';
    case 'level':
      return '按实际值所在档计分';
    case 'relative':
      return scoring.against === 'fifths' ? '按同组排名五段计分' : '与同组平均相比计分';
    case 'qualitative':
      return '多名评分人打分的平均';
  }
}
