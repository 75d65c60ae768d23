import type { z } from 'zod';
import type { slip } from '../../../server/modules/pay/contract.ts';

type Slip = z.infer<typeof slip>;

/** One column of the picture: from where to where, in fen. */
export interface Fall {
  readonly item: string;
  /** The item's own name; null for a line that the slip makes. */
  readonly name: Slip['lines'][number]['name'];
  readonly from: bigint;
  readonly to: bigint;
  readonly amount: bigint;
  readonly kind: 'up' | 'down' | 'whole';
}

/**
 * From gross to paid now: each line moves the sum by its amount, the last column stands on the
 * ground. Lines of 0 move nothing and are left out. The last column equals paid now, since gross +
 * returned = paid + deferred + held + withheld + deducted.
 */
export function waterfallOf(one: Pick<Slip, 'lines' | 'paidNow'>): readonly Fall[] {
  const falls: Fall[] = [];
  let sum = 0n;
  for (const line of one.lines) {
    const amount = BigInt(line.amount);
    if (amount === 0n) continue;
    const next = sum + amount;
    falls.push({
      item: line.item,
      name: line.name,
      from: sum,
      to: next,
      amount,
      kind: amount > 0n ? 'up' : 'down',
    });
    sum = next;
  }
  const paid = BigInt(one.paidNow);
  return [
    ...falls,
    { item: 'paid_now', name: null, from: 0n, to: paid, amount: paid, kind: 'whole' },
  ];
}
