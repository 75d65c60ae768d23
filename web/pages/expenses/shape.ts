import type { expensesApi } from '../../../server/modules/expenses/contract.ts';
import type { AnswerOf } from '../../api/client.ts';

/** An application with its rulings, claims and invoices, as its page gets it. */
export type Application = AnswerOf<typeof expensesApi.readApplication>;
/** A purse with its balance and the rules that hold for it. */
export type PurseAnswer = AnswerOf<typeof expensesApi.readPurse>;
