/// <reference lib="webworker" />
import {
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  precacheAndRoute,
} from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { postNote } from './post-note.ts';
import { drain } from './queued-note.ts';
import { readPresent, shelf } from './shelf.ts';

/**
 * The service worker: keeps the files of this build, opens the pages without network, and sends
 * notes that wait when the browser wakes it. Nothing under /api is ever kept: no route below names
 * it, and what no route names goes to the network.
 */
declare const self: ServiceWorkerGlobalScope & {
  readonly __WB_MANIFEST: readonly { readonly url: string; readonly revision: string | null }[];
};

interface SyncEvent extends ExtendableEvent {
  readonly tag: string;
}

precacheAndRoute([...self.__WB_MANIFEST]);
cleanupOutdatedCaches();
registerRoute(
  new NavigationRoute(createHandlerBoundToURL('/index.html'), {
    denylist: [/^\/api(\/|$)/, /\.[a-z0-9]{1,12}$/i],
  }),
);

self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
self.addEventListener('message', ({ data }) => {
  if (data === 'take over') void self.skipWaiting();
});

const tag = 'kejing-notes';
self.addEventListener('sync', (event) => {
  const sync = event as SyncEvent;
  if (sync.tag === tag) sync.waitUntil(sendWaiting());
});

/** As the page does it, under the same lock; a page that is open shows the outcome. */
async function sendWaiting(): Promise<void> {
  const reached = await navigator.locks.request(tag, async () => {
    const present = await readPresent();
    if (present === null) return 'empty';
    return drain(shelf, present.accountId, postNote, () => new Date().toISOString());
  });
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  for (const page of await self.clients.matchAll({ type: 'window' })) page.postMessage(tag);
  if (reached === 'unreachable')
    throw new Error('the bank was not reached; the browser tries again');
}
