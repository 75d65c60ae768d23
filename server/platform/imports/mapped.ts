import { parseMoney } from '../../../core/money.ts';
import type { Tx } from '../db/transaction.ts';
import { placesOf, readMapped, type Place } from './conversion.ts';
import type { ColumnMapping, ControlTotals } from './contract.ts';
import { fieldsOf } from './fields.ts';
import { importsMessages, refuse } from './messages.ts';
import { readSource, type Source } from './source.ts';
import * as store from './upload-result-store.ts';
import { ImportStop, type Adapter, type ImportTarget, type SourceTotal } from './target.ts';
import { unreadRow } from './upload.ts';

export interface MappedLoad {
  readonly target: ImportTarget;
  readonly source: Source;
  readonly bytes: number;
  /** Short hash of the content: rows of two files of the same name are not the same rows. */
  readonly mark: string;
  readonly columns: readonly ColumnMapping[];
  readonly control: ControlTotals;
  /** Asked after each batch of rows; throws ImportStop to end. */
  readonly watch: () => Promise<void>;
}

export interface MappedAdapter extends Adapter {
  /** Sums of the money fields over all rows that could be read, in fen. */
  readonly sums: () => ReadonlyMap<string, bigint>;
}

/** The name under which rows of a dropped file stand in quarantine and in the books. */
export function fileLabel(name: string, mark: string): string {
  return `${name} #${mark}`;
}

/**
 * Reads a dropped file through a mapping: each row becomes a record of one kind. Adds up its money
 * columns for the comparison with the control totals of the source.
 */
export function mappedAdapter(load: MappedLoad): MappedAdapter {
  const { target, source, columns, control } = load;
  const file = fileLabel(source.name, load.mark);
  const moneyFields = fieldsOf(target).filter((one) => one.kind === 'money');
  const mapped = moneyFields.filter(({ field }) => columns.some((one) => one.field === field));
  let sums = new Map(mapped.map(({ field }) => [field, 0n]));
  let rowsRead = 0n;
  return {
    name: 'upload',
    bank: null,
    files: async () => [{ name: source.name, bytes: load.bytes }],
    read: async function* (_dir, onBytes) {
      sums = new Map(mapped.map(({ field }) => [field, 0n]));
      rowsRead = 0n;
      let places: readonly Place[] | null = null;
      for await (const { heading, rows } of readSource(source, onBytes)) {
        places ??= checkedPlaces(columns, heading, source.name);
        const known = places;
        const records = rows.map((row) =>
          row.faults.length > 0
            ? unreadRow(target.entity, file, row)
            : readMapped({ entity: target.entity, file }, row, known),
        );
        rowsRead += BigInt(rows.length);
        for (const { record } of records) {
          for (const [field, sum] of sums) {
            const amount = parseMoney(record[field] ?? '');
            if (amount !== null) sums.set(field, sum + amount);
          }
        }
        yield records;
        await load.watch();
      }
    },
    totals: () => [
      {
        name: {
          zh: `${word('entity', target.entity, 'zh')}：行数`,
          en: `${word('entity', target.entity, 'en')}: rows`,
        },
        unit: 'count',
        stated: control.rows === null ? rowsRead : BigInt(control.rows),
        ours: (tx: Tx) => store.goodRows(tx, target.entity),
      },
      ...[...sums].flatMap(([field, sum]): SourceTotal[] => {
        const column = moneyColumn(target, field);
        if (column === null) return [];
        const stated = control.sums[field];
        return [
          {
            name: { zh: word('field_of', field, 'zh'), en: word('field_of', field, 'en') },
            unit: 'fen',
            stated: stated === undefined ? sum : BigInt(stated),
            ours: (tx: Tx) => store.goodSum(tx, target.entity, column),
          },
        ];
      }),
    ],
    sums: () => sums,
    policies: [],
  };
}

/** The staging column that holds a money field. */
export function moneyColumn(target: ImportTarget, field: string): string | null {
  const names = [`${field}_fen`, `source_${field}_fen`, field === 'amount' ? 'due_fen' : ''];
  return names.find((name) => target.stagingColumns.includes(name)) ?? null;
}

function checkedPlaces(
  columns: readonly ColumnMapping[],
  heading: readonly string[],
  file: string,
) {
  const missing = columns.filter((one) => one.heading !== null && !heading.includes(one.heading));
  if (missing.length > 0) {
    const names = missing.map((one) => one.heading).join(', ');
    throw new ImportStop(refuse('imports.columns_missing', { file, columns: names }));
  }
  return placesOf(columns, heading);
}

function word(group: 'entity' | 'field_of', key: string, locale: 'zh' | 'en'): string {
  const book: Readonly<Record<string, { zh: string; en: string }>> = importsMessages;
  return book[`imports.${group}.${key}`]?.[locale] ?? key;
}
