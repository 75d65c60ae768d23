import type { Day } from '../../../../core/day.ts';
import { percentText, rate } from '../../../../core/rate.ts';
import { fen, moneyText } from '../../../../core/money.ts';
import type { LevelRights } from '../../people/index.ts';
import {
  isOwnMetric,
  type CustomerLevelKey,
  type LetterBody,
  type TargetMetric,
} from '../contract.ts';
import type { TargetScheme } from '../policy.ts';
import { levelsOf, type Levels } from './level.ts';
import type { Grade } from './target.ts';

/** Customers named one by one in a letter, the largest first; all are counted. */
export const listedCustomersMax = 200;

export interface LetterFacts {
  readonly letterNo: string;
  readonly year: number;
  /**
   * Null: issued in time, to be signed. Else the quarter opened late and the scheme that adopted
   * it.
   */
  readonly adopted: LetterBody['adopted'];
  readonly bank: LetterBody['bank'];
  readonly rm: Grade & { readonly staffNo: string; readonly name: string; readonly step: number };
  readonly on: Day;
  readonly customerCount: number;
  readonly byLevel: readonly {
    readonly level: CustomerLevelKey;
    readonly customers: number;
    readonly depositAverageFen: bigint;
    readonly loanAverageFen: bigint;
  }[];
  readonly listed: readonly { customerNo: string; name: string; level: CustomerLevelKey }[];
  readonly targets: readonly {
    readonly metric: TargetMetric;
    readonly base: bigint;
    readonly annual: bigint;
    readonly quarters: readonly { quarter: string; target: bigint | null }[];
  }[];
  readonly rights: LevelRights;
  readonly policyVersionId: bigint;
}

/**
 * Weight and scoring function of each metric, when a scoring scheme is in force (a later room hands
 * it in).
 */
export type LetterScoring = ReadonlyMap<
  string,
  { readonly weightMillionths: bigint; readonly function: string }
>;

/** The text of a letter (domain-rules 2.3; C3e) in Chinese, the language in which it is signed. */
export function composeLetter(
  facts: LetterFacts,
  scheme: TargetScheme,
  scoring: LetterScoring,
): LetterBody {
  const { definitions, sources, clauses } = scheme.letter;
  return {
    letterNo: facts.letterNo,
    year: facts.year,
    kind: facts.adopted === null ? 'signed' : 'adopted',
    adopted: facts.adopted,
    bank: facts.bank,
    rm: {
      staffNo: facts.rm.staffNo,
      name: facts.rm.name,
      sequence: facts.rm.sequence,
      level: facts.rm.level,
      step: facts.rm.step,
    },
    customers: {
      on: facts.on,
      count: facts.customerCount,
      byLevel: facts.byLevel.map((one) => ({
        level: one.level,
        customers: one.customers,
        depositAverageFen: String(one.depositAverageFen),
        loanAverageFen: String(one.loanAverageFen),
      })),
      list: facts.listed.slice(0, listedCustomersMax).map((one) => ({ ...one })),
    },
    metrics: facts.targets.map((one) => ({
      metric: one.metric.key,
      unit: one.metric.unit,
      name: one.metric.name.zh,
      definition: isOwnMetric(one.metric.key)
        ? definitions[one.metric.key]
        : (one.metric.definition ?? ''),
      source: isOwnMetric(one.metric.key) ? sources[one.metric.key] : '指标目录',
      weight: scoring.get(one.metric.key)?.weightMillionths.toString() ?? null,
      scoring: scoring.get(one.metric.key)?.function ?? null,
      base: String(one.base),
      annual: String(one.annual),
      levels: levelTexts(levelsOf(scheme.levels, one.metric, one.annual)),
      quarters: one.quarters.map(({ quarter, target }) => ({
        quarter,
        target: target === null ? null : String(target),
      })),
    })),
    promises: promisesOf(facts.rights),
    clauses: clauses.map((one) => ({ title: one.title, items: [...one.items] })),
    policyVersionId: String(facts.policyVersionId),
  };
}

/** Second and third level as a text of a letter holds them. */
export function levelTexts({ stretch, challenge }: Levels) {
  return { stretch: String(stretch), challenge: String(challenge) };
}

/**
 * A later version of a letter that the RM has not signed: the same text with other annual targets.
 * `figures` are the changed metrics with their levels and quarters.
 */
export function composeVersion(
  before: LetterBody,
  given: {
    readonly letterNo: string;
    readonly reason: string;
    readonly figures: ReadonlyMap<string, FiguresOfYear>;
  },
): LetterBody {
  return {
    ...before,
    letterNo: given.letterNo,
    replaces: { letterNo: before.letterNo, reason: given.reason },
    metrics: before.metrics.map((one) => {
      const changed = given.figures.get(one.metric);
      if (changed === undefined) return one;
      const { annual, quarters, ...levels } = changed;
      return { ...one, annual, levels, quarters: [...quarters] };
    }),
  };
}

/** The figures of one metric for a year as a signed text holds them. */
export interface FiguresOfYear {
  readonly annual: string;
  readonly stretch: string;
  readonly challenge: string;
  readonly quarters: readonly { readonly quarter: string; readonly target: string | null }[];
}

/** Number of a later version: 2026-责-0001-2. */
export function versionNumber(firstNo: string, version: number): string {
  return `${firstNo}-${version}`;
}

/** What the bank promises to a grade, from its row of the grade matrix (C2d, C3e). */
export function promisesOf(rights: LevelRights): string[] {
  const { capacity, priceAuthority } = rights;
  const promises = [
    `主办客户上限：对公 ${capacity.lead.corporate} 户，个人 ${capacity.lead.individual} 户`,
    `公共关系费固定额度：每月 ${moneyText(fen(rights.quotaFenPerMonth))} 元`,
  ];
  if (rights.allowanceRateMillionths > 0n) {
    promises.push(`营销费用：客户贡献的 ${percentText(rate(rights.allowanceRateMillionths))}`);
  }
  promises.push(
    `定价权限：利率优惠 ${priceAuthority.rateBp} 个基点以内，手续费优惠 ` +
      `${percentText(rate(priceAuthority.feeDiscountMillionths))} 以内（不含授信审批）`,
    `部门协办时限系数：${percentText(rate(rights.deadlineFactorMillionths))}`,
    `车辆、会议室、电话等资源排队顺序：第 ${rights.queuePriority} 级`,
    `培训：${rights.trainingTiers.join('、')} 类，占工作时间 ` +
      percentText(rate(rights.trainingShareMillionths)),
  );
  return promises;
}

/** Number of the nth letter of a year: 2026-责-0001. */
export function letterNumber(year: number, word: string, nth: number): string {
  return `${year}-${word}-${String(nth).padStart(4, '0')}`;
}

/**
 * JSON with sorted keys and no blanks: equal data have equal text, so the hash can be checked by
 * anybody.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => `${JSON.stringify(key)}:${canonicalJson(inner)}`);
    return `{${entries.join(',')}}`;
  }
  return JSON.stringify(value);
}
