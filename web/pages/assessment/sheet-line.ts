import { divide } from '../../../core/money.ts';
import type { Explanation } from '../../../core/schema.ts';
import type { Sheet } from '../../../server/modules/assessment/contract.ts';

export type Line = Sheet['lines'][number];

const one = 1_000_000n;

export interface Completion {
  /** Actual ÷ target in millionths, half-up; null without a target, or where less is better. */
  readonly rate: string | null;
  readonly state:
    | 'reached'
    | 'short'
    | 'none'
    | 'no_target'
    | 'within'
    | 'exceeded'
    | 'marked'
    | 'by_level'
    | 'by_group';
  readonly tone: 'good' | 'warn' | 'bad' | 'calm';
  /** How far the bar is filled, in whole percent. */
  readonly percent: number;
}

/** How a line is judged that needs no target. */
const withoutTarget: Readonly<Record<string, Completion['state']>> = {
  qualitative: 'marked',
  level: 'by_level',
  relative: 'by_group',
};

type Facts = Pick<Line, 'scoring' | 'target' | 'actual' | 'score' | 'weight'>;

/**
 * How far a metric is reached, as the scheme judged it: full mark or more is reached, some mark is
 * short, no mark is none. A deduction line has a limit and not a completion: its bar shows the mark
 * that is left.
 */
export function completionOf(line: Facts): Completion {
  const score = BigInt(line.score);
  const weight = BigInt(line.weight);
  const percentOf = (part: bigint, whole: bigint) =>
    whole <= 0n || part <= 0n ? 0 : Number((part * 100n) / whole);
  const judged = withoutTarget[line.scoring];
  if (judged !== undefined && line.target === null) {
    const tone = score > 0n ? 'good' : 'calm';
    return { rate: null, state: judged, tone, percent: percentOf(score, weight) };
  }
  if (line.scoring === 'deduct') {
    const within = score >= weight;
    const state = within ? 'within' : 'exceeded';
    const tone = within ? 'good' : score > 0n ? 'warn' : 'bad';
    return { rate: null, state, tone, percent: percentOf(score, weight) };
  }
  const target = BigInt(line.target ?? '0');
  if (target <= 0n) {
    return { rate: null, state: 'no_target', tone: 'calm', percent: percentOf(score, weight) };
  }
  const actual = BigInt(line.actual ?? '0');
  const rate = String(divide(actual * one, target, 'half_up'));
  const percent = percentOf(actual, target);
  if (actual >= target) return { rate, state: 'reached', tone: 'good', percent };
  if (score > 0n) return { rate, state: 'short', tone: 'warn', percent };
  return { rate, state: 'none', tone: 'bad', percent };
}

/** Inputs in the metric's unit, under the name their figure has on a page. */
const inMetricUnit: Readonly<Record<string, string>> = {
  a: 'actual',
  t: 'target',
  excess: 'excess',
  step: 'step',
  average: 'average',
  above: 'above',
  bandFrom: 'bandFrom',
  carriedIn: 'carriedIn',
  carriedOut: 'carriedOut',
};
const ratios = new Set(['floor', 'cap', 'completion', 'comparison']);
const suffix = { fen: 'Fen', rate: 'Rate', count: '', score: 'Millionths' } as const;

/**
 * The explanation with its inputs named by unit, so that they are shown as money or percent:
 * amounts in the metric's unit, and ratios ('1.2') as millionths.
 */
export function withUnits(explanation: Explanation, unit: Line['unit']): Explanation {
  const inputs = Object.entries(explanation.inputs).map(([name, value]): [string, string] => {
    const amount = inMetricUnit[name];
    if (amount !== undefined) return [`${amount}${suffix[unit]}`, value];
    const millionths = ratios.has(name) ? millionthsOf(value) : null;
    return millionths === null ? [name, value] : [`${name}Rate`, millionths];
  });
  return { ...explanation, inputs: Object.fromEntries(inputs) };
}

/** '1.0523' as '1052300'; null when it is no such number. */
function millionthsOf(text: string): string | null {
  const parts = /^(-?)(\d+)(?:\.(\d{1,6}))?$/.exec(text);
  if (parts === null) return null;
  const [, sign, whole, rest = ''] = parts;
  return String(BigInt(`${sign}${whole}${rest.padEnd(6, '0')}`));
}

export interface FailedGate {
  readonly metric: string;
  readonly pass: string;
  readonly bound: string;
}

/** The gates that a total did not pass, from its explanation: 'npl_rate at_most 100000; …'. */
export function failedGates(explanation: Explanation): readonly FailedGate[] {
  return (explanation.inputs['gates'] ?? '').split('; ').flatMap((words) => {
    const [metric, pass, bound] = words.split(' ');
    return metric === undefined || pass === undefined || bound === undefined
      ? []
      : [{ metric, pass, bound }];
  });
}

/** The formula of a line with its numbers: a phrase and what fills it, each with its unit. */
export interface Numbers {
  readonly phrase: string;
  readonly params: Readonly<
    Record<string, { readonly unit: Line['unit'] | 'plain'; value: string }>
  >;
}

/**
 * The phrase that says a line's formula with its numbers; null where nothing was computed and the
 * outcome says why (no target, not measured).
 */
export function numbersOf(line: Pick<Line, 'part' | 'unit' | 'explanation'>): Numbers | null {
  const { inputs, formula } = line.explanation;
  const phrase = phraseOf(formula.replace('assessment.formula.', ''), inputs);
  if (phrase === null || inputs['outcome'] === undefined) return null;
  const params = Object.entries(inputs).map(([name, value]) => {
    const percent = ratios.has(name) ? millionthsOf(value) : null;
    if (percent !== null) return [name, { unit: 'rate' as const, value: percent }] as const;
    const own = /^-?\d+$/.test(value) && inMetricUnit[name] !== undefined;
    return [name, { unit: own ? line.unit : ('plain' as const), value }] as const;
  });
  return { phrase: `assessment.numbers.${phrase}`, params: Object.fromEntries(params) };
}

const computed = new Set(
  'step completion_step deduct band level qualitative base unit deduction'.split(' '),
);

function phraseOf(formula: string, inputs: Readonly<Record<string, string>>): string | null {
  const { outcome, better = 'more', against, t = '' } = inputs;
  if (computed.has(formula)) {
    const unmeasured = formula === 'unit' && outcome !== 'scored';
    const nothing = formula === 'deduction' && outcome !== 'scored' && outcome !== 'at_most';
    return unmeasured || nothing ? null : formula;
  }
  if (formula !== 'linear' && formula !== 'relative') return null;
  if (formula === 'relative' && against === 'fifths') return 'relative_fifths';
  if (outcome === 'at_cap' || outcome === 'below_floor') return `${formula}_${outcome}`;
  if (better !== 'more' || (formula === 'linear' && !/^[1-9]/.test(t)))
    return `${formula}_completion`;
  return formula;
}

/** The total less that of the quarter before it that has a sheet; null when there is none. */
export function changeBefore(sheet: Pick<Sheet, 'quarter' | 'total' | 'history'>): string | null {
  const before = sheet.history.filter((earlier) => earlier.quarter < sheet.quarter).at(-1);
  return before === undefined ? null : String(BigInt(sheet.total) - BigInt(before.total));
}
