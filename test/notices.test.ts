import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openHouse } from '../server/house.ts';
import { table } from '../server/platform/testing/table.ts';

/** Every notice that some room writes can be said in both languages, with the values it carries. */
const root = path.join(import.meta.dirname, '..');
const house = openHouse();
const phrases = Object.assign({}, ...house.modules.map((module) => module.phrases)) as Record<
  string,
  { zh: string; en: string }
>;
const codes = Object.keys(phrases).filter((key) => /^[a-z]+\.notice\./.test(key));
const source = globSync('server/**/*.ts', { cwd: root })
  .filter((file) => !/\.test\.ts$|messages/.test(file))
  .map((file) => readFileSync(path.join(root, file), 'utf8'))
  .join('\n');

const holes = (text: string) =>
  new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!.replace(/Zh$/, '')));

/**
 * Every notice of the house: who is told, who is not, and the test that proves it over HTTP or in a
 * browser ('-': none yet). Whoever acts is never told (notices.test.ts of the platform).
 */
const told = table(`
  code                               | gets                                | not                    | proof
  allocation.notice.claim_falls      | the RM whose claim falls            | other RMs              | -
  allocation.notice.claimed          | heads of the claimant's team        | other teams            | -
  allocation.notice.handover_accepted | who proposed it                    | receivers              | -
  allocation.notice.handover_declined | who proposed it                    | receivers              | -
  allocation.notice.handover_proposed | receivers, head of the new team    | other teams            | -
  allocation.notice.proposal_failed  | who asked for the run               | everybody else         | -
  allocation.notice.proposal_ready   | who asked for the run               | everybody else         | -
  allocation.notice.put              | each lead who loses customers       | other RMs              | -
  allocation.notice.recycled_soon    | the RM who has not contacted        | other RMs              | -
  allocation.notice.returned         | heads of the former team            | other teams            | -
  assessment.notice.objection_answered | the RM of the sheet               | other RMs              | -
  assessment.notice.objection_raised | head of the team, HR                | other teams            | -
  assessment.notice.published        | each RM whose sheet is new          | RMs shown before       | -
  attribution.notice.dispute_opened  | the respondent                      | third persons          | -
  attribution.notice.dispute_ruled   | both parties                        | third persons          | -
  auth.notice.grant_accepted         | who asked                           | who accepted           | server/platform/auth/grant-review.test.ts › holds only once a second administrator accepted; both sides are told
  auth.notice.grant_asked            | other administrators                | who asked              | server/platform/auth/grant-review.test.ts › holds only once a second administrator accepted; both sides are told
  auth.notice.grant_given            | who gained                          | others                 | server/platform/auth/grant-review.test.ts › holds only once a second administrator accepted; both sides are told
  auth.notice.grant_refused          | who asked                           | who gains nothing      | server/platform/auth/grant-review.test.ts › is never accepted by who gains
  auth.notice.grant_withdrawn        | who was asked                       | who took it back       | -
  closing.notice.closed              | HR, finance, department officers    | RMs                    | -
  closing.notice.sealed              | HR, finance, department officers    | RMs                    | -
  contacts.notice.double             | who contacted the customer lately   | who writes now         | test/browser/frame.test.ts › a notice arrives without a reload and the bell counts it
  contacts.notice.remark             | the present lead                    | the former lead        | -
  expenses.notice.application_approved | the applicant                     | other RMs              | -
  expenses.notice.application_barred | the applicant                       | other RMs              | -
  expenses.notice.application_returned | the applicant                     | other RMs              | -
  expenses.notice.claim_paid         | the applicant                       | other RMs              | -
  expenses.notice.claim_returned     | the applicant                       | other RMs              | -
  exports.notice.failed              | who asked for the file              | everybody else         | -
  exports.notice.ready               | who asked for the file              | everybody else         | server/platform/exports/exports.test.ts › CSV: titles, choices in words, exact money, no formula; audited and told
  health.notice.red                  | administrators                      | everybody else         | -
  jobs.notice.failed                 | administrators                      | everybody else         | -
  metrics.notice.figure_returned     | who entered the figure              | the RM                 | -
  pay.notice.batch_approved          | who prepared the batch              | who approved           | -
  pay.notice.batch_returned          | who prepared the batch              | who returned           | -
  pay.notice.batch_waits             | who may approve over the whole bank | who prepared it        | -
  pay.notice.clawback_approved       | the RM concerned                    | other RMs              | -
  pay.notice.clawback_proposed       | who may rule over his unit          | who proposed, the RM   | -
  policy.notice.approved             | the author                          | readers                | -
  policy.notice.returned             | the author                          | readers                | -
  policy.notice.submitted            | others who may approve              | the author             | -
  targets.notice.letter_refused      | whoever signs for the bank          | other RMs              | -
  targets.notice.letter_reminded     | the RM of the letter                | other RMs              | -
  targets.notice.letter_replaced     | the RM of the letter                | other RMs              | -
  targets.notice.letter_sent         | the RM of the letter                | other RMs              | -
  targets.notice.letter_signed       | the other side                      | who signed             | -
  targets.notice.letter_withdrawn    | the RM of the letter                | other RMs              | -
`);

describe('who is told', () => {
  it('each notice of the house has its one row, and each row is a notice', () => {
    expect(told.map((row) => row.code)).toEqual(codes.toSorted());
  });

  it.each(told.filter((row) => row.proof !== '-'))('$code is proven: $proof', ({ proof }) => {
    const [file = '', title = ''] = proof.split(' › ');
    expect(readFileSync(path.join(root, file), 'utf8')).toContain(title);
  });
});

describe('notices', () => {
  it('there are some, and each kind has a name in both languages', () => {
    const kinds = [...new Set(codes.map((code) => code.slice(0, code.indexOf('.'))))];
    expect(kinds.length).toBeGreaterThan(7);
    for (const kind of kinds) expect(phrases[`${kind}.notices.kind`], kind).toBeDefined();
  });

  it.each(codes)('%s: both languages carry the same values', (code) => {
    expect(holes(phrases[code]!.zh)).toEqual(holes(phrases[code]!.en));
  });

  it('a code written in full is a phrase', () => {
    const written = [...source.matchAll(/'([a-z]+\.notice\.[a-z_]+)'/g)].map(([, code]) => code!);
    expect(written.length).toBeGreaterThan(5);
    for (const code of written) expect(Object.keys(phrases)).toContain(code);
  });

  it('a phrase of a notice is written by some room: in full, or by its beginning', () => {
    const begun = [...source.matchAll(/`([a-z]+\.notice\.[a-z_]*)\$\{/g)].map(([, text]) => text!);
    const idle = codes.filter(
      (code) => !source.includes(`'${code}'`) && !begun.some((one) => code.startsWith(one)),
    );
    expect(idle).toEqual([]);
  });
});
