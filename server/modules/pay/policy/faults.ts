import { fen, moneyText } from '../../../../core/money.ts';
import { percentText, rate } from '../../../../core/rate.ts';
import type { PolicyFault } from '../../../platform/policy/kind.ts';
import type { PayScheme } from './scheme.ts';
import { isEarning, type PayItem, type Price, type Value } from './items.ts';

const wholeShare = 1_000_000n;
/** A factor beyond ten times is a slip of the pen. */
const factorMost = 10n * wholeShare;

/**
 * What a schema cannot say of a pay scheme: bands that fall to 0, instalments that are not
 * front-loaded, shares within a whole, items that name only items above them (domain rules 3).
 */
export function paySchemeFaults(scheme: PayScheme): PolicyFault[] {
  return [...frameFaults(scheme), ...itemFaults(scheme.items)];
}

function frameFaults(scheme: PayScheme): PolicyFault[] {
  const faults = [
    ...bandFaults('bonusFactors', scheme.bonusFactors),
    ...bandFaults('penalties', scheme.penalties),
  ];
  const { instalments } = scheme.deferral;
  const light = instalments.findIndex((weight, at) => at > 0 && weight < instalments[at - 1]!);
  if (light > 0) {
    faults.push({
      at: 'deferral.instalments',
      zh:
        `递延支付不得前重后轻：第 ${light + 1} 期 ${instalments[light]} 小于第 ${light} 期 ` +
        `${instalments[light - 1]}（银监发〔2010〕14号：等分原则）`,
      en:
        `Deferred pay must not be front-loaded: part ${light + 1} (${instalments[light]}) is ` +
        `below part ${light} (${instalments[light - 1]}) (regulator: equal instalments)`,
    });
  }
  if (instalments.every((weight) => weight <= 0n) || instalments.some((weight) => weight < 0n)) {
    faults.push({
      at: 'deferral.instalments',
      zh: '各期比重不得为负，且至少一期大于 0',
      en: 'No instalment weighs less than 0 and one at least weighs more',
    });
  }
  const shares: [string, bigint][] = [
    ['paidShare', scheme.paidShare],
    ['legalFloor.deductionShareMax', scheme.legalFloor.deductionShareMax],
    ...Object.entries(scheme.deferral.shareByLevel).map(([level, value]): [string, bigint] => [
      `deferral.shareByLevel.${level}`,
      value,
    ]),
    ...scheme.penalties.map((one, at): [string, bigint] => [
      `penalties.${at}.shareOfBase`,
      one.shareOfBase,
    ]),
  ];
  faults.push(...shares.flatMap(([at, value]) => shareFaults(at, value)));
  if (scheme.legalFloor.deductionShareMax > 200_000n) {
    const asked = percentText(rate(scheme.legalFloor.deductionShareMax));
    faults.push({
      at: 'legalFloor.deductionShareMax',
      zh: `每月扣款不得超过当月工资的 20 %，现为 ${asked}（工资支付暂行规定第 16 条）`,
      en:
        `No more than 20 % of a month's wage may be taken off, not ${asked} ` +
        '(wage payment rules, art. 16)',
    });
  }
  return faults;
}

/** Names of lines that the slip itself makes; an item may not take them. */
export const slipLines = [
  'voided',
  'shortfall',
  'withheld',
  'returned',
  'deferred',
  'held',
  'deducted',
  'paid_now',
] as const;

function itemFaults(items: readonly PayItem[]): PolicyFault[] {
  const faults: PolicyFault[] = [];
  const above = new Map<string, PayItem>();
  const keys = new Set(items.map((one) => one.key));
  items.forEach((one, position) => {
    const at = `items.${position}`;
    if (above.has(one.key) || (slipLines as readonly string[]).includes(one.key)) {
      faults.push({
        at: `${at}.key`,
        zh: `项目代码 ${one.key} 已被使用`,
        en: `The key ${one.key} is taken already`,
      });
    }
    for (const [place, named] of namedBy(one)) {
      const known = above.get(named);
      if (known !== undefined && isEarning(known)) continue;
      const [zh, en] =
        known !== undefined
          ? ['是扣减项，不能作为计算基础', 'takes money off and cannot be counted on']
          : keys.has(named)
            ? ['排在本项或其后，须先于本项', 'stands here or below; it must stand above']
            : ['不存在', 'does not exist'];
      faults.push({ at: `${at}.${place}`, zh: `项目 ${named} ${zh}`, en: `Item ${named} ${en}` });
    }
    faults.push(...ownFaults(one, at));
    above.set(one.key, one);
  });
  return faults;
}

/** The items that an item counts on, with the place that names them. */
function namedBy(one: PayItem): readonly (readonly [string, string])[] {
  const named = (place: string, keys: readonly string[]) =>
    keys.map((key) => [place, key] as const);
  switch (one.kind) {
    case 'tiers':
    case 'progressive':
    case 'risk_deposit':
      return named('items', one.items);
    case 'multiplier':
      return named('on', one.on);
    case 'pool':
      return one.pot.by === 'items' ? named('pot.items', one.pot.items) : [];
    case 'deduction':
      return one.take.by === 'items' ? named('take.items', one.take.items) : [];
    default:
      return [];
  }
}

