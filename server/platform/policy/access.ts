import { everyone, rights } from '../../../core/actor.ts';

/**
 * Everyone may read the schemes he is measured by; three roles write them, and approve each other.
 */
export const policyRights = rights({
  'policy.read': everyone,
  'policy.draft': ['administrator', 'finance', 'hr'],
  'policy.approve': ['administrator', 'finance', 'hr'],
});
