import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { auditVerbMessages } from './verb-messages.ts';

const server = path.join(import.meta.dirname, '../../../server');
const files = fs
  .globSync('**/*.ts', { cwd: server })
  .filter((file) => !/\.test\.ts$|testing/.test(file))
  .map((file) => fs.readFileSync(path.join(server, file), 'utf8'))
  .filter((text) => text.includes('recordAudit'));

/** What a file records: the literals of its `verb:` and of the functions that record for it. */
function verbsIn(text: string) {
  const stated = [...text.matchAll(/\bverb:\s*([^,]*?),\s*\n/g)].map((one) => one[1] ?? '');
  const passed = [...text.matchAll(/\(\s*\w+\s*,(?:\s*[\w.]+,)?\s*(['`][a-z]+\.[^'`]*['`])/g)];
  const all = [...stated, ...passed.map((one) => one[1] ?? '')].join(' ');
  return {
    whole: [...all.matchAll(/'([a-z]+\.[a-z_]+)'/g)].map((one) => one[1] ?? ''),
    begun: [...all.matchAll(/`([a-z]+\.[a-z_]*)\$\{/g)].map((one) => one[1] ?? ''),
  };
}

it('every verb that the audit records is said in words', () => {
  const known = Object.keys(auditVerbMessages);
  const found = files.map(verbsIn);
  const whole = [...new Set(found.flatMap((one) => one.whole))];
  expect(whole.length).toBeGreaterThan(90);
  expect(whole.filter((verb) => !known.includes(`audit.verb.${verb}`))).toEqual([]);
  const begun = [...new Set(found.flatMap((one) => one.begun))];
  const silent = begun.filter((verb) => !known.some((key) => key.startsWith(`audit.verb.${verb}`)));
  expect(silent).toEqual([]);
});

it('every kind of thing that is stated is said in words', () => {
  const known = Object.keys(auditVerbMessages);
  const subjects = files.flatMap((text) =>
    [...text.matchAll(/\bsubject: '([a-z_]+)'/g)].map((one) => one[1] ?? ''),
  );
  const silent = subjects.filter((one) => !known.includes(`audit.subject.${one}`));
  expect([...new Set(silent)]).toEqual([]);
});
