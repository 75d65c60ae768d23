import type { PolicyFault } from '../../../platform/policy/kind.ts';
import { valuesOf } from './faults.ts';
import type { PayItem, Price, Value } from './items.ts';

/** What a scheme must know of a metric of the catalogue. */
export interface KnownMetric {
  readonly key: string;
  readonly unit: 'fen' | 'count' | 'rate' | 'score';
  /** Entered by hand and certified by a second person. */
  readonly manual: boolean;
}
type Known = ReadonlyMap<string, KnownMetric>;

/**
 * What only shows beside the catalogue in force: metrics that it does not have, sums of unlike
 * units, prices for another unit, rates added up over a team, pay figures that nobody certifies.
 */
export function metricFaults(
  items: readonly PayItem[],
  catalogue: readonly KnownMetric[],
): PolicyFault[] {
  const known: Known = new Map(catalogue.map((one) => [one.key, one]));
  return items.flatMap((item, position) => {
    const at = `items.${position}`;
    return [
      ...valuesOf(item).flatMap(([place, value]) => valueFaults(`${at}.${place}`, value, known)),
      ...pricesOf(item).flatMap(([place, price, value]) =>
        priceFaults(`${at}.${place}`, { price, value }, known),
      ),
      ...figureFaults(item, at, known),
    ];
  });
}

/** Keys of all metrics that items name. */
export function metricsNamed(items: readonly PayItem[]): ReadonlySet<string> {
  return new Set(
    items.flatMap((item) => [
      ...valuesOf(item).flatMap(([, value]) =>
        [...value.of, ...value.under].map(({ metric }) => metric),
      ),
      ...(item.kind === 'certified' ? [item.metric] : []),
      ...(item.kind === 'risk_deposit' && item.usedMetric !== null ? [item.usedMetric] : []),
    ]),
  );
}

function valueFaults(at: string, value: Value, known: Known): PolicyFault[] {
  const named = [...value.of, ...value.under];
  const faults = named.flatMap(({ metric }) => unknownFault(at, metric, known));
  if (faults.length > 0) return faults;
  for (const parts of [value.of, value.under]) {
    const units = [...new Set(parts.map(({ metric }) => known.get(metric)!.unit))];
    if (units.length < 2) continue;
    faults.push({
      at,
      zh: `不同单位的指标不能相加：${units.join('、')}`,
      en: `Metrics of unlike units cannot be added: ${units.join(', ')}`,
    });
  }
  const rates = named.filter(({ metric }) => {
    const { unit } = known.get(metric)!;
    return unit === 'rate' || unit === 'score';
  });
  if (value.whose === 'team' && rates.length > 0) {
    const { metric } = rates[0]!;
    faults.push({
      at,
      zh: `${metric} 是比率，团队不能相加；请用 as: ratio，分子分母各自合计`,
      en: `${metric} is a rate, which a team cannot add up; use as: ratio of two amounts`,
    });
  }
  return faults;
}

/** Every price of an item with its place and what it prices; null: money of items above. */
function pricesOf(item: PayItem): (readonly [string, Price, Value | null])[] {
  const list = (
    place: string,
    bands: readonly { readonly price: Price }[],
    value: Value | null,
  ): (readonly [string, Price, Value | null])[] =>
    bands.map(({ price }, at) => [`${place}.${at}.price`, price, value] as const);
  switch (item.kind) {
    case 'piece':
      return [
        ['price', item.price, item.of],
        ...(item.falling === null ? [] : [['falling', item.falling, item.of] as const]),
        ...(item.bySize === null ? [] : list('bySize.prices', item.bySize.prices, item.of)),
      ];
    case 'tiers':
      return list('tiers', item.tiers, item.of ?? null);
    case 'progressive':
      return list('slices', item.slices, item.of ?? null);
    case 'deduction':
      return item.take.by === 'price' ? [['take.price', item.take.price, item.of]] : [];
    default:
      return [];
  }
}

/** A share is of money; a price for each so many is for the unit of what it prices. */
function priceFaults(
  at: string,
  of: { readonly price: Price; readonly value: Value | null },
  known: Known,
): PolicyFault[] {
  const unit = of.value === null ? 'fen' : unitOf(of.value, known);
  if (unit === null) return [];
  const wanted = of.price.by === 'share' ? 'fen' : of.price.unit;
  if (unit === wanted) return [];
  return [
    {
      at,
      zh: `单价的计量单位是 ${wanted}，而被计价的是 ${unit}`,
      en: `The price is for ${wanted}, but what it prices is counted in ${unit}`,
    },
  ];
}

function unitOf(value: Value, known: Known): KnownMetric['unit'] | null {
  if (value.as !== 'amount') return 'rate';
  return known.get(value.of[0]!.metric)?.unit ?? null;
}

/** Pay figures and uses of risk money are amounts that a second person certifies. */
function figureFaults(item: PayItem, at: string, known: Known): PolicyFault[] {
  const [place, metric] =
    item.kind === 'certified'
      ? ['metric', item.metric]
      : item.kind === 'risk_deposit'
        ? ['usedMetric', item.usedMetric]
        : ['', null];
  if (metric === null) return [];
  const unknown = unknownFault(`${at}.${place}`, metric, known);
  if (unknown.length > 0) return unknown;
  const { unit, manual } = known.get(metric)!;
  if (unit === 'fen' && manual) return [];
  return [
    {
      at: `${at}.${place}`,
      zh: `${metric} 须是人工录入、另一人核定的金额指标（现为 ${unit}）`,
      en: `${metric} must be an amount entered by hand and certified by another (it is ${unit})`,
    },
  ];
}

function unknownFault(at: string, metric: string, known: Known): PolicyFault[] {
  if (known.has(metric)) return [];
  return [
    {
      at,
      zh: `指标目录中没有 ${metric}：请先在指标目录中登记，或改用已有指标`,
      en: `The catalogue has no metric ${metric}: add it there first, or use one that it has`,
    },
  ];
}
