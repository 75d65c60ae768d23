import { useSyncExternalStore } from 'react';

/**
 * Whether somebody sits before the page: what the page asks by itself, it asks only then, so that
 * an idle session ends when the bank's policy says so.
 */
const restMs = 4 * 60_000;
const checkMs = 20_000;
const signs = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const;
const listeners = new Set<() => void>();
let last = Date.now();
let present = true;

function judge(): void {
  const next = Date.now() - last < restMs && document.visibilityState === 'visible';
  if (next === present) return;
  present = next;
  for (const listener of listeners) listener();
}

function seen(): void {
  last = Date.now();
  judge();
}

for (const sign of signs) window.addEventListener(sign, seen, { passive: true, capture: true });
document.addEventListener('visibilitychange', judge);
setInterval(judge, checkMs);

export function useAttention(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => present,
  );
}
