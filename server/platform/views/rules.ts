import { may, type Actor } from '../../../core/actor.ts';
import { conflictOf } from '../../../core/revision.ts';
import type { Refusal } from '../../../core/refusal.ts';
import { viewsRights } from './access.ts';
import type { Sharing, ViewState } from './contract.ts';
import { refuse } from './messages.ts';

/** A view as its rules see it. */
export interface ViewFacts extends ViewState {
  readonly accountId: bigint;
  readonly ownerName: string;
  readonly name: string;
  readonly remark: string;
  readonly sharedWith: Sharing;
  readonly revision: number;
  readonly changedAt: string;
}

export interface WantedChange {
  readonly revision: number;
  readonly name?: string | undefined;
  readonly remark?: string | undefined;
  readonly words?: ViewState['words'] | undefined;
  readonly columns?: ViewState['columns'] | undefined;
  readonly density?: ViewState['density'] | undefined;
  readonly sharedWith?: Sharing | undefined;
}

/** Refuses whoever does not own the view. */
export function decideOwner(view: ViewFacts, actor: Pick<Actor, 'accountId'>): Refusal | null {
  return view.accountId === actor.accountId
    ? null
    : refuse('views.owner_only_not_allowed', { name: view.name, owner: view.ownerName });
}

/**
 * A view after a change by its owner. Refused: another's view, a revision other than
 * the one read (both values told), sharing with a unit one does not have, with the bank without the
 * right. A shared view carries no search text: it may name a person.
 */
export function decideChange(
  view: ViewFacts,
  wanted: WantedChange,
  by: { readonly actor: Pick<Actor, 'accountId' | 'roles'>; readonly unitPath: string | null },
): ViewFacts | Refusal {
  const refused = decideOwner(view, by.actor) ?? decideRevision(view, wanted);
  if (refused !== null) return refused;
  const sharedWith = wanted.sharedWith ?? view.sharedWith;
  if (sharedWith === 'unit' && by.unitPath === null) return refuse('views.no_unit');
  const widens = sharedWith === 'bank' && view.sharedWith !== 'bank';
  if (widens && !may(by.actor, viewsRights, 'views.share_bank')) {
    return refuse('views.share_bank_not_allowed');
  }
  const words = wanted.words ?? view.words;
  return {
    ...view,
    name: wanted.name ?? view.name,
    remark: wanted.remark ?? view.remark,
    words: sharedWith === 'nobody' ? words : withoutSearch(words),
    columns: wanted.columns ?? view.columns,
    density: wanted.density ?? view.density,
    sharedWith,
  };
}

function decideRevision(view: ViewFacts, wanted: WantedChange): Refusal | null {
  if (wanted.revision === view.revision) return null;
  const ofRemark = wanted.name === undefined && wanted.remark !== undefined;
  return conflictOf({
    mine: ofRemark ? (wanted.remark ?? '') : (wanted.name ?? view.name),
    theirs: ofRemark ? view.remark : view.name,
    by: view.ownerName,
    at: view.changedAt,
    revision: view.revision,
  });
}

function withoutSearch(words: ViewState['words']): ViewState['words'] {
  return Object.fromEntries(Object.entries(words).filter(([word]) => word !== 'q'));
}
