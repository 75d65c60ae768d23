import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { quarterWritten } from '../../web/kit/format.ts';
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

test('a wrong password is refused in words, and nothing is seen', async () => {
  const { page, complaints, signIn } = await branch.visit();
  await signIn('rm', 'not-the-password');
  const refusal = page.getByRole('alert');
  await refusal.waitFor();
  expect(await refusal.innerText()).toMatch(/密码/);
  await page.goto('/desk');
  await page.locator('#password').waitFor();
  expect(new URL(page.url()).pathname).toBe('/sign-in');
  expect(complaints).toEqual([]);
});

test('an RM goes from the desk to a customer, and to the sheet whose score explains itself', async () => {
  const { page, complaints, signIn } = await branch.visit();
  await signIn('rm');
  await page.getByRole('heading', { name: '我的工作台' }).waitFor();
  await page.getByRole('link', { name: /看客户名单/ }).click();
  await page.waitForURL(/\/customers\?lead=\d+$/);
  // In the small bank he leads nobody and assists with some: without the condition he sees them.
  await page
    .getByRole('button', { name: /清除条件/ })
    .first()
    .click();
  await page.locator('tbody tr.ant-table-row').first().click();
  await page.waitForURL(/\/customers\/\d+/);

  await page.goto('/desk');
  await page.getByRole('link', { name: '看考核表 →' }).click();
  await page.waitForURL(/\/sheets\/\d+/);
  await page.locator('tbody tr.ant-table-row .kj-opens').first().click();
  const drawer = page.getByRole('dialog');
  await drawer.getByText('算法').waitFor();
  expect(await drawer.locator('.kj-formula').innerText()).toMatch(/^得分 s = w × a ÷ t/);
  await drawer.getByText('累计实际 a').waitFor();
  await drawer.getByText('本季这项业绩来自哪些客户').first().waitFor();
  expect(complaints).toEqual([]);
});

test('a slip shows how gross becomes paid, and opens to its formula', async () => {
  const { page, complaints, signIn } = await branch.visit();
  await signIn('rm');
  await page.getByRole('link', { name: /看工资单/ }).click();
  await page.waitForURL(/\/slips\/\d+/);
  await page.locator('.kj-card').filter({ hasText: '从应发到实发' }).locator('canvas').waitFor();
  await page.locator('.kj-plain .kj-opens').nth(1).click();
  const drawer = page.getByRole('dialog');
  expect(await drawer.locator('.kj-formula').innerText()).toMatch(
    /^[\d,.]+ × [\d.]+ ÷ 100 × [\d.]+ = /,
  );
  expect(complaints).toEqual([]);
});

test('a president goes down from his board into a unit below', async () => {
  const { page, complaints, signIn } = await branch.visit();
  await signIn('president');
  await page.goto('/board');
  await page.getByRole('heading', { name: '下级机构' }).waitFor();
  const unit = page.locator('tbody tr.ant-table-row .kj-opens').first();
  const name = await unit.innerText();
  await unit.click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
  expect(new URL(page.url()).searchParams.get('unitId')).toMatch(/^\d+$/);
  await page.reload();
  await page.getByRole('heading', { level: 1, name }).waitFor();
  expect(complaints).toEqual([]);
});

test('an administrator sees the imports, and a quarter with its stations and its digest', async () => {
  const { page, complaints, signIn } = await branch.visit();
  await signIn('admin');
  await page.goto('/imports');
  await page.locator('tbody tr.ant-table-row').first().waitFor();
  await page.goto('/quarters');
  const closed = page.locator('.kj-lines li').filter({ hasText: '已关账' }).first();
  await closed.getByRole('link').click();
  await page.waitForURL(/\/quarters\/\d{4}Q[1-4]/);
  await page.getByRole('heading', { name: /关账/ }).waitFor();
  for (const station of ['客户贡献', '业绩归属', '考核', '薪酬']) {
    await page.getByRole('rowheader', { name: station, exact: true }).waitFor();
  }
  expect(await page.locator('code').first().innerText()).toMatch(/^[0-9a-f]{16}$/);
  expect(await page.getByRole('button', { name: '封账' }).count()).toBe(0);
  expect(complaints).toEqual([]);
});

test('finance is told why a quarter cannot be closed whose data are incomplete', async () => {
  const { page, complaints, signIn } = await branch.visit();
  await signIn('finance');
  await page.goto(`/quarters/${branch.running}`);
  await page.getByRole('button', { name: '关账' }).click();
  const refusal = page.getByRole('alert').filter({ hasText: '不完整' });
  await refusal.waitFor({ timeout: 60_000 });
  expect(await refusal.innerText()).toContain(quarterWritten(branch.running, 'zh'));
  await page.getByText('中断：再次执行会从未完成的环节继续').waitFor();
  await page.getByRole('button', { name: '关账' }).waitFor();
  expect(await page.getByRole('button', { name: '封账' }).count()).toBe(0);
  expect(complaints).toEqual([]);
});

test('the language changes on the spot and stays', async () => {
  const { page, complaints, signIn } = await branch.visit();
  await page.goto('/sign-in');
  await page.getByText('English').click();
  await signIn('rm');
  await page.getByRole('heading', { name: 'My desk' }).waitFor();
  await page.getByText('Last assessment').waitFor();
  await page.getByText('中文').click();
  await page.getByRole('heading', { name: '我的工作台' }).waitFor();
  expect(complaints).toEqual([]);
});

test('what a role may not open says which right is missing', async () => {
  const { page, signIn } = await branch.visit();
  await signIn('rm');
  await page.getByRole('heading', { name: '我的工作台' }).waitFor();
  await page.goto('/imports');
  await page.getByText('没有权限').first().waitFor();
});

const onPhone = `
  login     | page
  rm        | /desk
  rm        | /sheets
  rm        | /slips
  president | /board
  president | /allocation
  president | /expenses
  finance   | /quarters
`;

test('pages fit a phone', async () => {
  const rows = onPhone
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split('|').map((cell) => cell.trim()));
  for (const [login, of] of Map.groupBy(rows, ([name]) => name ?? '')) {
    const { page, complaints, signIn } = await branch.visit({ width: 390, height: 844 });
    await signIn(login);
    await page.locator('.kj-page').first().waitFor();
    for (const [, address = ''] of of) {
      await page.goto(address);
      await page.locator('.kj-page h1').waitFor();
      const wider = await page.evaluate(
        () => document.documentElement.scrollWidth > window.innerWidth,
      );
      expect(`${address} ${wider ? 'is wider than the phone' : 'fits'}`).toBe(`${address} fits`);
    }
    expect(complaints).toEqual([]);
  }
});
