import { systemActor } from '../../core/actor.ts';
import { say } from '../../core/messages.ts';
import { isRefusal, type Refusal } from '../../core/refusal.ts';
import type { OpenDatabase } from '../database.ts';
import { businessDay } from '../modules/organisation/index.ts';
import { beginProgress } from '../platform/jobs/index.ts';
import { demoProgressKey } from '../main.ts';
import { openBar } from './progress.ts';
import type { Terminal } from './terminal.ts';

/** What the demo bank needs to load itself. */
export interface DemoBench {
  readonly open: OpenDatabase;
  readonly terminal: Terminal;
}

/** The code of the invented bank; it is loaded only when it is wanted. */
export const demoBank = () => import('../../fixtures/demo-bank/index.ts');

/** Loads the invented bank, or goes on where a crash stopped it, with a bar. */
export async function loadDemo({ open, terminal }: DemoBench): Promise<Refusal | { rows: number }> {
  const demo = await demoBank();
  const today = await open.database.transaction(systemActor('demo'), businessDay);
  const bar = openBar(terminal, '‰');
  const shared = await beginProgress(open.database, demoProgressKey);
  try {
    const loaded = await demo.loadDemo(open.database, {
      today,
      onProgress: ({ step, params, done }) => {
        const note = say(step, terminal.locale, params);
        bar.report(BigInt(done), 1000n, note);
        shared.report(BigInt(done), 1000n, note);
      },
    });
    bar.end();
    if (isRefusal(loaded)) await shared.fail(loaded.refused);
    else await shared.finish();
    return loaded;
  } catch (error) {
    bar.end();
    await shared.fail((error as Error).message);
    throw error;
  }
}
