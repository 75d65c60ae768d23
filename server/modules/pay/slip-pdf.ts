import { readFileSync } from 'node:fs';
import path from 'node:path';
import { addWorkingDays } from '../../../core/day.ts';
import type { Locale } from '../../../core/messages.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { pdfOf } from '../../platform/files/typst.ts';
import type { FileAnswer } from '../../platform/module.ts';
import { policyInForce } from '../../platform/policy/store.ts';
import { bankOf, workCalendar } from '../organisation/index.ts';
import { payBookKind } from './policy/book.ts';
import { printSlip, type SlipContext, type SlipToPrint } from './rules/slip-print.ts';
import { loadPayment } from './store/batches.ts';

/** A slip on paper in one language; every word is embedded as text. */
export async function slipPdf(
  tx: Tx,
  slip: SlipToPrint & { readonly slipId: bigint },
  locale: Locale,
): Promise<FileAnswer> {
  const bank = await bankOf(tx);
  const printed = printSlip(slip, {
    bank: bank?.name ?? '',
    currency: bank?.currency ?? 'CNY',
    locale,
    payment: await paymentOf(tx, slip.slipId),
  });
  return {
    file: {
      name: `${slip.quarter}-${slip.staffNo}.pdf`,
      type: 'application/pdf',
      body: pdfOf(template(), printed),
      inline: true,
    },
  };
}

/**
 * The batch that paid a slip and the last day of its objection window (domain rules 3.4): so many
 * working days from the day of approval (policy `pay_book`). Null while it waits.
 */
export async function paymentOf(tx: Tx, slipId: bigint): Promise<SlipContext['payment']> {
  const payment = await loadPayment(tx, slipId);
  if (payment === null) return null;
  const { batchNo, approvedOn } = payment;
  const { body } = await policyInForce(tx, payBookKind, approvedOn);
  const days = body.objectionWorkingDays;
  const { day: until } = addWorkingDays(approvedOn, days, await workCalendar(tx));
  return { batchNo, until, days };
}

let text: string | undefined;

function template(): string {
  text ??= readFileSync(path.join(import.meta.dirname, 'slip.typ'), 'utf8');
  return text;
}
