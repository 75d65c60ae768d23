import { isRefusal, type Refusal } from '../../../core/refusal.ts';
import { recordAudit } from '../audit/record.ts';
import type { Tx } from '../db/transaction.ts';
import { viewsMax, type ViewState } from './contract.ts';
import { refuse } from './messages.ts';
import { decideChange, decideOwner, type WantedChange } from './rules.ts';
import * as store from './store.ts';

/** Saves a view, shared with nobody. Refusals: a name used already, more than `viewsMax`. */
export async function createView(
  tx: Tx,
  wanted: ViewState & { readonly list: string; readonly name: string; readonly remark: string },
  unitPath: string | null,
): Promise<store.ViewRecord | Refusal> {
  await store.lockViews(tx, wanted.list);
  const refused = await decideName(tx, wanted, null);
  if (refused !== null) return refused;
  const ownerName = await store.loadOwnName(tx);
  const viewId = await store.insertView(tx, { ...wanted, ownerName, unitPath });
  await record(tx, 'views.create', viewId, { list: wanted.list, name: wanted.name });
  return (await store.loadView(tx, viewId))!;
}

/** Changes an own view. Refusals: `decideChange`, a name used already. */
export async function changeView(
  tx: Tx,
  viewId: bigint,
  wanted: WantedChange,
  unitPath: string | null,
): Promise<store.ViewRecord | Refusal> {
  const found = await held(tx, viewId);
  if (isRefusal(found)) return found;
  if (found.removed) return refuse('views.unknown');
  const after = decideChange(found, wanted, { actor: tx.actor, unitPath });
  if (isRefusal(after)) return after;
  const refused = await decideName(tx, { ...after, list: found.list }, viewId);
  if (refused !== null) return refused;
  const ownerName = await store.loadOwnName(tx);
  await store.updateView(tx, { ...after, viewId, ownerName, unitPath });
  await record(tx, 'views.change', viewId, {
    list: found.list,
    name: after.name,
    sharedWith: after.sharedWith,
    revision: String(found.revision + 1),
  });
  return (await store.loadView(tx, viewId))!;
}

/** Removes an own view; a second time changes nothing. Refusals: unknown, another's. */
export async function removeView(tx: Tx, viewId: bigint): Promise<{ viewId: bigint } | Refusal> {
  const found = await held(tx, viewId);
  if (isRefusal(found)) return found;
  const refused = decideOwner(found, tx.actor);
  if (refused !== null) return refused;
  if (await store.setRemoved(tx, viewId, true)) {
    await record(tx, 'views.remove', viewId, { list: found.list, name: found.name });
  }
  return { viewId };
}

/** Brings back an own view. Refusals: unknown, another's, its name used meanwhile, too many. */
export async function restoreView(tx: Tx, viewId: bigint): Promise<store.ViewRecord | Refusal> {
  const found = await held(tx, viewId);
  if (isRefusal(found)) return found;
  const refused = decideOwner(found, tx.actor);
  if (refused !== null) return refused;
  if (!found.removed) return found;
  const taken = await decideName(tx, found, null);
  if (taken !== null) return taken;
  await store.setRemoved(tx, viewId, false);
  await record(tx, 'views.restore', viewId, { list: found.list, name: found.name });
  return (await store.loadView(tx, viewId))!;
}

/** The view with which a list opens for the caller. Refusals: not visible, of another list. */
export async function chooseDefault(
  tx: Tx,
  wanted: { readonly list: string; readonly viewId: bigint | null },
): Promise<{ list: string; viewId: bigint | null } | Refusal> {
  if (wanted.viewId !== null) {
    const view = await store.loadView(tx, wanted.viewId);
    if (view === null || view.removed) return refuse('views.unknown');
    if (view.list !== wanted.list) return refuse('views.list_other', { name: view.name });
  }
  await store.setDefault(tx, wanted.list, wanted.viewId);
  return wanted;
}

/** The view under the lock of its owner's list, read after the lock was got. */
async function held(tx: Tx, viewId: bigint): Promise<store.ViewRecord | Refusal> {
  const seen = await store.loadView(tx, viewId);
  if (seen === null) return refuse('views.unknown');
  await store.lockViews(tx, seen.list);
  return (await store.loadView(tx, viewId)) ?? refuse('views.unknown');
}

async function decideName(
  tx: Tx,
  view: { readonly list: string; readonly name: string },
  itself: bigint | null,
): Promise<Refusal | null> {
  const names = await store.loadOwnNames(tx, view.list, itself);
  if (names.includes(view.name)) return refuse('views.name_taken', { name: view.name });
  return itself === null && names.length >= viewsMax
    ? refuse('views.too_many', { max: viewsMax })
    : null;
}

async function record(
  tx: Tx,
  verb: string,
  viewId: bigint,
  detail: Readonly<Record<string, string>>,
): Promise<void> {
  await recordAudit(tx, { verb, subject: 'view', subjectKey: String(viewId), detail });
}
