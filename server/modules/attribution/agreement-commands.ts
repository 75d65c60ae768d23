import type { Refusal } from '../../../core/refusal.ts';
import type { Day } from '../../../core/day.ts';
import { recordAudit } from '../../platform/audit/record.ts';
import { sha256 } from '../../platform/db/digest.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { businessDay, lastSealedQuarter } from '../organisation/index.ts';
import { canonicalJson } from '../targets/index.ts';
import { staffByNos } from '../people/index.ts';
import { numberOf, type AgreementState } from './contract.ts';
import { refuse } from './messages.ts';
import {
  agreementState,
  decideEnding,
  decideProposal,
  decideSigning,
  type SigningFacts,
} from './rules/agreement.ts';
import * as store from './store/agreements.ts';
import { loadOwnFile, loadProductName, loadSeenCustomer, lockShares } from './store/people.ts';

export interface WantedAgreement {
  readonly customerId: bigint;
  readonly product: string | null;
  readonly from: Day;
  readonly until: Day | null;
  readonly parties: readonly { readonly staffNo: string; readonly share: bigint }[];
}

/**
 * Proposes who shares a customer's results (domain-rules 7): counts once each party has signed.
 * Refuses as decideProposal does, a customer out of sight and a product that is not there.
 */
export async function proposeAgreement(
  tx: Tx,
  wanted: WantedAgreement,
): Promise<Refusal | { no: string; id: bigint }> {
  const customer = await loadSeenCustomer(tx, wanted.customerId);
  if (customer === null) return refuse('attribution.customer_unknown');
  await lockShares(tx, customer.customerId);
  const { product } = wanted;
  const productName = product === null ? null : await loadProductName(tx, product);
  if (product !== null && productName === null) {
    return refuse('attribution.product_missing', { product });
  }
  const numbers = wanted.parties.map((party) => party.staffNo);
  const files = new Map((await staffByNos(tx, numbers)).map((one) => [one.staffNo, one]));
  const { from, until } = wanted;
  const refused = decideProposal({
    terms: { product, from, until },
    parties: wanted.parties.map((party) => ({
      ...party,
      staffId: files.get(party.staffNo)?.staffId ?? null,
      isRm: files.get(party.staffNo)?.isRm ?? false,
      leftOn: files.get(party.staffNo)?.leftOn ?? null,
    })),
    others: await store.loadOthers(tx, customer.customerId, null),
    lastSealed: await lastSealedQuarter(tx),
    proposer: { staffId: tx.actor.staffId, isHead: isHead(tx) },
  });
  if (refused !== null) return refused;
  const text: store.AgreementText = {
    kind: 'split',
    ends: null,
    customer: { no: customer.customerNo, name: customer.name },
    product: product === null ? null : { code: product, name: productName! },
    fromDay: from,
    untilDay: until,
    parties: wanted.parties.map(({ staffNo, share }) => {
      const { staffId, name } = files.get(staffNo)!;
      return { staffId: String(staffId), staffNo, name, share: String(share) };
    }),
  };
  return insert(tx, text, {
    customerId: customer.customerId,
    product,
    endsId: null,
    parties: wanted.parties.map(({ staffNo, share }) => ({ ...files.get(staffNo)!, share })),
  });
}

async function insert(
  tx: Tx,
  text: store.AgreementText,
  of: Pick<store.NewAgreement, 'customerId' | 'product' | 'endsId' | 'parties'>,
): Promise<{ no: string; id: bigint }> {
  const canonical = canonicalJson(text);
  const bodyHash = sha256(canonical);
  const { kind, fromDay: from, untilDay: until } = text;
  const id = await store.insertAgreement(tx, {
    ...of,
    kind,
    from,
    until,
    text: canonical,
    bodyHash,
  });
  const no = numberOf('contract', id);
  await recordAudit(tx, {
    verb: kind === 'split' ? 'attribution.propose_agreement' : 'attribution.end_agreement',
    subject: 'share_agreement',
    subjectKey: no,
    detail: { customerNo: text.customer.no, bodyHash, ends: text.ends },
  });
  return { no, id };
}

/** Heads propose for their RMs; they sign only where they are a party. */
function isHead(tx: Tx): boolean {
  return tx.actor.roles.some((role) => role === 'team_head' || role === 'branch_president');
}

/**
 * Signs an agreement for the signed-in party; the route has confirmed his password before. Refuses
 * as decideSigning does, and an agreement out of sight.
 */
export async function signAgreement(
  tx: Tx,
  wanted: { agreementId: bigint; bodyHash: string },
): Promise<Refusal | { state: AgreementState; signedAt: string }> {
  const seen = await store.loadAgreement(tx, wanted.agreementId);
  if (seen === null) return refuse('attribution.agreement_unknown');
  await lockShares(tx, seen.customerId);
  const agreement = (await store.loadAgreement(tx, wanted.agreementId))!;
  const { staffId } = tx.actor;
  const refused = decideSigning(await signingFacts(tx, agreement), {
    staffId,
    bodyHash: wanted.bodyHash,
  });
  if (refused !== null) return refused;
  const signedAt = await store.insertAgreementSignature(tx, {
    customerId: agreement.customerId,
    agreementId: agreement.agreementId,
    staffId: staffId!,
    bodyHash: agreement.bodyHash,
    signerName: (await loadOwnFile(tx)).name,
  });
  if (signedAt === null) return refuse('attribution.agreement_already_signed');
  await recordAudit(tx, {
    verb: 'attribution.sign_agreement',
    subject: 'share_agreement',
    subjectKey: numberOf('contract', agreement.agreementId),
    detail: { bodyHash: agreement.bodyHash },
  });
  const after = (await store.loadAgreement(tx, agreement.agreementId))!;
  return { state: stateOf(after, await businessDay(tx)), signedAt };
}

