import type { PolicyFault } from '../../../platform/policy/kind.ts';
import { pointsText, shareText } from '../rules/points.ts';
import type { How, SchemeLine, Scoring } from './shape.ts';

/** A capped score: never below full mark, never more than half above it (domain rules 2.2-1). */
const capLeast = 1_000_000n;
const capMost = 1_500_000n;

/** The faults of one line: its weight, its target, its carry-forward, its function. */
export function lineFaults(line: SchemeLine, place: string): PolicyFault[] {
  const faults: PolicyFault[] = [];
  if (line.weight < 0n) {
    const weight = pointsText(line.weight);
    const zh = `权重不能为负：${weight}`;
    faults.push({ at: `${place}.weight`, zh, en: `The weight is negative: ${weight}` });
  }
  if (line.carryForward && line.period !== 'quarter')
    faults.push({
      at: `${place}.carryForward`,
      zh: '结转只用于按单季考核的指标（period: quarter）：年初累计已含以前各季的超额',
      en:
        'Carry-forward is for lines of the quarter alone (period: quarter): the year to date ' +
        'holds earlier excess already',
    });
  else if (line.carryForward && !countsOnce(line.scoring))
    faults.push({
      at: `${place}.carryForward`,
      zh: '结转的指标，超额不能在本季再得分：用线性计分封顶 1.0，或低于目标扣分',
      en:
        'Excess that is carried forward must not score in its own quarter too: use linear with ' +
        'cap 1.0, or deduct below the target',
    });
  return [
    ...faults,
    ...targetFaults(line, place),
    ...functionFaults(line.scoring, `${place}.scoring`),
  ];
}

/** Whether nothing beyond the target scores, so that what is carried forward counts once. */
function countsOnce(how: Scoring): boolean {
  if (how.function === 'linear') return how.cap === capLeast && how.better === 'more';
  return how.function === 'deduct' && how.bad === 'below';
}

/** A ratio needs a base: a fixed target of 0 or less must have its own mode (domain rules 2.2). */
function targetFaults({ fixedTarget, scoring }: SchemeLine, place: string): PolicyFault[] {
  if (fixedTarget === null || fixedTarget > 0n) return [];
  if (scoring.function === 'completion_step') return [baseFault(fixedTarget, place)];
  if (scoring.function !== 'linear' && scoring.function !== 'band') return [];
  const mode = fixedTarget === 0n ? scoring.zeroTarget : scoring.negativeTarget;
  if (mode !== 'without_target') return [];
  return [baseFault(fixedTarget, place)];
}

function baseFault(fixedTarget: bigint, place: string): PolicyFault {
  const name = fixedTarget === 0n ? 'zeroTarget' : 'negativeTarget';
  return {
    at: `${place}.fixedTarget`,
    zh:
      `按完成率计分的目标必须大于 0，现为 ${fixedTarget}：` +
      `请改用加减分、扣分，或设 scoring.${name}`,
    en:
      `A score by completion needs a target above 0, it is ${fixedTarget}: ` +
      `use step or deduct, or set scoring.${name}`,
  };
}

function functionFaults(how: Scoring, place: string): PolicyFault[] {
  switch (how.function) {
    case 'linear':
      return capFaults(how, place);
    case 'step':
    case 'completion_step':
      return [
        ...(how.function === 'step'
          ? stepFaults(how.step, `${place}.step`)
          : stepFaults(how.stepShare, `${place}.stepShare`)),
        ...signFaults(how, ['pointsUp', 'pointsDown'], place),
        ...(how.min > how.max ? [rangeFault(how, place)] : []),
      ];
    case 'deduct':
      return [
        ...stepFaults(how.step, `${place}.step`),
        ...signFaults(how, ['points', 'deductMax'], place),
      ];
    case 'band':
      return bandFaults(how.bands, `${place}.bands`, true);
    case 'level':
      return bandFaults(how.tiers, `${place}.tiers`, false);
    case 'relative':
      return relativeFaults(how, place);
    case 'qualitative':
      return [];
  }
}

