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

/** Chinese words of the file in GBK, as a core banking system writes them. */
const gbk: Readonly<Record<string, string>> = {
  客户号: 'bfcdbba7bac5',
  客户名称: 'bfcdbba7c3fbb3c6',
  客户类型: 'bfcdbba7c0e0d0cd',
  开户日期: 'bfaabba7c8d5c6da',
  开户机构: 'bfaabba7bbfab9b9',
  对公: 'b6d4b9ab',
  对私: 'b6d4cbbd',
};
const inGbk = (text: string): Buffer =>
  Buffer.concat(
    text
      .split(new RegExp(`(${Object.keys(gbk).join('|')})`))
      .map((part) => (gbk[part] ? Buffer.from(gbk[part], 'hex') : Buffer.from(part, 'latin1'))),
  );
const file = {
  name: 'core-customers.csv',
  mimeType: 'text/csv',
  buffer: inGbk(
    '客户号,客户名称,客户类型,开户日期,开户机构\r\n' +
      'T900001,Willow Mill,对公,2026/03/02,1000\r\n' +
      'T900002,Anna Reed,对私,2026/03/03,1000\r\n' +
      'T900003,Birch Forge,对公,2026/02/31,1000\r\n',
  ),
};

test('an administrator drops a GBK file with foreign headings, maps, previews, loads, mends a cell, undoes; the file again is refused', async () => {
  const { page, complaints, signIn } = await branch.visit();
  await signIn('admin');
  await page.goto('/imports');
  await page.locator('input[type=file]').setInputFiles(file);
  await page.waitForURL(/\/imports\/files\/\d+$/);
  await page.getByText('GB18030').waitFor();
  await page.getByText('按列名和内容猜出，请逐列看过').waitFor();
  await page.getByRole('button', { name: /^代码对照 \(2\)$/ }).waitFor();
  await page.getByRole('button', { name: /^预 ?检$/ }).click();

  await page.getByRole('heading', { name: '哪些规则报错' }).waitFor();
  await page.getByRole('cell', { name: '2026/02/31' }).waitFor();
  await page.getByRole('button', { name: '导入 3 行' }).click();
  const question = page.getByRole('dialog');
  await question.getByText('新增 2 行，0 行已有不再加，1 行进隔离区').waitFor();
  await question.locator('.ant-btn-primary').click();
  const result = page.getByRole('link', { name: /^看批次 \d+$/ }).last();
  await page.getByRole('heading', { name: '结果' }).waitFor();
  await result.click();
  await page.waitForURL(/\/imports\/\d+$/);
  const batch = page.url();

  await page.getByRole('button', { name: /在线更正/ }).click();
  const cell = page.locator('[aria-invalid=true]').first();
  await cell.focus();
  await cell.press('Enter');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('2026-02-28');
  await page.keyboard.press('Enter');
  await page.getByText('已改好').waitFor();
  await page.getByText('原值 2026/02/31').waitFor();
  await page.getByRole('button', { name: '校验并导入已改的 1 行' }).click();
  await page.waitForURL((url) => /\/imports\/\d+$/.test(url.pathname) && url.href !== batch);

  await page.getByRole('button', { name: '撤销整批' }).click();
  await page.getByText('撤销会删除').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: '撤销整批' }).click();
  await page.locator('textarea').fill('journey');
  await page.getByRole('dialog').last().locator('.ant-btn-dangerous').last().click();
  await page.getByText('admin 已撤销，删除 1 条。理由：journey').waitFor();

  await page.goto('/imports');
  await page.locator('input[type=file]').setInputFiles({ ...file, name: 'again.csv' });
  await page.waitForURL(/\/imports\/files\/\d+$/);
  await page.getByText(/内容完全相同/).waitFor();
  await page.getByText(/它已作为批次 \d+ 导入/).waitFor();
  expect(complaints).toEqual([]);
}, 60_000);

test('in English, a titled file: one wrong value is mended in all its rows at once, rows gone meanwhile are refused', async () => {
  const { page, complaints, signIn } = await branch.visit({ width: 390, height: 844 });
  await page.addInitScript(() => localStorage.setItem('kejing.locale', 'en'));
  await signIn('admin');
  await page.goto('/imports');
  const rows = Array.from(
    { length: 60 },
    (_none, at) => `T91${at},Firm ${at},corporate,2026-03-02,${at === 0 ? '1000' : '8888'}`,
  );
  const heading = 'Customer No,Customer Name,Customer Type,Open Date,Unit Code';
  await page.locator('input[type=file]').setInputFiles({
    name: 'titled.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(['New firms of March', heading, ...rows].join('\n')),
  });
  await page.waitForURL(/\/imports\/files\/\d+$/);
  await page.getByText('Column names are those of row 2').waitFor();
  await page.getByRole('button', { name: 'Preview' }).click();
  await page.getByRole('button', { name: 'Load 60 rows' }).click();
  await page.getByRole('dialog').locator('.ant-btn-primary').click();
  await page.getByRole('heading', { name: 'Result' }).waitFor();
  await page
    .getByRole('link', { name: /^Open import \d+$/ })
    .last()
    .click();
  await page.getByRole('button', { name: 'Mend here' }).click();
  const faults = page.getByRole('row', { name: /Unit code .*8888 .*59/ });
  const many = faults.getByRole('button', { name: 'Mend all' });
  const becomes = page.getByRole('combobox', { name: '“8888” becomes' });
  await many.click();
  await becomes.fill('1000');
  // Somebody else mends one of them before the button is pressed.
  await page.evaluate(async () => {
    const [batch] = /\d+/.exec(location.pathname)!;
    const base = `/api/imports/${batch}/quarantined/customer`;
    const { rows: open } = await (await fetch(`${base}?limit=1`)).json();
    const edits = [{ key: open[0].key, turn: 0, values: { unit_code: '1000' } }];
    const csrf = { 'content-type': 'application/json' };
    const body = JSON.stringify({ edits });
    const done = await fetch(`${base}/edits`, { method: 'POST', headers: csrf, body });
    if (done.status !== 201) throw new Error(await done.text());
  });
  await page.getByRole('button', { name: 'Change 59 rows' }).click();
  await page.getByText(/This fault stands in 58 rows by now, you saw 59/).waitFor();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.reload();
  await many.click();
  await becomes.fill('1000');
  await page.getByRole('button', { name: 'Change 58 rows' }).click();
  await page.getByRole('button', { name: 'Check and load 59 edited rows' }).click();
  await page.getByText('Mended in the editor').first().waitFor();
  expect(complaints).toEqual([]);
}, 60_000);

test('in English, a picture named as a table is refused in words and nothing is kept', async () => {
  const { page, complaints, signIn } = await branch.visit({ width: 390, height: 844 });
  await page.addInitScript(() => localStorage.setItem('kejing.locale', 'en'));
  await signIn('admin');
  await page.goto('/imports');
  await page.locator('input[type=file]').setInputFiles({
    name: 'picture.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
  });
  await page.getByText(/is no readable table/).waitFor();
  expect(await page.getByText('picture.csv', { exact: true }).count()).toBe(0);
  expect(complaints).toEqual([]);
});
