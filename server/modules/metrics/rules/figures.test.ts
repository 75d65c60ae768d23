import { describe, expect, it } from 'vitest';
import { day } from '../../../../core/day.ts';
import { quarter } from '../../../../core/period.ts';
import { isRefusal } from '../../../../core/refusal.ts';
import { table } from '../../../platform/testing/table.ts';
import type { FigureState } from '../contract/figures.ts';
import { readFigureFile } from '../figure-file.ts';
import { metricCatalogueKind } from '../policy.ts';
import { decideEntry, decideRuling, decideWithdrawing, parseFigure } from './figures.ts';

const { metrics } = metricCatalogueKind.schema.parse(metricCatalogueKind.initial);

describe('a figure as people write it', () => {
  const rows = table(`
    unit  | written   | amount
    fen   | 1,234.50  | 123450
    fen   | 1234.505  | none
    count | 12        | 12
    count | 12.0      | 12
    count | 12.5      | none
    rate  | 97%       | 970000
    rate  | 97.25     | 972500
    score | 4.5       | 4500000
    score | 4.1234567 | none
    count | many      | none
  `);
  it.each(rows)('$written $unit is $amount', ({ unit, written, amount }) => {
    expect(String(parseFigure(unit as 'fen', written) ?? 'none')).toBe(amount);
  });
});

describe('an entry', () => {
  const rows = table(`
    case               | metric       | value | quarter | staff | by | sealed | standing  | answer
    right              | visits       | 12    | 2026Q3  | 1     | 2  | no     |           | 12
    least              | satisfaction | 0     | 2026Q3  | 1     | 2  | no     |           | 0
    most               | satisfaction | 5     | 2026Q3  | 1     | 2  | no     |           | 5000000
    above the most     | satisfaction | 5.1   | 2026Q3  | 1     | 2  | no     |           | metrics.out_of_bounds
    below the least    | complaints   | -1    | 2026Q3  | 1     | 2  | no     |           | metrics.out_of_bounds
    no value           | visits       | a few | 2026Q3  | 1     | 2  | no     |           | metrics.value_unreadable
    measured           | npl_rate     | 1%    | 2026Q3  | 1     | 2  | no     |           | metrics.not_by_hand
    no such metric     | charm        | 5     | 2026Q3  | 1     | 2  | no     |           | metrics.metric_unknown
    nobody             | visits       | 12    | 2026Q3  |       | 2  | no     |           | metrics.staff_unknown
    about oneself      | visits       | 12    | 2026Q3  | 1     | 1  | no     |           | metrics.about_oneself
    no person behind   | visits       | 12    | 2026Q3  | 1     |    | no     |           | 12
    sealed             | visits       | 12    | 2026Q3  | 1     | 2  | yes    |           | metrics.quarter_sealed
    first day          | visits       | 12    | 2026Q4  | 1     | 2  | no     |           | 12
    not begun          | visits       | 12    | 2027Q1  | 1     | 2  | no     |           | metrics.quarter_not_begun
    one waits          | visits       | 12    | 2026Q3  | 1     | 2  | no     | entered   | metrics.stands_entered
    one is certified   | visits       | 12    | 2026Q3  | 1     | 2  | no     | certified | metrics.stands_certified
  `);
  it.each(rows)('$case: $answer', (row) => {
    const decided = decideEntry({
      staffNo: 'R1',
      quarter: quarter(row.quarter),
      metric: row.metric,
      value: row.value,
      staff: row.staff === '' ? null : { staffId: BigInt(row.staff) },
      rule: metrics.find((one) => one.key === row.metric) ?? null,
      today: day('2026-10-01'),
      sealed: row.sealed === 'yes',
      standing: row.standing === '' ? null : (row.standing as 'entered'),
      entererStaffId: row.by === '' ? null : BigInt(row.by),
    });
    expect(isRefusal(decided) ? decided.refused : String(decided.amount)).toBe(row.answer);
  });
});

