import type { Day } from '../../../../core/day.ts';
import { quarterOf, type Quarter, type Validity } from '../../../../core/period.ts';
import type { Refusal } from '../../../../core/refusal.ts';
import type { AgreementState } from '../contract.ts';
import { refuse } from '../messages.ts';

const whole = 1_000_000n;

/** Days and product of an agreement; a null product means all of the customer's. */
export interface AgreementTerms extends Validity {
  readonly product: string | null;
}

/** Another agreement of the customer that counts, or may yet. */
export interface OtherAgreement extends AgreementTerms {
  readonly no: string;
}

export interface WantedParty {
  readonly staffNo: string;
  readonly staffId: bigint | null;
  readonly isRm: boolean;
  readonly leftOn: Day | null;
  readonly share: bigint;
}

export interface ProposalFacts {
  readonly terms: AgreementTerms;
  readonly parties: readonly WantedParty[];
  readonly others: readonly OtherAgreement[];
  readonly lastSealed: Quarter | null;
  readonly proposer: { readonly staffId: bigint | null; readonly isHead: boolean };
}

/**
 * Whether shares may be proposed (domain-rules 7): two or more RMs in service, each once, with
 * shares above nothing that add up to 100 %, from an unsealed day, beside no other agreement on the
 * same product and days; by a party or a head. Null when they may.
 */
export function decideProposal(facts: ProposalFacts): Refusal | null {
  const { terms, parties } = facts;
  const numbers = parties.map((party) => party.staffNo);
  const twice = numbers.find((no, at) => numbers.indexOf(no) !== at);
  if (twice !== undefined) return refuse('attribution.agreement_party_twice', { staffNo: twice });
  const stranger = parties.find((party) => !mayShare(party, terms.from));
  if (stranger !== undefined) {
    return refuse('attribution.agreement_party_not_rm', { staffNo: stranger.staffNo });
  }
  const sum = parties.reduce((total, party) => total + party.share, 0n);
  if (sum !== whole || parties.some((party) => party.share <= 0n)) {
    return refuse('attribution.agreement_shares', { sum: percent(sum) });
  }
  if (terms.until !== null && terms.until <= terms.from) {
    return refuse('attribution.agreement_days', { from: terms.from, until: terms.until });
  }
  const { proposer } = facts;
  const isParty = parties.some((party) => party.staffId === proposer.staffId);
  if (!isParty && !proposer.isHead) return refuse('attribution.agreement_not_party');
  return decideSealed(terms.from, facts.lastSealed) ?? decideOverlap(terms, facts.others);
}

function mayShare(party: WantedParty, from: Day): boolean {
  return party.staffId !== null && party.isRm && (party.leftOn === null || party.leftOn > from);
}

/** Percent with the digits it has: 700000 → 70, 333334 → 33.3334. */
function percent(millionths: bigint): string {
  const digits = String(millionths < 0n ? -millionths : millionths).padStart(5, '0');
  const text = `${digits.slice(0, -4)}.${digits.slice(-4)}`.replace(/\.?0+$/, '');
  return millionths < 0n ? `-${text}` : text;
}

/** Results of a sealed quarter stand: nothing may be agreed for its days any more. */
export function decideSealed(from: Day, lastSealed: Quarter | null): Refusal | null {
  const quarter = quarterOf(from);
  return lastSealed !== null && quarter <= lastSealed
    ? refuse('attribution.agreement_sealed', { day: from, quarter: lastSealed })
    : null;
}

/** Two agreements never hold for the same product on the same day. */
export function decideOverlap(
  terms: AgreementTerms,
  others: readonly OtherAgreement[],
): Refusal | null {
  const other = others.find(
    (one) =>
      (one.product === null || terms.product === null || one.product === terms.product) &&
      (terms.until === null || one.from < terms.until) &&
      (one.until === null || one.until > terms.from),
  );
  return other === undefined
    ? null
    : refuse('attribution.agreement_overlaps', {
        no: other.no,
        from: other.from,
        until: other.until ?? '—',
      });
}

/** An agreement as signing sees it. */
export interface SigningFacts {
  readonly kind: 'split' | 'end';
  readonly state: AgreementState;
  readonly terms: AgreementTerms;
  readonly bodyHash: string;
  readonly parties: readonly { readonly staffId: bigint; readonly signed: boolean }[];
  /** Other agreements that every party has signed. */
  readonly signedOthers: readonly OtherAgreement[];
  readonly lastSealed: Quarter | null;
}

/**
 * Whether a person may sign: a party, once, the text that he saw, while it is proposed and its
 * first day is not sealed. Null when he may.
 */
export function decideSigning(
  facts: SigningFacts,
  signer: { readonly staffId: bigint | null; readonly bodyHash: string },
): Refusal | null {
  const party = facts.parties.find((one) => one.staffId === signer.staffId);
  if (party === undefined) return refuse('attribution.agreement_not_party');
  if (party.signed) return refuse('attribution.agreement_already_signed');
  if (facts.state !== 'proposed') {
    return refuse('attribution.agreement_not_open', { state: facts.state });
  }
  if (signer.bodyHash !== facts.bodyHash) return refuse('attribution.agreement_text_differs');
  const sealed = decideSealed(facts.terms.from, facts.lastSealed);
  if (sealed !== null || facts.kind === 'end') return sealed;
  return decideOverlap(facts.terms, facts.signedOthers);
}

/**
 * Whether an agreement may be ended from a day: it counts, the day lies within its days and is not
 * sealed, a party or a head asks, and no other end is proposed.
 */
export function decideEnding(
  facts: {
    readonly state: AgreementState;
    readonly kind: 'split' | 'end';
    readonly terms: AgreementTerms;
    readonly isPartyOrHead: boolean;
    readonly endProposed: boolean;
    readonly lastSealed: Quarter | null;
  },
  from: Day,
): Refusal | null {
  if (!facts.isPartyOrHead) return refuse('attribution.agreement_not_party');
  if (facts.kind === 'end' || facts.state !== 'signed') {
    return refuse('attribution.agreement_not_signed', { state: facts.state });
  }
  if (facts.endProposed) return refuse('attribution.agreement_end_proposed');
  const { terms } = facts;
  if (from < terms.from || (terms.until !== null && from >= terms.until)) {
    return refuse('attribution.agreement_end_day', {
      from: terms.from,
      until: terms.until ?? '—',
    });
  }
  return decideSealed(from, facts.lastSealed);
}

/** Where an agreement stands on a day. An end never ends by itself. */
export function agreementState(
  facts: {
    readonly parties: number;
    readonly signatures: number;
    readonly refused: boolean;
    readonly until: Day | null;
  },
  today: Day,
): AgreementState {
  if (facts.refused) return 'refused';
  if (facts.signatures < facts.parties) return 'proposed';
  return facts.until !== null && facts.until <= today ? 'ended' : 'signed';
}
