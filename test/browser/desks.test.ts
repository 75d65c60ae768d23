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

const desks = `
  login     | language | cards in order
  rm        | zh       | 待我办理, 目标完成进度, 30 天内到期的存款和贷款, 存款变化最大的客户, 逾期贷款
  head      | zh       | 待我办理, 目标完成情况, 贷款五级分类与逾期, 超出容量的客户经理
  president | en       | What waits for me, Targets reached by unit, Loans by class, and arrears
  officer   | zh       | 待我办理, 季度进度
  hr        | zh       | 待我办理, 目标完成情况, 季度进度, 超出容量的客户经理
  finance   | en       | What waits for me, Quarters
  risk      | zh       | 待我办理, 贷款五级分类与逾期
  auditor   | zh       | 待我办理, 贷款五级分类与逾期, 审计链, 季度进度, 数据导入
  admin     | en       | What waits for me, Chain of the audit, Quarters, Imports
`;

const rows = desks
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => line.split('|').map((cell) => cell.trim()) as [string, string, string]);

test.each(rows)('%s (%s) finds his own cards on the workbench: %s', async (login, lang, cards) => {
  const { page, complaints, signIn } = await branch.visit();
  if (lang === 'en') {
    await page.goto('/sign-in');
    await page.getByText('English').click();
  }
  await signIn(login);
  await page.waitForURL('**/desk');
  // The cards are seen once what waits for him is known.
  await page.locator('.kj-desk > section h2').last().waitFor();
  const titles = await page.locator('.kj-desk > section h2').allInnerTexts();
  const all = titles.join(', ');
  let from = 0;
  for (const title of cards.split(/, (?!and arrears)/)) {
    const at = all.indexOf(title, from);
    expect([title, all, at >= from]).toEqual([title, all, true]);
    from = at;
  }
  await page.locator('.kj-desk .ant-skeleton').first().waitFor({ state: 'detached' });
  expect(await page.locator('.kj-desk [role=alert]').count()).toBe(0);
  expect(complaints).toEqual([]);
});

test('what waits leads with one click to where it is done', async () => {
  const { page, complaints, signIn } = await branch.visit();
  await signIn('hr');
  const tasks = page.locator('section[data-card="desk.tasks"]');
  const link = tasks.getByRole('link', { name: '人工登记数据待核定' });
  await link.click();
  await page.waitForURL(/\/metric-figures\?.*state=entered/);
  await page.locator('tbody tr.ant-table-row').first().waitFor();
  expect(complaints).toEqual([]);
});

test('an RM who types the address of the board is told which right is missing', async () => {
  const { page, signIn } = await branch.visit();
  await signIn('rm');
  await page.goto('/board');
  await page.getByText('没有权限').first().waitFor();
});

test('a president takes the board home as a file, and sees who moved between classes', async () => {
  const { page, complaints, signIn } = await branch.visit();
  await signIn('president');
  await page.goto('/board');
  await page.getByRole('heading', { name: '目标完成情况' }).waitFor();
  const moves = page.locator('.kj-card').filter({ hasText: '分类分层迁移' });
  await moves.getByText('查看数据').click();
  await moves.locator('table caption').waitFor({ state: 'attached' });
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: '导出 XLSX' }).click(),
  ]);
  expect(file.suggestedFilename()).toMatch(/^board-\d{4}Q[1-4]\.xlsx$/);
  expect(complaints).toEqual([]);
});
