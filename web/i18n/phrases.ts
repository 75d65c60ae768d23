import type { Locale, Phrase } from '../../core/messages.ts';
import { closingMessages } from '../../server/modules/closing/messages.ts';
import { customersMessages } from '../../server/modules/customers/messages.ts';
import { metricsMessages } from '../../server/modules/metrics/messages.ts';
import { organisationMessages } from '../../server/modules/organisation/messages.ts';
import { peopleMessages } from '../../server/modules/people/messages.ts';
import { authMessages } from '../../server/platform/auth/messages.ts';
import { importsMessages } from '../../server/platform/imports/messages.ts';
import { allocationMessages } from '../../server/modules/allocation/messages.ts';
import { contactsMessages } from '../../server/modules/contacts/messages.ts';
import { rewardsMessages } from '../../server/modules/rewards/messages.ts';
import { expensesMessages } from '../../server/modules/expenses/messages.ts';
import { contributionMessages } from '../../server/modules/contribution/messages.ts';
import { holdingsMessages } from '../../server/modules/holdings/messages.ts';
import { segmentationMessages } from '../../server/modules/segmentation/messages.ts';
import { productsMessages } from '../../server/modules/products/messages.ts';
import { httpMessages } from '../../server/platform/http/messages.ts';
import { policyMessages } from '../../server/platform/policy/messages.ts';
import { attributionMessages } from '../../server/modules/attribution/messages.ts';
import { targetsMessages } from '../../server/modules/targets/messages.ts';
import { assessmentMessages } from '../../server/modules/assessment/messages.ts';
import { journalMessages } from '../../server/modules/journal/messages.ts';
import { deskMessages } from '../../server/modules/desk/messages.ts';
import { simulationMessages } from '../../server/modules/simulation/messages.ts';
import { payMessages } from '../../server/modules/pay/messages.ts';
import { signingMessages } from '../../server/platform/signing/messages.ts';
import { noticesMessages } from '../../server/platform/notices/messages.ts';
import { changeMessages } from '../kit/change-messages.ts';
import { viewsMessages } from '../../server/platform/views/messages.ts';
import { viewMenuMessages } from '../kit/views-messages.ts';
import { draftMessages } from '../kit/draft-messages.ts';
import { listsMessages } from '../kit/lists-messages.ts';
import { auditMessages } from '../../server/platform/audit/messages.ts';
import { exportsMessages } from '../../server/platform/exports/messages.ts';
import { exportMessages } from '../kit/export-messages.ts';
import { offlineMessages } from '../offline/messages.ts';
import { frameMessages } from '../frame/frame-messages.ts';
import { auditPageMessages } from '../pages/audit/messages.ts';
import { healthMessages } from '../../server/platform/health/messages.ts';
import { healthPageMessages } from '../pages/health/messages.ts';
import { jobsMessages } from '../../server/platform/jobs/messages.ts';
import { jobPageMessages } from '../pages/jobs/messages.ts';
import { webMessages } from './messages.ts';

/**
 * Every phrase the web can say: its own, the platform's, and each module's (one import and one line
 * a module). Keys are unique over the bank, so later tables never hide earlier ones.
 */
export const phraseTable = {
  ...webMessages,
  ...exportMessages,
  ...exportsMessages,
  ...auditMessages,
  ...changeMessages,
  ...frameMessages,
  ...draftMessages,
  ...listsMessages,
  ...viewMenuMessages,
  ...viewsMessages,
  ...auditPageMessages,
  ...healthMessages,
  ...healthPageMessages,
  ...jobsMessages,
  ...jobPageMessages,
  ...closingMessages,
  ...customersMessages,
  ...organisationMessages,
  ...peopleMessages,
  ...authMessages,
  ...importsMessages,
  ...allocationMessages,
  ...contactsMessages,
  ...offlineMessages,
  ...expensesMessages,
  ...rewardsMessages,
  ...holdingsMessages,
  ...contributionMessages,
  ...segmentationMessages,
  ...productsMessages,
  ...httpMessages,
  ...policyMessages,
  ...signingMessages,
  ...noticesMessages,
  ...targetsMessages,
  ...attributionMessages,
  ...metricsMessages,
  ...assessmentMessages,
  ...journalMessages,
  ...deskMessages,
  ...payMessages,
  ...simulationMessages,
};

export type PhraseKey = keyof typeof phraseTable;

/**
 * Fetches what the web says in a language, before it is shown. From source there is one table of
 * both; the built web has a table a language in place of this file (vite.config.ts), so that a
 * reader fetches his own only.
 */
export async function openPhrases(_locale: Locale): Promise<void> {}

/**
 * Words of the places, rules and formulas of schemes, of imports and other work on pages of their
 * own, a quarter of all: the first page does without them, so they are fetched with the first
 * other page. What the desk, the menu, the palette or a notice says is not among them
 * (test/first-words.test.ts); a word that is asked for earlier all the same fetches them and is
 * drawn once they are there (say.ts).
 */
export const laterKey = new RegExp(
  [
    String.raw`^\w+\.(policy|formula|input|rule)\.`,
    String.raw`^(assessment\.(cycle|numbers)|journal\.(words|kind)|expenses\.tax)\.(?!title$)`,
    String.raw`^segmentation\.reason\.`,
    String.raw`^imports\.(?!notices?\.|field\.|action\.)\w+\.(?!title$)`,
  ].join('|'),
);

export function isLater(key: string): boolean {
  return laterKey.test(key);
}

/** Whether the later words of a language are there. */
export function areAllOpen(_locale: Locale): boolean {
  return true;
}

/** Fetches the later words of a language, and from then on those of each language opened. */
export async function openLater(_locale: Locale): Promise<void> {}

/** The phrase of a key put together at run time, if there is one. */
export function phraseOf(key: string): Phrase | undefined {
  return Object.hasOwn(phraseTable, key) ? phraseTable[key as PhraseKey] : undefined;
}
