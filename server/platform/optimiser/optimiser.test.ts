import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { realData, realDataAbsent } from '../testing/real-data.ts';
import { solveLinear, type LinearModel } from './index.ts';

describe('the optimiser', () => {
  it('finds the best transport and says when there is none', async () => {
    const columns = [
      {
        cost: 1,
        upper: 10,
        entries: [
          [0, 1],
          [2, 1],
        ] as const,
      },
      {
        cost: 5,
        upper: 10,
        entries: [
          [0, 1],
          [3, 1],
        ] as const,
      },
      {
        cost: 4,
        upper: 10,
        entries: [
          [1, 1],
          [2, 1],
        ] as const,
      },
      {
        cost: 3,
        upper: 10,
        entries: [
          [1, 1],
          [3, 1],
        ] as const,
      },
    ];
    const rows = (capacity: number) => [
      { lower: 4, upper: 4 },
      { lower: 3, upper: 3 },
      { lower: 0, upper: capacity },
      { lower: 0, upper: capacity },
    ];
    const best = await solveLinear({ columns, rows: rows(5), secondsMax: 10 });
    expect(best).toEqual({ status: 'optimal', values: [4, 0, 0, 3], objective: 13 });
    const none = await solveLinear({ columns, rows: rows(3), secondsMax: 10 });
    expect(none.status).toBe('infeasible');
  });

  const folder = realData('orlib/gap');
  it('reproduces the published totals of OR-Library gap1', async (context) => {
    context.skip(folder === null, realDataAbsent);
    const problems = readGap(path.join(folder!, 'gap1.txt'));
    const totals: number[] = [];
    for (const problem of problems) totals.push((await solveLinear(problem)).objective);
    expect(totals.map((total) => Math.round(-total))).toEqual([336, 327, 339, 341, 326]);
  });
});

/**
 * OR-Library: number of problems; then agents, jobs, gains by agent, needs by agent, capacities.
 */
function readGap(file: string): LinearModel[] {
  const numbers = readFileSync(file, 'utf8').trim().split(/\s+/).map(Number);
  let at = 0;
  const next = () => numbers[at++]!;
  return Array.from({ length: next() }, () => {
    const agents = next();
    const jobs = next();
    const grid = () => Array.from({ length: agents }, () => Array.from({ length: jobs }, next));
    const gains = grid();
    const needs = grid();
    const capacities = Array.from({ length: agents }, next);
    const columns = gains.flatMap((row, agent) =>
      row.map((gain, job) => ({
        cost: -gain,
        upper: 1,
        entries: [
          [job, 1],
          [jobs + agent, needs[agent]![job]!],
        ] as const,
      })),
    );
    const rows = [
      ...Array.from({ length: jobs }, () => ({ lower: 1, upper: 1 })),
      ...capacities.map((capacity) => ({ lower: 0, upper: capacity })),
    ];
    return { columns, rows, integer: true, secondsMax: 60 };
  });
}
