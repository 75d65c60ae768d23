import fs from 'node:fs';
import path from 'node:path';
import { systemActor } from '../../core/actor.ts';
import type { Day } from '../../core/day.ts';
import { say, type Phrase, type Phrases } from '../../core/messages.ts';
import { isRefusal, type Refusal, type RefusalParams } from '../../core/refusal.ts';
import type { OpenDatabase } from '../database.ts';
import { root } from '../house.ts';
import { businessDay } from '../modules/organisation/index.ts';
import type { Database } from '../platform/db/transaction.ts';
import { beginProgress } from '../platform/jobs/index.ts';
import { demoProgressKey } from '../main.ts';
import { openBar } from './progress.ts';
import type { Terminal } from './terminal.ts';
import type pg from 'pg';

/** What the demo bank needs to load itself. */
export interface DemoBench {
  readonly open: OpenDatabase;
  readonly terminal: Terminal;
}

/** The invented bank as the command line uses it; its code loads only when it is wanted. */
interface DemoBank {
  readonly loadDemo: (
    database: Database,
    options: { readonly today: Day; readonly onProgress: (progress: DemoProgress) => void },
  ) => Promise<{ readonly rows: number } | Refusal>;
  readonly clearDemo: (
    database: Database,
    ownerConfig: pg.ClientConfig,
  ) => Promise<{ readonly tables: number } | Refusal>;
  readonly demoMessages: Phrases;
}
interface DemoProgress {
  readonly step: Phrase;
  readonly params: RefusalParams;
  /** Of 1000. */
  readonly done: number;
}

/** The module of the invented bank; null in a distribution without it. */
export async function findDemo(): Promise<DemoBank | null> {
  const file = path.join(root, 'fixtures', 'demo-bank', 'index.ts');
  if (!fs.existsSync(file)) return null;
  const demo = (await import(file)) as DemoBank;
  phrases = demo.demoMessages;
  return demo;
}

/** What the demo bank may say once it was wanted; nothing before. */
export function demoPhrases(): Phrases {
  return phrases;
}
let phrases: Phrases = {};

/** Loads the invented bank, or goes on where a crash stopped it, with a bar. */
export async function loadDemo({ open, terminal }: DemoBench): Promise<Refusal | { rows: number }> {
  const demo = await findDemo();
  if (demo === null) return { refused: 'cli.demo_absent', params: {} };
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
