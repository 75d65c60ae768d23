import { describe, expect, it } from 'vitest';
import { table } from '../../../platform/testing/table.ts';
import { metricCatalogueKind } from '../../metrics/index.ts';
import { scoringSchemeKind } from '../policy.ts';
import { lineOf, schemeOf } from '../testing.ts';
import { catalogueFaults, type KnownMetric } from './catalogue-faults.ts';
import { schemeShape } from './shape.ts';

const { metrics } = metricCatalogueKind.schema.parse(metricCatalogueKind.initial);
const catalogue: ReadonlyMap<string, KnownMetric> = new Map(
  metrics.map((metric) => [metric.key, metric]),
);

describe('a scheme beside the catalogue', () => {
  it.each([
    ['initial', scoringSchemeKind.initial] as const,
    ...scoringSchemeKind.presets!.map((preset) => [preset.key, preset.body] as const),
  ])('%s names only metrics of the initial catalogue, read the right way', (_name, body) => {
    expect(catalogueFaults(schemeShape.parse(body), catalogue)).toEqual([]);
  });

  it('names every place of a metric that is not there', () => {
    const how = { function: 'linear', floor: '0', cap: '1000000', withoutTarget: 'no_mark' };
    const line = { metric: 'ghost', weight: '100000000', scoring: how };
    const gate = { metric: 'ghost', pass: 'at_least', bound: '1', otherwise: { effect: 'void' } };
    const scheme = schemeOf({
      lines: [line],
      gates: [gate],
      deductions: {
        items: [{ metric: 'ghost', points: '1', per: '1', free: '0' }],
        most: null,
      },
      dimensions: { items: [{ metric: 'ghost', par: '1', above: '2' }], belowCapsTotal: '1' },
      table: {
        titles: [{ level: 'junior', base: '1', minimum: [{ metric: 'ghost', least: '1' }] }],
        units: [{ metric: 'ghost', amount: '1', points: '1' }],
        withoutMinimum: 'from_zero',
        missed: 'no_base',
      },
      tracks: [{ name: 't', who: { levels: ['senior'] }, lines: [line], gates: [gate] }],
    });
    const faults = catalogueFaults(scheme, catalogue);
    expect(faults.map((fault) => fault.at)).toEqual([
      'lines.0.metric',
      'tracks.0.lines.0.metric',
      'tracks.0.gates.0.metric',
      'gates.0.metric',
      'deductions.items.0.metric',
      'dimensions.items.0.metric',
      'table.units.0.metric',
      'table.titles.0.minimum.0.metric',
    ]);
    expect(faults.every((fault) => fault.zh.includes('ghost') && fault.en.includes('ghost'))).toBe(
      true,
    );
  });
});

describe('a line reads its metric the way the catalogue has it', () => {
  const linear = { function: 'linear', floor: '0', cap: '1000000', withoutTarget: 'no_mark' };
  const deduct = { function: 'deduct', step: '1', points: '1', counting: 'whole_steps' };
  const band = { function: 'band', bands: [{ from: '0', points: '1' }], withoutTarget: 'no_mark' };
  const step = {
    function: 'step',
    step: '1',
    pointsUp: '1',
    pointsDown: '1',
    min: '0',
    max: '1',
  };
  const functions: Readonly<Record<string, Record<string, unknown>>> = {
    linear,
    'linear less': { ...linear, better: 'less_mirrored' },
    'deduct above': { ...deduct, bad: 'above', deductMax: '1' },
    'deduct below': { ...deduct, bad: 'below', deductMax: '1' },
    band,
    level: { function: 'level', tiers: [{ from: '0', points: '1' }] },
    step,
    'step less': { ...step, better: 'less' },
    qualitative: { function: 'qualitative', withoutMarks: 'no_mark' },
  };
  it.each(
    table(`
      metric          | function        | carry | at
      npl_rate        | linear          | no    | lines.0.scoring.better
      npl_rate        | linear less     | no    | —
      npl_rate        | deduct above    | no    | —
      npl_rate        | deduct below    | no    | lines.0.scoring.bad
      npl_rate        | band            | no    | lines.0.scoring.better
      npl_rate        | level           | no    | —
      npl_rate        | step            | no    | lines.0.scoring.better
      npl_rate        | step less       | no    | —
      deposit_average | linear          | no    | —
      deposit_average | linear less     | no    | lines.0.scoring.better
      deposit_average | deduct above    | no    | lines.0.scoring.bad
      deposit_average | linear          | yes   | lines.0.carryForward
      fee_income      | linear          | yes   | —
      competence      | qualitative     | no    | —
    `),
  )('$metric by $function, carried forward: $carry → $at', (row) => {
    const line = {
      ...lineOf('100', functions[row.function]!),
      metric: row.metric,
      carryForward: row.carry === 'yes',
    };
    const faults = catalogueFaults({ ...schemeOf({}), lines: [line] }, catalogue);
    expect(faults.map((fault) => fault.at).join(' ') || '—').toBe(row.at);
  });
});
