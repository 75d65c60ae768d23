/** The event by which the frame hears that a new version waits; see `newVersion`. */
const event = 'kejing:new-version';
const checkEveryMs = 3_600_000;
let waiting: ServiceWorker | null = null;
let asked = false;
let isOld = false;

/** Hears that a new version of the pages is here and waits. Called at once when it already is. */
export function onNewVersion(listener: () => void): () => void {
  if (waiting !== null || isOld) listener();
  addEventListener(event, listener);
  return () => removeEventListener(event, listener);
}

/**
 * Puts the new version in place and loads this tab anew. Other tabs of the browser are told, and
 * loaded anew when their reader says so: he may be writing there.
 */
export function takeNewVersion(): void {
  if (waiting === null) {
    location.reload();
    return;
  }
  asked = true;
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  waiting.postMessage('take over');
}

/** Asks the server whether there is a new version; heard by `onNewVersion`. */
export async function lookForNewVersion(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration();
  await registration?.update().catch(() => undefined);
}

/**
 * Registers the service worker, on https or on this machine only. It keeps the pages' own files and
 * nothing of the API.
 */
export async function registerWorker(): Promise<void> {
  if (import.meta.env.DEV || !globalThis.isSecureContext || !('serviceWorker' in navigator)) return;
  const registration = await navigator.serviceWorker.register('/worker.js');
  const found = (worker: ServiceWorker | null) => {
    if (worker === null || navigator.serviceWorker.controller === null) return;
    waiting = worker;
    dispatchEvent(new Event(event));
  };
  found(registration.waiting);
  registration.addEventListener('updatefound', () => {
    const { installing } = registration;
    installing?.addEventListener('statechange', () => {
      if (installing.state === 'installed') found(installing);
    });
  });
  let controlled = navigator.serviceWorker.controller !== null;
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    if (asked) location.reload();
    // The first worker takes over a page of its own version; a later one, from another tab, not.
    else if (controlled) {
      waiting = null;
      isOld = true;
      dispatchEvent(new Event(event));
    }
    controlled = true;
  });
  setInterval(() => void registration.update().catch(() => undefined), checkEveryMs);
}
