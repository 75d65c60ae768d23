import { describe, expect, it } from 'vitest';
import { table } from '../../../platform/testing/table.ts';
import { allWatched, groupOf } from './exceptions.ts';

describe('deeds that an auditor looks at first', () => {
  it.each(
    table(`
      verb                    | group
      auth.account_granted    | rights
      auth.sign_in_failed     | sign_ins
      customers.view_identity | full_numbers
      pay.enter_correction    | corrections
      exports.downloaded      | files
    `),
  )('$verb stands under $group', (row) => {
    expect(groupOf(row.verb)).toBe(row.group);
  });

  it('each verb stands under one group, and an ordinary one under none', () => {
    expect(new Set(allWatched).size).toBe(allWatched.length);
    expect(() => groupOf('auth.sign_in')).toThrow('not watched');
  });
});
