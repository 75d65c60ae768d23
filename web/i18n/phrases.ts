import type { Phrase } from '../../core/messages.ts';
import { closingMessages } from '../../server/modules/closing/messages.ts';
import { customersMessages } from '../../server/modules/customers/messages.ts';
import { organisationMessages } from '../../server/modules/organisation/messages.ts';
import { peopleMessages } from '../../server/modules/people/messages.ts';
import { authMessages } from '../../server/platform/auth/messages.ts';
import { importsMessages } from '../../server/platform/imports/messages.ts';
import { webMessages } from './messages.ts';

/**
 * Every phrase the web can say: its own, the platform's, and each module's (one import and one line
 * a module). Keys are unique over the bank, so later tables never hide earlier ones.
 */
export const phraseTable = {
  ...webMessages,
  ...closingMessages,
  ...customersMessages,
  ...organisationMessages,
  ...peopleMessages,
  ...authMessages,
  ...importsMessages,
};

export type PhraseKey = keyof typeof phraseTable;

/** The phrase of a key put together at run time, if there is one. */
export function phraseOf(key: string): Phrase | undefined {
  return Object.hasOwn(phraseTable, key) ? phraseTable[key as PhraseKey] : undefined;
}
