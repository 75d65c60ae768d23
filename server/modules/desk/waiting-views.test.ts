import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testTransaction } from '../../platform/testing/database.ts';

const shape =
  'task text, item text, since timestamp with time zone, due date, for_staff_id bigint, ' +
  'not_staff_id bigint, not_accounts bigint[], amount_fen bigint';

test('what waits is named by every room in one shape: columns, order and types', () =>
  testTransaction(async (tx) => {
    const { rows } = await sql<{ view: string; shape: string; scoped: boolean }>`
      select c.relname as view,
             string_agg(
               a.attname || ' ' || format_type(a.atttypid, a.atttypmod), ', ' order by a.attnum
             ) as shape,
             coalesce(c.reloptions @> array['security_invoker=true'], false) as scoped
      from pg_class c
      join pg_attribute a on a.attrelid = c.oid
      where c.relkind = 'v'
        and c.relname like '%\_v\_waiting'
        and a.attnum > 0
      group by c.relname, c.reloptions
      order by c.relname
    `.execute(tx.db);
    expect(rows.length).toBeGreaterThan(7);
    const others = rows.filter((one) => one.shape !== shape || !one.scoped);
    expect(others).toEqual([]);
  }));
