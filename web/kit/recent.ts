/**
 * What a reader opened lately, kept on his device under his account and wiped at the sign-out: the
 * palette offers it.
 */
export interface Recent {
  readonly path: string;
  readonly title: string;
}

const most = 8;
const prefix = 'kejing.recent.';

/** The list with a page put first; each page once, the oldest leave. */
export function withRecent(list: readonly Recent[], one: Recent): readonly Recent[] {
  return [one, ...list.filter((other) => other.path !== one.path)].slice(0, most);
}

export function recentOf(accountId: string): readonly Recent[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(prefix + accountId) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isRecent) : [];
  } catch {
    return [];
  }
}

export function keepRecent(accountId: string, one: Recent): void {
  localStorage.setItem(prefix + accountId, JSON.stringify(withRecent(recentOf(accountId), one)));
}

/** Forgets what anybody opened on this device. */
export function forgetRecent(): void {
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith(prefix)) localStorage.removeItem(key);
  }
}

function isRecent(value: unknown): value is Recent {
  const one = value as Partial<Recent> | null;
  return typeof one?.path === 'string' && typeof one.title === 'string' && /^\/[^/]/.test(one.path);
}
