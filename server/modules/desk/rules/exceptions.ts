import type { watched } from '../contract/duties.ts';

type Watched = (typeof watched)[number];

/**
 * Verbs of the audit that an auditor looks at first, by group: who may do what, who came in, who
 * opened full numbers, what was corrected by hand, which files left the bank.
 */
export const watchedVerbs: Readonly<Record<Watched, readonly string[]>> = {
  rights: [
    'auth.create_account',
    'auth.account_granted',
    'auth.account_reopened',
    'auth.account_password_set',
    'auth.account_unlocked',
    'auth.create_token',
  ],
  sign_ins: ['auth.sign_in_failed', 'auth.sign_in_locked'],
  full_numbers: ['customers.view_identity', 'imports.read_quarantine'],
  corrections: [
    'pay.enter_correction',
    'pay.approve_correction',
    'metrics.withdraw',
    'imports.edit',
    'imports.undo',
    'jobs.start',
    'jobs.repeat',
    'jobs.call_off',
    'platform.restore',
  ],
  files: ['exports.downloaded', 'exports.refused', 'desk.export_board', 'pay.export_batch'],
};

export const allWatched: readonly string[] = Object.values(watchedVerbs).flat();

/** The group of a watched verb. */
export function groupOf(verb: string): Watched {
  const found = Object.entries(watchedVerbs).find(([, verbs]) => verbs.includes(verb));
  if (found === undefined) throw new Error(`not watched: ${verb}`);
  return found[0] as Watched;
}
