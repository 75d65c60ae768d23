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

test('one administrator asks for a grant of the whole bank, a second one accepts it', async () => {
  const first = await branch.visit();
  const { page } = first;
  await first.signIn('admin');
  await page.goto('/accounts');
  await page.getByRole('button', { name: '新建账户' }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('用户名').fill('newhr');
  await form.getByLabel('姓名').fill('新来的人');
  await form.getByLabel('密码').fill('first-password-1');
  await form.getByLabel('数据范围').click();
  await page.locator('.ant-select-item-option').filter({ hasText: '全行' }).click();
  await form.getByLabel('角色').click();
  await page.locator('.ant-select-item-option').filter({ hasText: '人力资源' }).click();
  await form.getByRole('button', { name: /保\s*存|提\s*交|确\s*定/ }).click();
  await page.waitForURL(/\/accounts\/\d+$/);

  // He may take it back but not accept it; a second administrator can.
  await page.getByRole('button', { name: '撤回申请' }).first().waitFor();
  expect(await page.getByRole('button', { name: '复核通过' }).count()).toBe(0);

  await branch.openAccount('second', 'administrator');
  const second = await branch.visit();
  await second.signIn('second');
  await second.page.evaluate(() => localStorage.setItem('kejing.locale', 'en'));
  await second.page.goto('/desk');
  await second.page.getByText('Grants of accounts to accept').first().click();
  await second.page.waitForURL(/\/accounts/);
  await second.page.goto('/accounts');
  await second.page.getByRole('link', { name: '新来的人 newhr' }).click();
  await second.page.waitForURL(/\/accounts\/\d+$/);
  await second.page.getByRole('button', { name: 'Preview what it would see' }).click();
  await second.page.getByText('Sensitive abilities').waitFor();
  await second.page.getByRole('button', { name: 'Accept', exact: true }).click();
  const question = second.page.getByRole('dialog');
  await question.getByRole('textbox').fill('asked by the head of HR');
  await question.getByRole('button').last().click();
  await second.page.getByText('Accepted', { exact: true }).waitFor();

  // Who asked cannot answer his own request, whatever his page shows.
  const { rows } = await (await page.request.get('/api/accounts?q=newhr')).json();
  const accountId = rows[0].accountId as string;
  const send = (url: string, data: object) =>
    page.request.post(`/api${url}`, { data, headers: { origin: branch.address } });
  const { eventId } = await (await page.request.get(`/api/accounts/${accountId}`)).json();
  const asked = await send(`/accounts/${accountId}/grants`, {
    baseEvent: eventId,
    reason: 'audits too',
    grants: [{ role: 'auditor', scope: 'bank' }],
  });
  const { requestId } = await asked.json();
  const refused = await send(`/grant-requests/${requestId}/answers`, {
    verdict: 'accepted',
    reason: 'mine',
  });
  expect((await refused.json()).code).toBe('auth.request_own');

  await page.reload();
  await page.getByRole('button', { name: '停用' }).click();
  await page.getByRole('dialog').getByRole('textbox').last().fill('离职');
  await page.getByRole('dialog').getByRole('button').last().click();
  await page.getByText(/自 \d{4}-\d\d-\d\d 起停用：离职/).waitFor();
  expect([...first.complaints, ...second.complaints]).toEqual([]);
});
