import { rights } from '../../../core/actor.ts';
import type { Role } from '../../../core/actor.ts';

const readers: readonly Role[] = [
  'rm',
  'team_head',
  'branch_president',
  'department_officer',
  'finance',
  'risk',
  'auditor',
  'administrator',
];

export const holdingsRights = rights({
  'holdings.read': readers,
  'holdings.export': readers,
});
