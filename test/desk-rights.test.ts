import { expect, it } from 'vitest';
import { roles, type Role } from '../core/actor.ts';
import { openHouse } from '../server/house.ts';
import { taskKinds, tasks, type Task } from '../server/modules/desk/rules/tasks.ts';

/** The right of the deed that each kind of waiting work leads to. */
const deeds: Readonly<Record<Task, string>> = {
  sign_letter: 'targets.sign_letter',
  sign_amendment: 'targets.sign_letter',
  read_sheet: 'assessment.object',
  claim_expense: 'expenses.apply',
  sign_agreement: 'attribution.sign_agreement',
  answer_handover: 'allocation.answer_handover',
  supervise_handover: 'allocation.answer_handover',
  send_letter: 'targets.send_letter',
  countersign_letter: 'targets.sign_letter',
  answer_refusal: 'targets.send_letter',
  countersign_amendment: 'targets.sign_letter',
  approve_expense: 'expenses.approve',
  clear_expense: 'expenses.clear',
  verify_expense: 'expenses.verify',
  pay_expense: 'expenses.pay',
  answer_objection: 'assessment.answer',
  rule_referral: 'attribution.rule_referral',
  rule_dispute: 'attribution.rule_dispute',
  certify_figure: 'metrics.certify',
  rate_competence: 'assessment.rate',
  publish_quarter: 'assessment.publish',
  close_quarter: 'closing.run',
  seal_quarter: 'closing.seal',
  approve_batch: 'pay.approve_batch',
  rule_clawback: 'pay.rule_clawback',
  rule_correction: 'pay.rule_correction',
  answer_slip_objection: 'pay.answer_objection',
  confirm_source: 'rewards.confirm',
  name_committee: 'rewards.name_committee',
  vote_award: 'rewards.vote',
  grant_award: 'rewards.grant',
  approve_policy: 'policy.approve',
  mend_import: 'imports.load',
  accept_grant: 'accounts.change',
  locked_account: 'accounts.change',
};

const { rights } = openHouse();

it.each(tasks)('%s waits only for roles that may do it', (task) => {
  const may: readonly Role[] = rights[deeds[task]] ?? [];
  expect(may.length).toBeGreaterThan(0);
  const asked: readonly Role[] = taskKinds[task].roles;
  expect(asked.filter((role) => !may.includes(role))).toEqual([]);
});

it('somebody is asked for every deed that can wait, and every role is asked for something', () => {
  const asked = new Set(tasks.flatMap((task): readonly Role[] => taskKinds[task].roles));
  expect(roles.filter((role) => !asked.has(role))).toEqual([]);
});
