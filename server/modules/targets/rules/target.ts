import { divide, type Rounding } from '../../../../core/money.ts';
import type { Explanation } from '../../../../core/schema.ts';
import type { CustomerLevelKey, MetricKey, TargetMetric } from '../contract.ts';
import { customerLevels, metrics } from '../contract.ts';
import type { TargetScheme } from '../policy.ts';

const whole = 1_000_000n;
const rounding: Rounding = 'half_up';

export interface Grade {
  readonly sequence: 'corporate' | 'retail';
  readonly level: 'trainee' | 'junior' | 'middle' | 'senior';
}

/** What the closed quarters of last year say about an RM's customers in one metric. */
export interface PortfolioFacts {
  /**
   * By customer level: Σ of last year's figure × the RM's share in millionths. The figure is
   * fen-days (averages) or fen (flows).
   */
  readonly shared: Readonly<Partial<Record<CustomerLevelKey, bigint>>>;
  /** Days of last year's closed quarters; 0: there is no last year. */
  readonly coveredDays: number;
  /** Days of last year. */
  readonly yearDays: number;
}

export interface AnnualTarget {
  readonly base: bigint;
  readonly annual: bigint;
  readonly explanation: Explanation;
}

type PortfolioMetric = keyof TargetScheme['growth'];

/**
 * The annual target of an RM in one metric (C2e): Σ of his customers' figures of last year × (1 +
 * growth of their level), not below zero, plus the new-business quota of his grade. Without a last
 * year the quota only. Averages divide by the covered days, flows are brought to a full year. Bad
 * loans: the ceiling. One rounding, half up.
 */
export function decideAnnualTarget(
  scheme: TargetScheme,
  metric: MetricKey,
  grade: Grade,
  facts: PortfolioFacts,
): AnnualTarget {
  if (metric === 'npl_rate') {
    return {
      base: 0n,
      annual: scheme.nplCeiling,
      explanation: {
        rule: 'targets.rule.ceiling',
        formula: 'targets.formula.ceiling',
        inputs: { ceilingRate: String(scheme.nplCeiling) },
      },
    };
  }
  const quota = scheme.quota[grade.sequence][grade.level][metric];
  if (metric === 'new_customers') {
    return {
      base: 0n,
      annual: quota,
      explanation: {
        rule: 'targets.rule.quota',
        formula: 'targets.formula.quota',
        inputs: { quota: String(quota) },
      },
    };
  }
  return portfolioTarget(scheme.growth[metric], metric, { quota, facts });
}

function portfolioTarget(
  growth: TargetScheme['growth'][PortfolioMetric],
  metric: PortfolioMetric,
  given: { quota: bigint; facts: PortfolioFacts },
): AnnualTarget {
  const { facts, quota } = given;
  const isAverage = metrics[metric].nature === 'average';
  const times = isAverage ? 1n : BigInt(facts.yearDays);
  const days = BigInt(facts.coveredDays);
  const inputs: Record<string, string> = {
    coveredDays: String(facts.coveredDays),
    yearDays: String(facts.yearDays),
    quotaFen: String(quota),
  };
  let base = 0n;
  let grown = 0n;
  if (days > 0n) {
    let sum = 0n;
    let sumGrown = 0n;
    for (const level of customerLevels) {
      const shared = facts.shared[level] ?? 0n;
      if (shared === 0n) continue;
      sum += shared;
      sumGrown += shared * whole + (shared < 0n ? -shared : shared) * growth[level];
      inputs[`${level}BaseFen`] = String(divide(shared * times, whole * days, rounding));
      inputs[`${level}GrowthRate`] = String(growth[level]);
    }
    base = divide(sum * times, whole * days, rounding);
    grown = divide(sumGrown * times, whole * whole * days, rounding);
  }
  const portfolio = grown > 0n ? grown : 0n;
  inputs['baseFen'] = String(base);
  inputs['portfolioFen'] = String(portfolio);
  return {
    base,
    annual: portfolio + quota,
    explanation: {
      rule: days === 0n ? 'targets.rule.first_year' : `targets.rule.${metrics[metric].nature}`,
      formula: days === 0n ? 'targets.formula.quota' : 'targets.formula.portfolio',
      inputs,
    },
  };
}

/** The annual target in a further metric of the catalogue: the quota of the grade (ASSUMED). */
export function decideFurtherTarget(
  quota: TargetScheme['further'][number]['quota'],
  grade: Grade,
): AnnualTarget {
  const annual = quota[grade.sequence][grade.level];
  return {
    base: 0n,
    annual,
    explanation: {
      rule: 'targets.rule.quota',
      formula: 'targets.formula.quota',
      inputs: { quota: String(annual) },
    },
  };
}

/** A quarter's place in the year and the RM's start in it. */
export interface QuarterPlace {
  /** 1–4. */
  readonly index: number;
  /** First quarter in which he has targets: 1–4. */
  readonly startedIndex: number;
  /** Days from 1 January to the quarter's end. */
  readonly daysToEnd: number;
  /**
   * Days from his first quarter's start to the quarter's end; equal to daysToEnd when he began in
   * the first.
   */
  readonly ownedDays: number;
}

/**
 * The target of the year to date at the end of a quarter (golden case G12: 1,000 →
 * 200/450/750/1,000). Flows: share × annual. Averages: base + share × (annual − base). Levels: the
 * same all year. Who starts in a later quarter has the shares that are left since, and for averages
 * only his part of the days, as his products count from then. One rounding, half up.
 */
export function decideQuarterTarget(
  scheme: Pick<TargetScheme, 'cumulativeShares'>,
  metric: Pick<TargetMetric, 'nature'>,
  target: { readonly base: bigint; readonly annual: bigint },
  place: QuarterPlace,
): bigint {
  const { nature } = metric;
  if (nature === 'level') return target.annual;
  const before = shareAt(scheme, place.startedIndex - 1);
  const share = shareAt(scheme, place.index) - before;
  if (nature === 'flow') return divide(target.annual * share, whole, rounding);
  const left = whole - before;
  const level = target.base * left + (target.annual - target.base) * share;
  return divide(level * BigInt(place.ownedDays), left * BigInt(place.daysToEnd), rounding);
}

function shareAt(scheme: Pick<TargetScheme, 'cumulativeShares'>, index: number): bigint {
  return index === 0 ? 0n : scheme.cumulativeShares[index - 1]!;
}

/** An explanation read back: jsonb forgets the order in which inputs are told. */
export function explanationInOrder(explanation: Explanation): Explanation {
  const order = [
    ...customerLevels.flatMap((level) => [`${level}BaseFen`, `${level}GrowthRate`]),
    'baseFen',
    'portfolioFen',
    'quotaFen',
    'quota',
    'ceilingRate',
    'coveredDays',
    'yearDays',
  ];
  const entries = Object.entries(explanation.inputs).toSorted(
    ([a], [b]) => order.indexOf(a) - order.indexOf(b),
  );
  return { ...explanation, inputs: Object.fromEntries(entries) };
}
