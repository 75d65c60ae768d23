import type { z } from 'zod';
import type { Phrase } from '../../../core/messages.ts';
import type { Refusal } from '../../../core/refusal.ts';
import type { Tx } from '../db/transaction.ts';

/**
 * A kind of policy: a scheme that a bank sets itself (segments, grade matrix, scoring, pay …).
 * Its documents are versioned; approved versions never change; results keep the version they used.
 */
export interface PolicyKind<S extends z.ZodType = z.ZodType> {
  readonly kind: string;
  readonly title: Phrase;
  /** The clause or scheme it follows, for the reader of the policies page. */
  readonly source: string;
  readonly schema: S;
  /** The version a new bank starts with; `assumed` names what goes beyond the paper. */
  readonly initial: z.input<S>;
  readonly assumed: string;
  /** Faults that a schema cannot say (weights that do not add up …): place and reason. */
  readonly check?: (body: z.output<S>) => readonly { at: string; zh: string; en: string }[];
  /**
   * What an approval brings about in the module's own tables, in the same transaction; a refusal
   * undoes it. Set by the module's index.ts. It also runs for the installation's versions.
   */
  readonly onApproved?: (
    tx: Tx,
    version: { readonly versionId: bigint; readonly body: z.output<S> },
  ) => Promise<Refusal | null>;
}

/** Keeps the document's type: `policyInForce` answers with it. */
export function policyKind<S extends z.ZodType>(kind: PolicyKind<S>): PolicyKind<S> {
  return kind;
}
