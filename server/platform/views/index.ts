import { isRefusal, type Refusal } from '../../../core/refusal.ts';
import type { Tx } from '../db/transaction.ts';
import { handle, type Module } from '../module.ts';
import { viewsRights } from './access.ts';
import { changeView, chooseDefault, createView, removeView, restoreView } from './commands.ts';
import { viewsApi, viewsMax } from './contract.ts';
import { viewsMessages } from './messages.ts';
import * as store from './store.ts';

/** What the house gives: where a member of staff sits. */
export interface ViewsRoom {
  readonly unitOfStaff: (tx: Tx, staffId: bigint) => Promise<{ readonly path: string } | null>;
}

/** Shown at most: the own ones and as many shared ones again and again. */
const shownMax = viewsMax * 4;

/** Saved and shared views of lists, as a room of the house. */
export function viewsModule(room: ViewsRoom): Module {
  /** Sets the reader's seat for row security, and answers it. */
  const seated = async (tx: Tx): Promise<string | null> => {
    const { staffId } = tx.actor;
    const unit = staffId === null ? null : await room.unitOfStaff(tx, staffId);
    await store.setSeat(tx, unit?.path ?? null);
    return unit?.path ?? null;
  };
  return {
    name: 'views',
    phrases: viewsMessages,
    rights: viewsRights,
    api: viewsApi,
    handlers: handle(viewsApi, {
      listViews: async ({ tx, query }) => {
        await seated(tx);
        const rows = await store.loadViews(tx, query.list, shownMax);
        return { rows: rows.map((row) => shown(tx, row)) };
      },
      createView: async ({ tx, body }) => told(tx, await createView(tx, body, await seated(tx))),
      changeView: async ({ tx, params, body }) =>
        told(tx, await changeView(tx, BigInt(params.viewId), body, await seated(tx))),
      removeView: async ({ tx, params }) => {
        await seated(tx);
        return removeView(tx, BigInt(params.viewId));
      },
      restoreView: async ({ tx, params }) => {
        await seated(tx);
        return told(tx, await restoreView(tx, BigInt(params.viewId)));
      },
      chooseDefaultView: async ({ tx, body }) => {
        await seated(tx);
        const viewId = body.viewId === null ? null : BigInt(body.viewId);
        return chooseDefault(tx, { list: body.list, viewId });
      },
    }),
  };
}

function shown(tx: Tx, { accountId, ...view }: store.ViewRecord) {
  return { ...view, own: accountId === tx.actor.accountId };
}

function told(tx: Tx, view: store.ViewRecord | Refusal) {
  return isRefusal(view) ? view : shown(tx, view);
}
