import { inflateSync } from 'node:zlib';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { quarter as quarterOf } from '../../../../core/period.ts';
import { pdfOf } from '../../../platform/files/typst.ts';
import { table } from '../../../platform/testing/table.ts';
import { composeAmendment } from './amendment.ts';
import {
  figureText,
  printAmendment,
  printLetter,
  zonedText,
  type Surroundings,
} from './letter-print.ts';
import { bookOf } from './metric-book.ts';
import { sampleLetter } from '../testing.ts';

it.each(
  table(`
    unit       | digits     | text
    fen        | 0          | 0.00
    fen        | 99999      | 999.99
    fen        | 100000     | 1,000.00
    fen        | -123456789 | -1,234,567.89
    count      | 999        | 999
    count      | 1000       | 1,000
    millionths | 20000      | 2%
    millionths | 12345      | 1.2345%
  `),
)('prints $digits $unit as $text', ({ unit, digits, text }) => {
  expect(figureText(unit as 'fen', digits)).toBe(text);
});

it.each(
  table(`
    instant                  | zone             | text
    2026-01-05T01:00:00.000Z | Asia/Shanghai    | 2026-01-05 09:00（北京时间）
    2026-01-04T16:00:00.000Z | Asia/Shanghai    | 2026-01-05 00:00（北京时间）
    2026-01-04T15:59:59.999Z | Asia/Shanghai    | 2026-01-04 23:59（北京时间）
    2026-01-05T01:00:00.000Z | Europe/Prague    | 2026-01-05 02:00（Europe/Prague）
  `),
)('a signature at $instant stands as $text', ({ instant, zone, text }) => {
  expect(zonedText(instant, zone)).toBe(text);
});

const bare = (hash: string) => ({ hash, signatures: [], timeZone: 'Asia/Shanghai' });

it('prints an amendment: each figure before and after, the letter by its hash', () => {
  const letter = sampleLetter();
  const figures = (annual: string) => ({
    annual,
    stretch: annual,
    challenge: annual,
    quarters: ['2026Q1', '2026Q2', '2026Q3', '2026Q4'].map((quarter) => ({
      quarter,
      target: annual,
    })),
  });
  const body = composeAmendment(letter, {
    letterHash: 'b'.repeat(64),
    amendmentNo: 2,
    fromQuarter: quarterOf('2026Q2'),
    reason: '机构调整，客户划出',
    policyVersionId: 7n,
    changes: [
      {
        metric: bookOf([]).get('deposit_average')!,
        before: figures('100000'),
        after: figures('200000'),
      },
    ],
  });
  const printed = printAmendment(body, bare('a'.repeat(64)));
  expect(printed.no).toBe('2026-责-0001 补 2');
  expect(printed.metricRows).toEqual([
    ['存款日均', '原定', ...Array.from({ length: 7 }, () => '1,000.00')],
    ['存款日均', '变更为', ...Array.from({ length: 7 }, () => '2,000.00')],
  ]);
  expect(printed.letterNote).toContain('b'.repeat(64));
  const template = readFileSync(path.join(import.meta.dirname, '..', 'amendment.typ'), 'utf8');
  expect(pdfOf(template, printed).toString('latin1').startsWith('%PDF-1.7')).toBe(true);
});

it('names what is not signed, and never invents a signature for an adopted letter', () => {
  const letter = sampleLetter();
  const names = (printed: ReturnType<typeof printLetter>) =>
    printed.signatures.map((one) => one.name);
  const around = (signatures: Surroundings['signatures']) => ({
    hash: 'h',
    signatures,
    timeZone: 'Asia/Shanghai',
  });
  expect(names(printLetter(letter, around([])))).toEqual(['（待签署）', '（待签署）']);
  const signedAt = '2026-01-05T01:00:00.000Z';
  const signed = [{ side: 'rm' as const, signerName: '王明', signedAt }];
  expect(names(printLetter(letter, around(signed)))).toEqual(['王明', '（待签署）']);
  const adopted = sampleLetter({ adopted: { policy: '目标方案 1', quarter: '1993Q1' } });
  expect(names(printLetter(adopted, around([])))).toEqual(['按制度认定', '按制度认定']);
});

it('makes a PDF whose Chinese is text: fonts with a map to Unicode, the hash in it', () => {
  const template = readFileSync(path.join(import.meta.dirname, '..', 'letter.typ'), 'utf8');
  const pdf = pdfOf(template, printLetter(sampleLetter(), bare('a'.repeat(64))));
  const text = pdf.toString('latin1');
  expect(text.startsWith('%PDF-1.7')).toBe(true);
  expect(text).toContain('NotoSansSC');
  const maps = streamsOf(pdf).filter((stream) => stream.includes('beginbfchar'));
  const mapped = maps.join('\n').toLowerCase();
  for (const character of '责任书王明') {
    expect(mapped).toContain(`<${character.codePointAt(0)!.toString(16)}>`);
  }
});

function streamsOf(pdf: Buffer): string[] {
  const streams: string[] = [];
  for (let at = pdf.indexOf('stream\n'); at !== -1; at = pdf.indexOf('stream\n', at + 7)) {
    try {
      streams.push(inflateSync(pdf.subarray(at + 7)).toString('latin1'));
    } catch {
      // Not deflated: pictures and the like.
    }
  }
  return streams;
}
