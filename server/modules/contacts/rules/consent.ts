import type { Refusal } from '../../../../core/refusal.ts';
import type { NoteSending, Warning } from '../contract.ts';
import { refuse } from '../messages.ts';
import type { ContactStandard } from '../policy.ts';

/** What a customer said last, by the day of the contact, of one marketing purpose. */
export interface MarketingConsent {
  readonly purpose: string;
  readonly state: 'given' | 'withdrawn';
  readonly day: string;
}

/** The customer as far as consent goes: a law for persons, and what he said by that day. */
export interface ConsentFacts {
  readonly kind: 'corporate' | 'individual';
  readonly said: readonly MarketingConsent[];
}

/**
 * Whether a contact may offer something (PIPL 13-15, 24): when the bank comes to the customer with
 * marketing, the purpose that the policy names for the channel must have his consent on the day of
 * the contact: a person's must be given, a firm's must not be withdrawn (both by policy). What the
 * customer began himself, service, and taking a note back are never refused. Refuses naming
 * purpose, day and next step.
 */
export function decideMarketing(
  policy: ContactStandard,
  wish: Pick<NoteSending, 'act' | 'purpose' | 'initiative' | 'channel'>,
  facts: ConsentFacts,
): Refusal | null {
  const isOffer = wish.purpose === 'marketing' && wish.initiative === 'bank';
  if (!isOffer || wish.act === 'withdrawn') return null;
  const rule = policy.marketing.channels.find((one) => one.channel === wish.channel);
  if (rule === undefined) return null;
  const { consent: consentKey } = rule;
  const last = facts.said.find((one) => one.purpose === consentKey);
  const params = { channel: `contacts.channel.${wish.channel}`, consent: consentKey };
  if (last?.state === 'withdrawn') {
    return refuse('contacts.consent_withdrawn', { ...params, day: last.day });
  }
  const isNeeded = policy.marketing[facts.kind] === 'given';
  return isNeeded && last === undefined ? refuse('contacts.consent_missing', params) : null;
}

/** A service contact stays allowed after a withdrawal; its writer is told to offer nothing. */
export function consentWarnings(
  wish: Pick<NoteSending, 'act'>,
  facts: ConsentFacts,
): readonly Warning[] {
  const isWithdrawn = facts.said.some((one) => one.state === 'withdrawn');
  return wish.act === 'withdrawn' || !isWithdrawn
    ? []
    : [{ code: 'contacts.warning.consent', params: {} }];
}

/** An offer that the rule refuses, for a device that writes without network. */
export interface BarredOffer {
  readonly channel: string;
  readonly code: string;
  readonly params: Readonly<Record<string, string>>;
}

/** By which channels a customer may be offered nothing, each with the refusal of the rule. */
export function offersBarred(policy: ContactStandard, facts: ConsentFacts): BarredOffer[] {
  return policy.marketing.channels.flatMap(({ channel }) => {
    const wish = { act: 'written', purpose: 'marketing', initiative: 'bank', channel } as const;
    const refused = decideMarketing(policy, wish, facts);
    if (refused === null) return [];
    const params = Object.entries(refused.params).map(([name, value]) => [name, String(value)]);
    return [{ channel, code: refused.refused, params: Object.fromEntries(params) }];
  });
}
