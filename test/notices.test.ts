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
  allocation.notice.claim_falls      | the RM whose claim falls            | other RMs              | test/notices-arrive.test.ts › an RM is warned before a claim falls, and before a quiet customer is taken
  allocation.notice.claimed          | heads of the claimant's team        | other teams            | test/notices-arrive.test.ts › the pool tells heads of claims and returns, RMs of what was taken, and who asked the optimiser
  allocation.notice.handover_accepted | who proposed it                    | receivers              | test/notices-arrive.test.ts › the proposer is told how a receiver answers a hand-over, the receiver that he is asked
  allocation.notice.handover_declined | who proposed it                    | receivers              | test/notices-arrive.test.ts › the proposer is told how a receiver answers a hand-over, the receiver that he is asked
  allocation.notice.handover_proposed | receivers, head of the new team    | other teams            | test/notices-arrive.test.ts › the proposer is told how a receiver answers a hand-over, the receiver that he is asked
  allocation.notice.proposal_failed  | who asked for the run               | everybody else         | -
  allocation.notice.proposal_ready   | who asked for the run               | everybody else         | test/notices-arrive.test.ts › the pool tells heads of claims and returns, RMs of what was taken, and who asked the optimiser
  allocation.notice.put              | each lead who loses customers       | other RMs              | test/notices-arrive.test.ts › the pool tells heads of claims and returns, RMs of what was taken, and who asked the optimiser
  allocation.notice.recycled_soon    | the RM who has not contacted        | other RMs              | test/notices-arrive.test.ts › an RM is warned before a claim falls, and before a quiet customer is taken
  allocation.notice.returned         | heads of the former team            | other teams            | test/notices-arrive.test.ts › the pool tells heads of claims and returns, RMs of what was taken, and who asked the optimiser
  assessment.notice.objection_answered | the RM of the sheet               | other RMs              | test/notices-arrive.test.ts › offices are told of a closing, an RM of his sheet, both of an objection
  assessment.notice.objection_raised | head of the team, HR                | other teams            | test/notices-arrive.test.ts › offices are told of a closing, an RM of his sheet, both of an objection
  assessment.notice.published        | each RM whose sheet is new          | RMs shown before       | test/notices-arrive.test.ts › offices are told of a closing, an RM of his sheet, both of an objection
  attribution.notice.dispute_opened  | the respondent                      | third persons          | test/notices-arrive.test.ts › the respondent is told of a dispute, both parties of the ruling
  attribution.notice.dispute_ruled   | both parties                        | third persons          | test/notices-arrive.test.ts › the respondent is told of a dispute, both parties of the ruling
  auth.notice.grant_accepted         | who asked                           | who accepted           | server/platform/auth/grant-review.test.ts › holds only once a second administrator accepted; both sides are told
  auth.notice.grant_asked            | other administrators                | who asked              | server/platform/auth/grant-review.test.ts › holds only once a second administrator accepted; both sides are told
  auth.notice.grant_given            | who gained                          | others                 | server/platform/auth/grant-review.test.ts › holds only once a second administrator accepted; both sides are told
  auth.notice.grant_refused          | who asked                           | who gains nothing      | server/platform/auth/grant-review.test.ts › is never accepted by who gains
  auth.notice.grant_withdrawn        | who was asked                       | who took it back       | test/notices-arrive.test.ts › who was asked to accept a grant is told that it was withdrawn
  closing.notice.closed              | HR, finance, department officers    | RMs                    | test/notices-arrive.test.ts › offices are told of a closing, an RM of his sheet, both of an objection
  closing.notice.sealed              | HR, finance, department officers    | RMs                    | test/notices-arrive.test.ts › a batch waits for a second person; who prepared it is told of the answer
  contacts.notice.double             | who contacted the customer lately   | who writes now         | test/browser/frame.test.ts › a notice arrives without a reload and the bell counts it
  contacts.notice.remark             | the present lead                    | the former lead        | test/notices-arrive.test.ts › the present lead finds a remark of the former one
  expenses.notice.application_approved | the applicant                     | other RMs              | test/notices-arrive.test.ts › an RM is told that his application was approved, returned or barred
  expenses.notice.application_barred | the applicant                       | other RMs              | test/notices-arrive.test.ts › an RM is told that his application was approved, returned or barred
  expenses.notice.application_returned | the applicant                     | other RMs              | test/notices-arrive.test.ts › an RM is told that his application was approved, returned or barred
  expenses.notice.claim_paid         | the applicant                       | other RMs              | test/notices-arrive.test.ts › an RM is told that his claim was returned, and that it was paid
  expenses.notice.claim_returned     | the applicant                       | other RMs              | test/notices-arrive.test.ts › an RM is told that his claim was returned, and that it was paid
  exports.notice.failed              | who asked for the file              | everybody else         | -
  exports.notice.ready               | who asked for the file              | everybody else         | server/platform/exports/exports.test.ts › CSV: titles, choices in words, exact money, no formula; audited and told
  health.notice.red                  | administrators                      | everybody else         | server/platform/health/health.test.ts › administrators are told of a red check and of a failed job, once
  jobs.notice.failed                 | administrators                      | everybody else         | server/platform/health/health.test.ts › administrators are told of a red check and of a failed job, once
  metrics.notice.figure_returned     | who entered the figure              | the RM                 | test/notices-arrive.test.ts › who entered a figure is told that it was returned
  pay.notice.batch_approved          | who prepared the batch              | who approved           | test/notices-arrive.test.ts › a batch waits for a second person; who prepared it is told of the answer
  pay.notice.batch_returned          | who prepared the batch              | who returned           | test/notices-arrive.test.ts › a batch waits for a second person; who prepared it is told of the answer
  pay.notice.batch_waits             | who may approve over the whole bank | who prepared it        | test/notices-arrive.test.ts › a batch waits for a second person; who prepared it is told of the answer
  pay.notice.clawback_approved       | the RM concerned                    | other RMs              | test/notices-arrive.test.ts › who may rule is told of a claw-back, then the RM it concerns
  pay.notice.clawback_proposed       | who may rule over his unit          | who proposed, the RM   | test/notices-arrive.test.ts › who may rule is told of a claw-back, then the RM it concerns
  policy.notice.approved             | the author                          | readers                | test/notices-arrive.test.ts › those who may approve are told of a version, its author of the answer
  policy.notice.returned             | the author                          | readers                | test/notices-arrive.test.ts › those who may approve are told of a version, its author of the answer
  policy.notice.submitted            | others who may approve              | the author             | test/notices-arrive.test.ts › those who may approve are told of a version, its author of the answer
  targets.notice.letter_refused      | whoever signs for the bank          | other RMs              | test/notices-arrive.test.ts › the bank is told why an RM refuses, the RM of a new version and of a withdrawal
  targets.notice.letter_reminded     | the RM of the letter                | other RMs              | test/notices-arrive.test.ts › an RM is told of his letter and of a reminder; both sides of a signature
  targets.notice.letter_replaced     | the RM of the letter                | other RMs              | test/notices-arrive.test.ts › the bank is told why an RM refuses, the RM of a new version and of a withdrawal
  targets.notice.letter_sent         | the RM of the letter                | other RMs              | test/notices-arrive.test.ts › an RM is told of his letter and of a reminder; both sides of a signature
  targets.notice.letter_signed       | the other side                      | who signed             | test/notices-arrive.test.ts › an RM is told of his letter and of a reminder; both sides of a signature
  targets.notice.letter_withdrawn    | the RM of the letter                | other RMs              | test/notices-arrive.test.ts › the bank is told why an RM refuses, the RM of a new version and of a withdrawal
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
