import type { AsyncRouteComponent } from '@tanstack/react-router';
import type { Role } from '../core/actor.ts';
import type { PhraseKey } from './i18n/phrases.ts';

/**
 * One card of the workbench `/desk`: whose it is, what it needs, how much room it takes. The card
 * reads its own route and draws what stands inside the frame; the frame, its title and its skeleton
 * are the page's.
 */
export interface DeskCard {
  /** `<room>.<what>`: unique over all rooms. */
  readonly key: string;
  readonly title: PhraseKey;
  /** A key of some access.ts, or 'signed_in': without it the card is left out. */
  readonly right: string;
  /** Roles on whose workbench it stands. */
  readonly desks: readonly Role[];
  /** Of the page's width; a phone shows one below the other. */
  readonly size: 'third' | 'half' | 'whole';
  /**
   * Small numbers first: 0–99 what waits, 100–199 where one stands, 200–799 lists of the day,
   * 800–899 charts.
   */
  readonly order: number;
  /**
   * Height in pixels on a wide screen, kept while it loads; longer content scrolls inside. 'own':
   * as high as what it says, and the cards after it are seen once it says it.
   */
  readonly height?: number | 'own';
  /** The same on a phone, where it differs: tiles stand two beside each other. */
  readonly phoneHeight?: number;
  /** Brings its own frames (a row of tiles): no card is drawn around it. */
  readonly bare?: boolean;
  /** `lazyRouteComponent(() => import('./card.tsx'), 'Name')` */
  readonly card: AsyncRouteComponent<object>;
}

/** The cards of a reader: of any of his roles, with the right, in order; each once. */
export function cardsFor(
  cards: readonly DeskCard[],
  roles: readonly Role[],
  may: (right: string) => boolean,
): readonly DeskCard[] {
  return cards
    .filter((one) => one.desks.some((role) => roles.includes(role)) && may(one.right))
    .toSorted((a, b) => a.order - b.order || (a.key < b.key ? -1 : 1));
}
