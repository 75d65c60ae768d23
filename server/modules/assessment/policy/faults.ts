import type { PolicyFault } from '../../../platform/policy/kind.ts';
import { schemeMessages } from '../messages/scheme.ts';
import { pointsText, shareText } from '../rules/points.ts';
import { lineFaults } from './line-faults.ts';
import { levels, type Level, type SchemeLine, type ScoringScheme } from './shape.ts';

const wholePoints = 100_000_000n;
/** Least raters whose mean may judge a person; a scheme may ask for more (domain rules 2.2-7). */
const ratersLeast = 3;
/** Most that qualitative lines weigh by our default; more is a warning (domain rules 2.2-7). */
const qualitativeShareUsual = 300_000n;

/**
 * What the schema cannot say: weights that add up, bands without gap or overlap, caps, ratios with
 * a base, no rank without a target, enough raters. Each fault names its place and its numbers.
 * Whether the metrics exist is asked of the catalogue when a document is saved.
 */
export function schemeFaults(scheme: ScoringScheme): PolicyFault[] {
  return [
    ...modeFaults(scheme),
    ...linesFaults(scheme, scheme.lines, 'lines'),
    ...bandFaults(scheme.bands, 'bands'),
    ...capFaults(scheme),
    ...scheme.gates.flatMap((gate, at) => sizeFaults(gate.metric, `gates.${at}.metric`)),
    ...raterFaults(scheme),
    ...deductionFaults(scheme),
    ...dimensionFaults(scheme),
    ...stepFaults(scheme),
    ...tableFaults(scheme),
    ...trackFaults(scheme),
  ];
}

/** What an author should know though the scheme is accepted. */
export function schemeWarnings(scheme: ScoringScheme): PolicyFault[] {
  const { weightShareMost } = scheme.raters;
  if (weightShareMost <= qualitativeShareUsual) return [];
  const [share, usual] = [weightShareMost, qualitativeShareUsual].map(shareText);
  return [
    {
      at: 'raters.weightShareMost',
      zh: `定性评分最多可占 ${share}，通常不超过 ${usual}`,
      en: `Qualitative lines may weigh ${share}; usual are ${usual} at most`,
    },
  ];
}

function modeFaults(scheme: ScoringScheme): PolicyFault[] {
  if (scheme.mode === 'weights' && scheme.table !== null)
    return [
      {
        at: 'table',
        zh: '按权重计分的方案不用积分表：删去 table，或把 mode 改为 points_table',
        en: 'A scheme by weights has no points table: remove table, or set mode to points_table',
      },
    ];
  if (scheme.mode === 'points_table' && scheme.table === null)
    return [
      {
        at: 'mode',
        zh: '按积分表计分的方案必须有积分表 table',
        en: 'A scheme by points table must have its table',
      },
    ];
  if (scheme.mode === 'points_table' && scheme.tracks.length > 0)
    return [
      {
        at: 'tracks',
        zh: '积分表已按等级区分，不再设分类考核 tracks',
        en: 'A points table already speaks by title: it takes no tracks',
      },
    ];
  return [];
}

/** Weights of each quarter add up to 100; each line is sound; none is judged by rank alone. */
function linesFaults(
  scheme: ScoringScheme,
  lines: readonly SchemeLine[],
  place: string,
): PolicyFault[] {
  const faults = scheme.mode === 'weights' ? weightFaults(lines, place) : [];
  lines.forEach((line, at) => {
    faults.push(...sizeFaults(line.metric, `${place}.${at}.metric`));
    faults.push(...lineFaults(line, `${place}.${at}`));
    faults.push(...rankFaults(lines, at, place));
  });
  return [...faults, ...qualitativeFaults(scheme, lines, place)];
}

function weightFaults(lines: readonly SchemeLine[], place: string): PolicyFault[] {
  const sums = new Map<bigint, number[]>();
  for (const quarter of [1, 2, 3, 4]) {
    const sum = weightIn(lines, quarter);
    if (sum !== wholePoints) sums.set(sum, [...(sums.get(sum) ?? []), quarter]);
  }
  return [...sums].map(([sum, quarters]) => {
    const all = quarters.length === 4;
    const when = quarters.map((quarter) => `Q${quarter}`).join(', ');
    return {
      at: place,
      zh: `${all ? '' : `${when} `}各项权重之和应为 100 分，现为 ${pointsText(sum)}`,
      en:
        `The weights ${all ? '' : `of ${when} `}must add up to 100 points, they add up to ` +
        `${pointsText(sum)}`,
    };
  });
}

const weightIn = (lines: readonly SchemeLine[], quarter: number) =>
  lines.reduce((sum, line) => (line.quarters.includes(quarter) ? sum + line.weight : sum), 0n);

/** The regulator bans sizes on a single day (绩效考评监管指引; domain rules 0.1). */
function sizeFaults(metric: string, at: string): PolicyFault[] {
  if (!/balance|on_day|point_in_time|day_end|month_end|quarter_end|year_end/.test(metric))
    return [];
  return [
    {
      at,
      zh: `指标 ${metric} 是时点规模；时点规模指标不得用于考核（绩效考评监管指引），请改用日均`,
      en:
        `Metric ${metric} is a size on a single day, which must not be assessed (regulator): ` +
        'use a daily average',
    },
  ];
}

