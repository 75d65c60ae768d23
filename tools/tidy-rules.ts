import path from 'node:path';
import { isStore, roomOf } from './tidy-imports.ts';
import type { Source } from './tidy-imports.ts';

const isTest = (file: string) => /\.test\.tsx?$/.test(file);
const isCode = (file: string) => /\.(ts|tsx|mjs|js)$/.test(file);
const isMessages = (file: string) => /(^|[/-])messages(\.ts$|\/)/.test(file);
const isMigration = (file: string) => /\/migrations\/[^/]+\.sql$/.test(file);
/** The rules name what they forbid, so their own files are not read by the rules about words. */
const isTidy = (file: string) => file.startsWith('tools/tidy');

/** A rule that looks at one file and answers with its faults, each saying what to do instead. */
export type Rule = (source: Source, order: readonly string[]) => string[];

/** A file a screen or four long; a line that fits beside another. */
export function checkSize({ path: file, text }: Source): string[] {
  const faults: string[] = [];
  const lines = text.split('\n');
  const limit = file.endsWith('.sql') ? 120 : isCode(file) || file === 'kejing' ? 100 : Infinity;
  const isFree = isMessages(file) || isTest(file) || file.startsWith('fixtures/');
  if (isCode(file) && !isFree && !/\.generated\./.test(file) && lines.length > 401)
    faults.push(`${lines.length - 1} lines: at most 400; split it by subject`);
  if (!isMessages(file) && !isTest(file))
    lines.forEach((line, at) => {
      if (line.length <= limit || /^comment on .* is '/.test(line)) return;
      const { length } = [...line];
      if (length > limit) faults.push(`line ${at + 1} has ${length} characters: at most ${limit}`);
    });
  return faults;
}

/** Names that tell nothing, unfinished work, silenced tests, places outside the project. */
export function checkWords({ path: file, text }: Source): string[] {
  const faults: string[] = [];
  const vague = /(^|\/)(utils?|helpers?|common|managers?|base|misc)(\.|\/|$)/.exec(file)?.[2];
  if (vague !== undefined) faults.push(`named ${vague}: name the file by what it holds`);
  if (isTidy(file)) return faults;
  const say = (pattern: RegExp, remedy: string) => {
    for (const [at, line] of text.split('\n').entries()) {
      const found = pattern.exec(line)?.[0];
      if (found !== undefined) faults.push(`line ${at + 1}, ${found.trim()}: ${remedy}`);
    }
  };
  say(/\b(TODO|FIXME|XXX)\b/, 'finish it, or file an issue and leave no mark');
  say(/\b(describe|test|it)\.(skip|only|todo)\b/, 'remove it; skip in the test: ctx.skip(reason)');
  say(/\b(describe|test|it)\.(skipIf|runIf)\b/, 'call ctx.skip(condition, reason) in the test');
  say(
    /(^|[^\w.])\/(work\/(main|shared|\.library)|tmp\/w\/|root\/|home\/\w+\/)/,
    'name no path of one machine; take it from a setting',
  );
  say(
    /registry\.(npmjs|yarnpkg|npmmirror)|npm\.pkg\.github|deb\.debian\.org|pypi\.org|repo1?\.maven/,
    'name no registry; the clients know theirs',
  );
  return faults;
}

/** Exact numbers: no binary fraction comes near money. */
export function checkNumbers({ path: file, text }: Source): string[] {
  if (!/^(core|server)\//.test(file) || isTest(file) || !isCode(file)) return [];
  if (/^core\/(day|period|identity)\.ts$/.test(file)) return [];
  const faults: string[] = [];
  for (const [at, line] of text.split('\n').entries()) {
    if (line.includes('// tidy: not money')) continue;
    const found = /\bparseFloat\(|\.toFixed\(|(?<![\w.])Number\(/.exec(line)?.[0];
    if (found !== undefined)
      faults.push(
        `line ${at + 1}, ${found}: use Fen or a rate in millionths (core/money, core/rate); ` +
          'for a count or a port, end the line with // tidy: not money',
      );
  }
  return faults;
}

/** Rules take the day as an argument and draw no lots, so that a replay gives the same result. */
export function checkPurity({ path: file, text }: Source): string[] {
  const [, name = ''] = roomOf(file) ?? [];
  const pure = file.startsWith('core/') || /^(access|policy|rules)(\.ts$|\/)/.test(name);
  if (!pure || isTest(file)) return [];
  const impure = /Date\.now\(|new Date\(\)|Math\.random\(|performance\.now\(|process\.env/;
  const found = impure.exec(text);
  return found === null ? [] : [`${found[0]}: take the day, the lot or the setting as an argument`];
}

/** Grids of their own: the months of a year, the cells of a quarantine. */
const grids = ['web/pages/organisation/calendar.tsx', 'web/pages/imports/mend-grid.tsx'];

/** No page writes its own table: small ones are the kit's SmallTable, lists its ContractTable. */
export function checkTables({ path: file, text }: Source): string[] {
  if (!file.startsWith('web/pages/') || isTest(file) || grids.includes(file)) return [];
  return /<table\b/.test(text) ? ['<table: use SmallTable of the kit'] : [];
}

const statement = either(
  'select\\s[^\'"`]*\\sfrom\\s',
  'insert\\s+into\\s',
  'update\\s+\\w+\\s+set\\s',
  'delete\\s+from\\s',
  'with\\s+\\w+\\s+as\\s*\\(',
);
const write = '(?:insert\\s+into|delete\\s+from|merge\\s+into|truncate|copy|update)';
const written = new RegExp(`\\b${write}\\s+(?:only\\s+|table\\s+)?([a-z]\\w*_\\w+)`, 'gi');
const created = /\bcreate\s+(?:\w+\s+)?table\s+(?:if\s+not\s+exists\s+)?(\w+)/gi;
const read = /\b(?:from|join)\s+([a-z]\w*_\w+)/gi;

/**
 * SQL stands in one place per module, writes only its own tables and reads others through their
 * views.
 */
export function checkSql({ path: file, text }: Source, order: readonly string[]): string[] {
  if (isTest(file) || !/^(server|core|web)\//.test(file) || !/\.(tsx?|sql)$/.test(file)) return [];
  const [room, name = ''] = roomOf(file) ?? [];
  const isPlace = isStore(name) || isMigration(file);
  if (!isPlace) {
    if (file.startsWith('server/platform/')) return [];
    const found = statement.exec(text)?.[1];
    return found === undefined
      ? []
      : [`SQL (${found.trim()}): SQL stands only in a module's store.ts`];
  }
  const bare = text.replace(/--.*$/gm, '').replace(/^\s*(\/\/|\*|\/\*).*$/gm, '');
  const faults: string[] = [];
  if (/\bselect\s+\*|,\s*\w+\.\*/i.test(bare)) faults.push('select *: name the columns');
  const upper = /\b(SELECT|INSERT INTO|DELETE FROM|CREATE TABLE|ORDER BY)\b/.exec(bare)?.[0];
  if (upper !== undefined) faults.push(`${upper}: write SQL in lower case`);
  if (room === undefined) return faults;
  const prefix = `${room}_`;
  for (const [, table = ''] of [...bare.matchAll(written), ...bare.matchAll(created)])
    if (!table.startsWith(prefix) && !table.startsWith('staging_'))
      faults.push(`writes ${table}: a module writes only ${prefix}…; call the other's command`);
  if (isMigration(file)) return faults;
  for (const [, table = ''] of bare.matchAll(read)) {
    const owner = order.find((one) => one !== room && table.startsWith(`${one}_`));
    if (owner === undefined || table.startsWith(prefix)) continue;
    if (!table.startsWith(`${owner}_v_`))
      faults.push(`reads ${table}: read a view ${owner}_v_…, made in that module's migration`);
    else if (order.indexOf(owner) > order.indexOf(room))
      faults.push(`reads ${table}: ${owner} comes later than ${room}; let the later one pull`);
  }
  return faults;
}

/**
 * Every phrase stands in both languages with the same parameters. Takes what a messages.ts exports.
 */
export function checkPhrases(exported: Readonly<Record<string, unknown>>): string[] {
  const faults: string[] = [];
  for (const table of Object.values(exported)) {
    if (typeof table !== 'object' || table === null) continue;
    for (const [key, phrase] of Object.entries(table as Record<string, unknown>)) {
      if (typeof phrase !== 'object' || phrase === null) continue;
      if (!('zh' in phrase || 'en' in phrase)) continue;
      const { zh = '', en = '' } = phrase as { zh?: string; en?: string };
      if (zh.trim() === '' || en.trim() === '') faults.push(`${key}: write it in zh and en`);
      else if (holesOf(zh) !== holesOf(en))
        faults.push(`${key}: zh names {${holesOf(zh)}}, en names {${holesOf(en)}}; name the same`);
    }
  }
  return faults;
}

/** The parameters of a phrase; `{expectedZh}` is the Chinese form of `{expected}`. */
function holesOf(text: string): string {
  const names = [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name.replace(/Zh$/, ''));
  return [...new Set(names)].sort().join(', ');
}

/** Each file of rules has its table of cases beside it. */
export function checkRulesTested(paths: readonly string[]): string[] {
  const known = new Set(paths);
  return paths
    .filter((file) => /^server\/modules\/[\w-]+\/rules(\.ts|\/[\w-]+\.ts)$/.test(file))
    .filter((file) => !isTest(file) && path.posix.basename(file) !== 'index.ts')
    .filter((file) => !known.has(file.replace(/\.ts$/, '.test.ts')))
    .map((file) => `${file}: add ${path.posix.basename(file, '.ts')}.test.ts, a table of cases`);
}

/** A text that opens with one of these forms of SQL. */
function either(...forms: string[]): RegExp {
  return new RegExp(`['"\`]\\s*(${forms.join('|')})`, 'i');
}
