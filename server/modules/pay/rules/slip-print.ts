import { say, type Locale, type Phrases } from '../../../../core/messages.ts';
import { fen, groupedDigits, moneyText } from '../../../../core/money.ts';
import { percentText, rate } from '../../../../core/rate.ts';
import type { Explanation } from '../../../../core/schema.ts';
import { periodWritten, quarterWritten } from '../../../../core/written.ts';
import { payMessages } from '../messages.ts';

/** A slip as it is read, ready to be put on paper. */
export interface SlipToPrint {
  readonly quarter: string;
  readonly staffNo: string;
  readonly name: string;
  readonly unitName: string;
  readonly level: string;
  readonly gross: bigint;
  readonly paidNow: bigint;
  readonly deferred: bigint;
  readonly held: bigint;
  readonly deducted: bigint;
  readonly carried: bigint;
  readonly sealed: boolean;
  readonly policyVersionNo: string;
  readonly lines: readonly {
    readonly item: string;
    readonly name?: { readonly zh: string; readonly en: string } | null | undefined;
    readonly amount: bigint;
    readonly explanation: Explanation;
  }[];
  readonly instalments: readonly {
    readonly instalmentNo: number;
    readonly dueYear: number;
    readonly amount: bigint;
  }[];
}

export interface SlipContext {
  readonly bank: string;
  readonly currency: string;
  readonly locale: Locale;
  /** The batch that paid it and the last day to object; null while it waits. */
  readonly payment: {
    readonly batchNo: string;
    readonly until: string;
    readonly days: number;
  } | null;
}

const book: Phrases = payMessages;

/** What the template of a slip is given: every word and figure ready, in one language. */
export function printSlip(slip: SlipToPrint, context: SlipContext) {
  const { locale } = context;
  const t = (key: keyof typeof payMessages, params = {}) => say(payMessages[key], locale, params);
  const chinese = locale === 'zh';
  const currency = context.currency === 'CNY' && chinese ? '元' : context.currency;
  return {
    locale,
    bank: context.bank,
    heading: t('pay.slip'),
    title: `${t('pay.slip')} ${quarterWritten(slip.quarter, locale)} ${slip.staffNo}`,
    page: chinese ? '页' : 'Page',
    person: [
      [t('pay.field.name'), slip.name, t('pay.field.staffNo'), slip.staffNo],
      [t('pay.field.unitName'), slip.unitName, t('pay.field.level'), levelOf(slip.level, locale)],
      [
        t('pay.field.quarter'),
        quarterWritten(slip.quarter, locale),
        chinese ? '薪酬方案' : 'Pay scheme',
        chinese ? `第 ${slip.policyVersionNo} 版` : `version ${slip.policyVersionNo}`,
      ],
    ],
    state: slip.sealed
      ? t('pay.field.sealed')
      : chinese
        ? '未封账，非最终'
        : 'Not sealed: not final',
    unit: chinese ? `金额单位：${currency}` : `Amounts in ${currency}`,
    lineHead: [
      t('pay.field.item'),
      chinese ? '怎样算出来' : 'How it comes about',
      t('pay.field.amount'),
    ],
    lines: slip.lines.map((line) => [
      nameOf(line, locale),
      wordsOf(line.explanation, locale),
      yuan(line.amount),
    ]),
    sums: [
      [t('pay.field.gross'), yuan(slip.gross)],
      [t('pay.field.deferred'), yuan(slip.deferred)],
      [t('pay.field.held'), yuan(slip.held)],
      [t('pay.field.deducted'), yuan(slip.deducted)],
      [t('pay.field.carried'), yuan(slip.carried)],
      [t('pay.field.paidNow'), yuan(slip.paidNow)],
    ],
    planTitle: t('pay.instalments'),
    planHead: [t('pay.field.instalmentNo'), t('pay.field.dueYear'), t('pay.field.amount')],
    plan: slip.instalments.map((one) => [
      String(one.instalmentNo),
      String(one.dueYear),
      yuan(one.amount),
    ]),
    payment:
      context.payment === null
        ? t('pay.slip.not_paid')
        : t('pay.slip.paid_by', { ...context.payment }),
  };
}

function levelOf(level: string, locale: Locale): string {
  const phrase = book[`pay.level.${level}`];
  return phrase === undefined ? level : say(phrase, locale);
}

function nameOf(line: SlipToPrint['lines'][number], locale: Locale): string {
  if (line.name != null) return line.name[locale];
  const phrase = book[`pay.item.${line.item}`];
  return phrase === undefined ? line.item : say(phrase, locale);
}

/** The formula in words, then each input with its name: what a person needs to check the figure. */
function wordsOf(explanation: Explanation, locale: Locale): string {
  const { formula, inputs } = explanation;
  const phrase = book[formula];
  const words = phrase === undefined ? '' : say(phrase, locale, inLocale(inputs, locale));
  const listed = Object.entries(inputs).flatMap(([name, text]) => {
    const named = book[`pay.input.${name}`];
    if (named === undefined) return [];
    return [
      `${say(named, locale)} ${wordOf(name, text, locale) ?? figureText(name, text, locale)}`,
    ];
  });
  const space = locale === 'zh' ? '；' : '; ';
  return [words, ...listed].filter((one) => one !== '').join(space);
}

/** An input `basisZh` is the Chinese form of `basis`. */
function inLocale(inputs: Explanation['inputs'], locale: Locale): Record<string, string> {
  if (locale === 'en') return { ...inputs };
  const chinese = Object.entries(inputs)
    .filter(([name]) => name.endsWith('Zh'))
    .map(([name, text]) => [name.slice(0, -2), text]);
  return { ...inputs, ...Object.fromEntries(chinese) };
}

/** An input that is a choice (senior, appointed), by its phrase as the pages show it. */
function wordOf(name: string, text: string, locale: Locale): string | undefined {
  const phrase = book[`pay.${name}.${text}`];
  return phrase === undefined ? undefined : say(phrase, locale);
}

/** An input by the end of its name, as the pages show it. */
function figureText(name: string, text: string, locale: Locale): string {
  if (!/^-?\d+$/.test(text)) return periodWritten(text, locale);
  if (name.endsWith('Fen')) return yuan(BigInt(text));
  if (/(Rate|Share)$/.test(name)) return percentText(rate(BigInt(text)));
  if (name.endsWith('Millionths')) return decimalText(BigInt(text));
  return text;
}

/** Millionths as a decimal without trailing zeros: 1200000 → 1.2. */
function decimalText(millionths: bigint): string {
  const size = millionths < 0n ? -millionths : millionths;
  const digits = size.toString().padStart(7, '0');
  const fraction = digits.slice(-6).replace(/0+$/, '');
  const whole = digits.slice(0, -6);
  return `${millionths < 0n ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}

function yuan(amount: bigint): string {
  return groupedDigits(moneyText(fen(amount)));
}
