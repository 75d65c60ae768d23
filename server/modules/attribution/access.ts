import { everyone, rights, roles } from '../../../core/actor.ts';

export const attributionRights = rights({
  'attribution.read': everyone,
  'attribution.read_bank': roles.filter((role) => role !== 'rm'),
  /** The bank's wholes: those who answer for the figures of the bank. */
  'attribution.read_totals': ['finance', 'hr', 'risk', 'auditor', 'administrator'],
  'attribution.propose_agreement': ['rm', 'team_head', 'branch_president'],
  'attribution.sign_agreement': ['rm', 'team_head'],
  'attribution.register_referral': ['rm', 'team_head', 'branch_president'],
  'attribution.rule_referral': ['team_head', 'branch_president'],
  'attribution.open_dispute': ['rm', 'team_head'],
  /** The RM management committee (ASSUMED: personnel and branch presidents sit on it). */
  'attribution.rule_dispute': ['hr', 'branch_president'],
});
