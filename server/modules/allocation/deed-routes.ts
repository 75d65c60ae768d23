import { day } from '../../../core/day.ts';
import { handle, type Call } from '../../platform/module.ts';
import { deedApi } from './contract/deed.ts';
import { previewDeed, proposeDeed, withdrawHandover } from './deed-commands.ts';
import type { WantedDeed } from './deed-plan.ts';

export const deedHandlers = handle(deedApi, {
  previewDeed: async ({ database, actor, body }) => previewDeed(database, actor, wantedOf(body)),

  proposeDeed: async ({ database, actor, body }) =>
    proposeDeed(database, actor, {
      ...wantedOf(body),
      seen: body.seen,
      requestKey: body.requestKey,
    }),

  withdrawHandover: async ({ database, actor, params }) =>
    withdrawHandover(database, actor, BigInt(params.handoverId)),
});

function wantedOf(body: Call<typeof deedApi.previewDeed>['body']): WantedDeed {
  return {
    ...body,
    effectiveDay: day(body.effectiveDay),
    customerIds: body.customerIds?.map(BigInt) ?? null,
    byHand: body.byHand.map((one) => ({ ...one, customerId: BigInt(one.customerId) })),
  };
}