/** A metric that only rank or comparison judges, without any target value, is banned (0.1-c). */
function rankFaults(lines: readonly SchemeLine[], at: number, place: string): PolicyFault[] {
  const { metric, scoring } = lines[at]!;
  if (scoring.function !== 'relative' || scoring.targetFloor !== null) return [];
  const judged = lines.some(
    (other) =>
      other.metric === metric &&
      other.weight > 0n &&
      !['relative', 'qualitative'].includes(other.scoring.function),
  );
  if (judged) return [];
  return [
    {
      at: `${place}.${at}.scoring.targetFloor`,
      zh: `指标 ${metric} 只按排名或与他人相比计分，没有目标值（绩效考评监管指引禁止）：设 targetFloor，或另加一项按目标计分`,
      en:
        `Metric ${metric} is judged only by rank or comparison, without a target (banned by ` +
        'the regulator): set targetFloor, or add a line that scores it against its target',
    },
  ];
}

function qualitativeFaults(
  scheme: ScoringScheme,
  lines: readonly SchemeLine[],
  place: string,
): PolicyFault[] {
  const judged = lines.filter((line) => line.scoring.function === 'qualitative');
  const { weightShareMost } = scheme.raters;
  const worst = [1, 2, 3, 4].find((quarter) => {
    const whole = weightIn(lines, quarter);
    return weightIn(judged, quarter) * 1_000_000n > weightShareMost * whole;
  });
  if (worst === undefined) return [];
  const [own, whole] = [weightIn(judged, worst), weightIn(lines, worst)].map(pointsText);
  const most = shareText(weightShareMost);
  return [
    {
      at: place,
      zh: `定性评分占 ${own} 分（共 ${whole} 分），超过上限 ${most}`,
      en: `Qualitative lines weigh ${own} of ${whole} points, more than ${most}`,
    },
  ];
}

function raterFaults({ raters }: ScoringScheme): PolicyFault[] {
  if (raters.least >= ratersLeast) return [];
  return [
    {
      at: 'raters.least',
      zh: `定性评分至少 ${ratersLeast} 名评分人，现为 ${raters.least}`,
      en:
        `Qualitative marks need at least ${ratersLeast} raters, the scheme asks for ` +
        `${raters.least}`,
    },
  ];
}

/** The cap of the total is above 0 and lets the best band be reached. */
function capFaults({ totalCap, bands }: ScoringScheme): PolicyFault[] {
  const best = bands[0]!;
  if (totalCap > 0n && totalCap >= best.from) return [];
  const [cap, from] = [totalCap, best.from].map(pointsText);
  return [
    {
      at: 'totalCap',
      zh: `总分上限须大于 0，且不低于最高等次“${best.name}”的 ${from} 分，现为 ${cap}`,
      en:
        `The cap of the total is above 0 and at least ${from}, where the best band ` +
        `begins; it is ${cap}`,
    },
  ];
}

function bandFaults(bands: ScoringScheme['bands'], at: string): PolicyFault[] {
  const wrong = bands.findIndex((band, i) => i > 0 && band.from >= bands[i - 1]!.from);
  if (wrong > 0) {
    const [above, below] = [bands[wrong - 1]!, bands[wrong]!];
    const words = [above, below].map((band) => `${band.name} ${pointsText(band.from)}`);
    const numbers = words.join(', ');
    return [
      {
        at: `${at}.${wrong}.from`,
        zh: `等次分段须由高到低、互不重叠：${numbers}`,
        en: `Bands must fall without overlap: ${numbers}`,
      },
    ];
  }
  const last = bands.at(-1)!;
  if (last.from === 0n) return [];
  return [
    {
      at: `${at}.${bands.length - 1}.from`,
      zh: `等次分段须由高到低，最后一段（${last.name}）从 0 分开始，现为 ${pointsText(last.from)}`,
      en: `The last band (${last.name}) must begin at 0, it begins at ${pointsText(last.from)}`,
    },
  ];
}

function deductionFaults({ deductions }: ScoringScheme): PolicyFault[] {
  const faults = deductions.items.flatMap((item, at) => {
    const place = `deductions.items.${at}`;
    const bad: PolicyFault[] = sizeFaults(item.metric, `${place}.metric`);
    if (item.per <= 0n)
      bad.push({
        at: `${place}.per`,
        zh: `每多少扣一次必须大于 0，现为 ${item.per}`,
        en: `The amount for each deduction must be above 0, it is ${item.per}`,
      });
    for (const name of ['points', 'most'] as const) {
      const value = item[name];
      if (value === null || value >= 0n) continue;
      bad.push({
        at: `${place}.${name}`,
        zh: `扣分写正数，现为 ${pointsText(value)}`,
        en: `Write points off as a positive number, not ${pointsText(value)}`,
      });
    }
    return bad;
  });
  if (deductions.most === null || deductions.most >= 0n) return faults;
  const most = pointsText(deductions.most);
  const zh = `扣分合计上限不能为负：${most}`;
  return [...faults, { at: 'deductions.most', zh, en: `The most deducted is negative: ${most}` }];
}

