import { addDays, day as dayFrom, type Day } from '../../../../core/day.ts';
import type { Refusal, RefusalDetail } from '../../../../core/refusal.ts';
import type { Act, NoteSending, Warning } from '../contract.ts';
import { refuse } from '../messages.ts';
import { baseChannels } from '../contract.ts';
import type { ContactStandard } from '../policy.ts';
import { consentWarnings, decideMarketing, type ConsentFacts } from './consent.ts';

/** A revision as it is kept. */
export interface KeptRevision {
  readonly revision: number;
  readonly act: Act;
  readonly staffId: bigint;
  readonly staffName: string;
  readonly channel: string;
  readonly initiative: 'bank' | 'customer';
  readonly purpose: 'service' | 'marketing';
  readonly happenedAt: string;
  readonly words: string;
  readonly withWhom: string;
  readonly nextStep: string;
  readonly nextOn: string | null;
  readonly receivedAt: string;
}

/** What is known when a revision arrives. */
export interface Arrival {
  readonly staffId: bigint;
  /** Clock of the bank, and its day there. */
  readonly now: string;
  readonly today: Day;
  /** Day of the contact in the bank's time zone. */
  readonly happenedOn: Day;
  /** Revisions of this note that have arrived, ascending. */
  readonly chain: readonly KeptRevision[];
  /** What the customer said of marketing by the day of the contact. */
  readonly consent: ConsentFacts;
  /** Contacts of others within the days of the policy (P3). */
  readonly near: readonly {
    readonly staffId: bigint;
    readonly staffName: string;
    readonly day: Day;
  }[];
}

/** The person's clock may run ahead of the bank's by so much: technical, not policy. */
const clockAheadMs = 10 * 60_000;

export type NoteDecision =
  | { readonly kind: 'keep'; readonly warnings: readonly Warning[] }
  /** The same arrived before: the answer was lost. */
  | { readonly kind: 'known'; readonly kept: KeptRevision; readonly warnings: readonly Warning[] };

/**
 * Whether an arriving revision is kept (A5). The same again is known; another under the same number
 * is a conflict and names both values; an edit needs the revision it saw and comes from the writer.
 * The day of the contact lies neither in the future nor beyond the policy's days. Marketing
 * without consent is refused (`decideMarketing`); a service contact stays allowed with a warning.
 */
export function decideNote(
  policy: ContactStandard,
  wish: NoteSending,
  arrival: Arrival,
): NoteDecision | Refusal {
  const { chain } = arrival;
  const same = chain.find((one) => one.revision === wish.revision);
  const warnings = warningsOf(policy, wish, arrival);
  if (same !== undefined) {
    const details = differences(same, wish);
    if (details.length === 0 && same.staffId === arrival.staffId) {
      return { kind: 'known', kept: same, warnings };
    }
    return conflict(same, wish, details);
  }
  return (
    chainFault(wish, arrival) ??
    wordsFault(policy, wish, arrival) ??
    decideMarketing(policy, wish, arrival.consent) ?? { kind: 'keep', warnings }
  );
}

function conflict(same: KeptRevision, wish: NoteSending, details: RefusalDetail[]): Refusal {
  const { staffName, receivedAt } = same;
  return refuse('contacts.conflict', { revision: wish.revision, staffName, receivedAt }, details);
}

/** An edit stands on the revision it saw, and only the writer changes his words. */
function chainFault(wish: NoteSending, { chain, staffId }: Arrival): Refusal | null {
  if (wish.act === 'written' && wish.revision !== 1) return refuse('contacts.act_unfit');
  if (wish.act !== 'written' && wish.revision === 1) return refuse('contacts.act_unfit');
  const last = chain.at(-1);
  if (wish.revision === 1) return null;
  if (last === undefined || last.revision < wish.revision - 1) {
    return refuse('contacts.revision_missing', { revision: wish.revision - 1 });
  }
  if (last.staffId !== staffId) {
    return refuse('contacts.other_writer', { staffName: last.staffName });
  }
  return last.act === 'withdrawn' ? refuse('contacts.withdrawn_already') : null;
}

function wordsFault(policy: ContactStandard, wish: NoteSending, arrival: Arrival): Refusal | null {
  const { happenedOn, today, now } = arrival;
  const channels = channelKeys(policy);
  if (!channels.includes(wish.channel)) {
    return refuse('contacts.channel_unknown', { channel: wish.channel });
  }
  if (Date.parse(wish.happenedAt) > Date.parse(now) + clockAheadMs) {
    return refuse('contacts.future', { day: happenedOn, today });
  }
  const earliest = addDays(today, -policy.backdateDaysMost);
  if (wish.act === 'written' && happenedOn < earliest) {
    return refuse('contacts.too_old', { day: happenedOn, days: policy.backdateDaysMost, earliest });
  }
  if (wish.nextOn !== null && wish.nextOn < happenedOn) {
    return refuse('contacts.next_before', { nextOn: wish.nextOn, day: happenedOn });
  }
  return null;
}

export function channelKeys(policy: ContactStandard): readonly string[] {
  return [...baseChannels, ...policy.furtherChannels.map((one) => one.key)];
}

function warningsOf(policy: ContactStandard, wish: NoteSending, arrival: Arrival): Warning[] {
  if (wish.act === 'withdrawn') return [];
  const warnings: Warning[] = arrival.near.map(({ staffName, day }) => ({
    code: 'contacts.warning.double',
    params: { staffName, day, days: String(policy.doubleDays) },
  }));
  return [...warnings, ...consentWarnings(wish, arrival.consent)];
}

const compared = [
  'act',
  'channel',
  'initiative',
  'purpose',
  'words',
  'withWhom',
  'nextStep',
] as const;

/** Fields in which a kept revision and the arriving one differ, each with both values. */
export function differences(kept: KeptRevision, wish: NoteSending): RefusalDetail[] {
  const pairs: (readonly [string, string, string])[] = [
    ...compared.map((field) => [field, kept[field], wish[field]] as const),
    ['nextOn', kept.nextOn ?? '', wish.nextOn ?? ''],
  ];
  if (Date.parse(kept.happenedAt) !== Date.parse(wish.happenedAt)) {
    pairs.push(['happenedAt', kept.happenedAt, wish.happenedAt]);
  }
  return pairs
    .filter(([, theirs, yours]) => theirs !== yours)
    .map(([at, theirs, yours]) => ({
      at,
      code: 'contacts.conflict.field',
      params: { theirs: theirs === '' ? '—' : theirs, yours: yours === '' ? '—' : yours },
    }));
}

/** The day on which an instant falls in a time zone. */
export function dayAt(instant: string, timeZone: string): Day {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).formatToParts(new Date(instant));
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
  return dayFrom(`${of('year').padStart(4, '0')}-${of('month')}-${of('day')}`);
}
