import type { rewardsApi } from '../../../server/modules/rewards/contract.ts';
import type { AnswerOf } from '../../api/client.ts';

/** The fund with its balance, awards and rules, as its page gets it. */
export type Fund = AnswerOf<typeof rewardsApi.readFund>;
/** A proposal with its committee, votes and notice. */
export type Proposal = AnswerOf<typeof rewardsApi.readProposal>;
