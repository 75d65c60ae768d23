import { describe, expect, it } from 'vitest';
import { systemActor } from '../../../core/actor.ts';
import { quarter } from '../../../core/period.ts';
import { isRefusal } from '../../../core/refusal.ts';
import { recordAudit } from '../../platform/audit/record.ts';
import { sharedDatabase, testTransaction } from '../../platform/testing/database.ts';
import { runQuarter } from './commands.ts';
import { inputsChangedSince } from './store.ts';

const actor = systemActor('test');
const of = quarter('2026Q1');

describe('an interrupted run is not resumed', () => {
  it.each([
    ['imports.load', true],
    ['imports.undo', true],
    ['policy.approve', true],
    ['closing.open', false],
  ])('after %s: %s', async (verb, changed) => {
    const found = await testTransaction(async (tx) => {
      await recordAudit(tx, { verb, subject: 'test', subjectKey: '1' });
      return inputsChangedSince(tx, new Date(Date.now() - 60_000).toISOString());
    });
    expect(found).toBe(changed);
  });
});

describe('a quarter run', () => {
  const what = { quarter: of, kind: 'open', stations: [] } as const;

  it('is refused in a database without a bank', async () => {
    const refused = await runQuarter(sharedDatabase(), actor, what);
    expect(isRefusal(refused) && refused.refused).toBe('closing.bank_empty');
  });

  it('waits for nobody: while an import or another run is under way it is refused', async () => {
    for (const lock of ['7301', `hashtextextended('imports', 0)`]) {
      const other = await sharedDatabase().pool.connect();
      try {
        await other.query(`select pg_advisory_lock(${lock})`);
        const refused = await runQuarter(sharedDatabase(), actor, what);
        expect(isRefusal(refused) && refused.refused).toBe('closing.busy');
      } finally {
        await other.query('select pg_advisory_unlock_all()');
        other.release();
      }
    }
  }, 20_000);
});
