import { parentPort, workerData } from 'node:worker_threads';
import highsEntry from 'highs';
import type { LinearAnswer, LinearModel } from '../../../core/linear-model.ts';

/** The package's types say CommonJS, its file is an ES module: the default export is the loader. */
const loadHighs = highsEntry as unknown as typeof highsEntry.default;

/** Solves one model by HiGHS off the main thread, so that requests are answered meanwhile. */
const statuses: Readonly<Record<number, LinearAnswer['status']>> = {
  7: 'optimal',
  8: 'infeasible',
  13: 'time_limit',
};

async function solve(given: LinearModel): Promise<LinearAnswer> {
  const highs = await loadHighs();
  const numCols = given.columns.length;
  const numRows = given.rows.length;
  const starts = new Int32Array(numCols + 1);
  const indices: number[] = [];
  const values: number[] = [];
  given.columns.forEach((column, at) => {
    starts[at] = indices.length;
    for (const [row, value] of column.entries) {
      indices.push(row);
      values.push(value);
    }
  });
  starts[numCols] = indices.length;
  const model = highs.createModel({
    numCols,
    numRows,
    colCost: Float64Array.from(given.columns, (column) => column.cost),
    colLower: new Float64Array(numCols),
    colUpper: Float64Array.from(given.columns, (column) => column.upper),
    rowLower: Float64Array.from(given.rows, (row) => row.lower),
    rowUpper: Float64Array.from(given.rows, (row) => row.upper),
    matrix: {
      format: 'csc',
      numCols,
      numRows,
      starts,
      indices: Int32Array.from(indices),
      values: Float64Array.from(values),
    },
    ...(given.integer ? { integrality: new Int32Array(numCols).fill(1) } : {}),
  });
  try {
    model.options.set({ output_flag: false, time_limit: given.secondsMax, random_seed: 0 });
    model.run();
    const status = statuses[Number(model.getModelStatus())] ?? 'other'; // tidy: not money
    const answered = status === 'optimal' || status === 'time_limit';
    return {
      status,
      values: answered ? Array.from(model.getSolution().colValue) : [],
      objective: answered ? model.getObjectiveValue() : 0,
    };
  } finally {
    model.dispose();
  }
}

// A worker's port has no origin.
// oxlint-disable-next-line unicorn/require-post-message-target-origin
parentPort!.postMessage(await solve(workerData as LinearModel));
