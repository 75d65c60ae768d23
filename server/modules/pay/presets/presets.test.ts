import { describe, expect, it } from 'vitest';
import { moneyText, type Fen } from '../../../../core/money.ts';
import { table } from '../../../platform/testing/table.ts';
import { metricCatalogueKind } from '../../metrics/index.ts';
import { paySchemeKind } from '../policy.ts';
import { metricFaults } from '../policy/metrics.ts';
import type { RmFacts } from '../rules/facts.ts';
import { decideSlips, type Slip } from '../rules/slip.ts';
import { fact, lineOf, metricsOf, money, parsed, periodOf, rmFacts, slipFor } from '../testing.ts';
import { corporateDeposits } from './corporate-deposits.ts';
import { gateBonus } from './gate-bonus.ts';
import { jinan } from './jinan.ts';
import { paySchemePresets } from './list.ts';
import { marketPieces } from './market-pieces.ts';
import { newCustomers } from './new-customers.ts';
import { pointsSteps } from './points-steps.ts';
import { poolPrice } from './pool-price.ts';
import { referralSplit } from './referral-split.ts';
import { taiyuan, taiyuanOld } from './taiyuan.ts';
import { tenGrade } from './ten-grade.ts';

/** Sum of some lines of a slip. */
const sum = (slip: Slip, ...items: string[]) =>
  moneyText(items.reduce((all, item) => all + lineOf(slip, item), 0n) as Fen);
const performanceOf = (slip: Slip) =>
  moneyText(
    slip.lines.reduce((all, one) => (one.part === 'bonus' ? all + one.amount : all), 0n) as Fen,
  );

describe('every published scheme', () => {
  const catalogue = metricCatalogueKind.schema
    .parse(metricCatalogueKind.presets!.find((one) => one.key === 'published_pay')!.body)
    .metrics.map(({ key, unit, source }) => ({ key, unit, manual: source.kind === 'manual' }));

  it('has a key of its own', () => {
    const keys = paySchemePresets.map((one) => one.key);
    expect(new Set(keys).size).toBe(keys.length);
  });
  it.each(paySchemePresets.map((preset) => [preset.key, preset] as const))(
    '%s is accepted beside the catalogue of published pay schemes, and says what is open',
    (_key, preset) => {
      const scheme = parsed(preset.body);
      expect(metricFaults(scheme.items, catalogue)).toEqual([]);
      expect(preset.note.zh).toMatch(/假定|未/);
      expect(preset.note.en).toMatch(/ASSUMED|not say|open/);
    },
  );
  it('the catalogue they need is accepted itself', () => {
    const [preset] = metricCatalogueKind.presets!.filter((one) => one.key === 'published_pay');
    expect(metricCatalogueKind.check!(metricCatalogueKind.schema.parse(preset!.body))).toEqual([]);
  });
});

describe('market department: piece rates (domain rules 3.2-1)', () => {
  const scheme = parsed(marketPieces.body);
  it.each(
    table(`
      metric                  | unit  | amount    | item           | paid
      one_year_average        | fen   | 10000     | stock_1y       | 3.00
      one_year_average        | fen   | 1000000   | stock_1y       | 300.00
      other_deposit_average   | fen   | 10000     | stock_other    | 0.50
      one_year_increment      | fen   | 10000     | more_1y        | 5.00
      one_year_increment      | fen   | 0         | more_1y        | 0.00
      one_year_increment      | fen   | -10000    | more_1y        | -2.00
      other_deposit_increment | fen   | 10000     | more_other     | 3.00
      other_deposit_increment | fen   | -10000    | more_other     | -2.00
      large_loan_interest     | fen   | 10000     | interest_large | 30.00
      small_loan_interest     | fen   | 10000     | interest_small | 80.00
      discount_interest       | fen   | 10000     | discount       | 30.00
      rediscount_profit       | fen   | 10000     | rediscount     | 2000.00
      entrusted_fees          | fen   | 10000     | entrusted      | 1000.00
      acceptance_fees         | fen   | 10000     | acceptance     | 1500.00
      survey_forms            | count | 12        | surveys        | 12.00
      npl_deduction_recovered | fen   | 200       | recovered      | 190.00
    `),
  )('$amount of $metric: $paid', (row) => {
    const slip = slipFor(scheme, {
      metrics: metricsOf(`${row.metric} ${row.unit} ${row.amount}; loans_granted count 15`),
    });
    expect(sum(slip, row.item!)).toBe(row.paid);
  });

  it.each(
    table(`
      metric               | unit  | amount | item        | asked
      interest_uncollected | fen   | 1000   | uncollected | 200.00
      npl_new_persons      | count | 1      | npl_persons | 200.00
      npl_new_firms        | fen   | 100000 | npl_firms   | 150.00
      loans_granted        | count | 14     | few_credits | 100.00
      loans_granted        | count | 15     | few_credits | 0.00
      loans_granted        | count | 16     | few_credits | 0.00
      post_loan_conditions | count | 2      | conditions  | 400.00
    `),
  )('deducts for $amount of $metric: $asked asked', (row) => {
    const credits = row.metric === 'loans_granted' ? '' : 'loans_granted count 15;';
    const slip = slipFor(
      { ...scheme, legalFloor: { deductionShareMax: 200_000n, minimumWagePerMonth: 0n } },
      { metrics: metricsOf(`${credits} ${row.metric} ${row.unit} ${row.amount}`) },
    );
    expect(moneyText(-lineOf(slip, row.item!) as Fen)).toBe(row.asked);
  });
});

