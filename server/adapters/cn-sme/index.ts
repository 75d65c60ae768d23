import path from 'node:path';
import { parseDecimal } from '../../../core/decimal.ts';
import type { Phrase } from '../../../core/messages.ts';
import { flowTotals, type FlowTotal } from '../../modules/holdings/index.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { readTable, type TableRow } from '../../platform/imports/table.ts';
import type { Adapter, ReadRecord, SourceTotal } from '../../platform/imports/target.ts';
import { neededFiles, recordAt, recordsOf, wholeTable } from '../folder.ts';
import { bookingUnit, bookOpenedOn, ratedOn, staff, units } from './assumed.ts';

interface InvoiceFile {
  readonly file: string;
  readonly direction: 'in' | 'out';
  readonly counterparty: string;
  readonly name: Phrase;
}

const invoiceFiles: readonly InvoiceFile[] = [
  {
    file: 'a1_input_invoices.csv.gz',
    direction: 'in',
    counterparty: '销方单位代号',
    name: { zh: '123 户进项', en: 'Input of the 123 firms' },
  },
  {
    file: 'a1_output_invoices.csv.gz',
    direction: 'out',
    counterparty: '购方单位代号',
    name: { zh: '123 户销项', en: 'Output of the 123 firms' },
  },
  {
    file: 'a2_input_invoices.csv.gz',
    direction: 'in',
    counterparty: '销方单位代号',
    name: { zh: '302 户进项', en: 'Input of the 302 firms' },
  },
  {
    file: 'a2_output_invoices.csv.gz',
    direction: 'out',
    counterparty: '购方单位代号',
    name: { zh: '302 户销项', en: 'Output of the 302 firms' },
  },
];

const rated = 'enterprises_123.csv';
const unrated = 'enterprises_302.csv';

/** What the rows of one file add up to; void invoices are counted apart and never summed. */
interface Sums {
  rows: bigint;
  void: bigint;
  netFen: bigint;
  grossFen: bigint;
}

/** One Chinese bank's book of small firms (problem C of the 2020 modelling contest). */
export function cnSmeAdapter(): Adapter {
  let sums = new Map<string, Sums>();
  return {
    name: 'cn-sme',
    bank: {
      code: 'CN-SME',
      name: '某银行小微企业信贷簿',
      currency: 'CNY',
      today: '2020-02-29',
    },
    files: (dir) =>
      neededFiles('cn-sme', dir, [rated, unrated, ...invoiceFiles.map((one) => one.file)]),
    read: async function* (dir, onBytes) {
      sums = new Map();
      yield units.map((unit, at) => recordAt('unit', 'assumed', at + 1, unit));
      yield staff.map((one, at) => recordAt('staff', 'assumed', at + 1, one.staff));
      yield staff.map((one, at) => recordAt('grade', 'assumed', at + 1, one.grade));
      yield* firms(dir, onBytes);
      for (const one of invoiceFiles) {
        const sum: Sums = { rows: 0n, void: 0n, netFen: 0n, grossFen: 0n };
        sums.set(one.file, sum);
        for await (const rows of readTable(path.join(dir, one.file), columnsOf(one), onBytes)) {
          for (const row of rows) add(sum, row);
          yield recordsOf('flow', one.file, rows, (cells) => flowOf(one, cells));
        }
      }
    },
    totals: () => {
      const held = once(flowTotals);
      return invoiceFiles.flatMap((one) => totalsOf(one, sums.get(one.file)!, held));
    },
    policies: [],
  };
}

async function* firms(dir: string, onBytes: (bytes: number) => void): AsyncGenerator<ReadRecord[]> {
  const firm = ([no = '', name = '']: readonly string[]) => ({
    customer_no: no,
    kind: 'corporate',
    name,
    opened_on: bookOpenedOn,
    unit_code: bookingUnit,
  });
  const columns = ['企业代号', '企业名称'];
  const withRating = [...columns, '信誉评级', '是否违约'];
  const ratedRows = await wholeTable(dir, rated, withRating, onBytes);
  yield recordsOf('customer', rated, ratedRows, firm);
  yield recordsOf('rating', rated, ratedRows, ([no = '', , grade = '', defaulted = '']) => ({
    customer_no: no,
    scale: 'cn_sme',
    grade,
    from_day: ratedOn,
    defaulted: yesNo(defaulted, '是', '否'),
  }));
  const unratedRows = await wholeTable(dir, unrated, columns, onBytes);
  yield recordsOf('customer', unrated, unratedRows, firm);
}

function columnsOf(one: InvoiceFile): string[] {
  return [
    '企业代号',
    '发票号码',
    '开票日期',
    one.counterparty,
    '金额',
    '税额',
    '价税合计',
    '发票状态',
  ];
}

function flowOf(one: InvoiceFile, cells: readonly string[]) {
  const [firm = '', invoice = '', day = '', other = '', net = '', tax = '', gross = ''] = cells;
  return {
    customer_no: firm,
    direction: one.direction,
    invoice_no: invoice,
    day,
    counterparty: other,
    net,
    tax,
    gross,
    void: yesNo(cells[7] ?? '', voidWord, '有效发票'),
  };
}

/** Some void invoices carry a leading blank. */
const voidWord = '作废发票';

/** A word of the source as yes or no; another word stays as it is: a fault of its row. */
function yesNo(word: string, yes: string, no: string): string {
  const plain = word.trim();
  if (plain === yes) return 'yes';
  return plain === no ? 'no' : plain;
}

function add(sum: Sums, { cells, faults }: TableRow): void {
  sum.rows++;
  if (faults.length > 0) return;
  if ((cells[7] ?? '').trim() === voidWord) {
    sum.void++;
    return;
  }
  sum.netFen += parseDecimal(cells[4] ?? '', 2) ?? 0n;
  sum.grossFen += parseDecimal(cells[6] ?? '', 2) ?? 0n;
}

/** Asked for by every total, added up once: a million rows. */
function once<T>(ask: (tx: Tx) => Promise<T>): (tx: Tx) => Promise<T> {
  let answer: Promise<T> | null = null;
  return (tx) => (answer ??= ask(tx));
}

function totalsOf(
  { file, name }: InvoiceFile,
  sum: Sums,
  held: (tx: Tx) => Promise<FlowTotal[]>,
): SourceTotal[] {
  const ours = async (tx: Tx, pick: (row: FlowTotal) => bigint): Promise<bigint> => {
    const rows = await held(tx);
    return rows.filter((row) => row.file === file).reduce((total, row) => total + pick(row), 0n);
  };
  const called = (zh: string, en: string): Phrase => ({
    zh: `${name.zh}：${zh}`,
    en: `${name.en}: ${en}`,
  });
  return [
    {
      name: called('发票数', 'invoices'),
      unit: 'count',
      stated: sum.rows,
      ours: (tx) => ours(tx, (row) => row.count),
    },
    {
      name: called('作废发票数', 'void invoices'),
      unit: 'count',
      stated: sum.void,
      ours: (tx) => ours(tx, (row) => (row.void ? row.count : 0n)),
    },
    {
      name: called('有效金额（不含税）', 'valid, without tax'),
      unit: 'fen',
      stated: sum.netFen,
      ours: (tx) => ours(tx, (row) => (row.void ? 0n : row.netFen)),
    },
    {
      name: called('有效价税合计', 'valid, with tax'),
      unit: 'fen',
      stated: sum.grossFen,
      ours: (tx) => ours(tx, (row) => (row.void ? 0n : row.grossFen)),
    },
  ];
}
