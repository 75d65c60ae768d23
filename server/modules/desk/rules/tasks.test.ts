import { describe, expect, it } from 'vitest';
import { table } from '../../../platform/testing/table.ts';
import { deskMessages } from '../messages.ts';
import { inOrder, placeOf, tasks, tasksOf, type Task } from './tasks.ts';

describe('what waits for somebody', () => {
  it.each(
    table(`
      task               | count | item   | leads to
      sign_letter        | 1     | 12     | /letters/12
      sign_letter        | 2     | 12     | /letters
      countersign_letter | 5     | 12     | /letters?state=rm_signed
      close_quarter      | 1     | 2026Q3 | /quarters/2026Q3
      close_quarter      | 2     | 2026Q3 | /quarters/2026Q3
      locked_account     | 3     | rm     | /accounts
    `),
  )('$count of $task lead to one click: ${leads to}', (row) => {
    const waiting = { count: Number(row.count), item: row.item };
    expect(placeOf(row.task as Task, waiting)).toBe(row['leads to']);
  });

  it('the nearest deadline stands first, an overdue one before it, then the longest wait', () => {
    const rows = table(`
      name    | due        | since
      old     | -          | 2026-01-01
      older   | -          | 2025-12-31
      late    | 2026-05-01 | 2026-04-20
      next    | 2026-05-09 | 2026-04-01
      tied    | 2026-05-09 | 2026-03-01
    `).map((row) => ({ ...row, due: row.due === '-' ? null : row.due }));
    expect(
      inOrder(rows.map(({ name, due, since }) => ({ name, due, since: since ?? '' }))).map(
        (row) => row.name,
      ),
    ).toEqual(['late', 'tied', 'next', 'older', 'old']);
  });

  it('every kind has its words, and an RM is never asked for a deed of his head', () => {
    for (const task of tasks) expect(deskMessages).toHaveProperty([`desk.task.${task}`]);
    expect(tasksOf(['rm'])).not.toContain('countersign_letter');
    expect(tasksOf(['auditor'])).toEqual(['rate_competence']);
    expect(tasksOf([])).toEqual([]);
  });
});
