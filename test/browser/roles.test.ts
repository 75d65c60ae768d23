import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { sealAudit } from '../../server/platform/audit/seal.ts';
import type { Branch } from './branch.ts';
import { openBranch, whyNot } from './branch.ts';

/** The main job of each role that has no journey of its own, in both languages, with a refusal. */
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

/** Rows of a text table, as arrays of cells. */
function rowsOf(text: string): string[][] {
  return text
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split('|').map((cell) => cell.trim()));
}

const list = (page: Page) => page.locator('tbody tr.ant-table-row');
const confirm = (page: Page, lang: Lang) =>
  page
    .getByRole('dialog')
    .getByRole('button', { name: lang === 'zh' ? /^确\s?定$/ : 'Confirm' })
    .click();

const raters = rowsOf(`
  login     | lang | a mark of 101 is refused                     | hand in  | then
  head      | zh   | 写 0 到 100 的数，最多两位小数                    | 交表      | 已交
  president | en   | Write a number from 0 to 100 with at most    | Hand in  | Handed in
`);

test.each(raters)('%s (%s) hands in a competence form', async (login, lang, fault, send, then) => {
  const { page, complaints } = await as(login!, lang as Lang);
  await page.goto('/competence');
  await list(page).first().click();
  const form = page.getByRole('dialog');
  const marks = form.locator('input[id^="mark-"]');
  await marks.first().waitFor();
  const count = await marks.count();
  expect(count).toBeGreaterThan(1);
  for (let at = 0; at < count; at += 1) await marks.nth(at).fill('82.5');
  await marks.first().fill('101');
  await form.getByText(fault!).first().waitFor();
  const hand = form.getByRole('button', { name: new RegExp([...send!].join('\\s?')) });
  expect(await hand.isDisabled()).toBe(true);
  await marks.first().fill('100');
  await hand.click();
  await form.waitFor({ state: 'detached' });
  await list(page).filter({ hasText: then! }).first().waitFor();
  expect(complaints).toEqual([]);
});

const certifiers = rowsOf(`
  login   | lang | certify
  finance | zh   | 核定
  risk    | en   | Certify
`);

test.each(certifiers)('%s (%s) certifies a figure of another', async (login, lang, certify) => {
  const { page, complaints } = await as(login!, lang as Lang);
  await page.goto('/metric-figures?state=entered');
  await list(page).first().waitFor();
  const before = await list(page).count();
  await list(page)
    .first()
    .getByRole('button', { name: new RegExp([...certify!].join('\\s?')) })
    .click();
  await confirm(page, lang as Lang);
  await expect.poll(() => list(page).count(), { timeout: 20_000 }).toBe(before - 1);
  expect(complaints).toEqual([]);
});

const officers = rowsOf(`
  lang | enter    | staff number   | the refusal names it
  zh   | 登记一项  | NOBODY-1       | 没有工号为 NOBODY-1 的客户经理，或不在您的范围内
  en   | Enter a  | NOBODY-2       | There is no RM with the staff number NOBODY-2 in your scope
`);

test.each(officers)('an officer (%s) enters a figure', async (lang, enter, staffNo, refusal) => {
  const { page, complaints } = await as('officer', lang as Lang);
  await page.goto('/metric-figures');
  await list(page).first().waitFor();
  await page
    .getByRole('button', { name: new RegExp(enter!) })
    .first()
    .click();
  const form = page.getByRole('dialog');
  await form.locator('#field-staffNo').fill(staffNo!);
  await form.locator('#field-metric').click();
  await page.locator('.ant-select-item-option').first().click();
  await form.locator('#field-quarter').fill(branch.running);
  await form.locator('#field-value').fill('3');
  await form.locator('#field-evidence').fill('走访登记簿第 7 页');
  await form.locator('button[type=submit]').click();
  await form.getByText(refusal!).waitFor();
  // Nothing typed is lost: only the number is mended.
  expect(await form.locator('#field-evidence').inputValue()).toBe('走访登记簿第 7 页');
  expect(complaints).toEqual([]);
});

test('HR cannot approve the scheme that HR drafted; finance does, in English', async () => {
  const hr = await as('hr', 'zh');
  await hr.page.goto('/policies/scoring_scheme');
  await hr.page.getByText(/由您本人起草，须由他人批准/).waitFor();
  const approve = hr.page.getByRole('button', { name: /批\s?准/ }).first();
  expect(await approve.isDisabled()).toBe(true);

  const finance = await as('finance', 'en');
  await finance.page.goto('/policies/scoring_scheme');
  await finance.page.getByRole('button', { name: 'Approve' }).first().click();
  await confirm(finance.page, 'en');
  await finance.page.getByText(/Version \d+ is approved/).waitFor();
  expect([...hr.complaints, ...finance.complaints]).toEqual([]);
});

const auditors = rowsOf(`
  lang | verify           | the whole chain was checked | may not open accounts' imports
  zh   | 核对整条链         | 整条链 .* 条已核对             | 没有权限
  en   | Verify the whole | All .* links were checked    | Not allowed
`);

test.each(auditors)('an auditor (%s) verifies the chain', async (lang, verify, whole, refused) => {
  const { page, complaints } = await as('auditor', lang as Lang);
  await sealAudit(branch.database);
  await page.goto('/audit-trail');
  await list(page).first().waitFor();
  await page.getByRole('button', { name: new RegExp(verify!) }).click();
  await page.getByText(new RegExp(whole!)).waitFor({ timeout: 60_000 });
  await page.goto('/assessment-cycles/2026Q3/marks');
  await page.getByText(refused!).first().waitFor();
  expect(complaints).toEqual([]);
});
