import { day } from '../../../core/day.ts';
import { gradeMatrixKind } from '../people/index.ts';
import type { LetterBody } from './contract.ts';
import { targetSchemeKind } from './policy.ts';
import { composeLetter } from './rules/letter.ts';
import { bookOf } from './rules/metric-book.ts';

const scheme = targetSchemeKind.schema.parse(targetSchemeKind.initial);
const book = bookOf([]);
const matrix = gradeMatrixKind.schema.parse(gradeMatrixKind.initial);

/** A letter of an invented RM, for tests. */
export function sampleLetter(given: { adopted?: LetterBody['adopted']; customers?: number } = {}) {
  const customers = given.customers ?? 3;
  return composeLetter(
    {
      letterNo: '2026-责-0001',
      year: 2026,
      adopted: given.adopted ?? null,
      bank: { name: '客经示范银行', currency: 'CNY', unit: '城东支行客户经理部' },
      rm: { staffNo: 'R001', name: '王明', sequence: 'corporate', level: 'senior', step: 2 },
      on: day('2026-01-01'),
      customerCount: customers,
      byLevel: [
        {
          level: 'premium',
          customers,
          depositAverageFen: 123_456_789_00n,
          loanAverageFen: 98_765_432_10n,
        },
      ],
      listed: Array.from({ length: customers }, (_none, at) => ({
        customerNo: `C${String(at + 1).padStart(6, '0')}`,
        name: `江南#${at + 1}机械有限公司`,
        level: 'premium' as const,
      })),
      targets: [
        {
          metric: book.get('deposit_average')!,
          base: 123_456_789_00n,
          annual: 150_000_000_00n,
          quarters: ['2026Q1', '2026Q2', '2026Q3', '2026Q4'].map((quarter, at) => ({
            quarter,
            target: at === 0 ? null : 130_000_000_00n,
          })),
        },
        {
          metric: book.get('npl_rate')!,
          base: 0n,
          annual: 20_000n,
          quarters: ['2026Q1', '2026Q2', '2026Q3', '2026Q4'].map((quarter) => ({
            quarter,
            target: 20_000n,
          })),
        },
      ],
      rights: matrix.levels.senior,
      policyVersionId: 7n,
    },
    scheme,
    new Map([['deposit_average', { weightMillionths: 300_000n, function: '线性，封顶 120%' }]]),
  );
}
