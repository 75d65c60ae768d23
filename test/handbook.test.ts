import fs from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { day } from '../core/day.ts';
import { fen, moneyText } from '../core/money.ts';
import { openHouse } from '../server/house.ts';
import { scoringSchemeKind } from '../server/modules/assessment/index.ts';
import { factsOf } from '../server/modules/assessment/testing.ts';
import { pointsText } from '../server/modules/assessment/rules/points.ts';
import { decideSheet } from '../server/modules/assessment/rules/sheet.ts';
import { paySchemeKind } from '../server/modules/pay/index.ts';
import { decideSlips } from '../server/modules/pay/rules/slip.ts';
import { fact, rmFacts } from '../server/modules/pay/testing.ts';
import { judgeDocument } from '../server/platform/policy/document.ts';
import { installInitialPolicies } from '../server/platform/policy/install.ts';
import type { PolicyKind } from '../server/platform/policy/kind.ts';
import { testTransaction } from '../server/platform/testing/database.ts';

const folder = path.resolve(import.meta.dirname, '..', 'docs', 'handbook');
const units: Readonly<Record<string, 'fen' | 'count' | 'rate'>> = {
  deposit_average: 'fen',
  contribution: 'fen',
  new_customers: 'count',
  complaints: 'count',
  npl_rate: 'rate',
};

/** The scheme author's chapter: its two documents and its three tables of figures. */
function chapterOf(language: string) {
  const text = fs.readFileSync(path.join(folder, language, 'scheme-author.md'), 'utf8');
  const documents = [...text.matchAll(/```yaml\n(.*?)```/gs)].map((found) => found[1]!);
  const tables = text
    .split('\n\n')
    .filter((block) => block.startsWith('|'))
    .map((block) =>
      block
        .split('\n')
        .slice(2)
        .map((row) => row.split('|').map((cell) => cell.trim())),
    );
  const figuresFrom = tables.findIndex((rows) => rows[0]?.[1] === 'deposit_average');
  const [facts, sheet, slip] = tables.slice(figuresFrom);
  const last = (rows: string[][] | undefined) =>
    rows!.map((row) => [row[1]!, row.at(-2)!] as const);
  return {
    text,
    documents,
    facts: facts!.map((row) => ({ metric: row[1]!, target: row[2]!, actual: row[3]! })),
    sheet: last(sheet),
    slip: last(slip),
  };
}

/** Yuan, a count or a rate of the chapter's table in the metric's unit. */
function inUnit(metric: string, figure: string): bigint {
  const [whole = '0', decimals = ''] = figure.split('.');
  const places = { fen: 2, count: 0, rate: 6 }[units[metric]!];
  return BigInt(whole + decimals.padEnd(places, '0'));
}

describe.each(['zh', 'en'])(
  'the scheme author’s chapter (%s) tells what the program does',
  (language) => {
    const chapter = chapterOf(language);
    const bodies = new Map<string, unknown>();

    beforeAll(() =>
      testTransaction(async (tx) => {
        const kinds: readonly PolicyKind[] = openHouse().policies;
        await installInitialPolicies(tx, kinds);
        const wanted = [scoringSchemeKind, paySchemeKind] as readonly PolicyKind[];
        for (const [at, kind] of wanted.entries()) {
          const judged = await judgeDocument(tx, kind, chapter.documents[at]!, day('2026-01-01'));
          expect(judged.faults).toEqual([]);
          bodies.set(kind.kind, judged.body);
        }
      }),
    );

    it('the sheet: each line, the total and its band', () => {
      const scheme = scoringSchemeKind.schema.parse(bodies.get('scoring_scheme'));
      const figures = chapter.facts.map(({ metric, target, actual }) => {
        const goal = target === '' ? '' : `${inUnit(metric, target)}/`;
        return [metric, `${goal}${inUnit(metric, actual)}`] as const;
      });
      const sheet = decideSheet(scheme, factsOf(Object.fromEntries(figures)));
      const scores = sheet.parts
        .filter((part) => part.part === 'line' || part.part === 'deduction')
        .map((part) => [part.metric, pointsText(part.score)]);
      expect([...scores, ['total', pointsText(sheet.total)]]).toEqual(chapter.sheet);
      expect(chapter.text).toContain(sheet.band);
    });

    it('the slip: each item, what is deferred, held and taken off, and what is paid', () => {
      const scheme = paySchemeKind.schema.parse(bodies.get('pay_scheme'));
      const metrics = new Map(
        chapter.facts.map(({ metric, actual }) => {
          const value = inUnit(metric, actual);
          return [
            metric,
            { ...fact('count', '0'), unit: units[metric]!, year: value, quarter: value },
          ];
        }),
      );
      const total = BigInt(Math.round(Number(chapter.sheet.at(-1)![1]) * 10)) * 100_000n;
      const rm = rmFacts({ appointed: { level: 'middle', step: 1 }, total, metrics });
      const period = { quarter: '2026Q1' as never, year: 2026, quarterNo: 1 };
      const slip = decideSlips(scheme, [rm], period).get(rm.staffNo)!;
      const items = slip.lines.filter((line) =>
        ['base', 'bonus', 'new_customers'].includes(line.item),
      );
      const said = [
        ...items.map((line) => [line.item, moneyText(line.amount)]),
        ['deferred', moneyText(slip.deferred)],
        ['held', moneyText(slip.held)],
        ['deducted', moneyText(slip.deducted)],
        ['paid', moneyText(slip.paidNow)],
      ].map(([name, amount]) => [name, amount!.replaceAll(',', '')]);
      expect(said).toEqual(chapter.slip);
      const parts = slip.paidNow + slip.deferred + slip.held + slip.deducted;
      expect(moneyText(fen(parts))).toBe(moneyText(slip.gross));
      const words = chapter.text.replaceAll(',', '');
      for (const { amount } of slip.instalments) expect(words).toContain(moneyText(amount));
    });
  },
);

it('both languages have the same documents', () => {
  expect(chapterOf('en').documents).toEqual(chapterOf('zh').documents);
});
