import { say, type Locale } from '../../../core/messages.ts';
import { fen } from '../../../core/money.ts';
import { dayWritten, quarterWritten } from '../../../core/written.ts';
import { recordAudit } from '../../platform/audit/record.ts';
import { sha256 } from '../../platform/db/digest.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import {
  workbookOfSheets,
  type Cell,
  type WorkbookColumn,
  type WorkbookSheet,
} from '../../platform/files/workbook.ts';
import type { FileAnswer } from '../../platform/module.ts';
import { bankOf, businessDay } from '../organisation/index.ts';
import { deskApi } from './contract.ts';
import { deskMessages } from './messages.ts';
import type { heatOf } from './rules/heat.ts';
import type { UnitFigures } from './store/board.ts';
import type { MigrationRow, RankedRm } from './store/ranking.ts';

type Unit = Omit<UnitFigures, 'path' | 'depositProduct' | 'loanProduct'> & {
  readonly depositAverage: bigint;
  readonly loanAverage: bigint;
};

/** What the board shows; the ranking is read page by page, from a row on. */
export interface BoardContent {
  readonly unit: string;
  readonly quarter: string;
  readonly board: {
    readonly unit: Unit | null;
    readonly children: readonly Unit[];
    readonly segments: readonly { kind: string; value: string; customers: number }[];
    readonly trend: readonly {
      quarter: string;
      depositAverage: bigint;
      loanAverage: bigint;
      contribution: bigint;
    }[];
  };
  readonly heat: ReturnType<typeof heatOf>;
  readonly migration: {
    readonly from: string | null;
    readonly rows: readonly MigrationRow[];
  };
  readonly ranking: (from: number) => Promise<readonly RankedRm[]>;
}

type Key = keyof typeof deskMessages;

/** The words of a file in its reader's language. */
function wordsIn(locale: Locale) {
  const said = (key: Key) => say(deskMessages[key], locale);
  return {
    locale,
    said,
    worded: (value: string) =>
      Object.hasOwn(deskMessages, `desk.value.${value}`)
        ? said(`desk.value.${value}` as Key)
        : value,
    text: (key: Key, width = 16): WorkbookColumn => ({ title: said(key), width, kind: 'text' }),
    money: (key: Key): WorkbookColumn => ({ title: said(key), width: 20, kind: 'money' }),
    number: (key: Key): WorkbookColumn => ({ title: said(key), width: 12, kind: 'count' }),
  };
}
type Words = ReturnType<typeof wordsIn>;

type Sheet = Omit<WorkbookSheet, 'madeAt'>;

/**
 * The board as XLSX: units, targets, trend, segments, migration, RMs, each a sheet. Every copy is
 * recorded with its hash and what it is about.
 */
export async function boardFile(
  tx: Tx,
  content: BoardContent,
  locale: Locale,
): Promise<FileAnswer> {
  const words = wordsIn(locale);
  const bank = await bankOf(tx);
  const today = await businessDay(tx);
  const title = `${content.unit} ${words.said('desk.board')}`;
  const head = [
    [`${bank?.name ?? ''} ${title} ${quarterWritten(content.quarter, locale)}`],
    [`${dayWritten(today, locale)} ${tx.actor.login}`],
  ];
  const sheets = [
    unitSheet(content, words),
    ...targetSheets(content, words),
    trendSheet(content, words),
    segmentSheet(content, words),
    migrationSheet(content, words),
    rankingSheet(content, words),
  ].map((sheet) => ({ ...sheet, head }));
  const body = await workbookOfSheets(sheets, new Date(`${today}T00:00:00Z`));
  const name = `board-${content.quarter}.xlsx`;
  await recordAudit(tx, {
    verb: 'desk.export_board',
    subject: 'board',
    subjectKey: content.quarter,
    detail: { unit: content.unit, quarter: content.quarter, sha256: sha256(body) },
  });
  return { file: { name, type: deskApi.readBoardFile.file!, body } };
}

function sheetOf(
  key: Key,
  { said }: Words,
  columns: readonly WorkbookColumn[],
  rows: readonly (readonly Cell[])[],
): Sheet {
  return { name: said(key).slice(0, 31), head: [], columns, rows: each(rows), total: [] };
}

async function* each(rows: readonly (readonly Cell[])[]): AsyncGenerator<readonly Cell[]> {
  yield* rows;
}

