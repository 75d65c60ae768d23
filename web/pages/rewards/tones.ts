import type { ProposalState } from '../../../server/modules/rewards/contract.ts';
import type { Tone } from '../../kit/figures.tsx';

export const proposalTones: Readonly<Record<ProposalState, Tone>> = {
  proposed: 'calm',
  voting: 'warn',
  notice: 'gold',
  granted: 'good',
  upheld: 'bad',
  withdrawn: 'calm',
};
