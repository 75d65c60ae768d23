import { rightMessages } from '../../../server/platform/auth/rights/messages.ts';
import { useSay } from '../../i18n/say.ts';

/**
 * Rights and rooms in the reader's language. They are many and few pages say them, so they come
 * with those and not with the words of every page.
 */
export function useRightWord(): (kind: 'right' | 'room', name: string) => string {
  const { locale } = useSay();
  return (kind, name) => {
    const key = `auth.${kind}.${name}`;
    const known = Object.hasOwn(rightMessages, key);
    return known ? rightMessages[key as keyof typeof rightMessages][locale] : name;
  };
}

/** Every right that has words, in the order of the rooms. */
export const namedRights: readonly string[] = Object.keys(rightMessages)
  .filter((key) => key.startsWith('auth.right.'))
  .map((key) => key.slice('auth.right.'.length));