function unitSheet({ board }: BoardContent, words: Words): Sheet {
  const { text, money, number } = words;
  const units = board.unit === null ? board.children : [board.unit, ...board.children];
  return sheetOf(
    'desk.by_unit',
    words,
    [
      text('desk.field.name', 28),
      number('desk.field.rms'),
      number('desk.field.customers'),
      money('desk.field.depositAverage'),
      money('desk.field.loanAverage'),
      money('desk.field.contribution'),
      text('desk.field.averageScore'),
    ],
    units.map((one) => [
      one.name,
      one.rms,
      one.customers,
      fen(one.depositAverage),
      fen(one.loanAverage),
      fen(one.contribution),
      one.averageScore === null ? null : millionths(one.averageScore),
    ]),
  );
}

/** Two columns a metric: counts as counts, money as money; completion in per cent as text. */
function targetSheets({ heat }: BoardContent, words: Words): Sheet[] {
  const { text, money } = words;
  const rows = heat.rows.flatMap((row) =>
    heat.metrics.map((metric, at): Cell[] => {
      const cell = row.cells[at];
      const figure = (value: bigint | null): [Cell, Cell] =>
        value === null
          ? [null, null]
          : metric.unit === 'fen'
            ? [fen(value), null]
            : [null, String(value)];
      const percent = cell?.completion ?? null;
      return [
        row.name,
        metric.name[words.locale],
        ...figure(cell?.value ?? null),
        ...figure(cell?.target ?? null),
        percent === null ? null : `${millionths(percent * 100n)}%`,
      ];
    }),
  );
  const columns = [
    text('desk.field.name', 28),
    text('desk.field.metric', 18),
    money('desk.field.value'),
    text('desk.field.valueCount'),
    money('desk.field.target'),
    text('desk.field.targetCount'),
    text('desk.field.completion'),
  ];
  return [sheetOf('desk.heat', words, columns, rows)];
}

function trendSheet({ board }: BoardContent, words: Words): Sheet {
  const { text, money } = words;
  return sheetOf(
    'desk.trend_sheet',
    words,
    [
      text('desk.field.quarter'),
      money('desk.field.depositAverage'),
      money('desk.field.loanAverage'),
      money('desk.field.contribution'),
    ],
    board.trend.map((one) => [
      quarterWritten(one.quarter, words.locale),
      fen(one.depositAverage),
      fen(one.loanAverage),
      fen(one.contribution),
    ]),
  );
}

function segmentSheet({ board }: BoardContent, words: Words): Sheet {
  const { text, number, worded } = words;
  return sheetOf(
    'desk.segments',
    words,
    [text('desk.field.kind'), text('desk.field.segment'), number('desk.field.customers')],
    board.segments.map((one) => [worded(one.kind), worded(one.value), one.customers]),
  );
}

function migrationSheet({ migration }: BoardContent, words: Words): Sheet {
  const { text, number, said, worded } = words;
  return sheetOf(
    'desk.migration',
    words,
    [
      text('desk.field.kind'),
      text('desk.field.from'),
      text('desk.field.to'),
      number('desk.field.customers'),
    ],
    migration.rows.map((one) => [
      said(`desk.dimension.${one.dimension}`),
      worded(one.before),
      worded(one.after),
      one.customers,
    ]),
  );
}

function rankingSheet({ ranking }: BoardContent, words: Words): Sheet {
  const { text, money, said } = words;
  return {
    name: said('desk.top_rms'),
    head: [],
    columns: [
      text('desk.field.staffNo'),
      text('desk.field.name'),
      text('desk.field.unitName', 28),
      text('desk.field.score'),
      money('desk.field.contribution'),
      money('desk.field.contributionBefore'),
      money('desk.field.contributionYearAgo'),
    ],
    rows: ranked(ranking),
    total: [],
  };
}

async function* ranked(ranking: BoardContent['ranking']): AsyncGenerator<readonly Cell[]> {
  for (let from = 0; ;) {
    const page = await ranking(from);
    for (const one of page) {
      yield [
        one.staffNo,
        one.name,
        one.unitName,
        millionths(one.score),
        fen(one.contribution),
        one.contributionBefore === null ? null : fen(one.contributionBefore),
        one.contributionYearAgo === null ? null : fen(one.contributionYearAgo),
      ];
    }
    if (page.length === 0) return;
    from += page.length;
  }
}

/** Millionths with two decimals, cut: a picture for a reader, not for sums. */
function millionths(value: bigint): string {
  const hundredths = value / 10_000n;
  const size = hundredths < 0n ? -hundredths : hundredths;
  const digits = size.toString().padStart(3, '0');
  return `${hundredths < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
