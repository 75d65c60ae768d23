import { percentText, ratio } from '../../../../core/rate.ts';
import type { PolicyFault } from '../../../platform/policy/kind.ts';
import type { PayScheme } from './scheme.ts';
import { isEarning, levelNames, type Level } from './items.ts';

/** Levels in the words of a Chinese reader. */
const levelZh: Readonly<Record<Level, string>> = {
  trainee: '见习',
  junior: '初级',
  middle: '中级',
  senior: '高级',
};

const hundredPoints = 100_000_000n;
const baseShareMost = 350_000n;
const deferredLeast = 400_000n;
const yearsLeast = 3;

/**
 * What the author should know though the scheme is accepted (银监发〔2010〕14号): base pay normally
 * at most 35 % of all pay, posts with risk influence deferred by 40 % over 3 years.
 */
export function paySchemeWarnings(scheme: PayScheme): PolicyFault[] {
  return [...baseWarnings(scheme), ...deferralWarnings(scheme), ...floorWarnings(scheme)];
}

/**
 * Base pay against all pay at 100 points. With items that go by metrics nobody knows the whole
 * before a quarter is closed: then the trial of the scheme on a past quarter tells, not this.
 */
function baseWarnings(scheme: PayScheme): PolicyFault[] {
  const paid = scheme.items.filter((one) => isEarning(one) && !one.basisOnly);
  const known = paid.every((one) => one.kind === 'by_grade' || one.kind === 'score_bonus');
  if (!known) return [];
  return levelNames.flatMap((level) => {
    const { base, all } = payAtHundred(scheme, level);
    if (all === 0n || base * 1_000_000n <= baseShareMost * all) return [];
    const share = percentText(ratio(base, all, 'half_up'));
    return [
      {
        at: 'basePerMonth',
        zh:
          `得 100 分时${levelZh[level]}的基本工资占 ${share}，一般不高于 35 %（银监发〔2010〕14号）；` +
          '浦发西安第 17 条规定不低于 40 %，两者相抵，由本行定夺',
        en:
          `At 100 points base pay of ${level} is ${share} of all pay; normally at most 35 % ` +
          '(regulator 2010-14). SPDB Xi’an fixes at least 40 % (art. 17): the bank decides',
      },
    ];
  });
}

/** A quarter's pay of a level at exactly 100 points, from the items that go by grade and score. */
export function payAtHundred(scheme: PayScheme, level: Level): { base: bigint; all: bigint } {
  let base = 0n;
  let all = 0n;
  for (const one of scheme.items) {
    if (!isEarning(one) || one.basisOnly) continue;
    const { levels } = one.who;
    if (levels.length > 0 && !levels.includes(level)) continue;
    let amount = 0n;
    if (one.kind === 'by_grade') {
      const months = one.per === 'month' ? 3n : 1n;
      amount = (one.amounts ?? scheme.basePerMonth)[level] * months;
    }
    if (one.kind === 'score_bonus') {
      const factors = one.factors ?? scheme.bonusFactors;
      const { factor } = factors.find((band) => hundredPoints >= band.from)!;
      amount = ((one.atHundred ?? scheme.bonusAtHundred)[level] * factor) / 1_000_000n;
    }
    all += amount;
    if (one.part === 'base') base += amount;
  }
  return { base, all };
}

/** Trainees only assist: theirs is no post with risk influence (ASSUMED). */
function deferralWarnings(scheme: PayScheme): PolicyFault[] {
  const { shareByLevel, instalments } = scheme.deferral;
  const low = levelNames.filter(
    (level) => level !== 'trainee' && shareByLevel[level] < deferredLeast,
  );
  const warnings: PolicyFault[] = low.map((level) => {
    const share = percentText(ratio(shareByLevel[level], 1_000_000n, 'half_up'));
    return {
      at: `deferral.shareByLevel.${level}`,
      zh: `对风险有重要影响的岗位递延不低于 40 %，现为 ${share}（银监发〔2010〕14号）`,
      en: `Posts with risk influence defer 40 % or more, here ${share} (regulator 2010-14)`,
    };
  });
  if (instalments.length >= yearsLeast) return warnings;
  return [
    ...warnings,
    {
      at: 'deferral.instalments',
      zh: `递延不少于 3 年，现为 ${instalments.length} 年（银监发〔2010〕14号）`,
      en: `Deferral lasts 3 years or more, here ${instalments.length} (regulator 2010-14)`,
    },
  ];
}

function floorWarnings(scheme: PayScheme): PolicyFault[] {
  const hasBase = scheme.items.some((one) => isEarning(one) && one.part === 'base');
  if (hasBase) return [];
  return [
    {
      at: 'items',
      zh: '方案没有基本工资项：没有工资可以承受扣款，扣款将全部结转',
      en: 'The scheme has no base pay: no wage bears a deduction, all of them are carried on',
    },
  ];
}
