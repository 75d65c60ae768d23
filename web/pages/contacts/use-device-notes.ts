import { useEffect, useSyncExternalStore } from 'react';
import { deviceNotes, start, subscribe } from '../../offline/notes.ts';
import type { DeviceNotes } from '../../offline/notes.ts';

/** What this device keeps of notes, drawn anew when it changes. */
export function useDeviceNotes(): DeviceNotes {
  useEffect(() => void start(), []);
  return useSyncExternalStore(subscribe, deviceNotes);
}
