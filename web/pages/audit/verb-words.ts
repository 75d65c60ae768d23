import { useSay } from '../../i18n/say.ts';
import { auditVerbMessages } from './verb-messages.ts';

/**
 * Verbs and kinds of things of the audit in the reader's language. They are many and only this page
 * says them, so they come with it and not with the words of every page.
 */
export function useAuditWord(): (kind: 'verb' | 'subject', name: string) => string {
  const { locale } = useSay();
  return (kind, name) => {
    const key = `audit.${kind}.${name}`;
    const known = Object.hasOwn(auditVerbMessages, key);
    return known ? auditVerbMessages[key as keyof typeof auditVerbMessages][locale] : name;
  };
}
