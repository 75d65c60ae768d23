import { addMonths, day } from '../../../core/day.ts';
import { may } from '../../../core/actor.ts';
import { quarter } from '../../../core/period.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { confirmPassword } from '../../platform/auth/index.ts';
import { handle } from '../../platform/module.ts';
import { policyInForce, policyVersion } from '../../platform/policy/store.ts';
import { businessDay } from '../organisation/index.ts';
import { attributionRights } from './access.ts';
import {
  endAgreement,
  mayWith,
  proposeAgreement,
  refuseAgreement,
  signAgreement,
  stateOf,
} from './agreement-commands.ts';
import { numberOf } from './contract.ts';
import { sharesApi } from './contract/shares.ts';
import {
  mayWithDispute,
  openDispute,
  ruleDispute,
  stateOfDispute,
  withdrawDispute,
} from './dispute-commands.ts';
import { refuse } from './messages.ts';
import { attributionKind } from './policy.ts';
import { headsLead, registerReferral, ruleReferral } from './referral-commands.ts';
import { referralDays, referralState } from './rules/referral.ts';
import * as agreements from './store/agreements.ts';
import * as disputes from './store/disputes.ts';
import * as referrals from './store/referrals.ts';

export const sharesHandlers = handle(sharesApi, {
  listAgreements: async ({ tx, query }) => {
    const today = await businessDay(tx);
    const filter = { state: query.state ?? null, search: (query.q ?? '').trim(), today };
    const page = { before: keyOf(query.cursor), limit: query.limit + 1 };
    const rows = await agreements.loadAgreementPage(tx, filter, page);
    return paged(
      rows,
      query.limit,
      (row) => row.agreementId,
      (row) => agreementLine(row, today),
    );
  },

  readAgreement: async ({ tx, params }) => {
    const agreement = await agreements.loadAgreement(tx, BigInt(params.agreementId));
    if (agreement === null) return refuse('attribution.agreement_unknown');
    const { refusedBy, refusedReason, refusedAt } = agreement;
    return {
      ...agreementLine(agreement, await businessDay(tx)),
      ends: agreement.body.ends,
      bodyHash: agreement.bodyHash,
      proposedAt: agreement.proposedAt,
      refusal:
        refusedBy === null ? null : { by: refusedBy, reason: refusedReason!, at: refusedAt! },
      may: await mayWith(tx, agreement),
    };
  },

  proposeAgreement: async ({ tx, params, body }) =>
    proposeAgreement(tx, {
      customerId: BigInt(params.customerId),
      product: body.product,
      from: day(body.fromDay),
      until: body.untilDay === null ? null : day(body.untilDay),
      parties: body.parties.map(({ staffNo, share }) => ({ staffNo, share: BigInt(share) })),
    }),

  signAgreement: async ({ actor, database, params, body, request }) => {
    const { password, bodyHash } = body;
    const wrong = await confirmPassword(database, actor, { password, address: request.ip });
    if (wrong !== null) return wrong;
    return database.transaction(actor, (tx) =>
      signAgreement(tx, { agreementId: BigInt(params.agreementId), bodyHash }),
    );
  },

  refuseAgreement: async ({ tx, params, body }) =>
    refuseAgreement(tx, { ...body, agreementId: BigInt(params.agreementId) }),

  endAgreement: async ({ tx, params, body }) =>
    endAgreement(tx, { agreementId: BigInt(params.agreementId), from: day(body.fromDay) }),

  listReferrals: async ({ tx, query }) => {
    const today = await businessDay(tx);
    const { referral: terms } = (await policyInForce(tx, attributionKind, today)).body;
    const filter = {
      state: query.state ?? null,
      search: (query.q ?? '').trim(),
      expiredUpTo: addMonths(today, -(terms.windowMonths + terms.tailMonths)),
    };
    const page = { before: keyOf(query.cursor), limit: query.limit + 1 };
    const rows = await referrals.loadReferralPage(tx, filter, page);
    const heads = may(tx.actor, attributionRights, 'attribution.rule_referral');
    return paged(
      rows,
      query.limit,
      (row) => row.referralId,
      ({ managingPath, staffId, verdict, ...row }) => ({
        ...row,
        ...referralDays(terms, row.referredOn),
        referralNo: numberOf('referral', row.referralId),
        state: referralState({ verdict, referredOn: row.referredOn, terms }, today),
        mayRule:
          heads && verdict === null && headsLead(tx, managingPath) && staffId !== tx.actor.staffId,
      }),
    );
  },

  registerReferral: async ({ tx, params, body }) =>
    registerReferral(tx, {
      ...body,
      customerId: BigInt(params.customerId),
      referredOn: day(body.referredOn),
    }),

  ruleReferral: async ({ tx, params, body }) =>
    ruleReferral(tx, { ...body, referralId: BigInt(params.referralId) }),

  listDisputes: async ({ tx, query }) => {
    const today = await businessDay(tx);
    const filter = {
      state: query.state ?? null,
      quarter: query.quarter === undefined ? null : quarter(query.quarter),
      search: (query.q ?? '').trim(),
      today,
    };
    const page = { before: keyOf(query.cursor), limit: query.limit + 1 };
    const rows = await disputes.loadDisputePage(tx, filter, page);
    return paged(
      rows,
      query.limit,
      (row) => row.disputeId,
      (row) => disputeLine(tx, row, stateOfDispute(row, today)),
    );
  },

  openDispute: async ({ tx, params, body }) =>
    openDispute(tx, {
      ...body,
      customerId: BigInt(params.customerId),
      quarter: quarter(body.quarter),
      claimShare: BigInt(body.claimShare),
    }),

  withdrawDispute: async ({ tx, params, body }) =>
    withdrawDispute(tx, { ...body, disputeId: BigInt(params.disputeId) }),

  ruleDispute: async ({ tx, params, body }) =>
    ruleDispute(tx, {
      disputeId: BigInt(params.disputeId),
      claimantShare: BigInt(body.claimantShare),
      reason: body.reason,
    }),

  readShadow: async ({ tx, params }) => {
    const of = quarter(params.quarter);
    const closing = await disputes.loadPublication(tx, of);
    if (closing === null) return refuse('attribution.quarter_not_closed', { quarter: of });
    const rows = await disputes.loadShadow(tx, closing.runId);
    const names = await memoNames(tx, rows[0]?.policyVersionId ?? null);
    return {
      rows: rows.map(({ policyVersionId: _version, ...row }) => ({
        ...row,
        ruleName: names.get(row.rule) ?? row.rule,
      })),
    };
  },
});

