/**
 * A worker of imports for the crash test: it does the whole merge of a load and then kills itself
 * (kill -9) before its transaction is committed.
 */
import { createPool } from '../db/pool.ts';
import { databaseOf } from '../db/transaction.ts';
import { slip, slipHouse } from './slip-target.ts';
import { runTask } from './tasks.ts';

const database = databaseOf(createPool(JSON.parse(process.argv[2] ?? '{}') as object));
const dying = {
  ...slip,
  merge: async (...given: Parameters<typeof slip.merge>) => {
    const merged = await slip.merge(...given);
    process.kill(process.pid, 'SIGKILL');
    return merged;
  },
};
await runTask(database, { ...slipHouse, targets: [dying] }, BigInt(process.argv[3] ?? '0'));
