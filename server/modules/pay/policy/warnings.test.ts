import { describe, expect, it } from 'vitest';
import { table } from '../../../platform/testing/table.ts';
import { paySchemeKind, type PaySchemeText } from '../policy.ts';
import { frame } from '../testing.ts';
import { paySchemeWarnings } from './warnings.ts';

const sound = {
  shareByLevel: { trainee: '0', junior: '400000', middle: '400000', senior: '400000' },
  instalments: ['1', '1', '1'],
};
const each = (amount: string) => ({
  trainee: '0',
  junior: amount,
  middle: '0',
  senior: '0',
});
const warned = (given: Partial<PaySchemeText>) =>
  paySchemeWarnings(paySchemeKind.schema.parse({ ...frame, deferral: sound, ...given })).map(
    (one) => one.at,
  );

describe('base pay above 35 % of all pay at 100 points is a warning, not a refusal', () => {
  it.each(
    table(`
      base a month | bonus at 100 | share   | warned
      3500         | 19500        | 35 %    | no
      3500         | 19499.99     | > 35 %  | yes
      3000         | 19500        | < 35 %  | no
      3500         | 0            | 100 %   | yes
    `),
  )('$share', (row) => {
    const fen = (yuan: string) => String(Math.round(Number(yuan) * 100));
    const at = warned({
      basePerMonth: each(fen(row['base a month']!)),
      bonusAtHundred: each(fen(row['bonus at 100']!)),
    });
    expect(at).toEqual(row.warned === 'yes' ? ['basePerMonth'] : []);
  });
  it('names the conflict with SPDB Xi’an, which fixes at least 40 %', () => {
    const scheme = paySchemeKind.schema.parse({ ...frame, basePerMonth: each('1') });
    expect(paySchemeWarnings(scheme)[0]!.zh).toContain('浦发西安第 17 条规定不低于 40 %');
  });
  it('is not judged where pay goes by metrics: nobody knows the whole before a closing', () => {
    const items: PaySchemeText['items'] = [
      { kind: 'by_grade', key: 'base', name: { zh: '基', en: 'b' }, amounts: each('1') },
      { kind: 'certified', key: 'x', name: { zh: '核', en: 'c' }, metric: 'x' },
    ];
    expect(warned({ items })).toEqual([]);
  });
});

describe('deferral', () => {
  it.each(
    table(`
      junior | years | warned
      400000 | 3     |
      399999 | 3     | deferral.shareByLevel.junior
      400000 | 2     | deferral.instalments
      600000 | 5     |
    `),
  )('$junior over $years years', ({ junior, years, warned: at }) => {
    const deferral = {
      shareByLevel: { ...sound.shareByLevel, junior: junior! },
      instalments: Array.from({ length: Number(years) }, () => '1'),
    };
    expect(warned({ deferral }).join(' ')).toBe(at);
  });
});

it('a scheme without base pay is told that nothing can bear a deduction', () => {
  const items: PaySchemeText['items'] = [
    { kind: 'certified', key: 'x', name: { zh: '核', en: 'c' }, metric: 'x' },
  ];
  expect(warned({ items })).toEqual(['items']);
});
