/** Which unsent words of a form are kept and offered back; pure. */
export interface DraftMark {
  readonly name: string;
  readonly sitting: string;
  readonly atMs: number;
}

const offeredMost = 3;

/** Whether what stands in the form differs from what it began with: only that is kept. */
export function isTyped(start: unknown, value: unknown): boolean {
  return JSON.stringify(start) !== JSON.stringify(value);
}

/** What a form offers back: earlier openings of the same form, newest first, three at most. */
export function offersOf<D extends DraftMark>(
  drafts: readonly D[],
  form: { readonly name: string; readonly sitting: string },
): readonly D[] {
  return drafts
    .filter((one) => one.name === form.name && one.sitting !== form.sitting)
    .toSorted((a, b) => b.atMs - a.atMs)
    .slice(0, offeredMost);
}

/** What the frame names: the newest of each form, without forms that offer by themselves. */
export function unfinishedOf<D extends DraftMark>(
  drafts: readonly D[],
  offering: ReadonlySet<string>,
): readonly D[] {
  const newest = new Map<string, D>();
  for (const one of drafts.toSorted((a, b) => a.atMs - b.atMs)) newest.set(one.name, one);
  return [...newest.values()]
    .filter((one) => !offering.has(one.name))
    .toSorted((a, b) => b.atMs - a.atMs);
}