describe('two people', () => {
  const facts = (row: { state: string; sealed: string }) => ({
    figureId: 9n,
    staffId: 1n,
    quarter: quarter('2026Q3'),
    state: row.state as FigureState,
    enteredBy: 50n,
    entererStaffId: 5n,
    sealed: row.sealed === 'yes',
  });
  const rulings = table(`
    case                          | account | staff | state     | sealed | answer
    another person certifies      | 60      | 6     | entered   | no     | done
    an account without person     | 60      |       | entered   | no     | done
    who entered it                | 50      | 5     | entered   | no     | metrics.own_entry
    his second account            | 51      | 5     | entered   | no     | metrics.own_entry
    the RM himself                | 70      | 1     | entered   | no     | metrics.about_oneself
    certified before              | 60      | 6     | certified | no     | metrics.was_certified
    returned before               | 60      | 6     | returned  | no     | metrics.was_returned
    withdrawn before              | 60      | 6     | withdrawn | no     | metrics.was_withdrawn
    a sealed quarter              | 60      | 6     | entered   | yes    | metrics.quarter_sealed
  `);
  it.each(rulings)('ruling: $case: $answer', (row) => {
    const ruler = {
      accountId: BigInt(row.account),
      staffId: row.staff === '' ? null : BigInt(row.staff),
    };
    expect(decideRuling(facts(row), ruler)?.refused ?? 'done').toBe(row.answer);
  });

  const withdrawals = table(`
    case                     | account | staff | state     | sealed | answer
    own entry                | 50      | 5     | entered   | no     | done
    entry of another         | 60      | 6     | entered   | no     | metrics.not_own_entry
    certified, by another    | 60      | 6     | certified | no     | done
    certified and sealed     | 60      | 6     | certified | yes    | metrics.quarter_sealed
    certified, by the RM     | 70      | 1     | certified | no     | metrics.about_oneself
    returned                 | 50      | 5     | returned  | no     | metrics.was_returned
  `);
  it.each(withdrawals)('withdrawal: $case: $answer', (row) => {
    const ruler = { accountId: BigInt(row.account), staffId: BigInt(row.staff) };
    expect(decideWithdrawing(facts(row), ruler)?.refused ?? 'done').toBe(row.answer);
  });
});

describe('a file of figures', () => {
  it('is read from CSV with Chinese or English headings, quotes and all', () => {
    const text = '\uFEFF工号,季度,指标,数值,依据\r\nR1,2026Q3,走访,"1,200","走访""记录"""\r\n\r\n';
    expect(readFigureFile('a.csv', text)).toEqual([
      {
        row: 2,
        staffNo: 'R1',
        quarter: '2026Q3',
        metric: '走访',
        value: '1,200',
        evidence: '走访"记录"',
      },
    ]);
    const tabs = 'evidence\tstaff_no\tquarter\tmetric\tvalue\nlog\tR1\t2026q3\tvisits\t3';
    expect(readFigureFile('a.txt', tabs)).toMatchObject([
      { row: 2, quarter: '2026Q3', value: '3' },
    ]);
  });

  it('is read from YAML, values as they are written', () => {
    const text = '- { staff_no: 007, quarter: 2026Q3, metric: visits, value: 4.50, evidence: log }';
    expect(readFigureFile('a.yaml', text)).toEqual([
      {
        row: 1,
        staffNo: '007',
        quarter: '2026Q3',
        metric: 'visits',
        value: '4.50',
        evidence: 'log',
      },
    ]);
  });

  const head = 'staff_no,quarter,metric,value,evidence';
  const rows = table(`
    case              | name  | text                          | refused                    | faults
    no columns        | a.csv | staff,metric                  | metrics.columns_unreadable |
    empty             | a.csv | HEAD                          | metrics.file_faulty        |
    an empty cell     | a.csv | HEAD;R1,2026Q3,visits,,log    | metrics.file_faulty        | 2 · 数值 value metrics.cell_empty
    no quarter        | a.csv | HEAD;R1,2026,visits,1,log     | metrics.file_faulty        | 2 · 季度 quarter metrics.cell_no_quarter
    a short line      | a.csv | HEAD;R1,2026Q3                | metrics.file_faulty        | 2 metrics.line_broken
    a broken quote    | a.csv | HEAD;R1,2026Q3,visits,1,"log  | metrics.file_faulty        | 2 metrics.line_broken
    no YAML           | a.yml | - { a: [                      | metrics.yaml_unreadable    |
    no list           | a.yml | a: 1                          | metrics.yaml_unreadable    |
  `);
  it.each(rows)('$case is refused', ({ name, text, refused, faults }) => {
    const written = text.replace('HEAD', head).replaceAll(';', '\n');
    const found = readFigureFile(name, written);
    if (!isRefusal(found)) throw new Error('was read');
    expect(found.refused).toBe(refused);
    expect((found.details ?? []).map((one) => `${one.at} ${one.code}`).join('; ')).toBe(faults);
  });
});
