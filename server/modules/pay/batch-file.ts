import { say } from '../../../core/messages.ts';
import { fen, moneyText, type Fen } from '../../../core/money.ts';
import { periodWritten } from '../../../core/written.ts';
import { recordAudit } from '../../platform/audit/record.ts';
import { sha256 } from '../../platform/db/digest.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { workbookOf, type Cell, type WorkbookColumn } from '../../platform/files/workbook.ts';
import type { FileAnswer } from '../../platform/module.ts';
import { bankOf } from '../organisation/index.ts';
import { bookApi } from './contract/book.ts';
import { payMessages } from './messages.ts';
import * as store from './store/batches.ts';

const linesAtOnce = 5000;
const zh = (key: keyof typeof payMessages) => say(payMessages[key], 'zh');

const columns: readonly WorkbookColumn[] = [
  { title: zh('pay.field.position'), width: 8, kind: 'count' },
  { title: zh('pay.field.staffNo'), width: 14, kind: 'text' },
  { title: zh('pay.field.name'), width: 14, kind: 'text' },
  { title: zh('pay.field.unitCode'), width: 14, kind: 'text' },
  { title: zh('pay.field.unitName'), width: 28, kind: 'text' },
  { title: zh('pay.field.quarter'), width: 10, kind: 'text' },
  { title: zh('pay.field.item'), width: 14, kind: 'text' },
  { title: zh('pay.field.number'), width: 8, kind: 'count' },
  { title: zh('pay.field.variable'), width: 16, kind: 'money' },
  { title: zh('pay.field.amount'), width: 16, kind: 'money' },
];

/**
 * An approved batch as XLSX for the payroll system: Chinese headings, staff numbers as text,
 * amounts as numbers, a control row. The same batch is the same bytes; each copy is recorded with
 * its hash.
 */
export async function batchFile(
  tx: Tx,
  batch: store.BatchHead & { readonly total: Fen },
): Promise<FileAnswer> {
  const bank = await bankOf(tx);
  const body = await workbookOf({
    name: zh('pay.file.sheet'),
    head: [
      [`${bank?.name ?? ''} ${zh('pay.file.sheet')} ${batch.batchNo}`],
      [
        `${say(payMessages[`pay.kind.${batch.kind}`], 'zh')} ${periodWritten(batch.period, 'zh')}`,
        `${zh('pay.field.lines')} ${batch.lines}`,
        `${zh('pay.field.total')} ${moneyText(batch.total)}`,
      ],
      [
        `${zh('pay.field.preparedName')} ${batch.preparedName}`,
        `${zh('pay.field.ruledName')} ${batch.ruling?.ruledName ?? ''}`,
      ],
      [`${zh('pay.field.digest')} ${batch.digest}`],
    ],
    columns,
    rows: rowsOf(tx, batch.batchId),
    total: [
      batch.lines,
      zh('pay.file.total'),
      null,
      null,
      null,
      null,
      null,
      null,
      fen(batch.variable),
      batch.total,
    ],
    madeAt: new Date(batch.ruling?.ruledAt ?? batch.preparedAt),
  });
  await recordAudit(tx, {
    verb: 'pay.export_batch',
    subject: 'pay_batch',
    subjectKey: batch.batchNo,
    detail: { sha256: sha256(body), lines: batch.lines, totalFen: batch.total },
  });
  return {
    file: { name: `${batch.batchNo}.xlsx`, type: bookApi.readBatchFile.file!, body },
  };
}

async function* rowsOf(tx: Tx, batchId: bigint): AsyncGenerator<readonly Cell[]> {
  let after = 0;
  for (;;) {
    const lines = await store.loadBatchLines(tx, { batchId, after, limit: linesAtOnce });
    for (const line of lines) {
      yield [
        line.position,
        line.staffNo,
        line.name,
        line.unitCode,
        line.unitName,
        line.quarter,
        say(payMessages[`pay.line.${line.part}`], 'zh'),
        line.number === 0 ? null : line.number,
        fen(line.variable),
        fen(line.amount),
      ];
    }
    if (lines.length < linesAtOnce) return;
    after = lines.at(-1)!.position;
  }
}
