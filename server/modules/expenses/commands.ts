import type { Day } from '../../../core/day.ts';
import { divide, fen, moneyText, sumFen, zeroFen, type Fen } from '../../../core/money.ts';
import {
  previousQuarter,
  quarter,
  quarterOf,
  quarterRange,
  rangeDays,
  type Quarter,
} from '../../../core/period.ts';
import type { QuarterRun, StationResult } from '../../../core/run.ts';
import { recordAudit } from '../../platform/audit/record.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { policyInForce, policyVersion } from '../../platform/policy/store.ts';
import { businessDay } from '../organisation/index.ts';
import { gradeMatrix, rmsOn, type GradedRm } from '../people/index.ts';
import type { Purse } from './contract.ts';
import { expenseSchemeKind, type AllowanceMethod, type ExpenseScheme } from './policy.ts';
import { decideEntitlement, decideGrant, decideQuota, type BaseFacts } from './rules/allowance.ts';
import { hasLapsed, ownLimit } from './rules/application.ts';
import { balanceOf, validIn, validQuarters } from './rules/balance.ts';
import * as applications from './store/applications.ts';
import * as store from './store/grants.ts';
import * as ledger from './store/ledger.ts';

/**
 * Station of an opening: each RM's quota by grade (C1b) and allowance by the bank's method from
 * last quarter's figures (D5b). Earlier base quarters are looked at again: what was restated
 * downward reduces this grant, never what is spent.
 */
export async function openExpenses(tx: Tx, run: QuarterRun): Promise<StationResult> {
  const matrix = await gradeMatrix(tx, run.range.from);
  const scheme = await policyInForce(tx, expenseSchemeKind, run.range.from);
  const rms = await rmsOn(tx, run.range.from);
  const quotas = rms.map((rm) => ({
    ...owner(rm),
    ...decideQuota({
      level: rm.level,
      quotaFenPerMonth: matrix.body.levels[rm.level].quotaFenPerMonth,
    }),
    policyVersionId: matrix.versionId,
  }));
  const rates = new Map(
    rms.map((rm) => [rm.staffId, matrix.body.levels[rm.level].allowanceRateMillionths]),
  );
  const { allowances, restated } = await decideAllowances(tx, run, { scheme, rms, rates });
  const grants = [...quotas, ...allowances].filter((grant) => grant.amount > 0n);
  const rows = await ledger.insertGrants(
    tx,
    run,
    grants.toSorted((a, b) => (a.staffId < b.staffId ? -1 : a.staffId > b.staffId ? 1 : 0)),
  );
  const total = (purse: Purse) =>
    moneyText(sumFen(grants.filter((one) => one.purse === purse).map((one) => one.amount)));
  const sums = { quota: total('quota'), allowance: total('allowance'), staff: rms.length };
  return {
    rows,
    digest: await ledger.digestGrants(tx, run.runId),
    notes: [
      { code: 'expenses.note.granted', params: sums },
      ...(restated === 0n
        ? []
        : [{ code: 'expenses.note.restated', params: { restated: moneyText(restated) } }]),
    ],
  };
}

const owner = ({ staffId, unitPath }: GradedRm) => ({ staffId, unitPath });

interface Opening {
  readonly scheme: { readonly versionId: bigint; readonly body: ExpenseScheme };
  readonly rms: readonly GradedRm[];
  readonly rates: ReadonlyMap<bigint, bigint>;
}

