import { z } from 'zod';
import {
  count,
  countText,
  dayText,
  fenText,
  idText,
  instantText,
  listQuery,
  pageOf,
  quarterText,
  rateText,
  route,
  schemeName,
} from '../../../core/schema.ts';

export const sourceKinds = ['opening', 'pool', 'forfeited'] as const;
export type SourceKind = (typeof sourceKinds)[number];
export const entryKinds = ['opening', 'pool', 'forfeited', 'award'] as const;
export type EntryKind = (typeof entryKinds)[number];
export const awardKinds = ['money', 'honour'] as const;
export type AwardKind = (typeof awardKinds)[number];
export const proposalStates = [
  'proposed',
  'voting',
  'notice',
  'granted',
  'upheld',
  'withdrawn',
] as const;
export type ProposalState = (typeof proposalStates)[number];
export const choices = ['for', 'against', 'abstain'] as const;
export type Choice = (typeof choices)[number];
export const conflicts = ['nominee', 'direct_head', 'proposer'] as const;
export type Conflict = (typeof conflicts)[number];
export const proposalSteps = [
  'withdraw',
  'name',
  'vote',
  'publish',
  'object',
  'answer',
  'grant',
] as const;
export type ProposalStep = (typeof proposalSteps)[number];

const words = (max: number) => z.string().trim().min(1).max(max);
const positiveFen = z
  .string()
  .regex(/^[1-9]\d{0,14}$/)
  .meta({ unit: 'fen' });
const requestKey = z.string().regex(/^[\w-]{8,64}$/);
const one = z.object({ proposalId: idText });

const proposalRow = z.object({
  proposalId: idText,
  awardName: schemeName,
  awardKind: z.enum(awardKinds),
  /** Who shall get it: names, or the team with its names. */
  nominees: z.string(),
  amount: fenText,
  by: z.string(),
  proposedOn: dayText,
  state: z.enum(proposalStates),
  untilDay: dayText.nullable(),
});
const done = z.object({ proposalId: idText, state: z.enum(proposalStates) });

const detail = proposalRow.extend({
  team: z.string().nullable(),
  reason: z.string(),
  evidence: z.string(),
  fromDay: dayText.nullable(),
  votesFor: count.nullable(),
  voters: count.nullable(),
  endedOn: dayText.nullable(),
  policyVersionNo: countText,
  parts: z.array(
    z.object({
      staffId: idText,
      staffNo: z.string(),
      name: z.string(),
      unitName: z.string(),
      amount: fenText,
    }),
  ),
  /** Members the reader may see; a member sees himself only. */
  members: z.array(
    z.object({
      staffId: idText,
      name: z.string(),
      conflict: z.enum(conflicts).nullable(),
      choice: z.enum(choices).nullable(),
      reason: z.string(),
    }),
  ),
  /** Null unless the reader sees the whole bank. */
  tally: z
    .object({
      voters: count,
      needed: count,
      for: count,
      against: count,
      abstain: count,
      outcome: z.enum(['open', 'approved', 'rejected']),
    })
    .nullable(),
  objections: z.array(
    z.object({
      objectionId: idText,
      text: z.string(),
      by: z.string(),
      raisedOn: dayText,
      verdict: z.enum(['upheld', 'dismissed']).nullable(),
      answer: z.string(),
      answeredBy: z.string(),
    }),
  ),
  next: z.array(z.enum(proposalSteps)),
});

