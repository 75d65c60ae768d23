import type { ApplicationState } from '../../../server/modules/expenses/contract.ts';
import type { Tone } from '../../kit/figures.tsx';

export const applicationTones: Readonly<Record<ApplicationState, Tone>> = {
  submitted: 'warn',
  approved: 'strong',
  claimed: 'warn',
  verified: 'warn',
  paid: 'good',
  returned: 'bad',
  withdrawn: 'calm',
  lapsed: 'calm',
  barred: 'bad',
};
