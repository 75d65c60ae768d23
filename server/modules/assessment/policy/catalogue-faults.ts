import type { PolicyFault } from '../../../platform/policy/kind.ts';
import type { SchemeLine, ScoringScheme } from './shape.ts';

/** What a scheme must know of a metric: which way is better, and how it spreads over a year. */
export interface KnownMetric {
  readonly direction: 'up' | 'down';
  readonly nature: 'average' | 'flow' | 'level';
}

/**
 * Metrics that the catalogue in force does not have, and functions that read one the wrong way:
 * better when higher though lower is better, excess carried forward of what is no flow. Qualitative
 * lines name what raters mark and are of no catalogue.
 */
export function catalogueFaults(
  scheme: ScoringScheme,
  catalogue: ReadonlyMap<string, KnownMetric>,
): PolicyFault[] {
  const unknown = (metric: string, at: string): PolicyFault[] =>
    catalogue.has(metric)
      ? []
      : [
          {
            at,
            zh: `指标目录中没有 ${metric}：请先在指标目录登记，或更正名称`,
            en: `The catalogue has no metric ${metric}: enter it there first, or correct the name`,
          },
        ];
  const ofLines = (lines: readonly SchemeLine[], place: string) =>
    lines.flatMap((line, at) => {
      if (line.scoring.function === 'qualitative') return [];
      const known = catalogue.get(line.metric);
      return known === undefined
        ? unknown(line.metric, `${place}.${at}.metric`)
        : lineFaults(line, known, `${place}.${at}`);
    });
  return [
    ...ofLines(scheme.lines, 'lines'),
    ...scheme.tracks.flatMap((track, at) => [
      ...ofLines(track.lines, `tracks.${at}.lines`),
      ...(track.gates ?? []).flatMap((gate, i) =>
        unknown(gate.metric, `tracks.${at}.gates.${i}.metric`),
      ),
    ]),
    ...scheme.gates.flatMap((gate, at) => unknown(gate.metric, `gates.${at}.metric`)),
    ...scheme.deductions.items.flatMap((item, at) =>
      unknown(item.metric, `deductions.items.${at}.metric`),
    ),
    ...(scheme.dimensions?.items ?? []).flatMap((item, at) =>
      unknown(item.metric, `dimensions.items.${at}.metric`),
    ),
    ...(scheme.table?.units ?? []).flatMap((unit, at) =>
      unknown(unit.metric, `table.units.${at}.metric`),
    ),
    ...(scheme.table?.titles ?? []).flatMap((title, at) =>
      title.minimum.flatMap((need, i) =>
        unknown(need.metric, `table.titles.${at}.minimum.${i}.metric`),
      ),
    ),
  ];
}

function lineFaults(line: SchemeLine, known: KnownMetric, place: string): PolicyFault[] {
  const faults: PolicyFault[] = [];
  const wanted = betterOf(line);
  if (wanted !== null && wanted.better !== known.direction) {
    const up = known.direction === 'up';
    faults.push({
      at: `${place}.scoring.${wanted.at}`,
      zh: `指标 ${line.metric} 越${up ? '高' : '低'}越好，计分却相反：请更正 ${wanted.at}`,
      en:
        `Metric ${line.metric} is better when ${up ? 'higher' : 'lower'}, the score reads it ` +
        `the other way: correct ${wanted.at}`,
    });
  }
  if (line.carryForward && known.nature !== 'flow')
    faults.push({
      at: `${place}.carryForward`,
      zh: `指标 ${line.metric} 不是发生额，没有可结转的超额`,
      en: `Metric ${line.metric} is no flow: it has no excess to carry forward`,
    });
  return faults;
}

/** Which way a line reads its metric; null where its bands or marks say so themselves. */
function betterOf({ scoring }: SchemeLine): { better: 'up' | 'down'; at: string } | null {
  switch (scoring.function) {
    case 'deduct':
      return { better: scoring.bad === 'below' ? 'up' : 'down', at: 'bad' };
    case 'level':
    case 'qualitative':
      return null;
    default:
      return { better: scoring.better === 'more' ? 'up' : 'down', at: 'better' };
  }
}
