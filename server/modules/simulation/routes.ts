import { quarter } from '../../../core/period.ts';
import { handle } from '../../platform/module.ts';
import { tryScheme } from './commands.ts';
import { simulationApi } from './contract.ts';

/** A trial opens a read-only transaction of its own: the database itself refuses it any writing. */
export const simulationHandlers = handle(simulationApi, {
  tryScheme: ({ database, actor, body }) =>
    database.transaction(
      actor,
      (tx) => tryScheme(tx, { ...body, quarter: quarter(body.quarter) }),
      { readOnly: true },
    ),
});