async function signingFacts(tx: Tx, agreement: store.AgreementRecord): Promise<SigningFacts> {
  const { kind, product, from, until, bodyHash } = agreement;
  const others = await store.loadOthers(tx, agreement.customerId, agreement.agreementId);
  return {
    kind,
    state: stateOf(agreement, await businessDay(tx)),
    terms: { product, from, until },
    bodyHash,
    parties: agreement.body.parties.map((party) => ({
      staffId: BigInt(party.staffId),
      signed: agreement.signatures.some((one) => one.staffId === party.staffId),
    })),
    signedOthers: others.filter((one) => one.signed),
    lastSealed: await lastSealedQuarter(tx),
  };
}

/** Where a loaded agreement stands. */
export function stateOf(agreement: store.AgreementRecord, today: Day): AgreementState {
  const ends = agreement.kind === 'end';
  return agreementState(
    {
      parties: agreement.body.parties.length,
      signatures: agreement.signatures.length,
      refused: agreement.refusedBy !== null,
      until: ends ? null : agreement.until,
    },
    today,
  );
}

/** What the reader may do with an agreement now. */
export async function mayWith(
  tx: Tx,
  agreement: store.AgreementRecord,
): Promise<{ sign: boolean; refuse: boolean; end: boolean }> {
  const facts = await signingFacts(tx, agreement);
  const { staffId } = tx.actor;
  const proposed = facts.state === 'proposed';
  return {
    sign: decideSigning(facts, { staffId, bodyHash: agreement.bodyHash }) === null,
    refuse: proposed && mayRefuse(tx, agreement),
    end: agreement.kind === 'split' && facts.state === 'signed' && mayEnd(tx, agreement),
  };
}

function isParty(tx: Tx, agreement: store.AgreementRecord): boolean {
  return agreement.body.parties.some((party) => BigInt(party.staffId) === tx.actor.staffId);
}

function mayRefuse(tx: Tx, agreement: store.AgreementRecord): boolean {
  return isParty(tx, agreement) || agreement.proposedBy === tx.actor.accountId;
}

function mayEnd(tx: Tx, agreement: store.AgreementRecord): boolean {
  return !agreement.endProposed && (isParty(tx, agreement) || isHead(tx));
}

/** A party refuses a proposal, or its author takes it back: it never counts. */
export async function refuseAgreement(
  tx: Tx,
  wanted: { agreementId: bigint; reason: string },
): Promise<Refusal | { state: AgreementState }> {
  const seen = await store.loadAgreement(tx, wanted.agreementId);
  if (seen === null) return refuse('attribution.agreement_unknown');
  await lockShares(tx, seen.customerId);
  const agreement = (await store.loadAgreement(tx, wanted.agreementId))!;
  const state = stateOf(agreement, await businessDay(tx));
  if (!mayRefuse(tx, agreement)) return refuse('attribution.agreement_not_party');
  if (state !== 'proposed') return refuse('attribution.agreement_not_open', { state });
  await store.insertAgreementRefusal(tx, {
    customerId: agreement.customerId,
    agreementId: agreement.agreementId,
    by: (await loadOwnFile(tx)).name,
    reason: wanted.reason,
  });
  await recordAudit(tx, {
    verb: 'attribution.refuse_agreement',
    subject: 'share_agreement',
    subjectKey: numberOf('contract', agreement.agreementId),
    detail: { reason: wanted.reason },
  });
  return { state: 'refused' };
}

/**
 * Proposes the day from which an agreement counts no more: a new one of the same parties, which
 * they sign as they signed the first. Refuses as decideEnding does.
 */
export async function endAgreement(
  tx: Tx,
  wanted: { agreementId: bigint; from: Day },
): Promise<Refusal | { no: string; id: bigint }> {
  const seen = await store.loadAgreement(tx, wanted.agreementId);
  if (seen === null) return refuse('attribution.agreement_unknown');
  await lockShares(tx, seen.customerId);
  const agreement = (await store.loadAgreement(tx, wanted.agreementId))!;
  const { kind, product, from, until, customerId } = agreement;
  const customer = await loadSeenCustomer(tx, customerId);
  const refused = decideEnding(
    {
      state: stateOf(agreement, await businessDay(tx)),
      kind,
      terms: { product, from, until },
      isPartyOrHead: isParty(tx, agreement) || isHead(tx),
      endProposed: agreement.endProposed,
      lastSealed: await lastSealedQuarter(tx),
    },
    wanted.from,
  );
  if (refused !== null) return refused;
  if (customer === null) return refuse('attribution.customer_unknown');
  const { body } = agreement;
  const numbers = body.parties.map((party) => party.staffNo);
  const files = new Map((await staffByNos(tx, numbers)).map((one) => [one.staffNo, one]));
  const text: store.AgreementText = {
    ...body,
    kind: 'end',
    ends: numberOf('contract', agreement.agreementId),
    fromDay: wanted.from,
    untilDay: null,
  };
  return insert(tx, text, {
    customerId,
    product,
    endsId: agreement.agreementId,
    parties: body.parties.map(({ staffNo, share }) => ({
      ...files.get(staffNo)!,
      share: BigInt(share),
    })),
  });
}
