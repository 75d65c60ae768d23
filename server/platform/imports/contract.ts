import { batchApi } from './contract/batch.ts';
import { intakeApi } from './contract/intake.ts';
import { mendApi } from './contract/mend.ts';

export * from './contract/batch.ts';
export * from './contract/intake.ts';
export * from './contract/mend.ts';

/** Imports: dropped files on their way in, and the batches that came of them. */
export const importsApi = { ...batchApi, ...intakeApi, ...mendApi };