function dimensionFaults({ dimensions }: ScoringScheme): PolicyFault[] {
  return (dimensions?.items ?? []).flatMap((item, at) => {
    const sound = item.better === 'more' ? item.above >= item.par : item.above <= item.par;
    const place = `dimensions.items.${at}`;
    const faults = sizeFaults(item.metric, `${place}.metric`);
    if (sound) return faults;
    return [
      ...faults,
      {
        at: `${place}.above`,
        zh: `“高于标准”的界限 ${item.above} 须好于“达标”的界限 ${item.par}`,
        en: `Above par (${item.above}) must be better than par (${item.par})`,
      },
    ];
  });
}

function stepFaults({ steps }: ScoringScheme): PolicyFault[] {
  const seen = new Set<string>();
  return steps.flatMap((row, at) => {
    const faults: PolicyFault[] = [];
    const above = steps[at - 1];
    if (above !== undefined && row.points >= above.points) {
      const numbers = `${pointsText(above.points)}, ${pointsText(row.points)}`;
      faults.push({
        at: `steps.${at}.points`,
        zh: `档次分数须由高到低、互不重叠：${numbers}`,
        en: `Steps must fall without overlap: ${numbers}`,
      });
    }
    const key = `${row.level} ${row.payStep}`;
    if (seen.has(key))
      faults.push({
        at: `steps.${at}.payStep`,
        zh: `${key} 出现两次`,
        en: `${key} stands twice`,
      });
    seen.add(key);
    return faults;
  });
}

function tableFaults({ table }: ScoringScheme): PolicyFault[] {
  if (table === null) return [];
  const faults: PolicyFault[] = [];
  const said = ({ level }: { readonly level: Level }) =>
    schemeMessages[`assessment.level.${level}`];
  table.titles.forEach((title, at) => {
    const below = table.titles[at - 1];
    if (below === undefined) return;
    if (levels.indexOf(title.level) <= levels.indexOf(below.level))
      faults.push({
        at: `table.titles.${at}.level`,
        zh: `积分表由低到高排列，每个等级一行：${said(below).zh}之后是${said(title).zh}`,
        en: `Titles rise, a row each: ${said(title).en} stands after ${said(below).en}`,
      });
    if (title.base <= below.base)
      faults.push({
        at: `table.titles.${at}.base`,
        zh: `高一级的基础分须更高：${pointsText(below.base)} → ${pointsText(title.base)}`,
        en:
          `A higher title has a higher base: ${pointsText(below.base)} → ` +
          `${pointsText(title.base)}`,
      });
  });
  table.titles
    .flatMap((title, at) =>
      title.minimum.map((need, i) => [need.metric, `table.titles.${at}.minimum.${i}.metric`]),
    )
    .forEach(([metric, at]) => faults.push(...sizeFaults(metric!, at!)));
  table.units.forEach((unit, at) => {
    faults.push(...sizeFaults(unit.metric, `table.units.${at}.metric`));
    if (unit.amount <= 0n || unit.points <= 0n)
      faults.push({
        at: `table.units.${at}`,
        zh: `单位和分值必须大于 0：${unit.amount}，${pointsText(unit.points)} 分`,
        en: `Unit and points must be above 0: ${unit.amount}, ${pointsText(unit.points)} points`,
      });
    if (table.units.findIndex((other) => other.metric === unit.metric) < at)
      faults.push({
        at: `table.units.${at}.metric`,
        zh: `指标 ${unit.metric} 出现两次`,
        en: `Metric ${unit.metric} stands twice`,
      });
  });
  return faults;
}

function trackFaults(scheme: ScoringScheme): PolicyFault[] {
  return scheme.tracks.flatMap((track, at) => {
    const place = `tracks.${at}`;
    const { sequences, levels: grades, unitKinds } = track.who;
    const faults = [
      ...linesFaults(scheme, track.lines, `${place}.lines`),
      ...(track.bands === null ? [] : bandFaults(track.bands, `${place}.bands`)),
      ...(track.gates ?? []).flatMap((gate, i) =>
        sizeFaults(gate.metric, `${place}.gates.${i}.metric`),
      ),
    ];
    if (sequences.length + grades.length + unitKinds.length === 0)
      faults.push({
        at: `${place}.who`,
        zh: `“${track.name}”适用于所有人，主方案就不起作用：请写明序列、等级或机构类型`,
        en:
          `“${track.name}” fits everyone and leaves nobody to the main scheme: name ladders, ` +
          'grades or kinds of units',
      });
    if (scheme.tracks.findIndex((other) => other.name === track.name) < at)
      faults.push({
        at: `${place}.name`,
        zh: `名称“${track.name}”出现两次`,
        en: `The name “${track.name}” stands twice`,
      });
    return faults;
  });
}
