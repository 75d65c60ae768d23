import fs from 'node:fs';
import exceljs from 'exceljs';
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

test('an RM takes his customers away, HR may not, the auditor finds it', async () => {
  const rm = await branch.visit();
  await rm.signIn('rm');
  await rm.page.goto('/customers?limit=200');
  const listed = rm.page.locator('.ant-table-tbody tr.ant-table-row');
  await listed.first().waitFor();
  const names = await listed.locator('td:first-child').allInnerTexts();
  await rm.page.getByRole('button', { name: '导出', exact: true }).click();
  const dialog = rm.page.getByRole('dialog');
  // A list of customers asks what it is for, before anything else.
  expect(await dialog.getByRole('button', { name: '开始导出' }).isDisabled()).toBe(true);
  await dialog.getByRole('combobox', { name: '用途' }).click();
  await rm.page.getByTitle('为客户办理业务').click();
  await dialog.getByRole('button', { name: '开始导出' }).click();
  await rm.page.getByText(/“客户”已生成，共 \d+ 行/).waitFor();
  await rm.page.getByRole('button', { name: '下载中心' }).click();
  await rm.page.waitForURL(/\/exports$/);
  const row = rm.page.locator('tr.ant-table-row').filter({ hasText: '可下载' }).first();
  const [file] = await Promise.all([
    rm.page.waitForEvent('download'),
    row.getByRole('link', { name: '下载' }).click(),
  ]);
  expect(file.suggestedFilename()).toBe('客户.xlsx');
  const book = new exceljs.Workbook();
  const bytes = fs.readFileSync(await file.path());
  await book.xlsx.load(bytes as unknown as ArrayBuffer);
  const sheet = book.worksheets[0]!;
  const column = Array.from({ length: sheet.rowCount }, (_none, at) =>
    String(sheet.getCell(at + 1, 1).value),
  );
  expect(column).toEqual(['名称', ...names.map((name) => name.trim())]);

  const hr = await branch.visit();
  await hr.signIn('hr');
  await hr.page.goto('/customers');
  await hr.page.locator('.ant-table-row').first().waitFor();
  expect(await hr.page.getByRole('button', { name: '导出', exact: true }).count()).toBe(0);
  const refused = await hr.page.request.post('/api/exports', {
    data: {
      list: '/customers',
      purpose: 'service',
      format: 'csv',
      name: 'x',
      requestKey: crypto.randomUUID(),
    },
    headers: { origin: branch.address },
  });
  expect([refused.status(), (await refused.json()).code]).toEqual([403, 'auth.not_allowed']);

  const auditor = await branch.visit();
  await auditor.signIn('auditor');
  await auditor.page.evaluate(() => localStorage.setItem('kejing.locale', 'en'));
  await auditor.page.goto('/audit-trail?verb=exports.downloaded');
  // No sealer runs behind this branch: the page says so.
  await auditor.page.getByText('Nothing was chained yet').waitFor();
  const deed = auditor.page.locator('.ant-table-row').filter({ hasText: '(rm)' }).first();
  await deed.click();
  const drawer = auditor.page.getByRole('dialog');
  await drawer.getByText('exports.downloaded').waitFor();
  await drawer.getByText('/customers').waitFor();
  expect([...rm.complaints, ...hr.complaints, ...auditor.complaints]).toEqual([]);
});
