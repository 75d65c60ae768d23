const prefix = 'kejing.start.';

/** The page with which a reader begins his day, as he chose it on this device; null: the first. */
export function startPageOf(accountId: string): string | null {
  return localStorage.getItem(prefix + accountId);
}

export function setStartPage(accountId: string, path: string | null): void {
  if (path === null) localStorage.removeItem(prefix + accountId);
  else localStorage.setItem(prefix + accountId, path);
}
