import { quarterRange } from '../core/period.ts';
import { businessDay, lastSealedQuarter } from './modules/organisation/index.ts';
import type { Module } from './platform/module.ts';
import { policyModule } from './platform/policy/routes.ts';

/** The room of policies for the list of rooms that the server opens: composition, nothing else. */
export function policyRoom(modules: readonly Module[]): Module {
  return policyModule({
    modules: () => modules,
    today: businessDay,
    sealedUntil: async (tx) => {
      const last = await lastSealedQuarter(tx);
      return last === null ? null : quarterRange(last).until;
    },
  });
}
