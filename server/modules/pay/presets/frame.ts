import type { PaySchemeText } from '../policy.ts';
import type { PayItemText } from '../policy/items.ts';

/**
 * What surrounds the items of each published scheme, since the sources say nothing of it: deferral
 * by the regulator's rule (40 %, three equal years), the legal floor, nothing held for the year end
 * (ASSUMED; the minimum wage is Shanghai's of 2021 and a bank sets its own).
 */
export const frame = {
  paidShare: '1000000',
  deferral: {
    shareByLevel: { trainee: '0', junior: '400000', middle: '400000', senior: '400000' },
    instalments: ['1', '1', '1'],
  },
  legalFloor: { deductionShareMax: '200000', minimumWagePerMonth: '242000' },
} satisfies Partial<PaySchemeText>;

/** Base pay where the source names none (ASSUMED). */
export const assumedBase: PayItemText = {
  kind: 'by_grade',
  key: 'base',
  name: { zh: '基本工资', en: 'Base pay' },
  amounts: { trainee: '450000', junior: '600000', middle: '800000', senior: '1100000' },
};

/** So many yuan for each one. */
export function each(yuan: number): PriceText {
  return { by: 'unit', amount: String(yuan * 100), each: '1', unit: 'count' };
}

/** So many fen for each 万 (10,000 yuan). */
export function aWan(fen: number): PriceText {
  return { by: 'unit', amount: String(fen), each: '1000000', unit: 'fen' };
}

/** A share in millionths. */
export function shareOf(millionths: number): PriceText {
  return { by: 'share', share: String(millionths) };
}

/** A metric as it stands. */
export function metric(key: string): { of: { metric: string }[] } {
  return { of: [{ metric: key }] };
}

/** Metric × price. */
export function piece(
  key: string,
  zh: string,
  en: string,
  of: { readonly metric: string; readonly price: PriceText; readonly falling?: PriceText },
): PayItemText {
  return {
    kind: 'piece',
    key,
    name: { zh, en },
    of: metric(of.metric),
    price: of.price,
    ...(of.falling === undefined ? {} : { falling: of.falling }),
  };
}

type PriceText = Extract<PayItemText, { kind: 'piece' }>['price'];