async function memoNames(tx: Tx, versionId: bigint | null): Promise<ReadonlyMap<string, string>> {
  if (versionId === null) return new Map();
  const { body } = await policyVersion(tx, attributionKind, versionId);
  return new Map(body.shadow.map((rule) => [rule.key, rule.name]));
}

function agreementLine(one: agreements.AgreementRecord, today: ReturnType<typeof day>) {
  const { body, signatures } = one;
  return {
    agreementNo: numberOf('contract', one.agreementId),
    customerNo: body.customer.no,
    customerName: body.customer.name,
    kind: one.kind,
    state: stateOf(one, today),
    product: body.product?.name ?? null,
    fromDay: one.from,
    untilDay: one.until,
    parties: body.parties.map((party) => ({
      ...party,
      signedAt: signatures.find((sign) => sign.staffId === party.staffId)?.signedAt ?? null,
    })),
    customerId: one.customerId,
    agreementId: one.agreementId,
  };
}

function disputeLine(
  tx: Tx,
  row: disputes.DisputeRecord,
  state: ReturnType<typeof stateOfDispute>,
) {
  const { claimantId: _a, respondentId: _b, openedBy: _c, withdrawn: _d, ...shown } = row;
  return {
    ...shown,
    disputeNo: numberOf('dispute', row.disputeId),
    state,
    ...mayWithDispute(tx, row),
  };
}

/** A page of rows that count down by key; the count is what was read. */
function paged<R, S>(
  rows: readonly R[],
  limit: number,
  keyOfRow: (row: R) => bigint,
  line: (row: R) => S,
) {
  const shown = rows.slice(0, limit);
  const more = rows.length > limit;
  const last = shown.at(-1);
  return {
    rows: shown.map(line),
    next: more && last !== undefined ? String(keyOfRow(last)) : null,
    total: { count: shown.length, capped: more },
  };
}

/** A cursor that is not ours starts the list anew. */
function keyOf(cursor: string | undefined): bigint | null {
  return cursor !== undefined && /^\d{1,18}$/.test(cursor) ? BigInt(cursor) : null;
}
