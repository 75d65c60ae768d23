import { day } from '../../../core/day.ts';
import { fen, moneyText, type Fen } from '../../../core/money.ts';
import type { Refusal } from '../../../core/refusal.ts';
import { recordAudit } from '../../platform/audit/record.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { policyInForce } from '../../platform/policy/store.ts';
import type { TaxFigure } from './contract.ts';
import { refuse } from './messages.ts';
import { expenseSchemeKind } from './policy.ts';
import {
  broughtInto,
  decideEntertainment,
  decideTraining,
  type TrainingYear,
} from './rules/tax.ts';
import * as store from './store/tax.ts';

/** The tax view of a year: spending of the ledger and figures entered from the books (G08). */
export async function taxOf(tx: Tx, year: number) {
  const { body } = await policyInForce(tx, expenseSchemeKind, day(`${year}-12-31`));
  const entries = await store.loadTaxEntries(tx, year);
  const valid = entries.filter((one) => !one.replaced);
  const figure = (of: number, which: TaxFigure): Fen | null =>
    valid.find((one) => one.year === of && one.figure === which)?.amount ?? null;
  const spent = await store.loadEntertainment(tx, year);
  const other = figure(year, 'other_entertainment') ?? fen(0n);
  const revenue = figure(year, 'revenue');
  const years = [...new Set(valid.map((one) => one.year))].filter((one) => one < year).toSorted();
  const before = years.flatMap((one): TrainingYear[] => {
    const training = { wages: figure(one, 'wages'), spent: figure(one, 'training') };
    return training.wages === null || training.spent === null
      ? []
      : [{ wages: training.wages, spent: training.spent }];
  });
  const broughtIn = broughtInto(body.tax, before);
  const wages = figure(year, 'wages');
  const training = figure(year, 'training');
  const decided =
    wages === null || training === null
      ? { limit: null, deductible: null, carriedOn: null }
      : decideTraining(body.tax, { wages, spent: training, broughtIn });
  return {
    year,
    entertainment: {
      spent,
      other,
      revenue,
      ...decideEntertainment(body.tax, { spent: fen(spent + other), revenue }),
      shareRate: body.tax.entertainmentShare,
      revenueRate: body.tax.entertainmentRevenueRate,
    },
    training: { wages, spent: training, broughtIn, ...decided, rate: body.tax.trainingWagesRate },
    entries: entries
      .filter((one) => one.year === year)
      .map(({ year: _year, replaced: _replaced, ...entry }) => entry),
  };
}

/**
 * Enters a figure of the books. The first of its kind in a year names none; a correction names the
 * one in force, so that of two editors the second is refused.
 */
export async function enterTaxFigure(
  tx: Tx,
  given: {
    readonly year: number;
    readonly figure: TaxFigure;
    readonly amount: Fen;
    readonly source: string;
    readonly replaces: bigint | null;
  },
): Promise<Refusal | { entryId: bigint }> {
  const present = (await store.loadTaxEntries(tx, given.year)).find(
    (one) => one.year === given.year && one.figure === given.figure && !one.replaced,
  );
  if ((present?.entryId ?? null) !== given.replaces) {
    return present === undefined
      ? refuse('expenses.tax_entry_unknown')
      : refuse('expenses.tax_entry_there', {
          amount: moneyText(present.amount),
          source: present.source,
        });
  }
  const entryId = await store.insertTaxEntry(tx, given);
  if (entryId === null) return refuse('expenses.tax_entry_changed');
  await recordAudit(tx, {
    verb: 'expenses.enter_tax',
    subject: 'expense_tax',
    subjectKey: `${given.year}:${given.figure}`,
    detail: { amount: moneyText(given.amount), source: given.source, replaces: given.replaces },
  });
  return { entryId };
}
