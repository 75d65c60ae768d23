import { parseMoney, zeroFen, type Fen } from '../../../core/money.ts';
import { quarter, quarterIndex, quarterYear } from '../../../core/period.ts';
import { paySchemeKind, type PayScheme, type PaySchemeText } from './policy.ts';
import type { RmFacts } from './rules/facts.ts';
import type { MetricFact, MetricFacts } from './rules/quantity.ts';
import { decideSlips, type Slip, type SlipQuarter } from './rules/slip.ts';

/** Yuan of a test table as fen. */
export function money(text: string): Fen {
  const amount = parseMoney(text.trim());
  if (amount === null) throw new Error(`no amount: ${text}`);
  return amount;
}

/** The frame of a test scheme: nothing deferred or held, the legal floor of Shanghai's kind. */
export const frame = {
  paidShare: '1000000',
  deferral: {
    shareByLevel: { trainee: '0', junior: '0', middle: '0', senior: '0' },
    instalments: ['1', '1', '1'],
  },
  legalFloor: { deductionShareMax: '200000', minimumWagePerMonth: '242000' },
} satisfies Partial<PaySchemeText>;

/** A scheme of these items, checked as a saved one is. */
export function schemeOf(
  items: NonNullable<PaySchemeText['items']>,
  rest: Partial<PaySchemeText> = {},
): PayScheme {
  return parsed({ ...frame, items, ...rest });
}

export function parsed(text: PaySchemeText): PayScheme {
  const scheme = paySchemeKind.schema.parse(text);
  const faults = paySchemeKind.check?.(scheme) ?? [];
  if (faults.length > 0) throw new Error(faults.map((one) => `${one.at}: ${one.en}`).join('\n'));
  return scheme;
}

/** A metric whose quarter and year are the same, in a first quarter; `12.5` of fen is yuan. */
export function fact(
  unit: MetricFact['unit'],
  amount: string,
  rest: Partial<MetricFact> = {},
): MetricFact {
  const value = unit === 'fen' ? money(amount) : BigInt(amount);
  return {
    unit,
    name: { zh: '指标', en: 'Metric' },
    target: null,
    year: value,
    quarter: value,
    ...rest,
  };
}

/** Metrics from words: 'deposits fen 300; loans count 4; npl_rate rate 18000'. */
export function metricsOf(words: string): MetricFacts {
  return new Map(
    words
      .split(';')
      .map((one) => one.trim())
      .filter((one) => one !== '')
      .map((one) => {
        const [key = '', unit = '', amount = '0', target] = one.split(/\s+/);
        const asUnit = unit as MetricFact['unit'];
        const goal = target === undefined ? null : fact(asUnit, target).year;
        return [key, fact(asUnit, amount, { name: { zh: key, en: key }, target: goal })];
      }),
  );
}

export function rmFacts(given: Partial<RmFacts> = {}): RmFacts {
  return {
    staffNo: 'R001',
    department: '0001.0001.',
    branch: '0001.0001.',
    sequence: 'corporate',
    appointed: { level: 'junior', step: 1 },
    earned: null,
    total: 100_000_000n,
    bonusVoid: false,
    metrics: new Map(),
    earlier: new Map(),
    carriedIn: zeroFen,
    risk: new Map(),
    ...given,
  };
}

export function periodOf(text: string): SlipQuarter {
  const one = quarter(text);
  return { quarter: one, year: quarterYear(one), quarterNo: quarterIndex(one) };
}

/** The slip of one RM alone. */
export function slipFor(scheme: PayScheme, given: Partial<RmFacts> = {}, when = '2026Q1'): Slip {
  const rm = rmFacts(given);
  return decideSlips(scheme, [rm], periodOf(when)).get(rm.staffNo)!;
}

/** The amount of one line. */
export function lineOf(slip: Slip, item: string): Fen {
  const line = slip.lines.find((one) => one.item === item);
  if (line === undefined) throw new Error(`no line ${item}`);
  return line.amount;
}