describe('pool unit price (G37)', () => {
  it('pot 200,000 × 30 %, group volume 30,000万: 2 yuan a 万, so 1,500万 earn 3,000', () => {
    const scheme = parsed({
      ...poolPrice.body,
      items: poolPrice.body.items!.map((item) =>
        item.key === 'post_pay' && item.kind === 'by_grade'
          ? {
              ...item,
              per: 'quarter',
              amounts: { trainee: '0', junior: '5000000', middle: '0', senior: '0' },
            }
          : item,
      ),
    });
    const volumes = ['15000000', '85000000', '200000000', '0', '-40000000'];
    const rms = volumes.map((volume, at) =>
      rmFacts({
        staffNo: `R${at}`,
        appointed: { level: at < 4 ? 'junior' : 'trainee', step: 1 },
        metrics: new Map([['deposit_average', fact('fen', volume)]]),
      }),
    );
    const slips = decideSlips(scheme, rms, periodOf('2026Q1'));
    const paid = rms.map(({ staffNo }) => sum(slips.get(staffNo)!, 'deposit_stock'));
    expect(paid).toEqual(['3000.00', '17000.00', '40000.00', '0.00', '0.00']);
  });
  it('shares out the weights that can be shared: 80 %', () => {
    const weights = parsed(poolPrice.body).items.flatMap((item) =>
      item.kind === 'pool' && item.pot.by === 'items' ? [item.pot.weight] : [],
    );
    expect(weights.reduce((all, one) => all + one, 0n)).toBe(800_000n);
  });
});

describe('Jinan: risk deposit on the quarter as on three equal months (G39)', () => {
  it.each(
    table(`
      a month | withheld a month
      0       | 0.00
      1500    | 150.00
      2000    | 200.00
      4000    | 600.00
      8000    | 1700.00
      20000   | 7000.00
    `),
  )('$a month: $withheld a month', (row) => {
    const quarter = moneyText((money(row['a month']!) * 3n) as Fen);
    const slip = slipFor(parsed(jinan.body), {
      metrics: metricsOf(`loan_margin_pay fen ${quarter}`),
    });
    expect(moneyText((slip.withheld / 3n) as Fen)).toBe(row['withheld a month']);
    expect(slip.withheld % 3n).toBe(0n);
  });
  it('the program’s flat 200 up to 2,000 is not taken over (domain rules 3.3)', () => {
    const withheld = (paid: string) =>
      moneyText(
        slipFor(parsed(jinan.body), { metrics: metricsOf(`loan_margin_pay fen ${paid}`) }).withheld,
      );
    expect(withheld('0')).not.toBe('600.00');
    expect(withheld('4500')).not.toBe('600.00');
  });
  it.each(
    table(`
      external | loans | allowance
      1        | 1     | 0.00
      1        | 2     | 1500.00
      0        | 2     | 0.00
    `),
  )('external $external with $loans loans: $allowance', ({ external, loans, allowance }) => {
    const metrics = metricsOf(`external_hire count ${external}; loans_granted count ${loans}`);
    expect(sum(slipFor(parsed(jinan.body), { metrics }), 'external_hire')).toBe(allowance);
  });
});

