import { daysBetween, type Day } from '../../../core/day.ts';
import { divide } from '../../../core/money.ts';
import { containsDay } from '../../../core/period.ts';
import { rate, type Rate } from '../../../core/rate.ts';
import type { Refusal, RefusalDetail } from '../../../core/refusal.ts';
import type { CostActivity, FtpBasis, ProductKind } from './contract.ts';
import { refuse } from './messages.ts';
import type { Pricing } from './policy.ts';

/** A transfer price with its validity, half open. */
export interface FtpPoint {
  readonly curve: string;
  readonly tenorDays: number;
  readonly fromDay: Day;
  readonly untilDay: Day | null;
  readonly rateMillionths: bigint;
}

/**
 * The yearly transfer price of a curve at a tenor on a day: the point itself, else on the line
 * between its neighbours (half up to a millionth), beyond the ends the last point (ASSUMED). Null
 * when the curve has no point that day.
 */
export function ftpRate(
  points: readonly FtpPoint[],
  asked: { readonly curve: string; readonly tenorDays: number; readonly on: Day },
): Rate | null {
  const valid = points
    .filter(
      (point) =>
        point.curve === asked.curve &&
        containsDay({ from: point.fromDay, until: point.untilDay }, asked.on),
    )
    .toSorted((a, b) => a.tenorDays - b.tenorDays);
  const above = valid.find((point) => point.tenorDays >= asked.tenorDays);
  const below = valid.findLast((point) => point.tenorDays <= asked.tenorDays);
  if (above === undefined || below === undefined) {
    const end = above ?? below;
    return end === undefined ? null : rate(end.rateMillionths);
  }
  if (above.tenorDays === below.tenorDays) return rate(above.rateMillionths);
  const width = BigInt(above.tenorDays - below.tenorDays);
  const step = BigInt(asked.tenorDays - below.tenorDays);
  const rise = above.rateMillionths - below.rateMillionths;
  return rate(divide(below.rateMillionths * width + rise * step, width, 'half_up'));
}

/** Contractual tenor of a deal in days: at least 1. */
export function dealTenorDays(deal: { readonly from: Day; readonly until: Day }): number {
  return Math.max(1, daysBetween(deal.from, deal.until));
}

/** A product as it stands in the catalogue. */
export interface CatalogueEntry {
  readonly code: string;
  readonly kind: ProductKind;
  readonly ftpCurve: string | null;
  readonly ftpTenorDays: number | null;
  readonly ftpBy: FtpBasis | null;
}

/** A price of any sort by what it prices: rate D-1Y, curve CNY 365, cost transaction. */
export interface Price {
  readonly group: string;
  readonly what: string;
  readonly fromDay: Day;
  readonly figure: bigint;
}

/** All prices of a pricing document in one list. */
export function pricesOf(body: Pricing): Price[] {
  return [
    ...body.products.flatMap((one) =>
      one.rates.map((own) => ({
        group: `rate ${one.code}`,
        what: `rate ${one.code}`,
        fromDay: own.fromDay,
        figure: own.rateMillionths,
      })),
    ),
    ...body.ftp.flatMap((one) =>
      one.points.map((own) => ({
        group: `curve ${one.curve}`,
        what: `curve ${one.curve} ${own.tenorDays}`,
        fromDay: own.fromDay,
        figure: own.rateMillionths,
      })),
    ),
    ...body.unitCosts.map((own) => ({
      group: `cost ${own.activity satisfies CostActivity}`,
      what: `cost ${own.activity}`,
      fromDay: own.fromDay,
      figure: own.costFen,
    })),
  ];
}

/**
 * Whether a new pricing document may take the place of the present one. Prices that begin before
 * the end of the last sealed quarter must stay as they are, and so must kind and transfer pricing
 * of products; what the document leaves out whole (a product, a curve) keeps its old prices.
 * Refuses with one detail for each change.
 */
export function decidePricing(
  body: Pricing,
  present: {
    readonly catalogue: readonly CatalogueEntry[];
    readonly prices: readonly Price[];
    /** First day after the last sealed quarter; null while none is sealed. */
    readonly sealedUntil: Day | null;
  },
): Refusal | null {
  const { sealedUntil } = present;
  if (sealedUntil === null) return null;
  const before = (price: Price) => price.fromDay < sealedUntil;
  const next = pricesOf(body).filter(before);
  const groups = new Set(present.prices.map((price) => price.group));
  const listed = new Set(pricesOf(body).map((price) => price.group));
  const was = keyed(present.prices.filter((price) => before(price) && listed.has(price.group)));
  const will = keyed(next.filter((price) => groups.has(price.group)));
  const details: RefusalDetail[] = [];
  for (const key of new Set([...was.keys(), ...will.keys()])) {
    const [one, other] = [was.get(key), will.get(key)];
    if (one?.figure === other?.figure) continue;
    const named = (one ?? other)!;
    details.push({
      at: named.what,
      code: 'products.sealed_row',
      params: {
        what: named.what,
        fromDay: named.fromDay,
        before: one?.figure ?? '—',
        after: other?.figure ?? '—',
      },
    });
  }
  details.push(...changedProducts(body, present.catalogue));
  return details.length === 0
    ? null
    : refuse('products.sealed_prices', { day: sealedUntil, count: details.length }, details);
}

function keyed(prices: readonly Price[]): Map<string, Price> {
  return new Map(prices.map((price) => [`${price.what} ${price.fromDay}`, price]));
}

function changedProducts(body: Pricing, catalogue: readonly CatalogueEntry[]): RefusalDetail[] {
  const known = new Map(catalogue.map((entry) => [entry.code, entry]));
  return body.products.flatMap((one) => {
    const entry = known.get(one.code);
    if (entry === undefined) return [];
    const same =
      entry.kind === one.kind &&
      entry.ftpCurve === (one.ftp?.curve ?? null) &&
      entry.ftpTenorDays === (one.ftp?.tenorDays ?? null) &&
      entry.ftpBy === (one.ftp?.by ?? null);
    if (same) return [];
    const params = { code: one.code };
    return [{ at: `product ${one.code}`, code: 'products.sealed_product', params }];
  });
}
