import type { Day } from '../../../core/day.ts';
import { lastDay, quarterIndex } from '../../../core/period.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import type { PolicyFault } from '../../platform/policy/kind.ts';
import { metricCatalogue } from '../metrics/index.ts';
import { unitsOf, type Unit } from '../organisation/index.ts';
import { rmsOn, type GradedRm } from '../people/index.ts';
import { loadFigures, type ScoredRun } from './figures.ts';
import { catalogueFaults } from './policy/catalogue-faults.ts';
import type { SchemeLine, ScoringScheme } from './policy/shape.ts';
import { lineInput, type MetricFacts, type RmFacts } from './rules/facts.ts';
import { decideSheet, type ScoredSheet } from './rules/sheet.ts';
import { standingsOf, type Standing } from './rules/standing.ts';

export type { ScoredRun } from './figures.ts';

/** The sheet of one RM, not yet written. */
export interface QuarterSheet extends ScoredSheet {
  readonly staffId: bigint;
  readonly staffNo: string;
  readonly unitPath: string;
  readonly sequence: string;
  readonly level: string;
  readonly hasTargets: boolean;
}

/**
 * Scores every RM in service on the quarter's last day by a scheme, from the figures of a run, and
 * writes nothing: the closing keeps the sheets, a trial of a draft scheme only looks at them.
 */
export async function scoreQuarter(
  tx: Tx,
  run: ScoredRun,
  scheme: ScoringScheme,
): Promise<QuarterSheet[]> {
  const rms = await rmsOn(tx, lastDay(run.range));
  const figures = await loadFigures(tx, run, scheme);
  const places = placesOf(await unitsOf(tx));
  const judged = rms.map((rm) => ({
    rm,
    facts: placeFacts(rm, places),
    metrics: figures.metricsOf(rm.staffId),
  }));
  const standing = standings(judged, { quarter: quarterIndex(run.quarter), places });
  return judged.map(({ rm, facts, metrics }) => ({
    staffId: rm.staffId,
    staffNo: rm.staffNo,
    unitPath: rm.unitPath,
    sequence: rm.sequence,
    level: rm.level,
    hasTargets: figures.hasTargets(rm.staffId),
    ...decideSheet(scheme, {
      quarter: quarterIndex(run.quarter),
      rm: facts,
      metrics,
      marks: figures.marksOf(rm.staffId),
      standing: (line, actual) => standing(line, rm, actual),
    }),
  }));
}

interface Judged {
  readonly rm: GradedRm;
  readonly metrics: ReadonlyMap<string, MetricFacts>;
}

/** Groups of a relative line, made once for each metric, period and kind of group. */
function standings(
  judged: readonly Judged[],
  { quarter, places }: { readonly quarter: number; readonly places: Places },
): (line: SchemeLine, rm: GradedRm, actual: bigint) => Standing | null {
  type ByGroup = ReadonlyMap<string, (value: bigint) => Standing>;
  const made = new Map<string, ByGroup>();
  const groupsOf = (line: SchemeLine): ByGroup => {
    const grouped = new Map<string, bigint[]>();
    for (const { rm, metrics } of judged) {
      const { actual } = lineInput(line, metrics.get(line.metric), quarter);
      if (actual === null) continue;
      const group = groupOf(line, rm, places);
      const values = grouped.get(group) ?? [];
      values.push(actual);
      grouped.set(group, values);
    }
    return new Map([...grouped].map(([group, values]) => [group, standingsOf(values)]));
  };
  return (line, rm, actual) => {
    if (line.scoring.function !== 'relative') return null;
    const key = [line.metric, line.period, line.carryForward, line.scoring.group].join(' ');
    const groups = made.get(key) ?? groupsOf(line);
    made.set(key, groups);
    return groups.get(groupOf(line, rm, places))?.(actual) ?? null;
  };
}

function groupOf(line: SchemeLine, rm: GradedRm, places: Places): string {
  if (line.scoring.function !== 'relative') return '';
  switch (line.scoring.group) {
    case 'bank':
      return '';
    case 'branch':
      return places.get(rm.unitPath)?.branch ?? '';
    case 'unit':
      return rm.unitPath;
    case 'grade':
      return `${rm.sequence} ${rm.level}`;
  }
}

interface Place {
  /** Codes of the unit and of the units above it, its own first. */
  readonly codes: readonly string[];
  readonly kinds: readonly string[];
  /** Path of the branch above it; of the unit itself where there is none. */
  readonly branch: string;
}
type Places = ReadonlyMap<string, Place>;

const offices = ['head_office', 'branch', 'sub_branch'];

/** Each unit's line upwards, by its path. */
function placesOf(units: readonly Unit[]): Places {
  const byId = new Map(units.map((unit) => [unit.unitId, unit]));
  return new Map(
    units.map((unit) => {
      const line: Unit[] = [];
      for (let at: Unit | undefined = unit; at !== undefined;) {
        line.push(at);
        at = at.parentId === null ? undefined : byId.get(at.parentId);
      }
      const office = line.find((one) => offices.includes(one.kind));
      const branch = line.find((one) => one.kind === 'branch') ?? line.at(-1)!;
      return [
        unit.path,
        {
          codes: line.map((one) => one.code),
          kinds: [...new Set([unit.kind, ...(office === undefined ? [] : [office.kind])])],
          branch: branch.path,
        },
      ];
    }),
  );
}

/** What tells an RM's track, from the units of the bank. */
export function trackFacts(units: readonly Unit[]): (rm: GradedRm) => RmFacts {
  const places = placesOf(units);
  return (rm) => placeFacts(rm, places);
}

function placeFacts(rm: GradedRm, places: Places): RmFacts {
  const place = places.get(rm.unitPath);
  return {
    sequence: rm.sequence,
    level: rm.level,
    unitKinds: place?.kinds ?? [],
    unitCodes: place?.codes ?? [],
  };
}

/** Metrics that the catalogue in force on a scheme's first day lacks, or that it reads wrong. */
export async function faultsBesideCatalogue(
  tx: Tx,
  scheme: ScoringScheme,
  on: Day,
): Promise<PolicyFault[]> {
  const { body } = await metricCatalogue(tx, on);
  return catalogueFaults(scheme, new Map(body.metrics.map((metric) => [metric.key, metric])));
}
