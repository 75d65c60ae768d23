declare const of: unique symbol;

/** The id of one kind of thing; a customer's id does not pass for an account's. */
export type Id<Kind extends string> = bigint & { readonly [of]: Kind };

const idMax = 9_223_372_036_854_775_807n;

/** Marks a bigint of the database as an id. Throws RangeError outside 1 … 2^63 − 1. */
export function id<Kind extends string>(value: bigint): Id<Kind> {
  if (value < 1n || value > idMax) throw new RangeError(`not an id: ${value}`);
  return value as Id<Kind>;
}

/** An id from an address or a body: plain digits without a leading zero; null otherwise. */
export function parseId<Kind extends string>(text: string): Id<Kind> | null {
  if (!/^[1-9]\d{0,18}$/.test(text)) return null;
  const value = BigInt(text);
  return value > idMax ? null : (value as Id<Kind>);
}
