import { parseYymmdd, type Day } from '../../../core/day.ts';
import type { TransactionKind } from '../records.ts';

/* The Czech words of the source, and the English ones of its second extract. */

const bySymbol: Readonly<Record<string, TransactionKind>> = {
  UROK: 'interest_paid',
  'interest credited': 'interest_paid',
  SLUZBY: 'fee',
  'payment for statement': 'fee',
  SIPO: 'household',
  household: 'household',
  POJISTNE: 'insurance',
  'insurrance payment': 'insurance',
  DUCHOD: 'pension',
  'old-age pension': 'pension',
  UVER: 'loan_payment',
  'loan payment': 'loan_payment',
  'SANKC. UROK': 'interest_received',
  'sanction interest if negative balance': 'interest_received',
};

const byOperation: Readonly<Record<string, TransactionKind>> = {
  VKLAD: 'cash_in',
  'credit in cash': 'cash_in',
  VYBER: 'cash_out',
  'withdrawal in cash': 'cash_out',
  'VYBER KARTOU': 'card_out',
  'credit card withdrawal': 'card_out',
  'PREVOD Z UCTU': 'transfer_in',
  'collection from another bank': 'transfer_in',
  'PREVOD NA UCET': 'transfer_out',
  'remittance to another bank': 'transfer_out',
};

const credits = new Set(['PRIJEM', 'credit']);
const debits = new Set(['VYDAJ', 'VYBER', 'withdrawal', 'withdrawal in cash']);

/** The purpose decides, else the operation; an unknown word stays as it is: a fault of its row. */
export function kindOf(operation: string, symbol: string): string {
  const purpose = symbol.trim();
  return (purpose === '' ? byOperation[operation] : bySymbol[purpose]) ?? `${operation} ${purpose}`;
}

/** The amount with its sign for the holder; an unknown direction stays in it: a fault. */
export function signedAmount(type: string, amount: string): string {
  if (credits.has(type)) return amount;
  return debits.has(type) ? `-${amount}` : `${type} ${amount}`;
}

/** What a standing order is for. */
export function purposeOf(symbol: string): string {
  const purpose = symbol.trim();
  if (purpose === 'LEASING') return 'leasing';
  return bySymbol[purpose] ?? purpose;
}

export function statementOf(frequency: string): string {
  const known: Readonly<Record<string, string>> = {
    'POPLATEK MESICNE': 'monthly',
    'POPLATEK TYDNE': 'weekly',
    'POPLATEK PO OBRATU': 'after_transaction',
  };
  return known[frequency] ?? frequency;
}

/** A day YYMMDD of the 20th century as text; what is none stays as it is. */
export function dayText(yymmdd: string): string {
  return parseYymmdd(yymmdd.slice(0, 6)) ?? yymmdd;
}

/** Birth day and sex from a birth number: women have 50 added to the month. */
export function birthOf(birthNumber: string): { birthDay: Day | null; sex: 'female' | 'male' } {
  const month = Number.parseInt(birthNumber.slice(2, 4), 10);
  const female = month > 50;
  const plain = String(female ? month - 50 : month).padStart(2, '0');
  const birthDay = parseYymmdd(`${birthNumber.slice(0, 2)}${plain}${birthNumber.slice(4)}`);
  return { birthDay, sex: female ? 'female' : 'male' };
}
