import { scoring, schemeShape } from './policy/shape.ts';
import type { SchemeDocument, SchemeLine, Scoring, ScoringScheme } from './policy/shape.ts';
import type { MetricFacts } from './rules/facts.ts';
import type { SheetFacts } from './rules/sheet.ts';

/** '13.5' points, or a ratio of 1.2, in millionths; for text tables of tests. */
export function millionths(text: string): bigint {
  const [, sign = '', whole = '0', rest = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  return BigInt(`${sign}${whole}${rest.padEnd(6, '0')}`);
}

/** A scoring function as a document writes it, with its defaults. */
export function scoringOf(document: Record<string, unknown>): Scoring {
  return scoring.parse(document);
}

/** A line as a document writes it, with its defaults. */
export function lineOf(
  weight: string,
  how: Record<string, unknown>,
  rest: Record<string, unknown> = {},
): SchemeLine {
  const [line] = schemeOf({
    lines: [{ metric: 'x', weight: String(millionths(weight)), scoring: how, ...rest }],
  }).lines;
  return line!;
}

/** A scheme as a document writes it; what is not named is empty. */
export function schemeOf(document: Record<string, unknown>): ScoringScheme {
  return schemeShape.parse({
    lines: [],
    gates: [],
    totalCap: '1000000000',
    bands: [{ name: '合格', from: '0' }],
    ...document,
  } as SchemeDocument);
}

/** Facts of one RM from 'target/actual' a metric; without a slash it is the actual alone. */
export function factsOf(
  figures: Readonly<Record<string, string>>,
  rest: Partial<SheetFacts> = {},
): SheetFacts {
  const metrics = Object.entries(figures).map(([metric, figure]): [string, MetricFacts] => {
    const [target, actual] = figure.includes('/') ? figure.split('/') : ['', figure];
    const facts = {
      target: target === '' ? null : BigInt(target!),
      actual: BigInt(actual!),
    };
    return [metric, { ...facts, quarter: facts, carriedIn: 0n }];
  });
  return {
    quarter: 1,
    rm: { sequence: 'corporate', level: 'junior', unitKinds: ['sub_branch'], unitCodes: ['S1'] },
    marks: new Map(),
    standing: () => null,
    ...rest,
    metrics: new Map(metrics),
  };
}
