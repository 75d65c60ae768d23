import { applyRate, fen, moneyText, sumFen, type Fen } from '../../../../core/money.ts';
import type { Quarter } from '../../../../core/period.ts';
import type { PayScheme } from '../policy.ts';
import { isEarning, type ItemOf } from '../policy/items.ts';
import { favourOf } from './corrections.ts';
import { decideTaking } from './deductions.ts';
import {
  isFor,
  teamMetrics,
  type Amounts,
  type LinePart,
  type PayLine,
  type PayPeriod,
  type RmFacts,
} from './facts.ts';
import { decideDeferral, type Instalment } from './floor.ts';
import { computeItems } from './items.ts';
import { names, shareText, sumAfterGates } from './kinds.ts';
import { decideRelease, decideWithholding, type RiskEntry } from './risk.ts';
import { yuan, type MetricFacts } from './quantity.ts';

export interface Slip {
  readonly gross: Fen;
  readonly paidNow: Fen;
  readonly deferred: Fen;
  readonly held: Fen;
  readonly deducted: Fen;
  readonly carried: Fen;
  /** Put into the risk deposit; `returned` comes out of it and is paid now beside gross. */
  readonly withheld: Fen;
  readonly returned: Fen;
  readonly lines: readonly PayLine[];
  readonly instalments: readonly Instalment[];
  readonly risk: readonly (RiskEntry & { readonly item: string })[];
}

export interface SlipQuarter extends PayPeriod {
  readonly quarter: Quarter;
}

/**
 * The slips of a quarter (D2b; domain rules 3.4): the items are computed for everyone, then each
 * slip goes its way. Answers by staff number.
 */
export function decideSlips(
  scheme: PayScheme,
  rms: readonly RmFacts[],
  period: SlipQuarter,
): ReadonlyMap<string, Slip> {
  const amounts = computeItems(scheme, rms, period);
  const teams = teamMetrics(rms);
  return new Map(
    rms.map((rm) => {
      const team = teams.get(rm.department)!;
      return [rm.staffNo, slipOf(scheme, { rm, team, amounts: amounts.get(rm.staffNo)! }, period)];
    }),
  );
}

interface Computed {
  readonly rm: RmFacts;
  readonly team: MetricFacts;
  readonly amounts: Amounts;
}

/**
 * One slip in the order of domain rules 3.4: what was computed, gates, deductions, risk deposit,
 * deferral, what is held for the year end, the legal floor. To the fen:
 * gross + returned = paid + deferred + held + withheld + deducted.
 */
function slipOf(scheme: PayScheme, { rm, team, amounts }: Computed, period: SlipQuarter): Slip {
  const earned = earnedLines(scheme, amounts);
  const base = sumOfPart(earned, 'base');
  const computed = sumOfPart(earned, 'bonus');
  const gates = gateLines(rm, computed);
  const bonus = fen(computed + sumFen(gates.map((one) => one.amount)));
  const risk = riskOf(scheme, { rm, amounts, bonus }, period);
  const deferral = decideDeferral(scheme, {
    bonus,
    level: rm.appointed.level,
    year: period.year,
    most: fen(bonus - risk.withheld),
  });
  const rest = fen(bonus - risk.withheld - deferral.deferred);
  const held = fen(rest - applyRate(rest, scheme.paidShare, 'half_up'));
  const shortfall = sumFen(
    gates.filter((one) => one.part === 'shortfall').map((one) => one.amount),
  );
  const taking = decideTaking(scheme, { rm, team, amounts, base, shortfall });
  const favour = favourOf(rm.corrections ?? []);
  const gross = fen(base + bonus + favour.sum);
  const { deferred, instalments } = deferral;
  const lines: readonly PayLine[] = [
    ...earned,
    ...gates,
    ...favour.lines,
    ...risk.lines,
    deferredLine(scheme, rm, { bonus, deferral }),
    heldLine(scheme, { bonus, held, deferred, withheld: risk.withheld }),
    ...taking.lines,
  ];
  return {
    gross,
    deferred,
    held,
    deducted: taking.deducted,
    carried: taking.carried,
    withheld: risk.withheld,
    returned: risk.returned,
    paidNow: fen(gross + risk.returned - deferred - held - risk.withheld - taking.deducted),
    lines,
    instalments,
    risk: risk.entries,
  };
}

function earnedLines(scheme: PayScheme, amounts: Amounts): PayLine[] {
  return scheme.items.flatMap((item) => {
    const found = amounts.get(item.key);
    if (found === undefined || !isEarning(item) || item.basisOnly) return [];
    return [{ item: item.key, part: item.part, ...found }];
  });
}

/**
 * Gates take all bonus (D2e, G14). A bonus that comes out below 0 is no debt of the wage: it goes
 * through the legal floor as a deduction.
 */
function gateLines(rm: RmFacts, bonus: Fen): PayLine[] {
  if (bonus < 0n) {
    return [line('shortfall', fen(-bonus), { bonus: yuan(bonus), result: yuan(-bonus) })];
  }
  if (!rm.bonusVoid || bonus === 0n) return [];
  return [line('voided', fen(-bonus), { bonus: yuan(bonus), result: yuan(-bonus) })];
}

