import { describe, expect, it } from 'vitest';
import { table } from '../../../platform/testing/table.ts';
import { printSlip, type SlipToPrint } from './slip-print.ts';

const slip: SlipToPrint = {
  quarter: '2026Q1',
  staffNo: '00101',
  name: '张明',
  unitName: '城东支行',
  level: 'junior',
  gross: 3_300_000n,
  paidNow: 1_234_567_89n,
  deferred: 600_000n,
  held: 0n,
  deducted: 1n,
  carried: 100n,
  sealed: true,
  policyVersionNo: '3',
  lines: [
    {
      item: 'bonus',
      amount: 1_500_000n,
      explanation: {
        rule: 'pay.rule.bonus',
        formula: 'pay.formula.bonus',
        inputs: {
          bonusAtHundredFen: '1500000',
          scoreMillionths: '98500000',
          factorMillionths: '800000',
          paidShare: '800000',
          level: 'senior',
        },
      },
    },
    {
      item: 'piece_1',
      name: { zh: '计件', en: 'Piece rate' },
      amount: -5n,
      explanation: { rule: 'r', formula: 'no.such.formula', inputs: {} },
    },
  ],
  instalments: [{ instalmentNo: 1, dueYear: 2027, amount: 600_000n }],
};
const context = { bank: '试验银行', currency: 'CNY', payment: null } as const;

describe('a slip on paper', () => {
  it.each(
    table(`
      locale | heading   | item 1   | item 2     | unit           | level  | payment
      zh     | 工资单    | 绩效奖金 | 计件       | 金额单位：元   | 初级   | 尚未发放
      en     | Slip      | Bonus    | Piece rate | Amounts in CNY | Junior | Not paid yet
    `),
  )('in $locale', (row) => {
    const printed = printSlip(slip, { ...context, locale: row.locale as 'zh' });
    expect([
      printed.heading,
      printed.lines[0]![0],
      printed.lines[1]![0],
      printed.unit,
      printed.person[1]![3],
      printed.payment,
    ]).toEqual([row.heading, row['item 1'], row['item 2'], row.unit, row.level, row.payment]);
  });

  it('shows every figure to the fen and every input with its name', () => {
    const printed = printSlip(slip, { ...context, locale: 'zh' });
    expect(printed.sums.map((one) => one[1])).toEqual([
      '33,000.00',
      '6,000.00',
      '0.00',
      '0.01',
      '1.00',
      '1,234,567.89',
    ]);
    const words = printed.lines[0]![1]!;
    for (const part of [
      '百分奖金 15,000.00',
      '考核得分 98.5',
      '分段系数 0.8',
      '80%',
      '等级 高级',
    ]) {
      expect(words).toContain(part);
    }
    expect(printed.lines[1]![2]).toBe('-0.05');
    expect(printed.plan).toEqual([['1', '2027', '6,000.00']]);
  });

  it('names the batch that paid it and the last day to object', () => {
    const payment = { batchNo: '2026Q1-S1', until: '2026-04-17', days: 5 };
    const printed = printSlip(slip, { ...context, locale: 'zh', payment });
    expect(printed.payment).toBe(
      '批次 2026Q1-S1 已发放；对本单有异议，请在 2026-04-17 前提出（5 个工作日）',
    );
  });
});
