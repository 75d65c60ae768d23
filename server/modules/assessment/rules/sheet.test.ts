import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { table } from '../../../platform/testing/table.ts';
import { scoringSchemeKind } from '../policy.ts';
import { schemeShape } from '../policy/shape.ts';
import { citiGates } from '../presets/citi-gates.ts';
import { dybQuarter } from '../presets/dyb-quarter.ts';
import { pufaXian } from '../presets/pufa-xian.ts';
import { rrdKpi } from '../presets/rrd-kpi.ts';
import { rrdWeight } from '../presets/rrd-weight.ts';
import { factsOf, millionths, schemeOf } from '../testing.ts';
import { pointsText } from './points.ts';
import { decideSheet, type ScoredSheet } from './sheet.ts';

const scheme = scoringSchemeKind.schema.parse(scoringSchemeKind.initial);
const wan = (text: string) => `${BigInt(text) * 1_000_000n}`;
const levelled = (level: string) => ({
  rm: { sequence: 'retail', level, unitKinds: [], unitCodes: [] },
});
const stepOf = ({ earned }: ScoredSheet) =>
  earned === null ? '—' : `${earned.level} ${earned.step}`;

describe('SPDB Xi’an (G02, G03)', () => {
  const pufa = schemeShape.parse(pufaXian.body);
  it.each(
    table(`
      case           | savings | cards | complaints | collection | integrity | total | step      | below
      G02            | 430     | 560   | 0          | 1000000    | 0         | 130   | junior 2  | no
      G03            | 430     | 560   | 1          | 954000     | 0         | 126   | junior 3  | no
      two off        | 430     | 560   | 0          | 959999     | 0         | 128   | junior 3  | no
      at 97 %        | 430     | 560   | 1          | 970000     | 0         | 128   | junior 3  | no
      integrity      | 430     | 560   | 0          | 1000000    | 1         | 80    | —         | yes
      capped at 50   | 430     | 560   | 5          | 1000000    | 1         | 80    | —         | yes
      missed         | 299     | 560   | 0          | 1000000    | 0         | 5     | —         | yes
      nothing left   | 299     | 560   | 5          | 1000000    | 0         | 0     | —         | yes
    `),
  )('$case → $total, $step', (row) => {
    const facts = factsOf(
      {
        savings_average: wan(row.savings),
        effective_cards: row.cards,
        complaints: row.complaints,
        interest_collection: row.collection,
        integrity_breaches: row.integrity,
      },
      levelled('junior'),
    );
    const sheet = decideSheet(pufa, facts);
    if (row.case === 'missed' || row.case === 'nothing left')
      expect(sheet.parts[0]!.score).toBe(0n);
    expect(pointsText(sheet.total)).toBe(row.total);
    expect(stepOf(sheet)).toBe(row.step);
    expect(sheet.belowFloor).toBe(row.below === 'yes');
  });

  it('shows every step of it as a row: base, units, deductions', () => {
    const facts = factsOf({ savings_average: wan('430'), complaints: '1' }, levelled('junior'));
    const parts = decideSheet(pufa, facts).parts.map((part) => part.part);
    expect([...new Set(parts)]).toEqual(['base', 'unit', 'deduction']);
    expect(parts.length).toBe(1 + 3 + 13);
  });
});

describe('Citibank’s gates (G14)', () => {
  const citi = schemeShape.parse(citiGates.body);
  it.each(
    table(`
      case               | fin | str | sat | ctl | ppl | std | points | total | band   | bonus
      G14                | 3   | 3   | 66  | 4   | 3   | 3   | 74     | 50    | 达标   | yes
      control 3          | 3   | 3   | 95  | 3   | 3   | 3   | 80     | 50    | 达标   | no
      satisfaction at 80 | 3   | 3   | 80  | 4   | 3   | 3   | 82     | 82    | 高于标准 | yes
      satisfaction 79    | 3   | 3   | 79  | 4   | 3   | 3   | 74     | 50    | 达标   | yes
      all par            | 2   | 2   | 80  | 4   | 2   | 2   | 50     | 50    | 达标   | yes
      all above          | 3   | 3   | 90  | 5   | 3   | 3   | 100    | 100   | 高于标准 | yes
      control 5          | 1   | 1   | 79  | 5   | 1   | 1   | 20     | 20    | 低于标准 | yes
    `),
  )('$case → $total $band, bonus $bonus', (row) => {
    const facts = factsOf({
      financial_grade: row.fin,
      strategy_grade: row.str,
      satisfaction_index: row.sat,
      control_grade: row.ctl,
      people_grade: row.ppl,
      standards_grade: row.std,
    });
    const sheet = decideSheet(citi, facts);
    expect([pointsText(sheet.points), pointsText(sheet.total), sheet.band]).toEqual([
      row.points,
      row.total,
      row.band,
    ]);
    expect(sheet.bonusVoid).toBe(row.bonus === 'no');
  });
});

