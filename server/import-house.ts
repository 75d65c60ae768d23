import type { Tx } from './platform/db/transaction.ts';
import { importsModule } from './platform/imports/routes.ts';
import type { ImportHouse } from './platform/imports/run.ts';
import { hasPolicyNote } from './platform/imports/store.ts';
import type { Adapter } from './platform/imports/target.ts';
import type { Module } from './platform/module.ts';
import { installPolicy } from './platform/policy/install.ts';
import { importsMessages, refuse } from './platform/imports/messages.ts';
import { bankOf, claimBank } from './modules/organisation/index.ts';
import { day } from '../core/day.ts';
import type { Phrases } from '../core/messages.ts';
import type { Refusal } from '../core/refusal.ts';

/** Ties the import engine of the platform to the rooms of the bank: composition, nothing else. */
export function importHouse(
  modules: readonly Module[],
  sealedUse: ImportHouse['sealedUse'],
): ImportHouse {
  const kinds = new Map(
    modules.flatMap((module) => module.policies ?? []).map((kind) => [kind.kind, kind]),
  );
  return {
    targets: modules.flatMap((module) => module.importTargets ?? []),
    claimBank: claim,
    putPolicies: async (tx, adapter) => {
      for (const { kind: name, body, note, assumed } of adapter.policies) {
        const kind = kinds.get(name);
        if (kind === undefined) throw new Error(`adapter ${adapter.name}: no policy kind ${name}`);
        if (await hasPolicyNote(tx, name, note)) continue;
        await installPolicy(tx, kind, { body: body(kind.initial), note, assumed });
      }
    },
    sealedUse,
  };
}

/** The room of imports for the list of rooms that the server opens. */
export function importsRoom(house: ImportHouse, modules: readonly Module[]): Module {
  const book: Phrases = Object.assign(
    {},
    importsMessages,
    ...modules.map((module) => module.phrases),
  );
  return importsModule({ ...house, phrases: () => book });
}

async function claim(tx: Tx, adapter: Adapter): Promise<Refusal | null> {
  if (adapter.bank === null) {
    return (await bankOf(tx)) === null ? refuse('imports.no_bank') : null;
  }
  const { code, name, currency, today } = adapter.bank;
  const source = adapter.name;
  return await claimBank(tx, { code, name, currency, source, today: day(today) });
}
