import type { Actor } from '../../../../core/actor.ts';
import type { Day } from '../../../../core/day.ts';
import { percentText, rate } from '../../../../core/rate.ts';
import type { Refusal } from '../../../../core/refusal.ts';
import { fen, moneyText } from '../../../../core/money.ts';
import type { LevelRights } from '../../people/index.ts';
import {
  letterSides,
  metrics,
  type CustomerLevelKey,
  type LetterBody,
  type LetterSide,
  type LetterState,
  type MetricKey,
} from '../contract.ts';
import { refuse, targetsMessages } from '../messages.ts';
import type { TargetScheme } from '../policy.ts';
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
    readonly metric: MetricKey;
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
  MetricKey,
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
      metric: one.metric,
      unit: metrics[one.metric].unit,
      name: targetsMessages[`targets.metric.${one.metric}`].zh,
      definition: definitions[one.metric],
      source: sources[one.metric],
      weight: scoring.get(one.metric)?.weightMillionths.toString() ?? null,
      scoring: scoring.get(one.metric)?.function ?? null,
      base: String(one.base),
      annual: String(one.annual),
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

/** The state of a letter from its kind and the sides that have signed. */
export function letterState(
  kind: 'signed' | 'adopted',
  signed: readonly LetterSide[],
): LetterState {
  if (kind === 'adopted') return 'adopted';
  const [rm, bank] = letterSides.map((side) => signed.includes(side));
  if (rm && bank) return 'locked';
  if (rm) return 'rm_signed';
  return bank ? 'bank_signed' : 'issued';
}

export interface LetterForSigning {
  readonly letterNo: string;
  readonly kind: 'signed' | 'adopted';
  readonly staffId: bigint;
  readonly rmName: string;
  readonly bodyHash: string;
  readonly signatures: readonly {
    readonly side: LetterSide;
    readonly signerName: string;
    readonly signedAt: string;
  }[];
}

/**
 * Whether an actor may sign a letter he can see for one side (C3e). The RM's side only by himself,
 * the bank's by a team head or branch president other than the RM; each side once; never an adopted
 * letter; only the text he read.
 */
export function decideSignature(
  letter: LetterForSigning,
  actor: Pick<Actor, 'staffId' | 'roles'>,
  wanted: { readonly side: LetterSide; readonly bodyHash: string },
): Refusal | null {
  const { letterNo } = letter;
  if (letter.kind === 'adopted') return refuse('targets.letter_adopted', { letterNo });
  const own = actor.staffId === letter.staffId;
  if (wanted.side === 'rm' && !own) {
    return refuse('targets.letter_not_own_not_allowed', { letterNo, name: letter.rmName });
  }
  const leads = actor.roles.includes('team_head') || actor.roles.includes('branch_president');
  if (wanted.side === 'bank' && (own || !leads)) {
    return refuse('targets.letter_bank_side_not_allowed');
  }
  const before = letter.signatures.find((one) => one.side === wanted.side);
  if (before !== undefined) {
    const { zh, en } = targetsMessages[`targets.side.${wanted.side}`];
    return refuse('targets.letter_already_signed', {
      letterNo,
      side: en,
      sideZh: zh,
      signer: before.signerName,
      signedAt: before.signedAt,
    });
  }
  return wanted.bodyHash === letter.bodyHash
    ? null
    : refuse('targets.letter_text_differs', { letterNo });
}
