import { expect, it } from 'vitest';
import { pagePinyin } from './page-pinyin.ts';

it('each title of a page has its pinyin and its initials', () => {
  const table = pagePinyin();
  expect(Object.keys(table).length).toBeGreaterThan(30);
  expect(table['targets.letter.title']).toBe('zerenshu zrs');
  expect(table['customers.title']).toMatch(/^kehu/);
  for (const text of Object.values(table)) expect(text).toMatch(/^[a-zü]+ [a-zü]+$/);
});
