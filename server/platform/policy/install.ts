import { day } from '../../../core/day.ts';
import type { Tx } from '../db/transaction.ts';
import { sql } from 'kysely';
import type { Locale } from '../../../core/messages.ts';
import type { PolicyKind } from './kind.ts';
import { policyMessages } from './messages.ts';
import { insertApproval, insertVersion } from './store.ts';

/** In force before any day a bank can have. */
const always = day('1900-01-01');

/**
 * Gives each kind that has no version yet its first one, written and approved by the installation.
 */
export async function installInitialPolicies(
  tx: Tx,
  kinds: readonly PolicyKind[],
): Promise<number> {
  const { rows } = await sql<{ kind: string }>`
    select distinct kind
    from policy_version
    order by kind
    limit 1000
  `.execute(tx.db);
  const known = new Set(rows.map((row) => row.kind));
  const missing = kinds.filter((kind) => !known.has(kind.kind));
  for (const kind of missing) {
    await installPolicy(tx, kind, {
      body: kind.initial,
      note: installedNote(kind),
      assumed: kind.assumed.zh,
    });
  }
  return missing.length;
}

/** What the first version says of itself; a page shows it in its reader's language. */
export function installedNote(kind: Pick<PolicyKind, 'source'>): string {
  return `初始版本 / first version: ${kind.source}`;
}

/**
 * A version's note and assumptions in the reader's language: what the installation wrote is known
 * in both, what a person wrote stays as it is.
 */
export function wordsIn<V extends { readonly note: string; readonly assumed: string }>(
  locale: Locale,
  kind: Pick<PolicyKind, 'source' | 'assumed'>,
  version: V,
): V {
  const { zh, en } = kind.assumed;
  const first = version.note === installedNote(kind);
  return {
    ...version,
    note: first ? policyMessages['policy.first_version'][locale] : version.note,
    assumed: [zh, en].includes(version.assumed) ? kind.assumed[locale] : version.assumed,
  };
}

/** Adds an approved version from the installation or an adapter (a foreign bank's ASSUMED set). */
export async function installPolicy(
  tx: Tx,
  kind: PolicyKind,
  version: { body: unknown; note: string; assumed: string },
): Promise<bigint> {
  const body = kind.schema.parse(version.body);
  const faults = kind.check?.(body) ?? [];
  if (faults.length > 0) {
    throw new Error(`policy ${kind.kind}: ${faults.map((f) => `${f.at}: ${f.en}`).join('; ')}`);
  }
  const versionId = await insertVersion(tx, {
    kind: kind.kind,
    body: version.body,
    note: version.note,
    assumed: version.assumed,
    authorId: 0n,
    validFrom: always,
  });
  await insertApproval(tx, { versionId, approvedBy: 0n });
  const refusal = (await kind.onApproved?.(tx, { versionId, body })) ?? null;
  if (refusal !== null) throw new Error(`policy ${kind.kind}: ${refusal.refused}`);
  return versionId;
}
