/** How well words typed into the palette fit a name: lower is better, null is not at all. */
export function fit(words: string, names: readonly string[]): number | null {
  const wanted = words.trim().toLowerCase();
  if (wanted === '') return 0;
  const ranks = names.map((name) => {
    const text = name.toLowerCase();
    if (text.startsWith(wanted)) return 0;
    if (text.split(/[\s·（(-]+/).some((word) => word.startsWith(wanted))) return 1;
    return text.includes(wanted) ? 2 : null;
  });
  const found = ranks.filter((rank) => rank !== null);
  return found.length === 0 ? null : Math.min(...found);
}

/** Those that fit, best first, in their own order among equals. */
export function fitting<T>(
  words: string,
  list: readonly T[],
  namesOf: (one: T) => readonly string[],
  most: number,
): readonly T[] {
  return list
    .flatMap((one) => {
      const rank = fit(words, namesOf(one));
      return rank === null ? [] : [{ one, rank }];
    })
    .toSorted((a, b) => a.rank - b.rank)
    .slice(0, most)
    .map(({ one }) => one);
}
