import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { dayText, fenText } from '../../../core/schema.ts';
import { table } from '../testing/table.ts';
import { differenceOf } from './difference.ts';
import { documentText, faultWords, readDocument } from './document.ts';
import type { PolicyKind } from './kind.ts';

const shape = z.strictObject({
  capFen: fenText.transform(BigInt),
  since: dayText,
  mode: z.enum(['soft', 'hard']),
  bands: z.array(z.strictObject({ code: z.string(), places: z.int().min(1).max(9) })).min(1),
});
const kind: PolicyKind<typeof shape> = {
  kind: 'caps',
  title: { zh: '上限', en: 'Caps' },
  source: 'test',
  schema: shape,
  initial: { capFen: '1', since: '2024-01-01', mode: 'soft', bands: [{ code: 'a', places: 1 }] },
  assumed: { zh: '', en: '' },
  check: (body) =>
    body.bands.length > 2 ? [{ at: 'bands[2].code', zh: '最多两档', en: 'at most two' }] : [],
};

const right = `capFen: '500'
since: 2024-02-29
mode: soft
bands:
  - code: a
    places: 1
  - code: b
    places: 9
`;

describe('reading a document', () => {
  it('takes YAML, JSON, and digits without quotes', () => {
    const body = {
      capFen: '500',
      since: '2024-02-29',
      mode: 'soft',
      bands: [
        { code: 'a', places: 1 },
        { code: 'b', places: 9 },
      ],
    };
    expect(readDocument(kind, right)).toEqual({ body, faults: [] });
    expect(readDocument(kind, JSON.stringify(body))).toEqual({ body, faults: [] });
    expect(readDocument(kind, right.replace(`'500'`, '500'))).toEqual({ body, faults: [] });
    const large = readDocument(kind, right.replace(`'500'`, '123456789012345678'));
    expect(large.body).toMatchObject({ capFen: '123456789012345678' });
  });

  const rows = table(`
    case                       | old              | new                     | at              | line | code
    syntax                     | mode: soft       | mode: [soft             |                 | 4    | policy.fault.syntax
    the same key twice         | mode: soft       | capFen: '1'             |                 | 3    | policy.fault.syntax
    not digits                 | '500'            | '5.00'                  | capFen          | 1    | policy.fault.form
    another type               | '500'            | [1]                     | capFen          | 1    | policy.fault.type
    not on the calendar        | 2024-02-29       | 2023-02-29              | since           | 2    | policy.fault.other
    not a day                  | 2024-02-29       | soon                    | since           | 2    | policy.fault.form
    not a choice               | mode: soft       | mode: firm              | mode            | 3    | policy.fault.choice
    below the least            | places: 1        | places: 0               | bands[0].places | 6    | policy.fault.small
    above the most             | places: 9        | places: 10              | bands[1].places | 8    | policy.fault.large
    a surplus entry            | mode: soft       | {mode: soft, x: 1}      |                 | 3    | policy.fault.syntax
    an entry is missing        | mode: soft       | # nothing               | mode            | 1    | policy.fault.missing
    a misspelt entry           | places: 9        | place: 9                | bands[1].places | 7    | policy.fault.missing
  `);
  for (const row of rows) {
    it(`${row.case}: ${row.code} at line ${row.line}`, () => {
      const { faults } = readDocument(kind, right.replace(row.old, row.new));
      const found = faults.find((fault) => fault.code === row.code);
      expect(found, JSON.stringify(faults)).toBeDefined();
      expect(found?.at).toBe(row.at);
      expect(found?.line).toBe(Number(row.line));
    });
  }

  it('gives all faults at once, the kind’s own rules after the schema', () => {
    const { faults } = readDocument(kind, right.replace(`'500'`, 'x').replace('soft', 'firm'));
    expect(faults.map((fault) => fault.at)).toEqual(['capFen', 'mode']);
    const three = `${right}  - code: c\n    places: 1\n`;
    const [fault] = readDocument(kind, three).faults;
    expect(fault).toMatchObject({ at: 'bands[2].code', line: 9 });
    expect(faultWords(fault!)).toEqual({ zh: '最多两档', en: 'at most two' });
  });

  it('refuses a document that is empty or no map', () => {
    for (const text of [' ', '# only a remark', '- 1', 'word']) {
      expect(readDocument(kind, text).faults.length, text).toBeGreaterThan(0);
    }
  });
});

describe('writing a document', () => {
  it('export → import is the same, in the order of the schema', () => {
    const body = {
      bands: [{ places: 2, code: 'a' }],
      mode: 'hard',
      since: '2024-01-01',
      capFen: '7',
    };
    const text = documentText(kind, body, 'Caps\nversion 1');
    expect(text.split('\n').slice(0, 4)).toEqual([
      '# Caps',
      '# version 1',
      'capFen: "7"',
      'since: 2024-01-01',
    ]);
    expect(readDocument(kind, text)).toEqual({ body, faults: [] });
  });
});

describe('the difference of two documents', () => {
  const before = {
    cap: '5',
    mode: 'soft',
    list: [1, 2],
    bands: [
      { code: 'a', n: 1 },
      { code: 'b', n: 2 },
    ],
  };
  it('is empty for equal ones, whatever the order of keys and named entries', () => {
    const same = {
      mode: 'soft',
      cap: '5',
      list: [1, 2],
      bands: [
        { n: 2, code: 'b' },
        { code: 'a', n: 1 },
      ],
    };
    expect(differenceOf(before, same)).toEqual([]);
  });
  it('names place, old and new', () => {
    const after = { cap: '6', list: [1, 3, 4], bands: [{ code: 'b', n: 3 }], more: { x: true } };
    expect(differenceOf(before, after).map((one) => Object.values(one).join(' | '))).toEqual([
      'bands[a] | removed | {"code":"a","n":1} | ',
      'bands[b].n | changed | 2 | 3',
      'cap | changed | 5 | 6',
      'list[1] | changed | 2 | 3',
      'list[2] | added |  | 4',
      'mode | removed | soft | ',
      'more | added |  | {"x":true}',
    ]);
  });
  it('tells a number from the text of it', () => {
    expect(differenceOf({ a: 5 }, { a: '5' })).toHaveLength(1);
  });
});
