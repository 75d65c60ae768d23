import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { checkImports, importsOf, orderOf } from './tidy-imports.ts';
import type { Source } from './tidy-imports.ts';
import {
  checkNumbers,
  checkPhrases,
  checkPurity,
  checkRulesTested,
  checkSize,
  checkSql,
  checkTables,
  checkWords,
} from './tidy-rules.ts';
import type { Rule } from './tidy-rules.ts';

const root = path.resolve(import.meta.dirname, '..');
const listed = execFileSync(
  'git',
  ['-c', 'safe.directory=*', 'ls-files', '-z', '--cached', '--others', '--exclude-standard'],
  { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 },
);
const paths = [...new Set(listed.split('\0'))].filter((one) => one !== '' && isPlainFile(one));
const isText =
  /\.(ts|tsx|mjs|js|json|sql|md|yaml|yml|css|html|sh)$|^(kejing|\.ci\/run|\.npmrc|\.gitignore)$/;
const sources: readonly Source[] = paths
  .filter((one) => isText.test(one))
  .map((one) => ({ path: one, text: fs.readFileSync(path.join(root, one), 'utf8') }));
const order = orderOf(sources.find((one) => one.path === 'server/modules.ts')?.text ?? '');

function isPlainFile(file: string): boolean {
  return fs.lstatSync(path.join(root, file), { throwIfNoEntry: false })?.isFile() === true;
}

function faultsIn(rule: Rule): string[] {
  return sources.flatMap((one) => rule(one, order).map((fault) => `${one.path}: ${fault}`));
}

const codeOnly =
  (rule: Rule): Rule =>
  (source, modules) =>
    /\.(ts|tsx)$/.test(source.path) && !source.path.startsWith('tools/tidy')
      ? rule(source, modules)
      : [];

test.each([
  ['imports keep to the rooms', codeOnly(checkImports)],
  ['files and lines are short', checkSize],
  ['words are finished and belong here', checkWords],
  ['no binary fractions near money', checkNumbers],
  ['rules are pure', checkPurity],
  ['SQL stands in its place', checkSql],
  ['no page writes its own table', codeOnly(checkTables)],
] satisfies [string, Rule][])('%s', (_title, rule) => {
  expect(faultsIn(rule)).toEqual([]);
});

test('every phrase is in Chinese and English', async () => {
  const faults: string[] = [];
  for (const file of paths.filter((one) => /(^|[/-])messages\.ts$/.test(one))) {
    const exported = (await import(path.join(root, file))) as Record<string, unknown>;
    faults.push(...checkPhrases(exported).map((fault) => `${file}: ${fault}`));
  }
  expect(faults).toEqual([]);
});

test('each file of rules has its cases', () => {
  expect(checkRulesTested(paths)).toEqual([]);
});

