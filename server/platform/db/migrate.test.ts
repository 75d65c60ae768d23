import pg from 'pg';
import { expect, it } from 'vitest';
import { freshDatabase } from '../testing/database.ts';
import { migrate, pendingMigrations } from './migrate.ts';

it('a database of another schema is refused in one line, a present one is left alone', async () => {
  const fresh = await freshDatabase();
  const client = new pg.Client(fresh.ownerConfig);
  await client.connect();
  try {
    const role = fresh.appConfig.user ?? 'kejing_app';
    expect(await migrate(fresh.ownerConfig, role)).toBe(0);
    expect(await pendingMigrations(client)).toEqual([]);
    await client.query(`insert into platform_migration (name, hash) values ('9999_later', 'x')`);
    await expect(migrate(fresh.ownerConfig, role)).rejects.toMatchObject({ code: 'schema_newer' });
    await client.query(`delete from platform_migration where name = '9999_later'`);
    await client.query(`update platform_migration set hash = 'x' where name = '0020_audit'`);
    expect(await pendingMigrations(client)).toEqual(['0020_audit']);
    await expect(migrate(fresh.ownerConfig, role)).rejects.toMatchObject({ code: 'schema_edited' });
  } finally {
    await client.end();
    await fresh.drop();
  }
});