describe('the rural bank’s KPI form (G11)', () => {
  const form = schemeShape.parse(rrdKpi.body);
  const full: Readonly<Record<string, string>> = {
    effective_customers: '20',
    churn_rate: '50000',
    satisfaction: '4500000',
    contacts: '10',
    key_coverage: '1000000',
    deposit_increment: wan('500'),
    loan_increment: wan('300'),
    fee_income: wan('80'),
    npl_rate: '20000',
    cross_sell_rate: '600000',
    campaign_absences: '0',
    visits: '65',
    contribution: '100/100',
  };
  it('is 100 when every target is just met', () => {
    expect(pointsText(decideSheet(form, factsOf(full)).total)).toBe('100');
  });
  it.each(
    table(`
      metric              | actual    | change
      npl_rate            | 23500     | -9
      npl_rate            | 20999     | 0
      npl_rate            | 21000     | -3
      npl_rate            | 25000     | -15
      npl_rate            | 40000     | -15
      satisfaction        | 4300000   | -2
      satisfaction        | 4400001   | 0
      satisfaction        | 4400000   | -1
      key_coverage        | 970000    | -6
      deposit_increment   | 530000000 | 3
      deposit_increment   | 509999999 | 0
      deposit_increment   | 490000000 | -1
      loan_increment      | 330000000 | 1
      fee_income          | 72000000  | -1
      churn_rate          | 62000     | -2
      churn_rate          | 59999     | 0
      churn_rate          | 60000     | -2
      churn_rate          | 200000    | -10
      effective_customers | 21        | 1
      effective_customers | 19        | -1
      effective_customers | 0         | -6
      contacts            | 11        | 0.5
      contacts            | 9         | -0.5
      cross_sell_rate     | 590000    | -1
      campaign_absences   | 1         | -2
    `),
  )('$metric at $actual changes the total by $change', ({ metric, actual, change }) => {
    const sheet = decideSheet(form, factsOf({ ...full, [metric]: actual }));
    expect(pointsText(sheet.total - 100_000_000n)).toBe(change);
  });
});

describe('excess carried forward (DYB-Q)', () => {
  const form = schemeShape.parse(dybQuarter.body);
  const quarterly = (quarter: number, actual: string, carriedIn: string) => {
    const facts = factsOf(
      { interest_collection: '990000', deposit_average: '1/1', loan_average: '1/1' },
      { quarter },
    );
    const own = { target: 100n, actual: BigInt(actual) };
    const metrics = new Map(facts.metrics).set('fee_income', {
      target: 400n,
      actual: quarter === 4 ? 500n : BigInt(actual),
      quarter: own,
      carriedIn: BigInt(carriedIn),
    });
    const { parts, total } = decideSheet(form, { ...facts, metrics });
    const card = parts.find((part) => part.carriedOut !== null)!;
    return [pointsText(total), String(card.actual), String(card.carriedOut)];
  };
  it.each(
    table(`
      quarter | actual | carried | total | judged | out
      1       | 150    | 0       | 100   | 150    | 50
      2       | 50     | 50      | 100   | 100    | 0
      2       | 49     | 50      | 99.8  | 99     | 0
      3       | 60     | 0       | 92    | 60     | 0
      4       | 200    | 0       | 105   | 200    | 0
    `),
  )('quarter $quarter: $actual with $carried carried in → $total', (row) => {
    expect(quarterly(Number(row.quarter), row.actual, row.carried)).toEqual([
      row.total,
      row.judged,
      row.out,
    ]);
  });
  it.each(
    table(`
      collection | score
      1000000    | 20
      990000     | 20
      989999     | 20
      980000     | 19
      970000     | 18
      0          | 0
    `),
  )('interest collection of $collection → $score', ({ collection, score }) => {
    const { parts } = decideSheet(form, factsOf({ interest_collection: collection }));
    expect(pointsText(parts[0]!.score)).toBe(score);
  });
});