export const rewardsApi = {
  readFund: route({
    method: 'get',
    path: '/reward-fund',
    right: 'rewards.read',
    summary: 'The reward fund of this year: opening + in − out = closing; budget and awards',
    response: z.object({
      year: z.int(),
      today: dayText,
      opening: fenText,
      in: fenText,
      out: fenText,
      closing: fenText,
      budget: fenText.nullable(),
      poolShare: rateText,
      membersMin: count,
      noticeDays: count,
      policyVersionNo: countText,
      awards: z.array(
        z.object({
          key: z.string(),
          name: z.string(),
          kind: z.enum(awardKinds),
          least: fenText,
          most: fenText,
        }),
      ),
    }),
  }),
  listEntries: route({
    method: 'get',
    path: '/reward-entries',
    right: 'rewards.read_fund',
    export: {},
    summary: 'Ledger of the reward fund, newest first, with the balance after each entry',
    query: listQuery.pick({ cursor: true, limit: true }),
    response: pageOf(
      z.object({
        entryNo: countText,
        enteredOn: dayText,
        kind: z.enum(entryKinds),
        quarter: quarterText.nullable(),
        moved: fenText,
        balance: fenText,
        of: z.string(),
        by: z.string(),
      }),
    ),
  }),
  listPools: route({
    method: 'get',
    path: '/reward-pools',
    right: 'rewards.read_fund',
    summary: 'Bonus pools of sealed quarters and what of them goes to the fund',
    response: z.object({
      rows: z.array(
        z.object({
          quarter: quarterText,
          slips: count,
          pool: fenText,
          share: fenText,
          booked: fenText.nullable(),
        }),
      ),
    }),
  }),
  listSources: route({
    method: 'get',
    path: '/reward-sources',
    right: 'rewards.read_fund',
    export: {},
    summary: 'Money entered for the fund, newest first; what waits for the second person',
    query: listQuery.pick({ cursor: true, limit: true }),
    response: pageOf(
      z.object({
        sourceId: idText,
        kind: z.enum(sourceKinds),
        quarter: quarterText.nullable(),
        basis: fenText.nullable(),
        amount: fenText,
        reference: z.string(),
        by: z.string(),
        enteredAt: instantText,
        verdict: z.enum(['confirmed', 'rejected']).nullable(),
        confirmedBy: z.string().nullable(),
        mayRule: z.boolean(),
      }),
    ),
  }),
  enterSource: route({
    method: 'post',
    path: '/reward-sources',
    right: 'rewards.book',
    summary: 'Enter money for the fund; of a pool the share is computed from the sealed slips',
    body: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('pool'), quarter: quarterText }),
      z.object({
        kind: z.enum(['opening', 'forfeited']),
        amount: positiveFen,
        reference: words(200),
      }),
    ]),
    response: z.object({ sourceId: idText, amount: fenText }),
    status: 201,
  }),
  ruleSource: route({
    method: 'post',
    path: '/reward-sources/:sourceId/rulings',
    right: 'rewards.confirm',
    summary: 'A second person confirms the source, which books it, or rejects it',
    params: z.object({ sourceId: idText }),
    body: z.object({ verdict: z.enum(['confirmed', 'rejected']) }),
    response: z.object({ sourceId: idText, balance: fenText }),
  }),
  listProposals: route({
    method: 'get',
    path: '/reward-proposals',
    right: 'rewards.read',
    export: {},
    summary: 'Proposals in the scope, and all under public notice or granted; newest first',
    query: listQuery.pick({ cursor: true, limit: true }).extend({
      state: z.enum(proposalStates).optional(),
      staffId: idText.optional(),
    }),
    response: pageOf(proposalRow),
  }),
  readProposal: route({
    method: 'get',
    path: '/reward-proposals/:proposalId',
    right: 'rewards.read',
    summary: 'One proposal: nominees, committee, votes, notice, objections',
    params: one,
    response: detail,
  }),
  propose: route({
    method: 'post',
    path: '/reward-proposals',
    right: 'rewards.propose',
    summary: 'Propose a person or team for an award of the list',
    body: z.object({
      award: z.string().max(40),
      amount: z
        .string()
        .regex(/^\d{1,15}$/)
        .meta({ unit: 'fen' })
        .default('0'),
      team: z.string().trim().max(60).default(''),
      staffNos: z.array(words(40)).min(1).max(50),
      reason: words(800),
      evidence: words(800),
      requestKey,
    }),
    response: done,
    status: 201,
  }),
  nameCommittee: route({
    method: 'post',
    path: '/reward-proposals/:proposalId/members',
    right: 'rewards.name_committee',
    summary:
      'Name the committee; who is in conflict of interest is excluded, the rest must suffice',
    params: one,
    body: z.object({ staffNos: z.array(words(40)).min(1).max(30) }),
    response: done,
  }),
  vote: route({
    method: 'post',
    path: '/reward-proposals/:proposalId/votes',
    right: 'rewards.vote',
    summary: 'A member votes, once',
    params: one,
    body: z.object({ choice: z.enum(choices), reason: z.string().trim().max(400).default('') }),
    response: done,
  }),
  publish: route({
    method: 'post',
    path: '/reward-proposals/:proposalId/notices',
    right: 'rewards.publish',
    summary: 'Put an approved award under public notice for the policy’s working days',
    params: one,
    body: z.object({}),
    response: done.extend({ untilDay: dayText }),
  }),
  object: route({
    method: 'post',
    path: '/reward-proposals/:proposalId/objections',
    right: 'rewards.object',
    summary: 'Object to an award under public notice',
    params: one,
    body: z.object({ text: words(800) }),
    response: done,
    status: 201,
  }),
  answerObjection: route({
    method: 'post',
    path: '/reward-objections/:objectionId/answers',
    right: 'rewards.answer',
    summary: 'Answer an objection; upheld, the award falls',
    params: z.object({ objectionId: idText }),
    body: z.object({ verdict: z.enum(['upheld', 'dismissed']), reason: words(800) }),
    response: done,
  }),
  grant: route({
    method: 'post',
    path: '/reward-proposals/:proposalId/grants',
    right: 'rewards.grant',
    summary: 'Grant the award after its notice; money leaves the fund, never below zero',
    params: one,
    body: z.object({}),
    response: done.extend({ balance: fenText }),
  }),
  withdraw: route({
    method: 'post',
    path: '/reward-proposals/:proposalId/withdrawals',
    right: 'rewards.propose',
    summary: 'The proposer takes it back before its notice',
    params: one,
    body: z.object({}),
    response: done,
  }),
};
