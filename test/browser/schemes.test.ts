import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Branch } from './branch.ts';
import { openBranch, whyNot } from './branch.ts';

const reason = whyNot();
let branch: Branch;

beforeAll(async () => {
  if (reason === null) branch = await openBranch();
});
beforeEach((context) => context.skip(reason !== null, reason ?? ''));
afterAll(async () => {
  if (reason === null) await branch.close();
});

test('finance writes a scheme in a form, HR returns it, then approves it', async () => {
  const finance = await branch.visit();
  await finance.signIn('finance');
  await finance.page.goto('/policies/scoring_scheme/draft?from=1');
  await finance.page.locator('.ant-collapse-header').first().click();
  const weight = finance.page.locator('#doc-lines-0-weight');
  await weight.fill('abc');
  await finance.page
    .getByText(/发现 \d+ 处错误/)
    .first()
    .waitFor();
  await weight.fill('31.5');
  await finance.page
    .getByText(/各项权重之和应为 100 分，现为 101\.5/)
    .first()
    .waitFor();
  await finance.page.locator('#draft-note').fill('储蓄更重');
  await finance.page.getByRole('button', { name: '保存草稿' }).click();
  expect(new URL(finance.page.url()).pathname).toBe('/policies/scoring_scheme/draft');
  await weight.fill('25');
  await finance.page.locator('.ant-collapse-header').nth(1).click();
  await finance.page.locator('#doc-lines-1-weight').fill('15');
  await finance.page.getByText('检查通过，没有错误').waitFor();
  await finance.page.getByText('YAML 原文').click();
  const text = finance.page.getByRole('textbox', { name: '制度文件' });
  await text.waitFor();
  expect(await text.inputValue()).toContain('weight: "25000000"');
  await finance.page.getByRole('button', { name: '保存草稿' }).click();
  await finance.page.waitForURL(/\/policies\/scoring_scheme$/);
  const row = finance.page.locator('tr').filter({ hasText: '储蓄更重' });
  await row.getByRole('button', { name: '送审' }).click();
  await finance.page
    .getByRole('dialog')
    .getByRole('button', { name: /确\s?定/ })
    .click();
  await row.getByText('复核中').waitFor();

  const hr = await branch.visit();
  await hr.signIn('hr');
  await hr.page.goto('/policies/scoring_scheme');
  const found = hr.page.locator('tr').filter({ hasText: '储蓄更重' });
  await found.getByRole('button', { name: '退回' }).click();
  await hr.page.getByRole('dialog').getByRole('textbox').fill('请说明依据');
  await hr.page
    .getByRole('dialog')
    .getByRole('button', { name: /确\s?定/ })
    .click();
  await found.getByText('退回原因：请说明依据').waitFor();

  await finance.page.reload();
  await row.getByRole('button', { name: '送审' }).click();
  await finance.page
    .getByRole('dialog')
    .getByRole('button', { name: /确\s?定/ })
    .click();
  await row.getByText('复核中').waitFor();
  await hr.page.reload();
  await found.getByRole('button', { name: '批准' }).click();
  await hr.page
    .getByRole('dialog')
    .getByRole('button', { name: /确\s?定/ })
    .click();
  await found.getByText(/生效中|待生效/).waitFor();
  expect([...finance.complaints, ...hr.complaints]).toEqual([]);
});
