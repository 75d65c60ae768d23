import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { table } from '../../../platform/testing/table.ts';
import { allWatched, groupOf } from './exceptions.ts';

describe('deeds that an auditor looks at first', () => {
  it.each(
    table(`
      verb                    | group
      auth.account_granted    | rights
      auth.create_account     | rights
      auth.sign_in_failed     | sign_ins
      customers.view_identity | full_numbers
      pay.enter_correction    | corrections
      exports.downloaded      | files
    `),
  )('$verb stands under $group', (row) => {
    expect(groupOf(row.verb)).toBe(row.group);
  });

  it('each watched verb is one that the house records', () => {
    const server = path.join(import.meta.dirname, '../../..');
    const text = fs
      .globSync('**/*.ts', { cwd: server })
      .filter((file) => !/\.test\.ts$|messages|desk\/rules/.test(file))
      .map((file) => fs.readFileSync(path.join(server, file), 'utf8'))
      .join('\n');
    // The administration of accounts records `auth.account_<kind>`, files `pay.export_batch`.
    const isRecorded = (verb: string) => {
      const kind = /^auth\.account_(.*)$/.exec(verb)?.[1];
      return text.includes(`'${verb}'`) || (kind !== undefined && text.includes(`kind: '${kind}'`));
    };
    expect(allWatched.filter((verb) => !isRecorded(verb))).toEqual([]);
  });

  it('each verb stands under one group, and an ordinary one under none', () => {
    expect(new Set(allWatched).size).toBe(allWatched.length);
    expect(() => groupOf('auth.sign_in')).toThrow('not watched');
  });
});
