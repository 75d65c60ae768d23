import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { englishName } from '../../../core/schema.ts';
import { testTransaction } from '../testing/database.ts';
import { installPolicy } from './install.ts';
import type { PolicyKind } from './kind.ts';
import { loadSchemeNames, namesIn, schemeNameIn } from './names.ts';

const shape = z.strictObject({ name: z.string(), nameEn: englishName });
const prizes: PolicyKind<typeof shape> = {
  kind: 'test_prizes',
  title: { zh: '奖项', en: 'Prizes' },
  source: 'test',
  schema: shape,
  initial: { name: '金奖', nameEn: 'Gold' },
  assumed: { zh: '无', en: 'none' },
  presets: [
    {
      key: 'silver',
      title: { zh: '银', en: 'Silver' },
      source: 'test',
      note: { zh: '无', en: 'none' },
      body: { name: '银奖', nameEn: 'Silver' },
    },
  ],
};

describe('English names in a scheme', () => {
  it('stand beside the Chinese ones, at any depth; an empty one names nothing', () => {
    const document = {
      bands: [
        { name: '优秀', nameEn: 'Excellent' },
        { name: '合格', nameEn: '' },
      ],
      part: { title: '机智', titleEn: 'Alertness', asks: '应变得当' },
    };
    expect(namesIn(document)).toEqual([
      ['优秀', 'Excellent'],
      ['机智', 'Alertness'],
    ]);
  });

  it('come from the published schemes, and over them from what the bank approved, newest last', () =>
    testTransaction(async (tx) => {
      const of = async () => Object.fromEntries(await loadSchemeNames(tx, [prizes]));
      expect(await of()).toMatchObject({ 金奖: 'Gold', 银奖: 'Silver' });
      const note = { note: 'n', assumed: '' };
      // A version from before there were English names, then two of the bank's own.
      await installPolicy(tx, prizes, { body: { name: '银奖' }, ...note });
      await installPolicy(tx, prizes, { body: { name: '金奖', nameEn: 'First' }, ...note });
      expect(await of()).toMatchObject({ 金奖: 'First', 银奖: 'Silver' });
      await installPolicy(tx, prizes, { body: { name: '金奖', nameEn: 'First prize' }, ...note });
      expect(await of()).toMatchObject({ 金奖: 'First prize', 银奖: 'Silver' });
    }));

  it('are said to readers of English only, the Chinese name where there is none', () => {
    const names = new Map([['优秀', 'Excellent']]);
    const said = (['zh', 'en'] as const).flatMap((locale) =>
      ['优秀', '良好'].map((name) => schemeNameIn(names, locale, name)),
    );
    expect(said).toEqual(['优秀', '良好', 'Excellent', '良好']);
  });
});
