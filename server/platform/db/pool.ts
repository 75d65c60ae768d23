import pg from 'pg';

/**
 * int8 arrives as bigint, date and numeric as text, instants as ISO text: nothing is rounded on the
 * way.
 */
const int8 = 20;
const int8Array = 1016;
const date = 1082;
const dateArray = 1182;
const timestamptz = 1184;

pg.types.setTypeParser(int8, (text) => BigInt(text));
pg.types.setTypeParser(date, (text) => text);
pg.types.setTypeParser(timestamptz, (text) => new Date(text).toISOString());
const listOf =
  <T>(parse: (text: string) => T) =>
  (text: string): T[] =>
    text === '{}' ? [] : text.slice(1, -1).split(',').map(parse);
pg.types.setTypeParser(int8Array as never, listOf(BigInt) as never);
pg.types.setTypeParser(dateArray as never, listOf((text) => text) as never);

export type PoolConfig = pg.PoolConfig;
export type Client = pg.PoolClient;

export function createPool(config: PoolConfig): pg.Pool {
  const pool = new pg.Pool({ max: 12, application_name: 'kejing', ...config });
  // A broken idle connection is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => undefined);
  // Nor may one that breaks while it works: its query rejects, and that is enough.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}
