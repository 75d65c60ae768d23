import type { Day } from '../../../core/day.ts';
import { moneyText, type Fen } from '../../../core/money.ts';
import { quarterOf } from '../../../core/period.ts';
import { isRefusal, type Refusal } from '../../../core/refusal.ts';
import { recordAudit } from '../../platform/audit/record.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { notify } from '../../platform/notices/index.ts';
import { policyInForce, policyVersion, type PolicyInForce } from '../../platform/policy/store.ts';
import { businessDay } from '../organisation/index.ts';
import { staffUnit } from '../people/index.ts';
import { returnedEntry } from './commands.ts';
import type { ApplicationState } from './contract.ts';
import { refuse } from './messages.ts';
import { expenseSchemeKind, type ExpenseScheme } from './policy.ts';
import * as rules from './rules/application.ts';
import { balanceOf, validQuarters } from './rules/balance.ts';
import * as store from './store/applications.ts';
import * as ledger from './store/ledger.ts';

export interface ApplicationWish extends rules.Wish {
  readonly customerId: bigint;
}

export interface Outcome {
  readonly applicationId: bigint;
  readonly state: ApplicationState;
}

/** What an application is decided on. Under the locks of `apply` it stays true until the end. */
interface Weighed {
  readonly today: Day;
  readonly scheme: PolicyInForce<ExpenseScheme>;
  readonly facts: rules.ApplicationFacts;
  readonly unitPath: string;
  readonly staffId: bigint;
}

async function weigh(tx: Tx, wish: ApplicationWish): Promise<Weighed | Refusal> {
  const { staffId } = tx.actor;
  const unit = staffId === null ? null : await staffUnit(tx, staffId);
  if (staffId === null || unit === null) return refuse('expenses.no_staff');
  const customer = await store.loadCustomer(tx, wish.customerId);
  if (customer === null) return refuse('expenses.customer_unknown');
  const today = await businessDay(tx);
  const scheme = await policyInForce(tx, expenseSchemeKind, today);
  const quarters = validQuarters(quarterOf(today), scheme.body.validity);
  const sums = await ledger.loadPurse(tx, { staffId, purse: wish.purse, quarters });
  const committed = await store.loadCommitted(tx, {
    quarter: quarterOf(wish.plannedDay),
    staffId,
    customerId: wish.customerId,
  });
  const facts = {
    today,
    left: balanceOf(sums).left,
    customerQuarter: committed.customer,
    personQuarter: committed.person,
    customerClass: customer.class,
  };
  return { today, scheme, facts, unitPath: unit.path, staffId };
}

/** What an application would meet: each rule with its numbers, who decides, what looks split. */
export async function weighApplication(tx: Tx, wish: ApplicationWish) {
  const weighed = await weigh(tx, wish);
  if (isRefusal(weighed)) return weighed;
  const { scheme, facts } = weighed;
  return {
    checks: rules.checksOf(scheme.body, wish, facts),
    refusal: rules.decideApplication(scheme.body, wish, facts),
    leftAfter: facts.left - wish.amount,
    approver: rules.approverOf(scheme.body, wish.amount),
    needsClearance: rules.needsClearance(scheme.body, wish.subject),
    splitting: await splittingOf(tx, scheme.body, { ...wish, except: null }),
  };
}

/** Applications beside one that look like a split of it. */
export async function splittingOf(
  tx: Tx,
  scheme: ExpenseScheme,
  of: {
    readonly customerId: bigint;
    readonly plannedDay: Day;
    readonly amount: Fen;
    readonly except: bigint | null;
  },
): Promise<rules.Splitting | null> {
  const days = scheme.splitting.withinDays;
  return rules.findSplitting(scheme, of, await store.loadNeighbours(tx, { ...of, days }));
}

/**
 * Asks to spend on a customer and reserves the money. Two at once wait for each other: the purse
 * never falls below zero. The same request sent twice is answered with the first. Refuses as
 * `decideApplication` does, and a customer out of sight.
 */
export async function apply(
  tx: Tx,
  wish: ApplicationWish & { readonly purpose: string; readonly requestKey: string },
): Promise<Refusal | Outcome> {
  const { staffId } = tx.actor;
  if (staffId === null) return refuse('expenses.no_staff');
  await ledger.lockSpending(tx, { staffId, customerId: wish.customerId });
  const before = await store.loadByRequest(tx, wish.requestKey);
  if (before !== null) return { applicationId: before.applicationId, state: before.state };
  const weighed = await weigh(tx, wish);
  if (isRefusal(weighed)) return weighed;
  const { scheme, facts, today, unitPath } = weighed;
  const refused = rules.decideApplication(scheme.body, wish, facts);
  if (refused !== null) return refused;
  const kind = scheme.body.kinds.find((one) => one.key === wish.kind)!;
  const applicationId = await store.insertApplication(tx, {
    ...wish,
    staffId,
    unitPath,
    quarter: quarterOf(wish.plannedDay),
    kindName: kind.name,
    tax: kind.tax,
    needsClearance: rules.needsClearance(scheme.body, wish.subject),
    policyVersionId: scheme.versionId,
    appliedOn: today,
  });
  if (applicationId === null) return refuse('expenses.sent_already');
  await ledger.insertEntries(tx, [
    {
      staffId,
      unitPath,
      quarter: quarterOf(today),
      kind: 'reserved',
      purse: wish.purse,
      amount: wish.amount,
      policyVersionId: scheme.versionId,
      applicationId,
      claimId: null,
      explanation: {
        rule: 'expenses.rule.reserved',
        formula: 'expenses.formula.reserved',
        inputs: { leftFen: String(facts.left), amountFen: String(wish.amount) },
      },
    },
  ]);
  await audit(tx, 'expenses.apply', applicationId, {
    customerId: wish.customerId,
    amount: moneyText(wish.amount),
    purse: wish.purse,
  });
  return { applicationId, state: 'submitted' };
}

