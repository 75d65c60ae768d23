import type { Phrase } from '../../../core/messages.ts';
import type { Quarter } from '../../../core/period.ts';
import { isRefusal, type Refusal } from '../../../core/refusal.ts';
import type { Explanation } from '../../../core/schema.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { readSheet, sheetIdOf } from '../assessment/index.ts';
import { expenseBalances } from '../expenses/index.ts';
import { readSlip, slipIdOf } from '../pay/index.ts';
import { refuse } from './messages.ts';

export interface ExplainedLine {
  readonly title: string;
  /** Name of a metric in the bank's own catalogue, where the title is no phrase of ours. */
  readonly name?: Phrase | null;
  /** What target, actual and step of the line are counted in. */
  readonly metricUnit?: 'fen' | 'count' | 'rate' | 'score';
  readonly amount: string;
  readonly unit: 'fen' | 'count' | 'rate' | 'points';
  readonly explanation: Explanation;
}

export interface QuarterExplanation {
  readonly quarter: Quarter;
  readonly staffNo: string;
  readonly name: string;
  readonly total: bigint | null;
  readonly band: string | null;
  readonly gross: bigint | null;
  readonly paidNow: bigint | null;
  readonly sections: readonly { section: string; lines: readonly ExplainedLine[] }[];
}

/**
 * Every figure of one RM in a quarter: the lines of his sheet and slip and his marketing money,
 * each with rule, formula and inputs. Refuses when he has no sheet in the caller's scope.
 */
export async function explainQuarter(
  tx: Tx,
  of: { readonly quarter: Quarter; readonly staffNo: string },
): Promise<QuarterExplanation | Refusal> {
  const sheetId = await sheetIdOf(tx, of);
  const sheet = sheetId === null ? null : await readSheet(tx, sheetId);
  if (sheet === null || isRefusal(sheet)) return refuse('closing.staff_unknown', { ...of });
  const slipId = await slipIdOf(tx, of);
  const slip = slipId === null ? null : await readSlip(tx, slipId);
  const purses = (await expenseBalances(tx, of.quarter)).filter(
    (one) => one.staffNo === of.staffNo,
  );
  return {
    ...of,
    name: sheet.name,
    total: sheet.total,
    band: sheet.band,
    gross: slip?.gross ?? null,
    paidNow: slip?.paidNow ?? null,
    sections: [
      {
        section: 'assessment',
        lines: [
          ...sheet.lines.map((line) => ({
            title:
              line.metric === null ? 'assessment.part.base' : `assessment.metric.${line.metric}`,
            name: line.name,
            metricUnit: line.unit,
            amount: String(line.score),
            unit: 'points' as const,
            explanation: line.explanation,
          })),
          {
            title: 'assessment.rule.total',
            amount: String(sheet.total),
            unit: 'points' as const,
            explanation: sheet.explanation,
          },
        ],
      },
      {
        section: 'pay',
        lines: (slip?.lines ?? []).map((line) => ({
          title: payTitle(line),
          amount: String(line.amount),
          unit: 'fen' as const,
          explanation: line.explanation,
        })),
      },
      {
        section: 'expenses',
        lines: purses.map((one) => ({
          title: `expenses.purse.${one.purse}`,
          amount: String(one.left),
          unit: 'fen' as const,
          explanation: {
            rule: `expenses.rule.${one.purse}`,
            formula: 'expenses.formula.left',
            inputs: {
              grantedFen: String(one.granted),
              usedFen: String(one.granted - one.left),
            },
          },
        })),
      },
    ],
  };
}

/** Items of a scheme carry their own names; the lines that a slip makes have phrases. */
function payTitle({
  item,
  name,
}: {
  item: string;
  name: { zh: string; en: string } | null;
}): string {
  return name === null || ['base', 'bonus'].includes(item)
    ? `pay.item.${item}`
    : `${name.zh} / ${name.en}`;
}
