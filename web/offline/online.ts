import { useSyncExternalStore } from 'react';

/** Whether there is a network, as the browser believes. */
export function useOnline(): boolean {
  return useSyncExternalStore(hearNetwork, () => navigator.onLine);
}

function hearNetwork(listener: () => void): () => void {
  addEventListener('online', listener);
  addEventListener('offline', listener);
  return () => {
    removeEventListener('online', listener);
    removeEventListener('offline', listener);
  };
}