/** An application under its locks with the scheme it was checked by. */
export async function lockApplication(
  tx: Tx,
  applicationId: bigint,
): Promise<Refusal | { application: store.ApplicationRecord; scheme: ExpenseScheme }> {
  const seen = await store.loadApplication(tx, applicationId);
  if (seen === null) return refuse('expenses.application_unknown');
  await ledger.lockSpending(tx, seen);
  const application = (await store.loadApplication(tx, applicationId))!;
  const { body } = await policyVersion(tx, expenseSchemeKind, application.policyVersionId);
  return { application, scheme: body };
}

/** An application as the rules of ruling see it. */
export function pending(of: store.ApplicationRecord): rules.Pending {
  return { ...of, cleared: of.clearance === 'cleared' };
}

/** Compliance clears or bars; barred, the money returns. Refuses as `decideClearance` does. */
export async function clear(
  tx: Tx,
  given: {
    readonly applicationId: bigint;
    readonly verdict: 'cleared' | 'barred';
    readonly reason: string;
  },
): Promise<Refusal | Outcome> {
  const found = await lockApplication(tx, given.applicationId);
  if (isRefusal(found)) return found;
  const { application } = found;
  const refused = rules.decideClearance(pending(application), tx.actor);
  if (refused !== null) return refused;
  if (!(await store.insertClearance(tx, given))) return refuse('expenses.cleared_already');
  const barred = given.verdict === 'barred';
  if (barred) await ledger.insertEntries(tx, [returnedEntry(application, application.amount)]);
  await audit(tx, 'expenses.clear', given.applicationId, { verdict: given.verdict });
  if (barred) await tell(tx, application, 'application_barred', given.reason);
  return { applicationId: given.applicationId, state: barred ? 'barred' : 'submitted' };
}

/**
 * Approves within the own limit, or returns the application and its money. What looked like a split
 * is kept with the ruling. Refuses as `decideRuling` does; of two approvers the second is refused.
 */
export async function rule(
  tx: Tx,
  given: {
    readonly applicationId: bigint;
    readonly verdict: 'approved' | 'returned';
    readonly reason: string;
  },
): Promise<Refusal | Outcome> {
  const found = await lockApplication(tx, given.applicationId);
  if (isRefusal(found)) return found;
  const { application, scheme } = found;
  const { verdict, reason } = given;
  if (verdict === 'returned' && reason === '') return refuse('expenses.reason_needed');
  const refused = rules.decideRuling(scheme, pending(application), tx.actor, verdict);
  if (refused !== null) return refused;
  const splitting = await splittingOf(tx, scheme, {
    ...application,
    except: application.applicationId,
  });
  const ruled = await store.insertRuling(tx, {
    ...given,
    limitFen: rules.ownLimit(scheme, tx.actor.roles)?.limitFen ?? null,
    splitting,
    ruledOn: await businessDay(tx),
  });
  if (!ruled) return refuse('expenses.not_waiting', { state: `expenses.state.${verdict}` });
  if (verdict === 'returned') {
    await ledger.insertEntries(tx, [returnedEntry(application, application.amount)]);
  }
  await audit(tx, 'expenses.rule', given.applicationId, {
    verdict,
    amount: moneyText(application.amount),
    splitting: splitting?.rows.map((row) => row.applicationId) ?? [],
  });
  await tell(tx, application, `application_${verdict}`, reason);
  return { applicationId: given.applicationId, state: verdict };
}

/** The RM takes it back before he claims; the money returns. */
export async function withdraw(
  tx: Tx,
  given: { readonly applicationId: bigint; readonly reason: string },
): Promise<Refusal | Outcome> {
  const found = await lockApplication(tx, given.applicationId);
  if (isRefusal(found)) return found;
  const { application } = found;
  const refused = rules.decideWithdrawal(application, tx.actor);
  if (refused !== null) return refused;
  const { applicationId, reason } = given;
  const ended = await store.insertEndings(tx, [applicationId], { kind: 'withdrawn', reason });
  if (ended.size === 0) {
    return refuse('expenses.not_open', { state: 'expenses.state.withdrawn' });
  }
  await ledger.insertEntries(tx, [returnedEntry(application, application.amount)]);
  await audit(tx, 'expenses.withdraw', given.applicationId, {});
  return { applicationId: given.applicationId, state: 'withdrawn' };
}

/** Tells the RM what became of his application or claim. */
export function tell(
  tx: Tx,
  { staffId, applicationId, amount }: store.ApplicationRecord,
  what: `application_${'approved' | 'returned' | 'barred'}` | `claim_${'returned' | 'paid'}`,
  reason = '',
): Promise<number> {
  return notify(tx, {
    code: `expenses.notice.${what}`,
    params: { amountFen: amount, reason },
    link: `/expense-applications/${applicationId}`,
    to: { staffIds: [staffId] },
  });
}

export async function audit(
  tx: Tx,
  verb: string,
  applicationId: bigint,
  detail: Readonly<Record<string, unknown>>,
): Promise<void> {
  const subjectKey = String(applicationId);
  await recordAudit(tx, { verb, subject: 'expense_application', subjectKey, detail });
}
