import type { Refusal } from '../../../core/refusal.ts';
import { recordAudit } from '../audit/record.ts';
import * as store from './mend-many-store.ts';
import { ofBatch, standing, type Mending } from './mend.ts';
import type { RuleOfColumn } from './mend-store.ts';
import { refuse } from './messages.ts';

/**
 * The values at which one rule refused one field, with their rows: what a person sees before he
 * mends them all at once. Personal fields are mended one by one: refused.
 */
export async function valuesAtRule(
  mending: Mending,
  rule: RuleOfColumn,
): Promise<{ values: { value: string; rows: string }[] } | Refusal> {
  const no = ruleRefused(mending, rule);
  if (no !== null) return no;
  const values = await mending.database.transaction(
    mending.actor,
    (tx) => store.valuesAt(tx, ofBatch(mending), rule),
    { readOnly: true },
  );
  return { values };
}

/** One value that stands in many rows at the same fault, and what it should be. */
export interface Replacement {
  readonly from: string;
  readonly to: string;
  /** Rows the person saw; another number by now is refused. */
  readonly rows: string;
}

/**
 * Puts one value for another in all rows where the same rule refused the same field. Each row gets
 * a correction of its own. All or nothing. Refuses: unknown or undone batch, a personal field, a
 * value twice, rows that are more or fewer than the person saw (somebody else mends them).
 */
export async function mendMany(
  mending: Mending,
  given: { readonly rule: RuleOfColumn; readonly changes: readonly Replacement[] },
): Promise<{ mended: number } | Refusal> {
  const { rule, changes } = given;
  const no = ruleRefused(mending, rule);
  if (no !== null) return no;
  const twice = changes.find((one, at) => changes.findIndex(({ from }) => from === one.from) < at);
  if (twice !== undefined) return refuse('imports.value_twice', { value: twice.from });
  return mending.database.transaction(mending.actor, async (tx) => {
    const refusal = await standing(tx, mending);
    if (refusal !== null) return refusal;
    // Decided on what stands now: a replacement never feeds the next one.
    const now = await store.valuesAt(tx, ofBatch(mending), rule);
    const rowsOf = new Map(now.map((one) => [one.value, one.rows]));
    for (const { from, rows } of changes) {
      const found = rowsOf.get(from) ?? '0';
      if (found !== rows) return refuse('imports.rows_changed', { value: from, rows, found });
    }
    const wanted = changes
      .map(({ from, to, rows }) => ({ from, to: to.replaceAll('\0', ''), rows }))
      .filter((one) => one.to !== one.from);
    const mended = await store.replaceValues(tx, ofBatch(mending), rule, wanted);
    const rows = wanted.reduce((sum, one) => sum + BigInt(one.rows), 0n);
    if (BigInt(mended) !== rows) {
      return refuse('imports.rows_changed', { value: '', rows, found: mended });
    }
    await recordAudit(tx, {
      verb: 'imports.edit_many',
      subject: 'import',
      subjectKey: String(mending.batchId),
      detail: {
        entity: mending.target.entity,
        ...rule,
        changes: wanted.map(({ from, to, rows: many }) => ({ from, to, rows: many })),
      },
    });
    return { mended };
  });
}

/** Gives up all rows with one fault, with a reason. Refuses when their number changed. */
export async function dropMany(
  mending: Mending,
  given: { readonly rule: RuleOfColumn; readonly rows: string; readonly reason: string },
): Promise<{ dropped: number } | Refusal> {
  const { rule, rows, reason } = given;
  return mending.database.transaction(mending.actor, async (tx) => {
    const refusal = await standing(tx, mending);
    if (refusal !== null) return refusal;
    const found = (await store.openRules(tx, ofBatch(mending))).find(
      (one) => one.code === rule.code && one.column === rule.column,
    );
    const open = found?.rows ?? '0';
    if (open !== rows) return refuse('imports.rows_changed', { value: '', rows, found: open });
    const dropped = await store.dropAtRule(tx, ofBatch(mending), { rule, reason });
    await recordAudit(tx, {
      verb: 'imports.drop',
      subject: 'import',
      subjectKey: String(mending.batchId),
      detail: { entity: mending.target.entity, ...rule, rows: String(dropped), reason },
    });
    return { dropped };
  });
}

function ruleRefused({ target }: Mending, { column }: RuleOfColumn): Refusal | null {
  if (target.secret?.includes(column) === true) return refuse('imports.field_personal');
  return target.fields.includes(column) ? null : refuse('imports.field_unknown', { field: column });
}