interface RiskMoney {
  readonly withheld: Fen;
  readonly returned: Fen;
  readonly lines: readonly PayLine[];
  readonly entries: Slip['risk'];
}

function riskOf(
  scheme: PayScheme,
  facts: { readonly rm: RmFacts; readonly amounts: Amounts; readonly bonus: Fen },
  period: SlipQuarter,
): RiskMoney {
  const { rm } = facts;
  const lines: PayLine[] = [];
  const entries: (RiskEntry & { item: string })[] = [];
  let open = facts.bonus;
  let returned = 0n;
  for (const item of scheme.items) {
    if (item.kind !== 'risk_deposit' || !isFor(item, rm)) continue;
    const withheld = withholdingOf(scheme, item, { ...facts, open });
    open = fen(open - withheld.amount);
    lines.push({ item: item.key, part: 'withheld', ...negative(scheme, item, withheld) });
    if (withheld.amount > 0n) {
      entries.push({
        item: item.key,
        kind: 'withheld',
        of: period.quarter,
        amount: withheld.amount,
      });
    }
    const used = item.usedMetric === null ? 0n : (rm.metrics.get(item.usedMetric)?.quarter ?? 0n);
    const tranches = rm.risk.get(item.key) ?? [];
    const release = decideRelease(item.release, {
      quarter: period.quarter,
      tranches,
      used: fen(used),
    });
    entries.push(...release.entries.map((entry) => ({ item: item.key, ...entry })));
    if (tranches.length > 0) lines.push(returnedLine(item, tranches, release));
    returned += release.returned;
  }
  return { withheld: fen(facts.bonus - open), returned: fen(returned), lines, entries };
}

/** What the named items pay after the gates; at most the bonus that is still there. */
function withholdingOf(
  scheme: PayScheme,
  item: ItemOf<'risk_deposit'>,
  facts: { readonly rm: RmFacts; readonly amounts: Amounts; readonly open: Fen },
): { readonly amount: Fen; readonly paid: Fen } {
  const sum = sumAfterGates(item.items, scheme, facts);
  const paid = sum < facts.open ? sum : facts.open;
  return { amount: decideWithholding(item, paid), paid };
}

function negative(
  scheme: PayScheme,
  item: ItemOf<'risk_deposit'>,
  { amount, paid }: { readonly amount: Fen; readonly paid: Fen },
): Pick<PayLine, 'amount' | 'explanation'> {
  const slices = item.slices
    .toReversed()
    .map(({ from, share }) => `> ${yuan(from)}: ${shareText(share)}`)
    .join('; ');
  return {
    amount: fen(-amount),
    explanation: {
      rule: 'pay.rule.risk_deposit',
      formula: 'pay.formula.risk_deposit',
      inputs: {
        ...names(item.items, scheme),
        paid: yuan(paid),
        slices,
        per: item.per,
        result: yuan(amount),
      },
    },
  };
}

function returnedLine(
  item: ItemOf<'risk_deposit'>,
  tranches: readonly { readonly left: Fen }[],
  release: { readonly used: Fen; readonly returned: Fen },
): PayLine {
  const before = sumFen(tranches.map((one) => one.left));
  const after = before - release.used - release.returned;
  return {
    item: 'returned',
    part: 'returned',
    amount: release.returned,
    explanation: {
      rule: 'pay.rule.returned',
      formula:
        item.release.after === 'months'
          ? 'pay.formula.returned_months'
          : 'pay.formula.returned_years',
      inputs: {
        ofItem: item.name.en,
        ofItemZh: item.name.zh,
        balance: yuan(before),
        used: yuan(release.used),
        ...(item.release.after === 'months'
          ? { months: String(item.release.months) }
          : { fromYear: String(item.release.fromYear), parts: String(item.release.parts) }),
        result: yuan(release.returned),
        left: yuan(after),
      },
    },
  };
}

function deferredLine(
  scheme: PayScheme,
  rm: RmFacts,
  facts: { readonly bonus: Fen; readonly deferral: ReturnType<typeof decideDeferral> },
): PayLine {
  const { deferred, instalments } = facts.deferral;
  return line('deferred', fen(-deferred), {
    bonusFen: String(facts.bonus),
    deferredShare: String(scheme.deferral.shareByLevel[rm.appointed.level]),
    instalments: instalments.map((one) => `${one.dueYear}: ${moneyText(one.amount)}`).join('; '),
  });
}

function heldLine(
  scheme: PayScheme,
  sums: { readonly bonus: Fen; readonly held: Fen; readonly deferred: Fen; readonly withheld: Fen },
): PayLine {
  return line('held', fen(-sums.held), {
    bonusFen: String(sums.bonus),
    deferredFen: String(sums.deferred),
    ...(sums.withheld === 0n ? {} : { withheldFen: String(sums.withheld) }),
    paidShare: String(scheme.paidShare),
  });
}

function sumOfPart(lines: readonly PayLine[], part: LinePart): Fen {
  return sumFen(lines.filter((one) => one.part === part).map((one) => one.amount));
}

function line(part: LinePart, amount: Fen, inputs: Record<string, string>): PayLine {
  return {
    item: part,
    part,
    amount,
    explanation: { rule: `pay.rule.${part}`, formula: `pay.formula.${part}`, inputs },
  };
}