describe('Taiyuan (G38)', () => {
  const scheme = parsed(taiyuan.body);
  const appointed: RmFacts['appointed'] = { level: 'middle', step: 1 };
  const g38 = (amount: string, npl: string) =>
    metricsOf(
      `loans_by_size count 7; loans_assisted count 2; maintained_customers count 40;
       approvals count 5; loan_amount fen ${amount}; npl_rate rate ${npl}`,
    );

  it('8万, 25万 and 60万 count 1 + 2 + 4 = 7 by the metric’s conversion', () => {
    const { sizes } = metricCatalogueKind.schema
      .parse(metricCatalogueKind.initial)
      .measures.find((one) => one.key === 'loans_by_size')!;
    const counts = (wan: string) =>
      sizes.filter((one) => one.fromFen <= money(wan) * 10_000n).at(-1)?.counts ?? 0n;
    const of = ['0.49', '0.5', '8', '9.99', '10', '25', '30', '50', '60', '99.99', '100'];
    expect(of.map(counts).join(' ')).toBe('0 1 1 1 2 2 3 4 4 4 6');
    expect(counts('8') + counts('25') + counts('60')).toBe(7n);
  });

  it('1,050 + 800 + 50 + 800 + 200 + 600 = 3,500, at NPL 1.8 % × 0.7 = 2,450', () => {
    const slip = slipFor(scheme, { appointed, metrics: g38('930000', '18000') });
    const parts = ['lead', 'maintained', 'approvals', 'allowance', 'assist', 'completion'];
    expect(parts.map((item) => sum(slip, item))).toEqual([
      '1050.00',
      '800.00',
      '50.00',
      '800.00',
      '200.00',
      '600.00',
    ]);
    expect(sum(slip, ...parts)).toBe('3500.00');
    expect(performanceOf(slip)).toBe('2450.00');
  });

  it.each(
    table(`
      loans     | F
      799999.99 | 0.00
      800000    | 600.00
      999999.99 | 600.00
      1000000   | 1000.00
      1199999.99 | 1000.00
      1200000   | 1300.00
      1200000.01 | 1300.00
    `),
  )('F of $loans against the task of 1 million: $F (exactly 120 % is 1,300, not 0)', (row) => {
    const slip = slipFor(scheme, { appointed, metrics: g38(row.loans!, '0') });
    expect(sum(slip, 'completion')).toBe(row['F']);
  });

  it.each(
    table(`
      npl   | performance
      15000 | 3500.00
      15001 | 2450.00
      18000 | 2450.00
      20000 | 2450.00
      20001 | 1750.00
      23000 | 1750.00
      25000 | 1750.00
      25001 | 0.00
    `),
  )('NPL of $npl millionths: $performance (2.3 % is not rounded to 2 % first)', (row) => {
    const slip = slipFor(scheme, { appointed, metrics: g38('930000', row.npl!) });
    expect(performanceOf(slip)).toBe(row.performance);
  });

  it.each(
    table(`
      level   | step | allowance
      trainee | 1    | 0.00
      junior  | 1    | 400.00
      middle  | 1    | 800.00
      senior  | 2    | 1200.00
      senior  | 1    | 2000.00
    `),
  )('grade allowance of $level $step: $allowance, each its own', ({ level, step, allowance }) => {
    const grade = { level: level as 'junior', step: Number(step) };
    expect(sum(slipFor(scheme, { appointed: grade }), 'allowance')).toBe(allowance);
  });

  it.each(
    table(`
      heads | completion | npl   | head
      0     | 100        | 0     | 0.00
      1     | 80         | 0     | 1000.00
      1     | 79         | 0     | 500.00
      1     | 80         | 1.5   | 1000.00
      1     | 80         | 1.6   | 700.00
      1     | 79         | 1.6   | 200.00
      1     | 79         | 2.1   | 0.00
      1     | 80         | 2.6   | 0.00
      1     | 79         | 2.6   | 0.00
    `),
  )('a head ($heads) at $completion % and NPL $npl %: $head', (row) => {
    const team = rmFacts({
      staffNo: 'R2',
      metrics: metricsOf(
        `loan_average fen ${Number(row.completion) * 10} 1000; npl_average fen ${
          (Number(row.completion) * 10 * Number(row.npl)) / 100
        }`,
      ),
    });
    const head = rmFacts({ staffNo: 'R1', metrics: metricsOf(`heads_team count ${row.heads}`) });
    const slip = decideSlips(scheme, [head, team], periodOf('2026Q1')).get('R1')!;
    expect(sum(slip, 'head', 'head_factor')).toBe(row.head);
  });
});

