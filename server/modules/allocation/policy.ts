import { z } from 'zod';
import { rateText } from '../../../core/schema.ts';
import { policyKind } from '../../platform/policy/kind.ts';

const share = rateText.transform(BigInt);

const kindsServed = z.array(z.enum(['corporate', 'individual'])).max(2);

const shape = z.strictObject({
  /** Points (millionths of 1) for the way the grade matrix lets the RM serve the customer. */
  grade: z.strictObject({ alone: share, withApproval: share }),
  /** Whether customers that need an approval may be allocated at all; the result names them. */
  allocateWithApproval: z.boolean(),
  /**
   * Points by how near the RM's unit is: levels of the organisation tree shared with the booking
   * unit, from 0.
   */
  nearness: z.array(share).min(1).max(12),
  /** Load bands of the capacity: the fuller the RM, the more points are taken off. */
  loadBands: z
    .array(z.strictObject({ upTo: share, penalty: share }))
    .min(1)
    .max(10),
  /** Which kinds of customers each ladder of RMs leads. */
  ladders: z.strictObject({ corporate: kindsServed, retail: kindsServed }),
  secondsMax: z.int().min(1).max(600),
});
export type AllocationPolicy = z.output<typeof shape>;

const whole = 1_000_000n;

/**
 * How customers without an RM find one (C2a, C2d): by matrix, capacity and nearness; branch borders
 * do not bind.
 */
export const allocationKind = policyKind({
  kind: 'allocation',
  title: { zh: '客户分配规则', en: 'Allocation of customers' },
  source: 'C2a, C2c, C2d',
  assumed: 'ASSUMED: all points and load bands',
  schema: shape,
  check: (policy) => {
    const cuts = policy.loadBands.map((band) => band.upTo);
    const rising = cuts.every((cut, at) => cut > (cuts[at - 1] ?? 0n));
    const penalties = policy.loadBands.map((band) => band.penalty);
    const convex = penalties.every((penalty, at) => penalty >= (penalties[at - 1] ?? 0n));
    const faults = [];
    if (!rising || cuts.at(-1) !== whole) {
      faults.push({
        at: 'loadBands',
        zh: '负荷分段的上限必须递增，最后一段为 100 %',
        en: 'Load bands must rise and end at 100 %',
      });
    }
    if (!convex) {
      faults.push({
        at: 'loadBands',
        zh: '负荷越高扣分不得减少',
        en: 'A fuller band must not cost less',
      });
    }
    return faults;
  },
  initial: {
    grade: { alone: '600000', withApproval: '250000' },
    allocateWithApproval: true,
    nearness: ['0', '50000', '200000', '300000', '400000'],
    loadBands: [
      { upTo: '250000', penalty: '0' },
      { upTo: '500000', penalty: '60000' },
      { upTo: '750000', penalty: '140000' },
      { upTo: '900000', penalty: '240000' },
      { upTo: '1000000', penalty: '360000' },
    ],
    ladders: { corporate: ['corporate'], retail: ['individual'] },
    secondsMax: 60,
  },
});
