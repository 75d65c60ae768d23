import pg from 'pg';
import { StartFault } from '../start-fault.ts';

export interface GivenUrls {
  /** DATABASE_URL: the application role. */
  readonly app: string;
  /** DATABASE_OWNER_URL: the role that migrates and owns the tables. */
  readonly owner: string;
}

export interface Given {
  readonly ownerConfig: pg.ClientConfig;
  readonly appConfig: pg.ClientConfig;
  /** The name of the application role, to which migrations grant. */
  readonly appRole: string;
}

/**
 * Checks a PostgreSQL that the bank runs itself: reachable by both roles, version ≥ 15, UTF8, a
 * character type that knows Chinese, and an application role without any way around row security.
 * Faults: one line each.
 */
export async function attachGiven(urls: GivenUrls): Promise<Given> {
  const given = { ownerConfig: configOf(urls.owner), appConfig: configOf(urls.app) };
  const app = await look('DATABASE_URL', given.appConfig, urls.app);
  const owner = await look('DATABASE_OWNER_URL', given.ownerConfig, urls.owner);
  checkServer(app);
  checkRoles(app, owner);
  return { ...given, appRole: app.role };
}

/** The same server and role, another database. */
export function onDatabase(config: pg.ClientConfig, database: string): pg.ClientConfig {
  if (config.connectionString === undefined) return { ...config, database };
  const parts = /^([^?]*?:\/\/[^/?]*)(?:\/[^?]*)?(.*)$/s.exec(config.connectionString);
  const [, server = '', settings = ''] = parts ?? [];
  return { ...config, connectionString: `${server}/${encodeURIComponent(database)}${settings}` };
}

function configOf(url: string): pg.ClientConfig {
  return { connectionString: url, connectionTimeoutMillis: 10_000 };
}

interface Facts {
  readonly version: number;
  readonly version_text: string;
  readonly encoding: string;
  readonly character_type: string;
  readonly role: string;
  readonly database: string;
  readonly server: string;
  readonly may_create: boolean;
  readonly superuser: boolean;
  readonly bypasses: boolean;
  readonly owned: string | null;
}

/** Everything the checks need, as one role sees it. A role counts with all roles it may become. */
const question = `
  select current_setting('server_version_num')::int as version,
         current_setting('server_version') as version_text,
         current_setting('server_encoding') as encoding,
         d.datctype as character_type,
         current_user as role,
         current_database() as database,
         d.oid || ' ' || pg_postmaster_start_time() as server,
         has_database_privilege(current_database(), 'create') as may_create,
         exists (select 1
                   from pg_roles r
                  where r.rolsuper
                    and (r.rolname = current_user or pg_has_role(current_user, r.oid, 'member'))
                ) as superuser,
         exists (select 1
                   from pg_roles r
                  where r.rolbypassrls
                    and (r.rolname = current_user or pg_has_role(current_user, r.oid, 'member'))
                ) as bypasses,
         (select c.oid::regclass::text
            from pg_class c
           where c.relkind in ('r', 'p', 'v', 'm', 'S', 'f')
             and pg_has_role(current_user, c.relowner, 'member')
           order by c.oid
           limit 1) as owned
    from pg_database d
   where d.datname = current_database()`;

async function look(name: string, config: pg.ClientConfig, url: string): Promise<Facts> {
  let client: pg.Client | undefined;
  try {
    client = new pg.Client(config);
    client.on('error', () => {});
    await client.connect();
    const facts = (await client.query<Facts>(question)).rows[0];
    if (facts === undefined) throw new Error('no answer');
    return facts;
  } catch (error) {
    const params = { name, target: targetOf(url), reason: reasonOf(error) };
    throw new StartFault('given_unreachable', params, error);
  } finally {
    await client?.end().catch(() => {});
  }
}

function checkServer(facts: Facts): void {
  if (facts.version < 150_000) throw new StartFault('given_too_old', { found: facts.version_text });
  if (facts.encoding !== 'UTF8') throw new StartFault('given_not_utf8', { found: facts.encoding });
  if (['C', 'POSIX'].includes(facts.character_type))
    throw new StartFault('given_character_type', { found: facts.character_type });
}

function checkRoles(app: Facts, owner: Facts): void {
  const { role } = app;
  if (app.server !== owner.server) throw new StartFault('given_two_databases', {});
  if (role === owner.role) throw new StartFault('given_same_role', { role });
  if (app.superuser) throw new StartFault('given_superuser', { role });
  if (app.bypasses) throw new StartFault('given_bypasses', { role });
  if (app.owned !== null) throw new StartFault('given_owns', { role, table: app.owned });
  if (!owner.may_create)
    throw new StartFault('given_owner_powerless', { role: owner.role, database: owner.database });
}

/** Where a URL points, without its password. */
function targetOf(url: string): string {
  if (!URL.canParse(url)) return '(not a URL)';
  const { hostname, port, pathname } = new URL(url);
  return `${hostname}:${port || '5432'}${pathname}`;
}

function reasonOf(error: unknown): string {
  const first = error instanceof AggregateError ? error.errors[0] : error;
  return first instanceof Error ? first.message : String(first);
}
