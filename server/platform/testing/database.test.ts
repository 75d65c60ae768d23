import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { freshDatabase, testTransaction } from './database.ts';

test('a test transaction runs under the application role and leaves nothing behind', async () => {
  const marked = () =>
    testTransaction(async ({ db }) => {
      const found = await sql<{ role: string; there: boolean }>`
        select current_user as role, to_regclass('pg_temp.mark') is not null as there`.execute(db);
      await sql`create temporary table mark (id int)`.execute(db);
      return found.rows[0];
    });
  const first = await marked();
  expect(first?.there).toBe(false);
  expect(await marked()).toEqual(first);
  expect(first?.role).toMatch(/app/);
});

test('a fresh database is migrated, sorts Chinese and is gone after its drop', async () => {
  const fresh = await freshDatabase();
  const { rows } = await fresh.database.pool.query<{ name: string; type: string }>(
    `select v.name, d.datctype as type
       from (values ('张'), ('安'), ('李')) v (name), pg_database d
      where d.datname = current_database()
      order by v.name collate "zh-Hans-x-icu"`,
  );
  expect(rows.map((row) => row.name)).toEqual(['安', '李', '张']);
  expect(['C', 'POSIX']).not.toContain(rows[0]?.type);
  await fresh.drop();
  await expect(
    testTransaction(async ({ client }) =>
      client.query('select 1 from pg_database where datname = $1', [fresh.appConfig.database]),
    ),
  ).resolves.toMatchObject({ rowCount: 0 });
});