describe('Taiyuan, older', () => {
  const scheme = parsed(taiyuanOld.body);
  it.each(
    table(`
      a month | withheld a month
      1500    | 0.00
      2100    | 10.00
      4050    | 205.00
      8100    | 920.00
    `),
  )('$a month: $withheld a month withheld', (row) => {
    const loans = (money(row['a month']!) * 3n) / money('150');
    const slip = slipFor(scheme, { metrics: metricsOf(`loans_by_size count ${loans}`) });
    expect(moneyText((slip.withheld / 3n) as Fen)).toBe(row['withheld a month']);
  });
  it.each(
    table(`
      completion | head
      80         | 1000.00
      79.99      | 500.00
    `),
  )('a head whose team reached $completion %: $head', ({ completion, head }) => {
    const metrics = metricsOf(`heads_team count 1; loan_average fen ${completion} 100`);
    expect(sum(slipFor(scheme, { metrics }), 'head')).toBe(head);
  });
});

describe('ten grades: profit and deposits are both needed (G40)', () => {
  const scheme = parsed(tenGrade.body);
  const pay = (profit: string, corporate: string, margin: string, savings: string) =>
    sum(
      slipFor(scheme, {
        metrics: metricsOf(
          `contribution fen ${profit}; corporate_average fen ${corporate};
           margin_average fen ${margin}; savings_average fen ${savings}`,
        ),
      }),
      'grade_pay',
    );
  it('weighs 2,000 + 1,000 × 0.3 + 500 × 1.1 = 2,850万', () => {
    const slip = slipFor(scheme, {
      metrics: metricsOf(
        'contribution fen 600000; corporate_average fen 20000000; margin_average fen 10000000' +
          '; savings_average fen 5000000',
      ),
    });
    // 2,850万 do not reach the grade that 3,000万 and a profit of 60万 would.
    expect(moneyText(lineOf(slip, 'grade_pay'))).toBe('20100.00');
  });
  it.each(
    table(`
      profit    | corporate   | margin   | savings | a quarter
      600000    | 29699999.99 | 1000000  | 0       | 20100.00
      600000    | 29700000    | 1000000  | 0       | 23100.00
      599999.99 | 29700000    | 1000000  | 0       | 20100.00
      2000000   | 20000000    | 0        | 0       | 20100.00
      400000    | 100000000   | 0        | 0       | 20100.00
      600000    | 0           | 0        | 27272727.27 | 20100.00
      600000    | 0           | 0        | 27272727.28 | 23100.00
      -1        | 0           | 0        | 0       | 12600.00
    `),
  )('profit $profit, deposits $corporate / $margin / $savings', (row) => {
    expect(pay(row.profit!, row.corporate!, row.margin!, row.savings!)).toBe(row['a quarter']);
  });
});

describe('corporate deposits (TUDIAO, G40)', () => {
  const scheme = parsed(corporateDeposits.body);
  it.each(
    table(`
      average   | a year
      50000000  | 175000.00
      20000000  | 70000.00
      19999900  | 0.00
      200000000 | 700000.00
      250000000 | 875000.00
    `),
  )('$average on average: $a year', (row) => {
    const metrics = metricsOf(`corporate_average fen ${row.average}`);
    expect(sum(slipFor(scheme, { metrics }, '2026Q4'), 'deposits')).toBe(row['a year']);
    const quarter = slipFor(scheme, { metrics }, '2026Q1');
    expect(lineOf(quarter, 'deposits') * 4n).toBe(money(row['a year']!));
  });
});

