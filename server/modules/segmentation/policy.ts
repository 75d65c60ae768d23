import { z } from 'zod';
import { fenText } from '../../../core/schema.ts';
import { policyKind } from '../../platform/policy/kind.ts';

export const classNames = ['premium', 'general', 'poor'] as const;
export type ClassName = (typeof classNames)[number];
export const tierNames = ['large', 'middle', 'small'] as const;
export type TierName = (typeof tierNames)[number];

const months = z.int().min(1).max(24);

const scale = z.strictObject({
  /** Class by grade as the source writes it. */
  grades: z.record(z.string().min(1), z.enum(classNames)),
  /**
   * Class of a customer whose source says he defaulted, whatever his grade; none leaves the grade.
   */
  defaulted: z.enum(classNames).nullable(),
});

const level = z.strictObject({
  name: z.string().min(1),
  /** Monthly average that reaches the level, in fen; the lower bound belongs to it. */
  fromFen: fenText.transform(BigInt),
  /** Months below in a row after which the level is lost, in the next month. */
  monthsBelow: months,
});

const segmentsShape = z.strictObject({
  /** Rating scales: class of an independent firm by its grade (C3c). */
  scales: z.record(z.string().min(1), scale),
  /**
   * Class of a firm without a rating, or with a grade that its scale does not know; always
   * flagged.
   */
  unrated: z.enum(classNames),
  /** Members under one head, the head not counted, from which a group is a system (C3b). */
  systemMembersLeast: z.int().min(1).max(1000),
  /** Levels of persons by monthly average of assets under management, ascending (C3d). */
  levels: z.array(level).min(1),
  /** Name of a level → the tier that lists, allocation and service use. */
  tiers: z.record(z.string().min(1), z.enum(tierNames)),
});
export type Segments = z.output<typeof segmentsShape>;
export type Level = Segments['levels'][number];
export type Scale = Segments['scales'][string];

/** What a bank decides about its customers' classes and tiers. */
export const segmentsKind = policyKind({
  kind: 'segments',
  title: { zh: '客户分类与分层', en: 'Customer classes and tiers' },
  source: 'C3b, C3c, C3d; golden cases G18, G21–G23',
  schema: segmentsShape,
  initial: {
    scales: {
      aaa: {
        grades: {
          AAA: 'premium',
          AA: 'premium',
          A: 'general',
          BBB: 'general',
          BB: 'poor',
          B: 'poor',
          CCC: 'poor',
          CC: 'poor',
          C: 'poor',
          D: 'poor',
        },
        defaulted: 'poor',
      },
      cn_sme: {
        grades: { A: 'premium', B: 'general', C: 'general', D: 'poor' },
        defaulted: null,
      },
    },
    unrated: 'general',
    systemMembersLeast: 2,
    levels: [
      { name: 'small', fromFen: '0', monthsBelow: 3 },
      { name: 'middle', fromFen: '5000000', monthsBelow: 3 },
      { name: 'large', fromFen: '50000000', monthsBelow: 3 },
    ],
    tiers: { small: 'small', middle: 'middle', large: 'large' },
  },
  assumed: {
    zh:
      '假定：cn_sme 评级对应（A 优质，B、C 一般，D 劣质；其违约标志是没有日期的结果，' +
      '不改变分类）；分层界限 5 万与 50 万；资产规模以存款计；集团牵头户不计入成员数',
    en:
      'Map of the scale cn_sme (A premium, B and C general, D poor; its default flag is an ' +
      'outcome without a day and changes no class); cuts of 50,000 and 500,000; assets ' +
      'under management = deposits; the head of a group is not counted among its members.',
  },
  check: checkSegments,
});

type Fault = { at: string; zh: string; en: string };

function checkSegments(body: Segments): Fault[] {
  const faults: Fault[] = [];
  const { levels, tiers } = body;
  if (levels[0]?.fromFen !== 0n) {
    faults.push({
      at: 'levels.0.fromFen',
      zh: '最低一级应从 0 起',
      en: 'the lowest level begins at 0',
    });
  }
  for (const [at, one] of levels.entries()) {
    const before = levels[at - 1];
    if (before !== undefined && one.fromFen <= before.fromFen) {
      faults.push({
        at: `levels.${at}.fromFen`,
        zh: '各级门槛应逐级升高',
        en: 'each level begins above the one before',
      });
    }
    if (tiers[one.name] === undefined) {
      faults.push({
        at: `tiers.${one.name}`,
        zh: `级别 ${one.name} 没有对应的层级`,
        en: `level ${one.name} has no tier`,
      });
    }
  }
  return faults;
}
