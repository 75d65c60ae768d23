import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Branch } from './branch.ts';
import { openBranch, whyNot } from './branch.ts';

/** Nothing untranslated: names of schemes, codes, quarters, days, and words fetched later. */
const reason = whyNot();
let branch: Branch;

beforeAll(async () => {
  if (reason === null) branch = await openBranch();
});
beforeEach((context) => context.skip(reason !== null, reason ?? ''));
afterAll(async () => {
  if (reason === null) await branch.close();
});

type Lang = 'zh' | 'en';

async function as(login: string, lang: Lang) {
  const visitor = await branch.visit();
  await visitor.page.goto('/sign-in');
  if (lang === 'en') await visitor.page.getByText('English').click();
  await visitor.signIn(login);
  await visitor.page.locator('.kj-page').first().waitFor();
  return visitor;
}

/** Lines of a page with a key, a code of the wire, a raw quarter or (in English) a raw day. */
async function rawIn(page: Page, lang: Lang): Promise<string[]> {
  const lines = (await page.locator('body').innerText()).split('\n');
  const raw = /\d{4}Q[1-4]|\b[a-z]+\.[a-z_]+\.[a-z_]+|\b[a-z]+_[a-z]+\b/;
  const code = /^(premium|general|class|tier|meal)$/m;
  const isRaw = (one: string) =>
    raw.test(one) || one.split('\t').some((cell) => code.test(cell.trim()));
  return lines.filter((one) => isRaw(one) || (lang === 'en' && /\d{4}-\d\d-\d\d/.test(one)));
}

const bands = {
  zh: /优秀|良好|合格|不合格/,
  en: /Excellent|Good|Satisfactory|Unsatisfactory/,
} as const;

test.each(['zh', 'en'] as const)('schemes are read whole in %s', async (lang) => {
  const { page, complaints } = await as('finance', lang);
  await page.goto('/sheets');
  const first = page.locator('tbody tr.ant-table-row').first();
  await first.waitFor();
  await expect.poll(() => first.innerText()).toMatch(bands[lang]);
  if (lang === 'en') expect(await first.innerText()).not.toMatch(bands.zh);
  for (const kind of ['contact_standard', 'expense_scheme', 'competence', 'scoring_scheme']) {
    await page.goto(`/policies/${kind}`);
    await page.locator('.kj-policy-group').first().waitFor();
    expect(await rawIn(page, lang), kind).toEqual([]);
  }
  await page
    .getByText(lang === 'zh' ? '优秀' : 'Excellent')
    .first()
    .waitFor();
  expect(complaints).toEqual([]);
});

test('the palette says each page and action, and a refusal its reason, before any later word is there', async () => {
  const { page } = await as('admin', 'en');
  await page.goto('/desk');
  await page.locator('.kj-page').first().waitFor();
  await page.keyboard.press('Control+k');
  const list = page.getByRole('listbox');
  await list.getByRole('option').nth(5).waitFor();
  const said = await list.innerText();
  expect(said).toContain('Import');
  expect(said).not.toMatch(/\b[a-z]+\.[a-z_]+(\.[a-z_]+)?\b/);
  expect(await rawIn(page, 'en')).toEqual([]);
  await page.goto('/policies/no_such_scheme');
  const refusal = page.getByRole('alert').first();
  await refusal.waitFor();
  expect(await refusal.innerText()).not.toMatch(/\p{Script=Han}|policy\./u);
});
