import type { z } from 'zod';
import type { Day } from '../../../core/day.ts';
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
  readonly assumed: Phrase;
  /** Faults that a schema cannot say (weights that do not add up …): place and reason. */
  readonly check?: (body: z.output<S>) => readonly PolicyFault[];
  /**
   * Faults that only show beside what is in force on the document's first day (a metric that the
   * catalogue does not have). Runs with a transaction, after `check` found nothing.
   */
  readonly verify?: (tx: Tx, body: z.output<S>, on: Day) => Promise<readonly PolicyFault[]>;
  /** What an author should know though the document is accepted (base pay above 35 %). */
  readonly warn?: (body: z.output<S>) => readonly PolicyFault[];
  /** Published schemes to start from. They are tested like the initial document. */
  readonly presets?: readonly PolicyPreset<z.input<S>>[];
  /**
   * What an approval brings about in the module's own tables, in the same transaction; a refusal
   * undoes it. Set by the module's index.ts. It also runs for the installation's versions.
   */
  readonly onApproved?: (
    tx: Tx,
    version: { readonly versionId: bigint; readonly body: z.output<S> },
  ) => Promise<Refusal | null>;
}

/** A place in a document (lines.0.weight) and what is to be said about it, naming the numbers. */
export interface PolicyFault {
  readonly at: string;
  readonly zh: string;
  readonly en: string;
}

/** A published scheme; `note` says what its source leaves open, and how it was read. */
export interface PolicyPreset<I = unknown> {
  readonly key: string;
  readonly title: Phrase;
  readonly source: string;
  readonly note: Phrase;
  readonly body: I;
}

/** Keeps the document's type: `policyInForce` answers with it. */
export function policyKind<S extends z.ZodType>(kind: PolicyKind<S>): PolicyKind<S> {
  return kind;
}
