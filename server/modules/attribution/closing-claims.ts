import { monthOf, type Month } from '../../../core/period.ts';
import type { QuarterRun } from '../../../core/run.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { numberOf } from './contract.ts';
import type { Claims, ContractTerm, KeptCredit, ReferralTerm } from './rules/claims.ts';
import { correctionOf, type DisputeTerm, type SealedAmount } from './rules/dispute.ts';
import * as store from './store/claims.ts';
import type { CustomerSlice } from './store/facts.ts';

/** A person who may get a part: his key and his unit. */
export interface PartyFile {
  readonly staffId: bigint;
  readonly unitPath: string;
  readonly unitCode: string;
}

export interface Correction extends SealedAmount {
  readonly measure: string;
  readonly no: string;
  readonly month: Month;
}

/** What is claimed on one customer's results in a closing. */
export interface CustomerClaims {
  readonly terms: Claims;
  readonly disputes: readonly DisputeTerm[];
  readonly corrections: readonly Correction[];
  readonly persons: ReadonlyMap<string, PartyFile>;
}

const nobody: CustomerClaims = {
  terms: { contracts: [], referrals: [], kept: [] },
  disputes: [],
  corrections: [],
  persons: new Map(),
};

export interface SliceClaims {
  readonly of: (customerId: bigint) => CustomerClaims;
  /** Rulings that this closing applies. */
  readonly applied: Parameters<typeof store.insertApplied>[2];
}

/** Agreements, referrals, kept credit and disputes of a slice of customers, five reads a slice. */
export async function loadSliceClaims(
  tx: Tx,
  run: QuarterRun,
  slice: CustomerSlice,
): Promise<SliceClaims> {
  const contracts = await store.loadContracts(tx, slice, run.range);
  const referrals = await store.loadReferrals(tx, slice, run.range.until);
  const kept = await store.loadKept(tx, slice, run.range);
  const disputes = await store.loadDisputes(tx, slice, run.quarter);
  const ruled = await store.loadCorrections(tx, slice, run.quarter);
  const corrections = await correctionsOf(tx, run, ruled);

  const rows = { contracts, referrals, kept, disputes, ruled, corrections };
  const ids = new Set(
    [contracts, referrals, kept, disputes, ruled].flat().map((one) => one.customerId),
  );
  const claims = new Map([...ids].map((id) => [id, claimsOf(id, rows)]));
  return {
    of: (customerId) => claims.get(customerId) ?? nobody,
    applied: [
      ...disputes
        .filter((one) => one.claimantShare !== null)
        .map((one) => ({ ...one, how: 'direct' as const })),
      ...ruled.map((one) => ({ ...one, how: 'correction' as const })),
    ],
  };
}

function claimsOf(
  customerId: bigint,
  rows: {
    readonly contracts: readonly store.ContractRow[];
    readonly referrals: readonly store.ReferralRow[];
    readonly kept: readonly store.KeptRow[];
    readonly disputes: readonly store.DisputeRow[];
    readonly ruled: readonly store.DisputeRow[];
    readonly corrections: readonly (Correction & { readonly customerId: bigint })[];
  },
): CustomerClaims {
  const own = <R extends { readonly customerId: bigint }>(list: readonly R[]) =>
    list.filter((one) => one.customerId === customerId);
  const contracts = own(rows.contracts);
  const referrals = own(rows.referrals);
  const kept = own(rows.kept);
  const disputes = own(rows.disputes);
  return {
    terms: {
      contracts: contractTerms(contracts),
      referrals: referrals.map((one): ReferralTerm => ({
        ...one,
        no: numberOf('referral', one.referralId),
      })),
      kept: kept.map((one): KeptCredit => ({ ...one, no: numberOf('handover', one.handoverId) })),
    },
    disputes: disputes.map(disputeTerm),
    corrections: own(rows.corrections),
    persons: new Map([
      ...[...disputes, ...own(rows.ruled)].flatMap(bothParties),
      ...[contracts, referrals, kept].flat().map((one): [string, PartyFile] => [one.party, one]),
    ]),
  };
}

function contractTerms(rows: readonly store.ContractRow[]): ContractTerm[] {
  return [...Map.groupBy(rows, (row) => row.contractId)].map(([contractId, parties]) => ({
    no: numberOf('contract', contractId),
    product: parties[0]!.product,
    from: parties[0]!.from,
    until: parties[0]!.until,
    parties,
  }));
}

function disputeTerm(row: store.DisputeRow): DisputeTerm {
  const { quarter, measure, claimant, respondent, claimantShare } = row;
  const ruling =
    claimantShare === null
      ? null
      : [
          { party: claimant, shareMillionths: claimantShare },
          { party: respondent, shareMillionths: 1_000_000n - claimantShare },
        ];
  const no = numberOf('dispute', row.disputeId);
  return { no, quarter, measure, claimant, respondent, ruling };
}

function bothParties(row: store.DisputeRow): [string, PartyFile][] {
  return [
    [row.claimant, { staffId: row.claimantId, unitPath: row.claimantPath, unitCode: '' }],
    [row.respondent, { staffId: row.respondentId, unitPath: row.respondentPath, unitCode: '' }],
  ];
}

/** What rulings on sealed quarters move in this closing, by measure and party. */
async function correctionsOf(
  tx: Tx,
  run: QuarterRun,
  ruled: readonly store.DisputeRow[],
): Promise<(Correction & { readonly customerId: bigint })[]> {
  if (ruled.length === 0) return [];
  const sealed = await store.loadSealedParts(
    tx,
    ruled.map((one) => one.customerId),
    ruled.map((one) => one.sealedRunId!),
  );
  const month = monthOf(run.range.from);
  return ruled.flatMap((row) => {
    const dispute = disputeTerm(row);
    const parts = sealed.filter(
      (part) =>
        part.customerId === row.customerId &&
        part.runId === row.sealedRunId &&
        (row.measure === null || row.measure === part.measure),
    );
    return [...Map.groupBy(parts, (part) => part.measure)].flatMap(([measure, amounts]) =>
      correctionOf(dispute, amounts).map((one) => ({
        ...one,
        measure,
        month,
        no: dispute.no,
        customerId: row.customerId,
      })),
    );
  });
}