describe('wealth managers: referral split (QINGYANG, G19)', () => {
  it('of 4,150 with 2,100 referred the RM gets 3,100 and who referred 1,050', () => {
    const gross = [500, 400, 300, 100, 100, 150, 150, 200, 100, 1000, 400, 400, 100, 250];
    const total = gross.reduce((all, one) => all + one, 0);
    expect(total).toBe(4150);
    const scheme = parsed(referralSplit.body);
    const manager = slipFor(scheme, {
      metrics: metricsOf(`wealth_units_pay fen ${total}; wealth_referred_in_pay fen 2100`),
    });
    const referrer = slipFor(scheme, { metrics: metricsOf('wealth_referred_out_pay fen 2100') });
    expect(performanceOf(manager)).toBe('3100.00');
    expect(performanceOf(referrer)).toBe('1050.00');
  });
  it('nothing referred: all is his', () => {
    const metrics = metricsOf('wealth_units_pay fen 4150');
    expect(performanceOf(slipFor(parsed(referralSplit.body), { metrics }))).toBe('4150.00');
  });
});

describe('pay by earned step (PUFA)', () => {
  const scheme = parsed(pointsSteps.body);
  it.each(
    table(`
      appointed | earned    | a month
      junior 5  |           | 4600.00
      junior 5  | junior 2  | 5200.00
      junior 1  | junior 3  | 5000.00
      junior 5  | middle 5  | 5600.00
      junior 1  | trainee 5 | 3600.00
      senior 5  | senior 1  | 7400.00
    `),
  )('appointed $appointed, last quarter earned $earned: $a month', (row) => {
    const step = (words: string) => {
      const [level = '', no = ''] = words.split(' ');
      return { level: level as 'junior', step: Number(no) };
    };
    const slip = slipFor(scheme, {
      appointed: step(row.appointed!),
      earned: row.earned === '' ? null : step(row.earned!),
    });
    expect(moneyText((lineOf(slip, 'base') / 3n) as Fen)).toBe(row['a month']);
  });
  it('base pay stays at 40 % or more with the points of the step, and the regulator’s 35 % warns', () => {
    const slip = slipFor(scheme, {
      appointed: { level: 'junior', step: 2 },
      total: 130_000_000n,
      earned: { level: 'junior', step: 2 },
    });
    expect(lineOf(slip, 'base') * 10n).toBeGreaterThanOrEqual(slip.gross * 4n);
    const plain = { ...scheme, items: scheme.items.filter((one) => one.kind !== 'certified') };
    expect(paySchemeKind.warn!(plain).map((one) => one.at)).toContain('basePerMonth');
  });
});

describe('bonus behind gates (CITI, G14)', () => {
  const scheme = parsed(gateBonus.body);
  it.each(
    table(`
      total     | control gate | bonus
      120000000 | failed       | 0.00
      110000000 | passed       | 19800.00
      109999999 | passed       | 16500.00
      80000000  | passed       | 12000.00
      79999999  | passed       | 0.00
    `),
  )('$total with the gate $control gate: $bonus', (row) => {
    const bonusVoid = row['control gate'] === 'failed';
    const slip = slipFor(scheme, { total: BigInt(row.total!), bonusVoid });
    const voided = slip.lines.filter((one) => one.part === 'voided');
    const left = voided.reduce((all, one) => all + one.amount, lineOf(slip, 'bonus') as bigint);
    expect(moneyText(left as Fen)).toBe(row.bonus);
  });
});

describe('new customers by size (CTS, the pay half of G08)', () => {
  const scheme = parsed(newCustomers.body);
  it('10 new customers of 30万 pay 1,800', () => {
    const slip = slipFor(scheme, { metrics: metricsOf('new_customers_large count 10') });
    expect(performanceOf(slip)).toBe('1800.00');
  });
  it.each(
    table(`
      yuan      | paid
      0         | 0.00
      0.01      | 15.00
      49999.99  | 15.00
      50000     | 60.00
      199999.99 | 60.00
      200000    | 180.00
      499999.99 | 180.00
      500000    | 300.00
    `),
  )('one new customer of $yuan: $paid', ({ yuan, paid }) => {
    const preset = metricCatalogueKind.presets!.find((one) => one.key === 'published_pay')!;
    const { measures } = metricCatalogueKind.schema.parse(preset.body);
    const metrics = new Map(
      ['small', 'medium', 'large', 'top'].map((size) => {
        const key = `new_customers_${size}`;
        const { sizes } = measures.find((one) => one.key === key)!;
        const counts = sizes.filter((one) => one.fromFen <= money(yuan!)).at(-1)?.counts ?? 0n;
        return [key, fact('count', String(counts))] as const;
      }),
    );
    expect(performanceOf(slipFor(scheme, { metrics }))).toBe(paid);
  });
});
