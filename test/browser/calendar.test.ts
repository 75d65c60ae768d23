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

const notice = [
  '一、元旦：1月1日（周五）至3日（周日）放假调休，共3天。1月4日（周一）上班。',
  '国庆节放假',
  '13月1日 放假',
].join('\n');

test('an administrator pastes a notice, mends what it says, is second to another editor, saves and undoes', async () => {
  const { page, complaints, signIn } = await branch.visit();
  await signIn('admin');
  await page.goto('/calendar');
  const year = Number(await page.locator('.kj-bar strong.kj-figure').innerText()) + 1;
  await page
    .getByRole('button', { name: String(year) })
    .first()
    .click();
  await page.getByText(`${year} 年节假日尚未录入，暂按周一至周五计算工作日`).waitFor();
  await page.getByRole('button', { name: '粘贴放假通知' }).click();
  const drawer = page.getByRole('dialog');
  await drawer.getByLabel('通知或表格内容').fill(notice);
  await drawer.getByRole('button', { name: '识别并预览' }).click();
  await drawer.getByText('没有可识别的日期；请写成 2027-01-01 或 1月1日至3日').waitFor();
  await drawer.getByText('“13月1日”不是日历上的日期；请核对月份和日期').waitFor();
  expect(await drawer.getByLabel('通知或表格内容').inputValue()).toBe(notice);
  await drawer.getByRole('button', { name: '采用 4 天' }).click();
  await page.getByText(/将改 4 天；全年工作日 \d+ → \d+/).waitFor();

  // A day is set by hand as well, before anything is saved.
  await page.locator(`button.kj-day[aria-label^="${year}-05-03"]`).click();
  await page.getByRole('dialog').getByText('休息日', { exact: true }).click();
  await page.getByRole('dialog').getByLabel('名称').fill('劳动节');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /确\s*定/ })
    .click();
  await page.getByText(/将改 5 天/).waitFor();

  const other = await branch.visit();
  await other.signIn('hr');
  await other.page.goto('/calendar');
  await other.page.getByRole('button', { name: 'English' }).click();
  await other.page
    .getByRole('button', { name: String(year) })
    .first()
    .click();
  await other.page.locator(`button.kj-day[aria-label^="3 May ${year}"]`).waitFor();
  await other.page.locator(`button.kj-day[aria-label^="1 Oct ${year}"]`).click();
  await other.page.getByRole('dialog').getByText('Day off', { exact: true }).click();
  await other.page.getByRole('dialog').getByLabel('Name').fill('National Day');
  await other.page.getByRole('dialog').getByRole('button', { name: 'Confirm' }).click();
  await other.page.getByText(/1 days change; working days \d+ → \d+/).waitFor();
  await other.page.getByLabel('Source (notice and number)').fill('Notice 7 (2026)');
  await other.page.getByRole('button', { name: 'Save', exact: true }).click();
  await other.page.getByText('Notice 7 (2026)').waitFor();
  expect(other.complaints).toEqual([]);

  await page.getByLabel('依据（文件名称与文号）').fill('国办发明电〔2026〕7号');
  await page.getByRole('button', { name: /(^|loading )保\s*存$/ }).click();
  await page.getByText(/日历刚由 hr 保存过（见下方保存记录）；您改动的内容还在/).waitFor();
  await page.getByText('Notice 7 (2026)').waitFor();
  await page.getByText(/将改 5 天/).waitFor();
  await page.getByRole('button', { name: /(^|loading )保\s*存$/ }).click();
  await page.getByText('国办发明电〔2026〕7号').waitFor();
  await page.locator(`button.kj-day-off[aria-label="${year}-01-01 休息日 元旦"]`).waitFor();

  await page.getByRole('button', { name: '撤销这次保存' }).click();
  await page.getByRole('dialog').getByRole('textbox').fill('日期录错');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /确\s*定/ })
    .click();
  await page.getByText('日期录错').waitFor();
  await page.locator(`button.kj-day-plain[aria-label="${year}-01-01"]`).waitFor();
  await page.locator(`button.kj-day-off[aria-label^="${year}-10-01"]`).waitFor();
  expect(complaints.filter((one) => !one.includes('409'))).toEqual([]);
});

test('an RM reads the calendar and has no verb to change it', async () => {
  const { page, signIn } = await branch.visit();
  await signIn('rm');
  await page.goto('/calendar');
  await page.locator('.kj-month').first().waitFor();
  expect(await page.getByRole('button', { name: '粘贴放假通知' }).count()).toBe(0);
  expect(await page.locator('button.kj-day').count()).toBe(0);
});
