import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type pg from 'pg';

/**
 * Closes a quarter in another process that kills itself (kill -9) inside the given station, while
 * that station's transaction is under way. Answers the signal that ended it.
 */
export async function killedClose(
  appConfig: pg.ClientConfig,
  at: { quarter: string; station: number },
): Promise<NodeJS.Signals | null> {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'close-and-die.ts')], {
    env: {
      ...process.env,
      CLOSE_DATABASE: JSON.stringify(appConfig),
      CLOSE_QUARTER: at.quarter,
      CLOSE_DIE_AT: String(at.station),
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
  return signal;
}
