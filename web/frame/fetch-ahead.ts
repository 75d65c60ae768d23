/** Something whose code can be fetched before it is shown: a page, a card. */
export interface Ahead {
  readonly preload?: (() => Promise<unknown> | undefined) | undefined;
}

/** Safari has no idle callback; a pause serves as well. */
const whenIdle = (work: () => void): void => {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(work, { timeout: 2000 });
  else setTimeout(work, 200);
};

/**
 * Fetches code that the reader will probably want, one part after the other, while his browser has
 * nothing else to do: a click then only has to ask for data. Nothing is fetched for a reader who
 * asks to save data; what fails is fetched again when it is wanted. Answers how to stop.
 */
export function fetchAhead(parts: readonly Ahead[], afterMs = 0): () => void {
  const { connection } = navigator as { connection?: { readonly saveData?: boolean } };
  let stopped = connection?.saveData === true;
  let at = 0;
  const next = (): void => {
    const part = parts[at];
    if (stopped || part === undefined) return;
    at += 1;
    const goOn = () => whenIdle(next);
    void (part.preload?.() ?? Promise.resolve()).then(goOn, goOn);
  };
  const timer = setTimeout(() => whenIdle(next), afterMs);
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}
