import type { customersApi } from '../../../server/modules/customers/contract.ts';
import type { AnswerOf } from '../../api/client.ts';

/** The customer as its whole view reads it. */
export type Customer = AnswerOf<(typeof customersApi)['readCustomer']>;
