import type { Day } from '../../../../core/day.ts';
import type { Refusal } from '../../../../core/refusal.ts';
import type { ConsentState } from '../contract/file.ts';
import { refuse } from '../messages.ts';
import type { CustomerFile } from '../policy.ts';

/** What stands for one purpose: the last thing the customer said. */
export interface StandingConsent {
  readonly state: ConsentState;
  readonly onDay: Day;
}

export interface ConsentWish {
  readonly purpose: string;
  readonly state: ConsentState;
  readonly channel: string;
  readonly onDay: Day;
  readonly hasDocument: boolean;
}

/**
 * Decides whether a consent or its withdrawal is noted. Taking back is as easy as giving (PIPL 15):
 * it needs no proof and no former consent, which makes it a refusal in advance. Separate consents
 * (PIPL 23, 29) count only with the file that proves them.
 * Refuses: a purpose or channel that the policy does not have, a day ahead or before what was said
 * last, a proof that is missing, and saying again what stands.
 */
export function decideConsent(
  policy: Pick<CustomerFile, 'consentPurposes' | 'consentChannels'>,
  stands: StandingConsent | null,
  wish: ConsentWish,
  today: Day,
): Refusal | null {
  const purpose = policy.consentPurposes.find((one) => one.key === wish.purpose);
  if (purpose === undefined) {
    return refuse('customers.purpose_unknown', { purpose: wish.purpose });
  }
  if (!policy.consentChannels.some((one) => one.key === wish.channel)) {
    return refuse('customers.channel_unknown', { channel: wish.channel });
  }
  if (wish.onDay > today) return refuse('customers.day_ahead', { day: wish.onDay, today });
  if (stands !== null && wish.onDay < stands.onDay) {
    return refuse('customers.consent_before', { day: wish.onDay, last: stands.onDay });
  }
  if (stands?.state === wish.state) {
    return refuse('customers.consent_stands', {
      state: `customers.consentState.${wish.state}`,
      day: stands.onDay,
    });
  }
  if (wish.state === 'given' && purpose.needsDocument && !wish.hasDocument) {
    return refuse('customers.consent_needs_proof', { law: purpose.law });
  }
  return null;
}