/** The rules themselves: a bad sample fails with the remedy, the good one beside it passes. */
const rooms = ['organisation', 'customers', 'pay'];
const m = 'server/modules';
const samples: readonly (readonly [Rule, string, string, string])[] = [
  [
    checkImports,
    'core/a.ts',
    "import { a } from '../server/platform/log.ts';",
    'core/ imports only core/',
  ],
  [checkImports, 'core/a.ts', "import { a } from './b.ts';", ''],
  [checkImports, 'core/a.ts', "import { a } from './b';", 'with its ending'],
  [checkImports, 'core/a.ts', "import fs from 'node:fs';", 'no input or output'],
  [
    checkImports,
    'core/a.test.ts',
    "import { table } from '../server/platform/testing/table.ts';",
    '',
  ],
  [
    checkImports,
    'server/platform/a.ts',
    "import { a } from '../modules/pay/index.ts';",
    'names no module',
  ],
  [checkImports, 'server/platform/a.ts', "import { a } from '../../core/day.ts';", ''],
  [checkImports, `${m}/pay/rules.ts`, "import { a } from '../../platform/log.ts';", 'are pure'],
  [checkImports, `${m}/pay/rules.ts`, "import type { A } from '../../platform/log.ts';", ''],
  [checkImports, `${m}/pay/rules.ts`, "import { a } from './store.ts';", 'each other only'],
  [checkImports, `${m}/pay/rules.ts`, "import { a } from './policy.ts';", ''],
  [
    checkImports,
    `${m}/pay/rules.ts`,
    "import { a } from '../customers/index.ts';",
    'no other module',
  ],
  [
    checkImports,
    `${m}/pay/commands.ts`,
    "import { a } from '../customers/store.ts';",
    'through the door',
  ],
  [checkImports, `${m}/pay/commands.ts`, "import { a } from '../customers/index.ts';", ''],
  [
    checkImports,
    `${m}/customers/commands.ts`,
    "import { a } from '../pay/index.ts';",
    'let the later one pull',
  ],
  [
    checkImports,
    `${m}/pay/commands.ts`,
    "import { sql } from 'kysely';",
    'SQL stands only in store.ts',
  ],
  [checkImports, `${m}/pay/store.ts`, "import { sql } from 'kysely';", ''],
  [checkTables, 'web/pages/pay/slip.tsx', '<table className="x">', 'SmallTable'],
  [checkTables, 'web/kit/small-table.tsx', '<table className="x">', ''],
  [
    checkImports,
    `${m}/pay/commands.ts`,
    "import { a } from '../../../web/kit/a.ts';",
    'modules above it',
  ],
  [
    checkImports,
    'server/adapters/berka/a.ts',
    "import { a } from '../../modules/pay/store.ts';",
    'index.ts',
  ],
  [
    checkImports,
    'web/a.tsx',
    "import { a } from '../server/modules/pay/rules.ts';",
    'ask over the API',
  ],
  [checkImports, 'web/a.tsx', "import { a } from '../server/modules/pay/contract.ts';", ''],
  [
    checkImports,
    'server/cli.ts',
    "import { a } from '../tools/tidy-rules.ts';",
    'nobody imports tools/',
  ],
  [checkSize, 'core/a.ts', 'x'.repeat(100), ''],
  [checkSize, 'core/a.ts', 'x'.repeat(101), 'at most 100'],
  [checkSize, 'core/a.ts', '𠮷'.repeat(100), ''],
  [checkSize, 'server/modules/pay/messages.ts', 'x'.repeat(101), ''],
  [checkSize, 'a/migrations/0001_a.sql', 'x'.repeat(121), 'at most 120'],
  [checkSize, 'core/a.ts', 'x\n'.repeat(400), ''],
  [checkSize, 'core/a.ts', 'x\n'.repeat(401), 'at most 400'],
  [checkWords, 'server/platform/utils.ts', '', 'by what it holds'],
  [checkWords, 'server/common/a.ts', '', 'by what it holds'],
  [checkWords, 'server/database.ts', '', ''],
  [checkWords, 'core/a.ts', '// TODO later', 'file an issue'],
  [checkWords, 'core/a.test.ts', "test.only('a')", 'remove it'],
  [checkWords, 'core/a.test.ts', "test.skipIf(true)('a')", 'ctx.skip'],
  [checkWords, 'docs/a.md', 'see /root/data', 'one machine'],
  [checkWords, 'docs/a.md', 'GET /api/root/x', ''],
  [checkWords, 'a.json', 'https://registry.npmjs.org/x', 'no registry'],
  [checkNumbers, 'core/a.ts', 'const a = Number(text);', 'millionths'],
  [checkNumbers, 'core/a.ts', 'const a = Number(text); // tidy: not money', ''],
  [checkNumbers, 'core/a.ts', 'const a = Number.parseInt(text, 10);', ''],
  [checkNumbers, 'server/a.ts', 'const a = x.toFixed(2);', 'millionths'],
  [checkNumbers, 'web/kit/a.ts', 'const a = x.toFixed(2);', ''],
  [checkPurity, `${m}/pay/rules.ts`, 'const now = Date.now();', 'as an argument'],
  [checkPurity, `${m}/pay/commands.ts`, 'const now = Date.now();', ''],
  [
    checkSql,
    `${m}/pay/commands.ts`,
    'const a = `select a from b where c`',
    "only in a module's store.ts",
  ],
  [
    checkSql,
    `${m}/pay/commands.ts`,
    "const a = 'select one from the list'",
    "only in a module's store.ts",
  ],
  [checkSql, `${m}/pay/commands.ts`, "const a = 'selected'", ''],
  [checkSql, `${m}/pay/store.ts`, '`select a from pay_run`', ''],
  [checkSql, `${m}/pay/store.ts`, '`select * from pay_run`', 'name the columns'],
  [checkSql, `${m}/pay/store.ts`, '`SELECT a from pay_run`', 'lower case'],
  [checkSql, `${m}/pay/store.ts`, '`insert into customers_customer (a)`', 'writes only pay_'],
  [checkSql, `${m}/pay/store.ts`, '`update pay_run set a = 1`', ''],
  [checkSql, `${m}/pay/store.ts`, '`delete from staging_run`', ''],
  [
    checkSql,
    `${m}/pay/store.ts`,
    '`insert into pay_run (a) values (1) on conflict do update set a = 2`',
    '',
  ],
  [checkSql, `${m}/pay/store.ts`, '`select a from customers_customer`', 'read a view'],
  [checkSql, `${m}/pay/store.ts`, '`select a from customers_v_customer`', ''],
  [checkSql, `${m}/customers/store.ts`, '`select a from pay_v_run`', 'let the later one pull'],
  [
    checkSql,
    `${m}/pay/migrations/0001_a.sql`,
    'create table other_thing (a int)',
    'writes only pay_',
  ],
];

const titled = samples.map(
  (one) => [`${one[0].name} of ${one[1]}: ${one[2].slice(0, 60).trim()}`, one] as const,
);

test.each(titled)('%s', (_title, [rule, file, text, expected]) => {
  const faults = rule({ path: file, text }, rooms).join('\n');
  if (expected === '') expect(faults).toBe('');
  else expect(faults).toContain(expected);
});

test('the order of the modules is read from their list', () => {
  const text = `import { pay } from './modules/pay/index.ts';
    import { organisation } from './modules/organisation/index.ts';
    export const modules: readonly Module[] = [organisation, pay];`;
  expect(orderOf(text)).toEqual(['organisation', 'pay']);
});

test('imports of every form are seen', () => {
  const text = `import a, {
  b,
} from './one.ts';
import './two.css';
export type { C } from './three.ts';
const d = await import('./four.ts');
const e = new Worker(new URL('./five.ts', import.meta.url));`;
  const names = importsOf(text).map((one) => one.from);
  expect(names.sort()).toEqual(['./five.ts', './four.ts', './one.ts', './three.ts', './two.css']);
});

test('phrases and rule files without their pair are found', () => {
  const good = { zh: '至多 {max}', en: 'at most {max}' };
  expect(checkPhrases({ phrases: { good } })).toEqual([]);
  expect(checkPhrases({ phrases: { bad: { zh: '坏', en: ' ' } } })).toHaveLength(1);
  expect(
    checkPhrases({ phrases: { bad: { zh: '至多 {max}', en: 'at most {top}' } } }),
  ).toHaveLength(1);
  expect(checkRulesTested(['server/modules/pay/rules.ts'])).toHaveLength(1);
  expect(
    checkRulesTested(['server/modules/pay/rules.ts', 'server/modules/pay/rules.test.ts']),
  ).toEqual([]);
});