/** The allowances of an opening, and the record of what each base quarter gave. */
async function decideAllowances(
  tx: Tx,
  run: QuarterRun,
  { scheme, rms, rates }: Opening,
): Promise<{ allowances: ledger.NewGrant[]; restated: Fen }> {
  const base = previousQuarter(run.quarter);
  let first = base;
  for (let back = 0; back < scheme.body.allowance.restateQuarters; back++) {
    first = previousQuarter(first);
  }
  const known = (await store.loadEntitlements(tx, first)).filter((one) => one.baseQuarter < base);
  const knownOf = Map.groupBy(known, (one) => one.staffId);
  const carried = await store.loadCarried(tx);
  const figures = figuresOf(tx);
  const schemeOf = methodsOf(tx, scheme);
  const entitlements: store.NewEntitlement[] = [];
  const allowances: ledger.NewGrant[] = [];
  let restatedSum: bigint = 0n;
  for (const rm of rms) {
    const person = { level: rm.level, matrixRateMillionths: rates.get(rm.staffId) ?? 0n };
    const facts = await figures(scheme.body.allowance.method, base);
    const fresh = decideEntitlement(scheme.body.allowance.method, person, facts(rm.staffId));
    const found: store.NewEntitlement[] = [
      {
        ...owner(rm),
        baseQuarter: base,
        level: rm.level,
        rateMillionths: person.matrixRateMillionths,
        entitled: fresh.amount,
        change: fresh.amount,
        policyVersionId: scheme.versionId,
      },
    ];
    for (const before of knownOf.get(rm.staffId) ?? []) {
      const method = await schemeOf(before.policyVersionId);
      const again = await figures(method, quarter(before.baseQuarter));
      const who = { level: before.level, matrixRateMillionths: before.rateMillionths };
      const { amount } = decideEntitlement(method, who, again(rm.staffId));
      if (amount === before.entitled) continue;
      const change = fen(amount - before.entitled);
      found.push({ ...before, unitPath: rm.unitPath, entitled: amount, change });
    }
    entitlements.push(...found);
    const carriedIn = fen(carried.get(rm.staffId) ?? 0n);
    const grant = decideGrant(
      found.map((one) => ({
        entitled: one.entitled,
        before: fen(one.entitled - one.change),
        again: one.baseQuarter !== base,
      })),
      carriedIn,
    );
    restatedSum += grant.restated;
    const { inputs } = fresh.explanation;
    allowances.push({
      ...owner(rm),
      purse: 'allowance',
      amount: grant.granted,
      policyVersionId: scheme.versionId,
      explanation:
        grant.restated === 0n && carriedIn === 0n
          ? fresh.explanation
          : {
              ...fresh.explanation,
              formula: 'expenses.formula.with_restated',
              inputs: {
                ...inputs,
                entitledFen: String(fresh.amount),
                restatedFen: String(grant.restated),
                carriedFen: String(carriedIn),
              },
            },
    });
  }
  await store.insertEntitlements(tx, run.runId, entitlements);
  return { allowances, restated: fen(restatedSum) };
}

/** The method of each version of the scheme, each read once. */
function methodsOf(tx: Tx, present: Opening['scheme']) {
  const methods = new Map([[present.versionId, present.body.allowance.method]]);
  return async (versionId: bigint): Promise<AllowanceMethod> => {
    const known = methods.get(versionId);
    if (known !== undefined) return known;
    const { body } = await policyVersion(tx, expenseSchemeKind, versionId);
    methods.set(versionId, body.allowance.method);
    return body.allowance.method;
  };
}

/** The figures a method asks for, by base quarter; each read once for the whole bank. */
function figuresOf(tx: Tx) {
  const read = new Map<string, (staffId: bigint) => BaseFacts>();
  return async (method: AllowanceMethod, base: Quarter) => {
    const key = `${base}:${JSON.stringify(method, (_name, value: unknown) =>
      typeof value === 'bigint' ? value.toString() : value,
    )}`;
    const known = read.get(key);
    if (known !== undefined) return known;
    const days = rangeDays(quarterRange(base));
    const measured = await store.loadMeasured(tx, base, method.measure);
    const products =
      method.kind === 'new_customers'
        ? await store.loadNewCustomerProducts(tx, base, {
            newCustomers: method.measure,
            deposits: method.depositMeasure,
          })
        : new Map<bigint, bigint[]>();
    const facts = (staffId: bigint): BaseFacts => ({
      quarter: base,
      days,
      measured: measured.get(staffId) ?? 0n,
      newCustomerAverages: (products.get(staffId) ?? []).map((product) =>
        divide(product, BigInt(days), 'floor'),
      ),
    });
    read.set(key, facts);
    return facts;
  };
}

/** Ends what was not claimed in time under the scheme of its day; its money returns. */
async function lapseUnclaimed(tx: Tx, today: Day): Promise<number> {
  const open = await applications.loadUnclaimed(tx, today);
  const schemes = new Map<bigint, ExpenseScheme>();
  for (const versionId of new Set(open.map((one) => one.policyVersionId))) {
    schemes.set(versionId, (await policyVersion(tx, expenseSchemeKind, versionId)).body);
  }
  const late = open.filter((one) => hasLapsed(schemes.get(one.policyVersionId)!, one, today));
  const ended = await applications.insertEndings(
    tx,
    late.map((one) => one.applicationId),
    { kind: 'lapsed', reason: '' },
  );
  const back = late.filter((one) => ended.has(one.applicationId));
  await ledger.insertEntries(
    tx,
    back.map((one) => returnedEntry(one, one.amount)),
  );
  return back.length;
}

