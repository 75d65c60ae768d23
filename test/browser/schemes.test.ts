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

const readers = [
  {
    lang: 'zh',
    second: /第 ?2 版/,
    compare: '与上一版比较',
    place: '综合贡献',
    run: /试\s?算/,
    parts: ['各等次人数', '按等级比较', '变化最大的客户经理'],
    refused: '没有权限',
  },
  {
    lang: 'en',
    second: 'Version 2',
    compare: 'Compare with the one before',
    place: 'Contribution',
    run: 'Trial',
    parts: ['RMs by band', 'By grade', 'RMs with the largest change'],
    refused: 'Not allowed',
  },
] as const;

test.each(readers)(
  'finance ($lang) reads what a version changes in words and tries it on a past quarter',
  async (say) => {
    const { page, complaints, signIn } = await branch.visit();
    await page.addInitScript((lang) => localStorage.setItem('kejing.locale', lang), say.lang);
    await signIn('finance');
    await page.goto('/policies/scoring_scheme');
    await page.getByText(say.second).first().click();
    await page.getByRole('button', { name: say.compare }).click();
    const changed = page.locator('tr').filter({ hasText: say.place }).filter({ hasText: '30.00' });
    expect(await changed.first().innerText()).toContain('25.00');
    await page.getByRole('button', { name: say.run }).click();
    await page.locator('canvas').first().waitFor();
    for (const part of say.parts) await page.getByRole('heading', { name: part }).waitFor();
    await signIn('rm');
    await page.goto('/policies/scoring_scheme/draft?from=1');
    await page.getByText(say.refused).first().waitFor();
    expect(complaints).toEqual([]);
  },
);

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
