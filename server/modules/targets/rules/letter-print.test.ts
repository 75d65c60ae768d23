import { inflateSync } from 'node:zlib';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { pdfOf } from '../../../platform/files/typst.ts';
import { table } from '../../../platform/testing/table.ts';
import { figureText, printLetter } from './letter-print.ts';
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

it('names what is not signed, and never invents a signature for an adopted letter', () => {
  const letter = sampleLetter();
  const names = (printed: ReturnType<typeof printLetter>) =>
    printed.signatures.map((one) => one.name);
  expect(names(printLetter(letter, 'h', []))).toEqual(['（待签署）', '（待签署）']);
  const signedAt = '2026-01-05T01:00:00.000Z';
  const signed = [{ side: 'rm' as const, signerName: '王明', signedAt }];
  expect(names(printLetter(letter, 'h', signed))).toEqual(['王明', '（待签署）']);
  const adopted = sampleLetter({ adopted: { policy: '目标方案 1', quarter: '1993Q1' } });
  expect(names(printLetter(adopted, 'h', []))).toEqual(['按制度认定', '按制度认定']);
});

it('makes a PDF whose Chinese is text: fonts with a map to Unicode, the hash in it', () => {
  const template = readFileSync(path.join(import.meta.dirname, '..', 'letter.typ'), 'utf8');
  const pdf = pdfOf(template, printLetter(sampleLetter(), 'a'.repeat(64), []));
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
