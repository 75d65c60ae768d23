import { addDays } from '../../../core/day.ts';
import type { Hold } from '../allocation/index.ts';
import { refuse } from './messages.ts';
import { loadContactsSince } from './store/holds.ts';

/**
 * Who is being talked with is not taken from behind: a claim waits after a contact of somebody else
 * or while a next step of his is agreed; the night does not recycle whom his own RM contacted. Days
 * are the policy's `pool`; 0 days: contacts of today count, agreed next steps always.
 */
export const contactHold: Hold = async (tx, { verb, customerIds, today, staffId, policy }) => {
  if (verb === 'hand_over') return new Map();
  const claims = verb === 'claim';
  const days = claims ? policy.claimContactDays : policy.recycleContactDays;
  const found = await loadContactsSince(tx, customerIds, {
    since: addDays(today, -days),
    today,
    by: claims ? { not: staffId } : 'lead',
  });
  return new Map(
    found.map(({ customerId, customerNo: customer, name, happenedOn, nextOn }) => [
      customerId,
      nextOn === null
        ? refuse('contacts.hold_contacted', {
            customer,
            name,
            day: happenedOn,
            days,
            from: addDays(happenedOn, days + 1),
          })
        : refuse('contacts.hold_planned', { customer, name, day: nextOn }),
    ]),
  );
};
