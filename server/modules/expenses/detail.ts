import type { Refusal } from '../../../core/refusal.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { policyVersion } from '../../platform/policy/store.ts';
import type { Step } from './contract.ts';
import { refuse } from './messages.ts';
import { expenseSchemeKind, type ExpenseScheme } from './policy.ts';
import * as rules from './rules/application.ts';
import { decidePayment, decideVerification } from './rules/claim.ts';
import { pending, splittingOf } from './spending-commands.ts';
import { loadApplication, type ApplicationRecord } from './store/applications.ts';
import * as reading from './store/reading.ts';

/** One application with its whole way, and what the reader may do next. */
export async function readApplication(tx: Tx, applicationId: bigint) {
  const detail = await reading.loadDetail(tx, applicationId);
  const application = await loadApplication(tx, applicationId);
  if (detail === null || application === null) return refuse('expenses.application_unknown');
  const version = await policyVersion(tx, expenseSchemeKind, application.policyVersionId);
  const scheme = version.body;
  const deeds = await reading.loadDeeds(tx, applicationId);
  const claims = await reading.loadClaims(tx, applicationId);
  const invoices = Map.groupBy(await reading.loadInvoices(tx, applicationId), (one) => one.claimId);
  return {
    ...detail,
    clearance: deedOf<'cleared' | 'barred'>(deeds, 'clearance'),
    ruling: rulingOf(deeds),
    ending: endingOf(deeds),
    splitting: await splittingOf(tx, scheme, { ...application, except: applicationId }),
    approver: rules.approverOf(scheme, application.amount),
    claimUntil: rules.claimUntil(scheme, application.plannedDay),
    claims: claims.map((one) => ({
      ...shownClaim(one),
      invoices: (invoices.get(one.claimId) ?? []).map(({ claimId: _claim, ...rest }) => rest),
    })),
    entries: await reading.loadEntries(tx, applicationId),
    policyVersionNo: BigInt(version.versionNo),
    next: nextSteps(tx, scheme, application),
  };
}

function deedOf<V extends string>(deeds: readonly reading.Deed[], what: reading.Deed['what']) {
  const found = deeds.find((one) => one.what === what);
  if (found === undefined) return null;
  const { by, at, reason, verdict } = found;
  return { by, at, reason, verdict: verdict as V };
}

function rulingOf(deeds: readonly reading.Deed[]) {
  const ruling = deedOf<'approved' | 'returned'>(deeds, 'ruling');
  const limit = deeds.find((one) => one.what === 'ruling')?.limit ?? null;
  return ruling === null ? null : { ...ruling, limit };
}

function endingOf(deeds: readonly reading.Deed[]) {
  const ending = deedOf<'withdrawn' | 'lapsed'>(deeds, 'ending');
  if (ending === null) return null;
  const { verdict: kind, ...rest } = ending;
  return { ...rest, kind };
}

function shownClaim(one: reading.ClaimRow) {
  const { claimId, attempt, spentOn, amount, note } = one;
  return {
    claimId,
    attempt,
    spentOn,
    amount,
    note,
    claim: { by: one.claimedBy, at: one.claimedAt, reason: '' },
    verification:
      one.verdict === null || one.verifiedAt === null
        ? null
        : {
            by: one.verifiedBy ?? '',
            at: one.verifiedAt,
            reason: one.verifiedReason ?? '',
            verdict: one.verdict,
          },
    payment:
      one.paidAt === null || one.paidOn === null
        ? null
        : {
            by: one.paidBy ?? '',
            at: one.paidAt,
            reason: '',
            reference: one.reference ?? '',
            paidOn: one.paidOn,
          },
  };
}

/** The verbs that would not be refused now to this reader, by the same rules. */
function nextSteps(tx: Tx, scheme: ExpenseScheme, application: ApplicationRecord): Step[] {
  const { actor } = tx;
  const has = (...roles: readonly string[]) =>
    roles.some((one) => actor.roles.includes(one as never));
  const allowed = (refusal: Refusal | null) => refusal === null;
  const own = application.staffId === actor.staffId;
  const found = pending(application);
  const candidates: readonly (readonly [Step, boolean])[] = [
    ['withdraw', has('rm') && allowed(rules.decideWithdrawal(application, actor))],
    ['clear', has('risk') && allowed(rules.decideClearance(found, actor))],
    [
      'rule',
      has('team_head', 'branch_president', 'finance') &&
        allowed(rules.decideRuling(scheme, found, actor, 'returned')),
    ],
    ['claim', has('rm') && own && application.state === 'approved'],
    ['verify', has('finance') && allowed(decideVerification(application, actor))],
    ['pay', has('finance') && allowed(decidePayment(application, actor))],
  ];
  return candidates.flatMap(([step, may]) => (may ? [step] : []));
}
