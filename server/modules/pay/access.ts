import { rights } from '../../../core/actor.ts';

export const payRights = rights({
  'pay.read': ['rm', 'team_head', 'branch_president', 'hr', 'finance', 'auditor'],
  // What happens to the money afterwards; the second person is always another one.
  'pay.read_batches': ['hr', 'finance', 'branch_president', 'auditor'],
  'pay.prepare_batch': ['hr', 'finance'],
  'pay.approve_batch': ['hr', 'finance', 'branch_president'],
  'pay.object': ['rm'],
  'pay.answer_objection': ['hr'],
  'pay.read_clawbacks': ['rm', 'team_head', 'branch_president', 'hr', 'finance', 'risk', 'auditor'],
  'pay.propose_clawback': ['hr', 'risk'],
  'pay.rule_clawback': ['hr', 'finance', 'branch_president'],
  'pay.enter_receipt': ['finance'],
  'pay.enter_correction': ['hr', 'finance'],
  'pay.rule_correction': ['hr', 'finance', 'branch_president'],
});