function ownFaults(one: PayItem, at: string): PolicyFault[] {
  const faults = valuesOf(one).flatMap(([place, value]) => valueFaults(`${at}.${place}`, value));
  switch (one.kind) {
    case 'by_grade':
      return [...faults, ...repeatedSteps(one.steps, at)];
    case 'score_bonus':
      if (one.factors === undefined) return faults;
      return [
        ...faults,
        ...bandFaults(`${at}.factors`, one.factors),
        ...one.factors.flatMap((band, i) => factorFaults(`${at}.factors.${i}`, band.factor)),
      ];
    case 'piece': {
      const sizes = one.bySize === null ? [] : one.bySize.prices;
      return [
        ...faults,
        ...priceFaults(`${at}.price`, one.price),
        ...(one.falling === null ? [] : priceFaults(`${at}.falling`, one.falling)),
        ...(one.bySize === null ? [] : bandFaults(`${at}.bySize.prices`, sizes)),
        ...sizes.flatMap((band, i) => priceFaults(`${at}.bySize.prices.${i}.price`, band.price)),
      ];
    }
    case 'tiers':
      return [...faults, ...countedFaults(one, at), ...pricedFaults(`${at}.tiers`, one.tiers)];
    case 'progressive':
      return [...faults, ...countedFaults(one, at), ...pricedFaults(`${at}.slices`, one.slices)];
    case 'amount_by_band':
      return [...faults, ...bandFaults(`${at}.bands`, one.bands), ...alsoFaults(one, at)];
    case 'pro_rata':
      return [...faults, ...referenceFaults(one, at)];
    case 'pool':
      return [...faults, ...poolFaults(one, at)];
    case 'multiplier':
      return [
        ...faults,
        ...one.factors.flatMap((factor, i) => [
          ...bandFaults(`${at}.factors.${i}.bands`, factor.bands),
          ...factor.bands.flatMap((band, j) =>
            factorFaults(`${at}.factors.${i}.bands.${j}`, band.factor),
          ),
        ]),
      ];
    case 'deduction':
      if (one.take.by === 'price') {
        return [...faults, ...priceFaults(`${at}.take.price`, one.take.price)];
      }
      return [
        ...faults,
        ...bandFaults(`${at}.take.bands`, one.take.bands),
        ...one.take.bands.flatMap((band, i) => shareFaults(`${at}.take.bands.${i}`, band.share)),
      ];
    case 'risk_deposit':
      return [
        ...faults,
        ...bandFaults(`${at}.slices`, one.slices),
        ...one.slices.flatMap((band, i) => shareFaults(`${at}.slices.${i}`, band.share)),
      ];
    default:
      return faults;
  }
}

/** Every value of an item with its place. */
export function valuesOf(one: PayItem): readonly (readonly [string, Value])[] {
  const conditions = one.when.map((when, i) => [`when.${i}.value`, when.value] as const);
  switch (one.kind) {
    case 'piece':
      return [
        ...conditions,
        ['of', one.of],
        ...(one.bySize === null ? [] : [['bySize.of', one.bySize.of] as const]),
      ];
    case 'tiers':
    case 'progressive':
      return one.of === undefined ? conditions : [...conditions, ['of', one.of]];
    case 'amount_by_band':
      return [
        ...conditions,
        ['of', one.of],
        ...one.also.map((value, i) => [`also.${i}`, value] as const),
      ];
    case 'multiplier':
      return [
        ...conditions,
        ...one.factors.map((factor, i) => [`factors.${i}.of`, factor.of] as const),
      ];
    case 'pool':
    case 'pro_rata':
    case 'deduction':
      return [...conditions, ['of', one.of]];
    default:
      return conditions;
  }
}

function valueFaults(at: string, value: Value): PolicyFault[] {
  if (value.as === 'ratio' && value.under.length === 0) {
    return [{ at, zh: '比率须写明分母 under', en: 'A ratio must say what stands below the line' }];
  }
  if (value.as === 'against' && value.reference <= 0n) {
    return [{ at, zh: '参照量 reference 须大于 0', en: 'The reference amount must be above 0' }];
  }
  return [];
}

/** Bands fall strictly and the last begins at 0: no gap, no overlap, none open below. */
export function bandFaults(at: string, bands: readonly { readonly from: bigint }[]): PolicyFault[] {
  const wrong = bands.findIndex((band, i) => i > 0 && band.from >= bands[i - 1]!.from);
  if (wrong > 0) {
    const [before, from] = [bands[wrong - 1]!.from, bands[wrong]!.from];
    return [
      {
        at,
        zh: `分段须由高到低且不重叠：第 ${wrong + 1} 段从 ${from} 起，不低于上一段的 ${before}`,
        en:
          `Bands must fall without overlap: band ${wrong + 1} begins at ${from}, ` +
          `not below ${before}`,
      },
    ];
  }
  const last = bands.at(-1)!.from;
  if (last === 0n) return [];
  return [
    {
      at,
      zh: `分段须由高到低，最后一段从 0 开始，现从 ${last} 开始`,
      en: `Bands must fall and the last must begin at 0, not at ${last}`,
    },
  ];
}

