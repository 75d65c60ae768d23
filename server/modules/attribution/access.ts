import { everyone, rights, roles } from '../../../core/actor.ts';

export const attributionRights = rights({
  'attribution.read': everyone,
  'attribution.read_bank': roles.filter((role) => role !== 'rm'),
  /** The bank's wholes: those who answer for the figures of the bank. */
  'attribution.read_totals': ['finance', 'hr', 'risk', 'auditor', 'administrator'],
});
