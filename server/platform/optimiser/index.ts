import { Worker } from 'node:worker_threads';
import type { LinearAnswer, LinearModel } from '../../../core/linear-model.ts';

export type { LinearAnswer, LinearColumn, LinearModel } from '../../../core/linear-model.ts';

/** Solves a linear model by HiGHS in a worker thread. Rejects when the solver itself fails. */
export function solveLinear(model: LinearModel): Promise<LinearAnswer> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: model });
  return new Promise<LinearAnswer>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the optimiser ended with code ${code}`)));
  }).finally(() => worker.terminate());
}