function pricedFaults(
  at: string,
  bands: readonly { readonly from: bigint; readonly price: Price }[],
): PolicyFault[] {
  return [
    ...bandFaults(at, bands),
    ...bands.flatMap((band, i) => priceFaults(`${at}.${i}.price`, band.price)),
  ];
}

function priceFaults(at: string, price: Price): PolicyFault[] {
  if (price.by === 'unit') {
    if (price.each > 0n) return [];
    return [{ at: `${at}.each`, zh: '单价的计量须大于 0', en: 'A price is for more than 0' }];
  }
  return shareFaults(`${at}.share`, price.share);
}

function shareFaults(at: string, value: bigint): PolicyFault[] {
  if (value >= 0n && value <= wholeShare) return [];
  const asked = percentText(rate(value));
  return [
    {
      at,
      zh: `比例须在 0 到 100 % 之间，现为 ${asked}`,
      en: `A share lies between 0 and 100 %, not ${asked}`,
    },
  ];
}

function factorFaults(at: string, factor: bigint): PolicyFault[] {
  if (factor >= 0n && factor <= factorMost) return [];
  const asked = percentText(rate(factor));
  return [
    {
      at: `${at}.factor`,
      zh: `系数须在 0 到 1000 % 之间，现为 ${asked}`,
      en: `A factor lies between 0 and 1000 %, not ${asked}`,
    },
  ];
}

function countedFaults(
  one: { readonly of?: Value | undefined; readonly items: readonly string[] },
  at: string,
): PolicyFault[] {
  if ((one.of === undefined) !== (one.items.length === 0)) return [];
  return [
    {
      at,
      zh: '须在指标 of 与项目 items 中恰好写一个',
      en: 'Counted on either a value (of) or items, and not on both',
    },
  ];
}

function alsoFaults(one: Extract<PayItem, { kind: 'amount_by_band' }>, at: string): PolicyFault[] {
  return one.bands.flatMap((band, i) => {
    if (band.also.length !== one.also.length) {
      return [
        {
          at: `${at}.bands.${i}.also`,
          zh: `应有 ${one.also.length} 个并列条件，现有 ${band.also.length} 个`,
          en: `${one.also.length} further bounds are needed, there are ${band.also.length}`,
        },
      ];
    }
    const eased = band.also.findIndex((bound, j) => i > 0 && bound > one.bands[i - 1]!.also[j]!);
    if (eased < 0) return [];
    return [
      {
        at: `${at}.bands.${i}.also.${eased}`,
        zh: `并列条件 ${band.also[eased]} 高于上一段的 ${one.bands[i - 1]!.also[eased]}，分段交叉`,
        en: `The bound ${band.also[eased]} is above the higher band's: the bands cross`,
      },
    ];
  });
}

/** Shares of a pot go by volume: a completion or ratio cannot be added up over a group. */
function poolFaults(one: Extract<PayItem, { kind: 'pool' }>, at: string): PolicyFault[] {
  const faults = one.pot.by === 'items' ? shareFaults(`${at}.pot.weight`, one.pot.weight) : [];
  if (one.of.as === 'amount' && one.of.whose === 'own') return faults;
  return [
    ...faults,
    {
      at: `${at}.of`,
      zh: '奖池按本人业务量分配：of 须为本人的数量（as: amount, whose: own）',
      en: 'A pool is shared by own volume: of must be an amount of one’s own',
    },
  ];
}

function repeatedSteps(
  steps: readonly { readonly step: string; readonly amount: bigint }[],
  at: string,
): PolicyFault[] {
  const seen = new Set<string>();
  return steps.flatMap(({ step, amount }, i) => {
    if (!seen.has(step)) {
      seen.add(step);
      return [];
    }
    return [
      {
        at: `${at}.steps.${i}`,
        zh: `薪档 ${step} 重复，金额 ${moneyText(fen(amount))}`,
        en: `Step ${step} stands twice, with ${moneyText(fen(amount))}`,
      },
    ];
  });
}

function referenceFaults(one: Extract<PayItem, { kind: 'pro_rata' }>, at: string): PolicyFault[] {
  if (one.reference > 0n && one.threshold >= 0n) return [];
  return [
    {
      at: `${at}.reference`,
      zh: `参照量须大于 0（现为 ${one.reference}），起点不得为负（现为 ${one.threshold}）`,
      en:
        `The reference must be above 0 (${one.reference}), ` +
        `the threshold not below (${one.threshold})`,
    },
  ];
}
