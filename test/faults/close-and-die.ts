import type pg from 'pg';
import { systemActor } from '../../core/actor.ts';
import { quarter } from '../../core/period.ts';
import { runQuarter, type Station } from '../../server/modules/closing/commands.ts';
import { closeStations } from '../../server/modules/closing/stations.ts';
import { createPool } from '../../server/platform/db/pool.ts';
import { databaseOf } from '../../server/platform/db/transaction.ts';

/** The station in which this process dies: its work is done, its transaction is not committed. */
const dieAt = Number(process.env['CLOSE_DIE_AT']) - 1;
const config = JSON.parse(process.env['CLOSE_DATABASE']!) as pg.ClientConfig;

const stations = closeStations.map((station, at): Station =>
  at !== dieAt
    ? station
    : {
        name: station.name,
        run: async (tx, run) => {
          const result = await station.run(tx, run);
          process.kill(process.pid, 'SIGKILL');
          return result;
        },
      },
);
const of = quarter(process.env['CLOSE_QUARTER']!);
const database = databaseOf(createPool(config));
await runQuarter(database, systemActor('test'), { quarter: of, kind: 'close', stations });
