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

test('a head fills the pool; an RM claims what he may, is refused the rest with numbers, and returns one', async () => {
  const head = await branch.visit();
  await head.signIn('president');
  await head.page.getByRole('button', { name: 'English' }).click();
  await head.page.goto('/pool?tab=own');
  await head.page.locator('tbody tr.ant-table-row').first().waitFor();
  await head.page.locator('thead input[type=checkbox]').click();
  await head.page
    .getByRole('group', { name: 'Many at once' })
    .getByRole('button', { name: 'Put into the pool' })
    .click();
  const putting = head.page.getByRole('dialog');
  await putting.locator('.ant-select').click();
  await head.page.getByText('Too many customers', { exact: true }).click();
  await putting.getByRole('button', { name: /^Put into the pool: \d+$/ }).click();
  await putting.getByRole('button', { name: 'Close', exact: true }).last().click();

  const { page, complaints, signIn } = await branch.visit();
  await signIn('rm');
  await page.goto('/pool');
  await page.locator('tbody tr.ant-table-row').first().waitFor();
  expect(await page.locator('tbody tr.ant-table-row').first().innerText()).toContain('*');
  await page.locator('thead input[type=checkbox]').click();
  const bar = page.getByRole('group', { name: '批量操作' });
  await bar.getByRole('button', { name: '领取' }).click();
  const dialog = page.getByRole('dialog');
  // A corporate RM leads no persons: the rule and its numbers stand beside each of them.
  await dialog
    .getByText(/容量已满：个人客户 \d+\/\d+，再领 1|今日领取已满：已领 \d+，再领 1，上限 \d+/)
    .first()
    .waitFor();
  await dialog.getByText('今日领取', { exact: true }).waitFor();
  await dialog.getByRole('button', { name: /领取 \d+ 条/ }).click();
  await dialog.getByText(/已完成/).waitFor();
  await dialog
    .getByRole('button', { name: /关\s*闭/ })
    .last()
    .click();

  await page.goto('/pool?tab=mine');
  const mine = page.locator('tbody tr.ant-table-row').first();
  await mine.waitFor();
  expect(await mine.innerText()).toContain('考察中');
  await page.goto('/pool?tab=own');
  await page.locator('tbody tr.ant-table-row input[type=checkbox]').first().click();
  await bar.getByRole('button', { name: '退回公海' }).click();
  const giving = page.getByRole('dialog');
  await giving.locator('.ant-select').click();
  await page.getByText('无业务需求', { exact: true }).click();
  await giving.getByRole('button', { name: '退回公海 1 条' }).click();
  await giving
    .getByRole('button', { name: /关\s*闭/ })
    .last()
    .click();
  await page.goto('/pool?tab=returned');
  const returned = page.locator('tbody tr.ant-table-row').first();
  await returned.waitFor();
  expect(await returned.innerText()).toContain('无业务需求');
  await returned.getByRole('button', { name: '撤销退回' }).waitFor();
  expect(complaints).toEqual([]);
  expect(head.complaints).toEqual([]);
});

const caps = [
  {
    lang: 'zh',
    claim: '领取',
    beyond: /今日领取已满：已领 \d+，再领 \d+，上限 1（公海规则）；请明天再领/,
  },
  {
    lang: 'en',
    claim: 'Claim',
    beyond:
      /cap of the day is reached: \d+ claimed, \d+ more wanted, at most 1 .*claim again tomorrow/,
  },
] as const;

test('beyond the cap of the day a claim names the rule, its numbers and what to do, and claims nothing', async () => {
  const { page, complaints, signIn } = await branch.visit();
  const send = async (login: string, url: string, data: object) => {
    const other = await branch.visit();
    await other.signIn(login);
    const headers = { origin: branch.address };
    const answer = await other.page.request.post(`/api${url}`, { data, headers });
    expect([url, answer.status()]).toEqual([url, 201]);
  };
  await signIn('hr');
  const at = '/policies/pool/versions';
  const { body } = await (await page.request.get(`/api${at}/1`)).json();
  const { bank } = await (await page.request.get('/api/session')).json();
  const grades = Object.keys(body.dailyClaims as object);
  const dailyClaims = Object.fromEntries(grades.map((grade) => [grade, 1]));
  await send('hr', at, {
    text: JSON.stringify({ ...body, dailyClaims }),
    note: '每日一户',
    validFrom: bank.today,
    seenVersionNo: 1,
  });
  await send('hr', `${at}/2/submissions`, {});
  await signIn('finance');
  const { digest } = await (await page.request.get(`/api${at}/2`)).json();
  await send('finance', `${at}/2/approvals`, { digest });

  await signIn('rm');
  const count = async () => (await (await page.request.get('/api/pool-claims')).json()).rows.length;
  const before = await count();
  for (const say of caps) {
    await page.evaluate((lang) => localStorage.setItem('kejing.locale', lang), say.lang);
    await page.goto('/pool');
    await page.locator('tbody tr.ant-table-row input[type=checkbox]').first().click();
    await page.getByRole('group').getByRole('button', { name: say.claim }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(say.beyond).first().waitFor();
    expect(await dialog.locator('.ant-btn-primary:not([disabled])').count()).toBe(0);
  }
  expect(await count()).toBe(before);
  expect(complaints).toEqual([]);
});
