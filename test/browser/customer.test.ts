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

test('an RM sees the whole of a firm: graph, owners, a file, a consent taken back, the journal', async () => {
  const { page, complaints, signIn } = await branch.visit();
  await signIn('rm');
  const firm = await page.evaluate(async () => {
    const answer = await fetch('/api/customers?kind=corporate&limit=1');
    const list = (await answer.json()) as { rows: readonly { customerId: string }[] };
    return list.rows[0]!.customerId;
  });

  await page.goto(`/customers/${firm}`);
  await page.getByRole('button', { name: /为什么我能看到/ }).click();
  await page.getByText(/您是(主办|协办)客户经理/).waitFor();
  await page.keyboard.press('Escape');

  await page.goto(`/customers/${firm}?tab=relations`);
  const entered = async (name: string, share: string) => {
    await page.getByRole('button', { name: '登记股权' }).click();
    const form = page.getByRole('dialog');
    await form.getByLabel('名称').fill(name);
    await form.getByLabel('份额').fill(share);
    await form.getByLabel('信息来源').fill('公司章程');
    await form.locator('button[type=submit]').click();
    return form;
  };
  const first = await entered('试验自然人甲', '0.5');
  await first.waitFor({ state: 'hidden' });
  await page.getByRole('rowheader', { name: '试验自然人甲' }).waitFor();
  const refused = await entered('试验自然人乙', '100');
  await refused.getByText(/超过 100%.*最多还可登记/).waitFor();
  await refused.getByRole('button', { name: /取\s*消/ }).click();
  await page.locator('canvas').first().waitFor();

  await page.goto(`/customers/${firm}?tab=documents`);
  await page.getByRole('button', { name: '上传文件' }).click();
  const form = page.getByRole('dialog');
  const buffer = Buffer.from('%PDF-1.4\n试验同意书');
  await form
    .locator('input[type=file]')
    .setInputFiles({ name: '同意书.pdf', mimeType: 'application/pdf', buffer });
  await form.locator('#document-kind').click();
  await page.getByTitle('同意书', { exact: true }).click();
  await form.getByRole('button', { name: '上传文件' }).click();
  await page.getByRole('link', { name: /同意书/ }).waitFor();

  await page.goto(`/customers/${firm}?tab=consents`);
  const line = page.locator('.kj-consents li').filter({ hasText: '短信营销' });
  await line.getByRole('button', { name: '登记撤回' }).click();
  const saying = page.getByRole('dialog');
  await saying.getByLabel('渠道').click();
  await page.getByTitle('电话', { exact: true }).click();
  await saying.locator('button[type=submit]').click();
  await line.getByText('已撤回').waitFor();
  await page
    .locator('.kj-facts')
    .getByText(/已撤回：.*短信营销|勿营销/)
    .waitFor();

  await page.goto(`/customers/${firm}?tab=journal`);
  for (const words of ['客户撤回同意', '上传文件', '登记股权']) {
    await page.locator('.ant-timeline').getByText(words, { exact: true }).first().waitFor();
  }
  await page.evaluate(() => localStorage.setItem('kejing.locale', 'en'));
  await page.reload();
  await page.locator('.ant-timeline').getByText('Consent withdrawn').first().waitFor();
  expect(complaints).toEqual([]);
});

test('a foreign RM is told that there is no such customer, whether there is one or not', async () => {
  const { page, signIn } = await branch.visit();
  await signIn('rm');
  const answers = await page.evaluate(async () => {
    const seen = (await (await fetch('/api/customers?limit=200')).json()) as {
      rows: readonly { customerId: string }[];
    };
    const own = new Set(seen.rows.map((one) => one.customerId));
    const foreign = Array.from({ length: 400 }, (_one, at) => String(at + 1)).find(
      (one) => !own.has(one),
    )!;
    const read = async (id: string) => {
      const answer = await fetch(`/api/customers/${id}/documents`);
      return `${answer.status} ${((await answer.json()) as { code: string }).code}`;
    };
    return [await read(foreign), await read('999999999'), foreign];
  });
  expect(answers.slice(0, 2)).toEqual(['404 customers.not_found', '404 customers.not_found']);
  await page.goto(`/customers/${answers[2]!}`);
  await page.getByText('没有这个客户，或不在您的范围内').first().waitFor();
});
