import { addDays, type Day } from '../../../../core/day.ts';
import { fen, moneyText, sumFen, type Fen } from '../../../../core/money.ts';
import type { Refusal } from '../../../../core/refusal.ts';
import { refuse } from '../messages.ts';
import type { ExpenseScheme } from '../policy.ts';
import { isOwn, type Pending, type Person } from './application.ts';

export interface InvoiceWish {
  readonly number: string;
  readonly issuedOn: Day;
  readonly seller: string;
  readonly amount: Fen;
  readonly tax: Fen;
}

export interface ClaimWish {
  readonly spentOn: Day;
  readonly invoices: readonly InvoiceWish[];
}

/** What makes an invoice the same: letters and digits of code and number, upper case. */
export function numberKey(number: string): string {
  return number
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '');
}

/**
 * Whether what was spent may be claimed: his own approved application, spent after it was approved
 * and not in the future, claimed in time, each invoice once with a date that fits and no more
 * tax than its amount, together no more than was approved (domain rules 4.2). Null: it may.
 */
export function decideClaim(
  scheme: ExpenseScheme,
  application: Pick<Pending, 'state' | 'staffId' | 'amount'> & { readonly approvedOn: Day },
  wish: ClaimWish,
  person: Person,
  today: Day,
): Refusal | null {
  if (application.staffId !== person.staffId) return refuse('expenses.not_own');
  if (application.state !== 'approved') {
    return refuse('expenses.not_approved', { state: `expenses.state.${application.state}` });
  }
  const { spentOn } = wish;
  if (spentOn < application.approvedOn) {
    return refuse('expenses.spent_before', { spentOn, approvedOn: application.approvedOn });
  }
  if (spentOn > today) return refuse('expenses.spent_in_future', { spentOn, today });
  const until = addDays(spentOn, scheme.claim.withinDays);
  if (today > until) {
    return refuse('expenses.claimed_too_late', {
      spentOn,
      until,
      today,
      days: scheme.claim.withinDays,
    });
  }
  const faulty = invoiceFault(wish, application.approvedOn, today);
  if (faulty !== null) return faulty;
  const sum = sumFen(wish.invoices.map((one) => one.amount));
  if (sum > application.amount) {
    return refuse('expenses.more_than_approved', {
      sum: moneyText(sum),
      approved: moneyText(application.amount),
    });
  }
  return null;
}

function invoiceFault(wish: ClaimWish, approvedOn: Day, today: Day): Refusal | null {
  const seen = new Set<string>();
  for (const { number, issuedOn, amount, tax } of wish.invoices) {
    const key = numberKey(number);
    if (key.length < 4) return refuse('expenses.invoice_number_faulty', { number });
    if (seen.has(key)) return refuse('expenses.invoice_twice', { number });
    seen.add(key);
    if (issuedOn < approvedOn || issuedOn > today) {
      return refuse('expenses.invoice_day', { number, issuedOn, from: approvedOn, today });
    }
    if (tax > amount) {
      return refuse('expenses.invoice_tax', {
        number,
        tax: moneyText(tax),
        amount: moneyText(amount),
      });
    }
  }
  return null;
}

/** A claim as finance meets it. */
export interface ClaimAtFinance {
  readonly state: string;
  readonly staffId: bigint;
  readonly appliedBy: bigint;
  readonly ruledBy: bigint | null;
  readonly verifiedBy: bigint | null;
}

/** Whether a person of finance may find the invoices right or return them: never his own. */
export function decideVerification(claim: ClaimAtFinance, person: Person): Refusal | null {
  if (isOwn(claim, person)) return refuse('expenses.own_application');
  return claim.state === 'claimed'
    ? null
    : refuse('expenses.not_claimed', { state: `expenses.state.${claim.state}` });
}

/**
 * Whether a person may pay a verified claim: a second one, who neither claimed, approved nor
 * verified it.
 */
export function decidePayment(claim: ClaimAtFinance, person: Person): Refusal | null {
  if (isOwn(claim, person)) return refuse('expenses.own_application');
  if (claim.state !== 'verified') {
    return refuse('expenses.not_verified', { state: `expenses.state.${claim.state}` });
  }
  if (claim.verifiedBy === person.accountId) return refuse('expenses.verified_by_payer');
  if (claim.ruledBy === person.accountId) return refuse('expenses.approved_by_payer');
  return null;
}

/** What a payment does to the reservation: what was claimed is used, the rest returns. */
export function settle(
  reserved: Fen,
  claimed: Fen,
): { readonly used: Fen; readonly returned: Fen } {
  if (claimed > reserved) throw new RangeError(`claimed ${claimed} of ${reserved} reserved`);
  return { used: claimed, returned: fen(reserved - claimed) };
}
