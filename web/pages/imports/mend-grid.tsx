import { Button, Checkbox } from 'antd';
import { useRef, useState } from 'react';
import type { ClipboardEvent, KeyboardEvent } from 'react';
import { importsApi } from '../../../server/platform/imports/contract.ts';
import type { FieldShape, QuarantinedRow } from '../../../server/platform/imports/contract.ts';
import { call } from '../../api/client.ts';
import { useSay } from '../../i18n/say.ts';
import { Mark } from '../../kit/figures.tsx';
import { countWritten } from '../../kit/format.ts';
import { ProblemNote } from '../../kit/problem.tsx';
import { moved, nextFault, pastedBlock } from './grid-keys.ts';

interface Props {
  readonly params: { readonly batchId: string; readonly entity: string };
  readonly fields: readonly FieldShape[];
  readonly rows: readonly QuarantinedRow[];
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (chosen: ReadonlySet<string>) => void;
  readonly onRows: (rows: readonly QuarantinedRow[]) => void;
  readonly onReload: () => void;
}

type Change = { readonly key: string; readonly values: Record<string, string> };

/**
 * Quarantined rows as a grid: arrows move, Enter or typing edits, Tab keeps and goes on, Esc gives
 * up, a block is pasted from a spreadsheet. Each change goes to the server at once, one after the
 * other, and comes back with what the rules say.
 */
