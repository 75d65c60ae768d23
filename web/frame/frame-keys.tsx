import { createContext, lazy, Suspense, useContext, useEffect, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { useMay } from '../api/session.ts';
import { useKeys } from '../kit/keys.ts';
import { useGo } from '../kit/page-link.tsx';
import { groups } from '../page-row.ts';
import type { Group } from '../page-row.ts';
import { pages } from '../routes.tsx';
import { menuPages } from './places.ts';

const Palette = lazy(() => fetchPalette().then((part) => ({ default: part.Palette })));
const KeysSheet = lazy(() =>
  import('./keys-sheet.tsx').then((part) => ({ default: part.KeysSheet })),
);

function fetchPalette() {
  return import('./palette.tsx');
}

/** `g`, then the letter of a group. */
const letters: Readonly<Record<Group, string>> = {
  desk: 'd',
  customers: 'c',
  managing: 'm',
  assessment: 'a',
  data: 'i',
  policies: 'p',
  administration: 's',
};
const chordMs = 1500;

interface Overlays {
  readonly openPalette: () => void;
}
const OverlaysContext = createContext<Overlays>({ openPalette: () => undefined });
export const useOverlays = () => useContext(OverlaysContext);

/** The keys that work on every page, and what they open above it. */
export function FrameKeys({ children }: { readonly children: ReactNode }) {
  const [shown, setShown] = useState<'palette' | 'keys' | null>(null);
  const go = useGo();
  const may = useMay();
  const open = menuPages(pages, may);
  const goKeys = groups.flatMap((group) => {
    const first = open.find((row) => row.group === group);
    return first === undefined ? [] : [{ group, letter: letters[group], to: first.path }];
  });
  useChord('g', Object.fromEntries(goKeys.map((one) => [one.letter, () => go(one.to)])));
  useKeys([
    { keys: ['Mod+k'], what: 'web.keys.palette', always: true, run: () => setShown('palette') },
    { keys: ['/'], what: 'web.keys.search', run: () => focusSearch() || undefined },
    { keys: ['n'], what: 'web.keys.notices', run: () => go('/notices') },
    { keys: ['?'], what: 'web.keys.sheet', run: () => setShown('keys') },
  ]);
  useEffect(() => {
    const rest = setTimeout(() => void fetchPalette(), 4000);
    return () => clearTimeout(rest);
  }, []);
  const overlays = useMemo(() => ({ openPalette: () => setShown('palette') }), []);
  const close = () => setShown(null);
  return (
    <OverlaysContext.Provider value={overlays}>
      {children}
      <Suspense fallback={null}>
        {shown === 'palette' ? <Palette onClose={close} /> : null}
        {shown === 'keys' ? (
          <KeysSheet
            onClose={close}
            goKeys={goKeys.map(({ group, letter }) => ({
              letter,
              title: `web.group.${group}` as const,
            }))}
          />
        ) : null}
      </Suspense>
    </OverlaysContext.Provider>
  );
}

/** The search box of the page's first list; false when there is none. */
function focusSearch(): false | void {
  const box = document.querySelector<HTMLInputElement>('#content [role=search] input');
  if (box === null) return false;
  box.focus();
  box.select();
  return undefined;
}

/** Two keys after one another: the first waits a moment for the second. */
function useChord(first: string, then: Readonly<Record<string, () => void>>): void {
  const [armed, setArmed] = useState(0);
  useEffect(() => {
    if (armed === 0) return undefined;
    const clock = setTimeout(() => setArmed(0), chordMs);
    return () => clearTimeout(clock);
  }, [armed]);
  const second = (key: string) => ({
    keys: [key],
    what: 'web.keys.go' as const,
    run: (): void => {
      setArmed(0);
      then[key]?.();
    },
  });
  useKeys([
    { keys: [first], what: 'web.keys.go', run: () => setArmed((count) => count + 1) },
    ...(armed === 0 ? [] : Object.keys(then).map(second)),
  ]);
}