/**
 * What the calendar brings: applications nobody claimed in time lapse and their money returns; what
 * is left of a year (or quarter) that has ended expires. Repeating it finds nothing more.
 */
export async function lapse(tx: Tx, today: Day): Promise<{ lapsed: number; expired: number }> {
  await ledger.lockBook(tx);
  const { body, versionId } = await policyInForce(tx, expenseSchemeKind, today);
  const lapsed = await lapseUnclaimed(tx, today);
  const expired = await expire(tx, { today, validity: body.validity, versionId });
  if (lapsed + expired > 0) {
    await recordAudit(tx, {
      verb: 'expenses.lapse',
      subject: 'expenses',
      subjectKey: today,
      detail: { lapsed, expired },
    });
  }
  return { lapsed, expired };
}

/** All that comes back of a reservation. */
export function returnedEntry(
  of: applications.ApplicationRecord,
  amount: Fen,
  claimId: bigint | null = null,
): ledger.NewEntry {
  return {
    staffId: of.staffId,
    unitPath: of.unitPath,
    quarter: quarterOf(of.appliedOn),
    kind: 'returned',
    purse: of.purse,
    amount,
    policyVersionId: of.policyVersionId,
    applicationId: of.applicationId,
    claimId,
    explanation: {
      rule: 'expenses.rule.returned',
      formula: 'expenses.formula.returned',
      inputs: { reservedFen: String(of.amount), usedFen: String(of.amount - amount) },
    },
  };
}

async function expire(
  tx: Tx,
  at: { today: Day; validity: 'year' | 'quarter'; versionId: bigint },
): Promise<number> {
  const present = quarterOf(at.today);
  const ended = (await ledger.loadQuartersBefore(tx, present))
    .map(quarter)
    .filter((one) => !validIn(one, present, at.validity));
  const periods = Map.groupBy(ended, (one) =>
    at.validity === 'year' ? one.slice(0, 4) : String(one),
  );
  let expired = 0;
  for (const quarters of periods.values()) {
    const last = quarters.at(-1)!;
    const purses = await ledger.loadPurses(tx, validQuarters(last, at.validity));
    const entries = purses.flatMap((row): ledger.NewEntry[] => {
      const { left } = balanceOf(row);
      if (left <= zeroFen) return [];
      return [
        {
          staffId: row.staffId,
          unitPath: row.unitPath,
          quarter: last,
          kind: 'expired',
          purse: row.purse,
          amount: left,
          policyVersionId: at.versionId,
          applicationId: null,
          claimId: null,
          explanation: {
            rule: 'expenses.rule.expired',
            formula: 'expenses.formula.left',
            inputs: leftInputs(row),
          },
        },
      ];
    });
    await ledger.insertEntries(tx, entries);
    expired += entries.length;
  }
  return expired;
}

function leftInputs(sums: ledger.PurseRow): Record<string, string> {
  const { granted, reserved, used, expired } = balanceOf(sums);
  return {
    grantedFen: String(granted),
    reservedFen: String(reserved),
    usedFen: String(used),
    expiredFen: String(expired),
  };
}

/** What each RM has by purse at the end of a quarter, since what was granted is valid. */
export async function expenseBalances(tx: Tx, of: Quarter) {
  const { body } = await policyInForce(tx, expenseSchemeKind, quarterRange(of).from);
  const rows = await ledger.loadPurses(tx, validQuarters(of, body.validity));
  return rows.map((row) => ({
    staffNo: row.staffNo,
    name: row.name,
    purse: row.purse,
    ...balanceOf(row),
  }));
}

/**
 * The widest own-approval limit of a person's roles in the scheme of today, in fen: 0 when he
 * approves nothing, null without limit.
 */
export async function approvalLimit(tx: Tx, roles: readonly string[]): Promise<bigint | null> {
  const { body } = await policyInForce(tx, expenseSchemeKind, await businessDay(tx));
  const limit = ownLimit(body, roles);
  return limit === undefined ? 0n : limit.limitFen;
}
