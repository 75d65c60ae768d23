/**
 * An expected "no": which rule refused, with which numbers. A refusal is a value, a bug is a thrown
 * error. `db.transaction` rolls back when its work returns a refusal; HTTP turns the code into a
 * problem body (RFC 9457).
 */
export interface Refusal<Code extends string = string> {
  readonly refused: Code;
  readonly params: RefusalParams;
  /** One entry for each faulty field or row, so that bad input is answered all at once. */
  readonly details?: readonly RefusalDetail[];
}

export type RefusalParams = Readonly<Record<string, string | number | bigint>>;

export interface RefusalDetail {
  readonly at: string;
  readonly code: string;
  readonly params: RefusalParams;
}

/** Tells a refusal from any other value. */
export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'refused' in value && 'params' in value;
}

/** A refusal with a phrase of that module: an untranslated code does not compile. */
export function refuserOf<P extends object>(_phrases: P) {
  return <Code extends keyof P & string>(
    code: Code,
    params: RefusalParams = {},
    details?: readonly RefusalDetail[],
  ): Refusal<Code> =>
    details === undefined ? { refused: code, params } : { refused: code, params, details };
}