function capFaults(how: How<'linear'> | How<'relative'>, place: string): PolicyFault[] {
  const faults: PolicyFault[] = [];
  const cap = shareText(how.cap);
  if (how.cap < capLeast || how.cap > capMost)
    faults.push({
      at: `${place}.cap`,
      zh: `必须封顶，倍数在 1.0 到 1.5 之间，现为 ${pointsText(how.cap)}`,
      en: `A score must be capped between 1.0 and 1.5, it is ${pointsText(how.cap)}`,
    });
  else if (how.better !== 'more' && how.cap !== capLeast)
    faults.push({
      at: `${place}.cap`,
      zh: `越低越好的（风险）指标封顶为 100%，现为 ${cap}`,
      en: `A (risk) metric that is better when lower is capped at 100%, not ${cap}`,
    });
  if (how.floor < 0n || how.floor > how.cap)
    faults.push({
      at: `${place}.floor`,
      zh: `下限须在 0 与封顶 ${cap} 之间，现为 ${shareText(how.floor)}`,
      en: `The floor must lie between 0 and the cap ${cap}, it is ${shareText(how.floor)}`,
    });
  return faults;
}

function relativeFaults(how: How<'relative'>, place: string): PolicyFault[] {
  const faults = capFaults(how, place);
  if (how.against === 'fifths') {
    const falling = how.fifths.every((points, at) => at === 0 || points <= how.fifths[at - 1]!);
    if (how.fifths.length !== 5 || !falling) {
      const rows = how.fifths.map(pointsText).join(', ');
      faults.push({
        at: `${place}.fifths`,
        zh: `五段排名须有 5 个分值，由高到低，现为：${rows}`,
        en: `Ranking by fifths needs 5 points, from high to low; given: ${rows}`,
      });
    }
  }
  how.coefficients.forEach((row, at) => {
    if (row.coefficient <= 0n)
      faults.push({
        at: `${place}.coefficients.${at}.coefficient`,
        zh: `机构 ${row.unit} 的系数必须大于 0，现为 ${pointsText(row.coefficient)}`,
        en:
          `The coefficient of unit ${row.unit} must be above 0, it is ` +
          `${pointsText(row.coefficient)}`,
      });
    if (how.coefficients.findIndex((other) => other.unit === row.unit) < at)
      faults.push({
        at: `${place}.coefficients.${at}.unit`,
        zh: `机构 ${row.unit} 出现两次`,
        en: `Unit ${row.unit} stands twice`,
      });
  });
  return faults;
}

/** Bands fall without overlap; those of a completion close at 0. */
function bandFaults(bands: How<'band'>['bands'], place: string, closed: boolean): PolicyFault[] {
  const wrong = bands.findIndex((band, at) => at > 0 && band.from >= bands[at - 1]!.from);
  const numbers = bands.map((band) => pointsText(band.from)).join(', ');
  const last = bands.at(-1)!.from;
  if (wrong > 0 || (closed && last !== 0n))
    return [
      {
        at: place,
        zh: `分段须由高到低且不重叠，最后一段从 0 开始；现为：${numbers}`,
        en: `Bands must fall without overlap and the last must begin at 0; given: ${numbers}`,
      },
    ];
  return [];
}

function stepFaults(step: bigint, place: string): PolicyFault[] {
  return step > 0n
    ? []
    : [
        {
          at: place,
          zh: `步长必须大于 0，现为 ${step}`,
          en: `The step must be above 0, it is ${step}`,
        },
      ];
}

function signFaults<N extends string>(
  how: Readonly<Record<N, bigint>>,
  names: readonly N[],
  place: string,
): PolicyFault[] {
  return names
    .filter((name) => how[name] < 0n)
    .map((name) => ({
      at: `${place}.${name}`,
      zh: `分值写正数，现为 ${pointsText(how[name])}`,
      en: `Write points as a positive number, not ${pointsText(how[name])}`,
    }));
}

function rangeFault(how: Pick<How<'step'>, 'min' | 'max'>, place: string): PolicyFault {
  const [min, max] = [how.min, how.max].map(pointsText);
  return {
    at: `${place}.min`,
    zh: `最低分 ${min} 高于最高分 ${max}`,
    en: `The least (${min}) is above the most (${max})`,
  };
}
