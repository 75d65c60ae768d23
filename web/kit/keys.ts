import { useEffect, useRef, useSyncExternalStore } from 'react';
import type { PhraseKey } from '../i18n/phrases.ts';

/**
 * The keys that work on the present page. A part registers what it answers to; the `?` sheet shows
 * the registry. Letters and signs stay silent while somebody types or a dialog is open.
 */
export interface KeyHint {
  /** 'j', '[', 'Alt+ArrowLeft', 'Space', 'Escape', 'Mod+k' (Ctrl, on a Mac Command). */
  readonly keys: readonly string[];
  readonly what: PhraseKey;
  /** Answer false to let the key go on to others and to the browser. */
  readonly run: (event: KeyboardEvent) => void | false;
  /** Works also in a field and above a dialog. */
  readonly always?: boolean;
}

type Holder = { readonly current: readonly KeyHint[] };

const holders: Holder[] = [];
const listeners = new Set<() => void>();
let shown: readonly KeyHint[] = [];

function tell(): void {
  shown = holders.flatMap((holder) => holder.current);
  for (const listener of listeners) listener();
}

/** The written name of a key press: modifiers, then the key as KeyboardEvent names it. */
export function keyName(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>,
): string {
  const key = event.key === ' ' ? 'Space' : event.key;
  return [
    ...(event.ctrlKey || event.metaKey ? ['Mod'] : []),
    ...(event.altKey ? ['Alt'] : []),
    key.length === 1 ? key.toLowerCase() : key,
  ].join('+');
}

/** Whether the reader is entering text, where letters belong to the text. */
export function isTyping(target: Pick<Element, 'closest'> | null): boolean {
  const fields = 'input:not([type=checkbox]):not([type=radio]),textarea,select,[contenteditable]';
  return target?.closest?.(fields) != null;
}

/** Whether something lies over the page: a dialog keeps the keys to itself. */
function covered(): boolean {
  const over = '.ant-modal-wrap:not([style*="display: none"]),.ant-drawer-open,[data-kj-over]';
  return document.querySelector(over) !== null;
}

function heard(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  const name = keyName(event);
  const quiet = isTyping(event.target as Element | null) || covered();
  // The part that came last stands nearest to the reader.
  for (const holder of holders.toReversed()) {
    for (const hint of holder.current) {
      if (!hint.keys.includes(name) || (quiet && hint.always !== true)) continue;
      if (hint.run(event) === false) continue;
      event.preventDefault();
      return;
    }
  }
}

/**
 * Registers keys while the part is on the page: `useKeys([{ keys: ['j', 'ArrowDown'], what:
 * 'web.keys.next_row', run: next }])`. `what` names it in the sheet.
 */
export function useKeys(hints: readonly KeyHint[]): void {
  const holder = useRef(hints);
  holder.current = hints;
  const drawn = hints.map((hint) => `${hint.keys.join(' ')}=${hint.what}`).join('\n');
  useEffect(() => {
    if (holders.length === 0) window.addEventListener('keydown', heard);
    holders.push(holder);
    tell();
    return () => {
      holders.splice(holders.indexOf(holder), 1);
      if (holders.length === 0) window.removeEventListener('keydown', heard);
      tell();
    };
  }, [drawn]);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What the registry holds now, each meaning once: for the sheet of keys. */
export function useKeyHints(): readonly Pick<KeyHint, 'keys' | 'what'>[] {
  const all = useSyncExternalStore(subscribe, () => shown);
  return all.filter((hint, at) => all.findIndex((other) => other.what === hint.what) === at);
}