describe('nine weights (RRD-WEIGHT)', () => {
  const form = schemeShape.parse(rrdWeight.body);
  it.each(
    table(`
      metric             | figure  | total
      deposit_average    | 100/100 | 100
      deposit_average    | 100/120 | 106
      deposit_average    | 100/121 | 106
      deposit_average    | 100/50  | 85
      overdue_amount_new | 0/0     | 100
      overdue_amount_new | 0/1     | 90
      rollover_loans     | 100/150 | 95
    `),
  )('$metric $figure → $total', ({ metric, figure, total }) => {
    const even = form.lines.map((line) => [line.metric, '100/100'] as const);
    const figures = { ...Object.fromEntries(even), [metric]: figure };
    expect(pointsText(decideSheet(form, factsOf(figures)).total)).toBe(total);
  });
});

describe('a sheet', () => {
  const even = Object.fromEntries(scheme.lines.map((line) => [line.metric, '100/100']));
  it('adds the lines, caps the total and names the band at its bound', () => {
    const sheet = decideSheet(scheme, factsOf(even));
    expect([pointsText(sheet.total), sheet.band]).toEqual(['100', '良好']);
    const more = decideSheet(scheme, factsOf({ ...even, deposit_average: '100/134' }));
    expect(pointsText(more.total)).toBe('106');
  });

  it('is limited by a gate whatever the lines say', () => {
    const facts = factsOf({
      ...Object.fromEntries(scheme.lines.map((line) => [line.metric, '1/9'])),
      npl_rate: '20000/100001',
    });
    const sheet = decideSheet(scheme, facts);
    expect(pointsText(sheet.total)).toBe('80');
    expect(sheet.explanation.inputs['gates']).toContain('npl_rate');
    const rows = sheet.parts.filter((part) => part.part === 'gate');
    expect(rows.map((row) => row.explanation.inputs['outcome'])).toEqual(['failed']);
  });

  it('takes deductions after the cap and is never below 0', () => {
    const body = {
      lines: [
        {
          metric: 'x',
          weight: '100000000',
          scoring: { function: 'linear', floor: '0', cap: '1500000', withoutTarget: 'no_mark' },
        },
      ],
      deductions: {
        items: [{ metric: 'bad', points: '10000000', per: '1', free: '0' }],
        most: null,
      },
      totalCap: '120000000',
    };
    const totals = (bad: string) =>
      pointsText(decideSheet(schemeOf(body), factsOf({ x: '100/150', bad })).total);
    expect([totals('0'), totals('1'), totals('12'), totals('13')]).toEqual([
      '120',
      '110',
      '0',
      '0',
    ]);
  });

  it('is judged by the lines, gates and bands of the first track that fits', () => {
    const line = (weight: string) => ({
      metric: 'x',
      weight,
      scoring: { function: 'linear', floor: '0', cap: '1000000', withoutTarget: 'no_mark' },
    });
    const body = schemeOf({
      lines: [line('100000000')],
      tracks: [
        {
          name: '高级',
          who: { levels: ['senior'] },
          lines: [line('60000000'), line('40000000')],
          bands: [
            { name: '优', from: '100000000' },
            { name: '差', from: '0' },
          ],
        },
      ],
    });
    const facts = (level: string) => factsOf({ x: '10/10' }, levelled(level));
    const senior = decideSheet(body, facts('senior'));
    expect([senior.track, senior.parts.length, senior.band]).toEqual(['高级', 2, '优']);
    const junior = decideSheet(body, facts('junior'));
    expect([junior.track, junior.parts.length, junior.band]).toEqual([null, 1, '合格']);
  });

  it('takes qualitative marks and the standing in a group as facts', () => {
    const body = schemeOf({
      lines: [
        {
          metric: 'competence',
          weight: '20000000',
          scoring: { function: 'qualitative', withoutMarks: 'no_mark' },
        },
        {
          metric: 'x',
          weight: '80000000',
          scoring: {
            function: 'relative',
            against: 'group_average',
            group: 'branch',
            floor: '0',
            cap: '1200000',
            coefficients: [{ unit: 'B1', coefficient: '1100000' }],
            withoutAverage: 'no_mark',
          },
        },
      ],
    });
    const sheet = decideSheet(
      body,
      factsOf(
        { x: '10/50' },
        {
          marks: new Map([['competence', [70n, 80n, 85n, 90n, 100n].map((m) => m * 1_000_000n)]]),
          standing: (_line, actual) => ({ sum: actual * 2n, size: 2n, above: 0n, below: 0n }),
          rm: {
            sequence: 'retail',
            level: 'junior',
            unitKinds: [],
            unitCodes: ['S1', 'B1', 'H'],
          },
        },
      ),
    );
    expect(sheet.parts.map((part) => pointsText(part.score))).toEqual(['17', '88']);
    expect(sheet.parts[0]!.actual).toBe(85_000_000n);
  });
});