export function MendGrid(props: Props) {
  const { fields, rows, chosen } = props;
  const { t, tk, tp } = useSay();
  const [at, setAt] = useState({ row: 0, column: firstFault(rows[0], fields) });
  const [editing, setEditing] = useState<string | null>(null);
  const faulty = faultyCells(rows, fields);
  const [problem, setProblem] = useState<unknown>(null);
  const grid = useRef<HTMLTableElement>(null);
  const latest = useRef(rows);
  const queue = useRef<Promise<void>>(Promise.resolve());

  const wordOf = (field: FieldShape, value: string) =>
    field.choices.includes(value) ? tk(`imports.word.${value}`, value) : value;
  const focus = (row: number, column: number) => {
    setAt({ row, column });
    setEditing(null);
    requestAnimationFrame(() => {
      grid.current?.querySelector<HTMLElement>(`[data-at="${row}/${column}"]`)?.focus();
    });
  };
  const save = (changes: readonly Change[]) => {
    if (changes.length === 0) return;
    queue.current = queue.current.then(async () => {
      const turns = new Map(latest.current.map((one) => [one.key, one.turn]));
      const edits = changes.map((one) => ({ ...one, turn: turns.get(one.key) ?? 0 }));
      try {
        const done = await call(importsApi.editQuarantined, {
          params: props.params,
          body: { edits },
        });
        const fresh = new Map(done.rows.map((one) => [one.key, one]));
        latest.current = latest.current.map((one) => fresh.get(one.key) ?? one);
        setProblem(null);
        props.onRows(latest.current);
      } catch (error) {
        setProblem(error);
      }
    });
  };
  const keep = (row: number, column: number, value: string) => {
    const { key, values } = rows[row]!;
    const { field, secret } = fields[column]!;
    // A personal number is never shown: an empty entry leaves it as it is.
    const same = secret ? value === '' : value === (values[field] ?? '');
    if (!same) save([{ key, values: { [field]: value } }]);
  };
  const toFault = (step: 1 | -1) => {
    const next = nextFault(faulty, at, step);
    if (next !== null) focus(next.row, next.column);
  };
  const onKey = (event: KeyboardEvent, row: number, column: number) => {
    const size = { rows: rows.length, columns: fields.length };
    if (editing !== null) {
      if (event.key === 'Escape') focus(row, column);
      if (event.key !== 'Enter' && event.key !== 'Tab') return;
      event.preventDefault();
      keep(row, column, editing);
      const next = moved(event.key === 'Tab' ? tab(event) : 'ArrowDown', { row, column }, size);
      focus(next?.row ?? row, next?.column ?? column);
      return;
    }
    if (event.key === 'F8') {
      event.preventDefault();
      toFault(event.shiftKey ? -1 : 1);
      return;
    }
    const next = moved(event.key === 'Tab' ? tab(event) : event.key, { row, column }, size);
    if (next !== null) {
      event.preventDefault();
      focus(next.row, next.column);
    } else if (event.key === 'Enter' || event.key === 'F2') {
      event.preventDefault();
      const { field, secret } = fields[column]!;
      setEditing(secret ? '' : (rows[row]!.values[field] ?? ''));
    } else if (event.key === 'Delete') {
      keep(row, column, '');
    } else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      setEditing(event.key);
    }
  };
  const onPaste = (event: ClipboardEvent) => {
    if (editing !== null) return;
    event.preventDefault();
    const block = pastedBlock(event.clipboardData.getData('text/plain'));
    const changes = block.flatMap((cells, down): Change[] => {
      const row = rows[at.row + down];
      if (row === undefined) return [];
      const values = cells.flatMap((cell, right): [string, string][] => {
        const field = fields[at.column + right];
        return field === undefined ? [] : [[field.field, cell]];
      });
      return [{ key: row.key, values: Object.fromEntries(values) }];
    });
    save(changes);
  };
  return (
    <>
      {problem === null ? null : <ProblemNote error={problem} onRetry={props.onReload} />}
      <div className="kj-bar kj-imports-faults">
        <Button size="small" disabled={faulty.length === 0} onClick={() => toFault(-1)}>
          {t('imports.mend.previous')}
        </Button>
        <Button size="small" disabled={faulty.length === 0} onClick={() => toFault(1)}>
          {t('imports.mend.next')}
        </Button>
      </div>
      <div className="kj-grid-edit" tabIndex={-1}>
        <table ref={grid} role="grid" aria-label={t('imports.mend.title')} onPaste={onPaste}>
          <thead>
            <tr>
              <th>
                <Checkbox
                  aria-label={t('imports.mend.choose_all')}
                  checked={rows.length > 0 && rows.every((one) => chosen.has(one.key))}
                  onChange={(event) =>
                    props.onChoose(new Set(event.target.checked ? rows.map((one) => one.key) : []))
                  }
                />{' '}
                {t('imports.field.row')}
              </th>
              {fields.map((one) => (
                <th key={one.field}>
                  {one.required ? <span className="kj-imports-must">*</span> : null}
                  {tk(`imports.field_of.${one.field}`, one.field)}
                </th>
              ))}
              <th>{t('imports.field.state')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, down) => {
              const other = row.faults.filter(
                (one) => !fields.some(({ field }) => field === one.column),
              );
              const clean = row.faults.every((one) => one.level !== 'error');
              return (
                <tr key={row.key}>
                  <td title={row.file}>
                    <Checkbox
                      aria-label={t('imports.mend.choose', { row: row.row })}
                      checked={chosen.has(row.key)}
                      onChange={() => props.onChoose(toggled(chosen, row.key))}
                    />{' '}
                    {countWritten(row.row)}
                  </td>
                  {fields.map((field, right) => {
                    const faults = row.faults.filter((one) => one.column === field.field);
                    const here = at.row === down && at.column === right;
                    const name = tk(`imports.field_of.${field.field}`, field.field);
                    const label = t('imports.mend.cell', { row: row.row, field: name });
                    return (
                      <td
                        key={field.field}
                        role="gridcell"
                        data-at={`${down}/${right}`}
                        tabIndex={here ? 0 : -1}
                        aria-invalid={faults.length > 0}
                        className={row.edited.includes(field.field) ? 'kj-changed' : ''}
                        title={field.secret ? t('imports.mend.secret') : ''}
                        onFocus={() => setAt({ row: down, column: right })}
                        onKeyDown={(event) => onKey(event, down, right)}
                        onDoubleClick={() =>
                          setEditing(field.secret ? '' : (row.values[field.field] ?? ''))
                        }
                      >
                        {here && editing !== null ? (
                          <input
                            className="kj-cell"
                            aria-label={label}
                            autoFocus
                            list={field.choices.length > 0 ? `choices-${field.field}` : undefined}
                            value={editing}
                            maxLength={500}
                            onChange={(event) => setEditing(event.target.value)}
                            onBlur={() => {
                              keep(down, right, editing);
                              setEditing(null);
                            }}
                          />
                        ) : (
                          wordOf(field, row.values[field.field] ?? '') || '\u00A0'
                        )}
                        {row.original[field.field] === undefined ? null : (
                          <span className="kj-was">
                            {t('imports.mend.was')}{' '}
                            <s>{row.original[field.field] || t('imports.mend.was_empty')}</s>
                          </span>
                        )}
                        {faults.map((one) => (
                          <span key={one.code} className="kj-fault">
                            {tp(one.code, one.params)}
                          </span>
                        ))}
                      </td>
                    );
                  })}
                  <td>
                    {clean ? <Mark tone="good">{t('imports.mend.clean')}</Mark> : null}
                    {row.values['raw'] === undefined ? null : <code>{row.values['raw']}</code>}
                    {other.map((one) => (
                      <span key={one.code} className="kj-fault">
                        {tp(one.code, one.params)}
                      </span>
                    ))}
                    {row.editedBy === null ? null : (
                      <span className="kj-quiet"> {row.editedBy}</span>
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {fields
        .filter((one) => one.choices.length > 0)
        .map((one) => (
          <datalist key={one.field} id={`choices-${one.field}`}>
            {one.choices.map((word) => (
              <option key={word} value={word}>
                {tk(`imports.word.${word}`, word)}
              </option>
            ))}
          </datalist>
        ))}
    </>
  );
}

const tab = (event: KeyboardEvent): string => (event.shiftKey ? 'ArrowLeft' : 'ArrowRight');

function toggled(chosen: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(chosen);
  if (!next.delete(key)) next.add(key);
  return next;
}

function firstFault(row: QuarantinedRow | undefined, fields: readonly FieldShape[]): number {
  const column = row?.faults[0]?.column;
  return Math.max(
    0,
    fields.findIndex((one) => one.field === column),
  );
}

/** Cells with a fault, row by row; a fault of the whole row stands at its first cell. */
function faultyCells(rows: readonly QuarantinedRow[], fields: readonly FieldShape[]) {
  return rows.flatMap((row, at) => {
    const columns = row.faults
      .filter((one) => one.level === 'error')
      .map((one) =>
        Math.max(
          0,
          fields.findIndex((field) => field.field === one.column),
        ),
      );
    return [...new Set(columns)].toSorted((a, b) => a - b).map((column) => ({ row: at, column }));
  });
}
