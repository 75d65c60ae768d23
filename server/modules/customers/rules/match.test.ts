import { describe, expect, it } from 'vitest';
import { table } from '../../../platform/testing/table.ts';
import {
  decideServes,
  gradeMatrixKind,
  levelOf,
  type Level,
  type Segmented,
} from '../../people/index.ts';
import { matchOf } from './match.ts';

const matrix = gradeMatrixKind.schema.parse(gradeMatrixKind.initial);

describe("the lead's grade beside the grade matrix (C2a, C2d)", () => {
  const rows = table(`
    kind       | type        | class   | tier   | level   | match
    corporate  | system      | premium | -      | senior  | match
    corporate  | system      | premium | -      | middle  | with_approval
    corporate  | system      | premium | -      | junior  | mismatch
    corporate  | independent | general | -      | junior  | with_approval
    corporate  | -           | -       | -      | junior  | with_approval
    corporate  | independent | poor    | -      | junior  | mismatch
    individual | -           | -       | small  | junior  | match
    individual | -           | -       | large  | junior  | mismatch
    individual | -           | -       | -      | junior  | match
    individual | -           | -       | small  | trainee | mismatch
    individual | -           | -       | small  | -       | ungraded
    individual | -           | -       | small  | nobody  | nobody
  `);
  it.each(rows)('$kind $type $class $tier led by $level: $match', (row) => {
    const or = (text: string) => (text === '-' ? null : text);
    const customer = {
      kind: row.kind,
      corporateType: or(row.type),
      class: or(row.class),
      tier: or(row.tier),
    } as Segmented;
    const lead = row.level === 'nobody' ? null : { level: or(row.level) as Level | null };
    const { match, reason } = matchOf(lead, (level) =>
      decideServes(matrix, level, levelOf(customer)),
    );
    expect(match).toBe(row.match);
    expect(reason !== null).toBe(match === 'with_approval' || match === 'mismatch');
  });
});
