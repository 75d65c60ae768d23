import type { DeskCard } from './desk-card.ts';
import { allocationCards } from './pages/allocation/cards.ts';
import { auditCards } from './pages/audit/cards.ts';
import { closingCards } from './pages/closing/cards.ts';
import { competenceCards } from './pages/competence/cards.ts';
import { deskCards as ownCards } from './pages/desk/cards.ts';
import { contactCards } from './pages/contacts/cards.ts';
import { expenseCards } from './pages/expenses/cards.ts';
import { healthCards } from './pages/health/cards.ts';
import { jobCards } from './pages/jobs/cards.ts';
import { importCards } from './pages/imports/cards.ts';
import { letterCards } from './pages/letters/cards.ts';
import { payCards } from './pages/pay/cards.ts';

export type { DeskCard } from './desk-card.ts';

/** THE CARDS OF THE WORKBENCH. Each room brings its own from `pages/<room>/cards.ts`: one line. */
export const deskCards: readonly DeskCard[] = [
  ...ownCards,
  ...allocationCards,
  ...closingCards,
  ...contactCards,
  ...importCards,
  ...jobCards,
  ...healthCards,
  ...expenseCards,
  ...auditCards,
  ...competenceCards,
  ...letterCards,
  ...payCards,
];