describe('laws of a sheet', () => {
  const schemes = [
    scheme,
    ...[pufaXian, citiGates, rrdKpi, dybQuarter, rrdWeight].map((preset) =>
      schemeShape.parse(preset.body),
    ),
  ];
  const amounts = fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n });
  const metrics = [
    ...new Set(
      schemes.flatMap((one) => [
        ...one.lines.map((line) => line.metric),
        ...one.deductions.items.map((item) => item.metric),
        ...(one.table?.units ?? []).map((unit) => unit.metric),
      ]),
    ),
  ];
  const books = fc.array(fc.tuple(amounts, amounts), {
    minLength: metrics.length,
    maxLength: metrics.length,
  });
  const factsFrom = (rows: readonly (readonly [bigint, bigint])[]) =>
    factsOf(
      Object.fromEntries(metrics.map((name, at) => [name, `${rows[at]![0]}/${rows[at]![1]}`])),
    );

  it('parts add up to the points; total = min(points, cap) − deducted, limited, never below 0', () => {
    fc.assert(
      fc.property(fc.constantFrom(...schemes), books, (one, rows) => {
        const sheet = decideSheet(one, factsFrom(rows));
        const sum = (wanted: (part: string) => boolean) =>
          sheet.parts.reduce((all, row) => (wanted(row.part) ? all + row.score : all), 0n);
        const own = ['line', 'base', 'unit'];
        expect(sum((part) => own.includes(part))).toBe(sheet.points);
        const taken = -sum((part) => part === 'deduction');
        const { most } = one.deductions;
        expect(sheet.deducted).toBe(most !== null && taken > most ? most : taken);
        const capped = sheet.points < one.totalCap ? sheet.points : one.totalCap;
        const left = capped - sheet.deducted;
        expect(sheet.total >= 0n && sheet.total <= (left < 0n ? 0n : left)).toBe(true);
      }),
      { seed: 20261123, numRuns: 300 },
    );
  });

  it('the same facts in any order give the same sheet', () => {
    fc.assert(
      fc.property(fc.constantFrom(...schemes), books, (one, rows) => {
        const facts = factsFrom(rows);
        const turned = { ...facts, metrics: new Map([...facts.metrics].toReversed()) };
        expect(decideSheet(one, turned)).toEqual(decideSheet(one, facts));
      }),
      { seed: 20261123 },
    );
  });

  it('an empty sheet is still a sheet: no figure, no mark that the scheme does not give', () => {
    for (const one of schemes) {
      const sheet = decideSheet(one, factsOf({}));
      expect(sheet.total <= millionths('100')).toBe(true);
      expect(sheet.band).not.toBe('');
    }
  });
});
