import type { importsApi } from '../../../server/platform/imports/contract.ts';
import type { AnswerOf } from '../../api/client.ts';

/** One import as its page has it. */
export type Detail = AnswerOf<typeof importsApi.readImport>;
