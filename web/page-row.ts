import type { AsyncRouteComponent } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import type { PhraseKey } from './i18n/phrases.ts';

/** The groups of the menu, in order. */
export const groups = [
  'desk',
  'customers',
  'managing',
  'assessment',
  'data',
  'policies',
  'administration',
] as const;
export type Group = (typeof groups)[number];

/**
 * One page: where it is, what it needs, and where the menu shows it (no group: not in the menu).
 */
export interface PageRow {
  readonly path: string;
  readonly page: AsyncRouteComponent<object>;
  /** A key of some access.ts, or 'signed_in'. */
  readonly right: string;
  readonly title: PhraseKey;
  readonly group?: Group;
  readonly icon?: ComponentType;
  /** Says nothing but the first words (isLater); other pages wait for the rest. */
  readonly hasFewWords?: true;
}

/** Something a reader may do now, offered by the palette. */
export interface PageAction {
  readonly title: PhraseKey;
  readonly right: string;
  readonly to: string;
}

/** Rooms whose pages show neither customers nor what people earn. */
const openRooms = ['signed_in', 'anyone', 'policy', 'organisation', 'products', 'notices'];

/**
 * Whether a page carries the reader's name and the time over its whole content: every page with
 * data of customers or staff, so all but those of a few rooms. A room to come is marked.
 */
export function isMarked(right: string): boolean {
  return !openRooms.includes(right.split('.')[0] ?? '');
}
