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

test('a view is saved and shared with the bank; another person opens it in English', async () => {
  const { page, complaints, signIn } = await branch.visit();
  await signIn('president');
  await page.goto('/customers?kind=corporate&sort=name&order=desc');
  await page.locator('[data-kj-row]').first().waitFor();
  const views = page.locator('.kj-view-button');
  await views.click();
  await page.getByRole('menuitem', { name: /另存为视图/ }).click();
  await page.locator('#kj-view-name').fill('对公倒序');
  await page.keyboard.press('Enter');
  await page.waitForURL(/view=\d+/);
  await views.filter({ hasText: '对公倒序' }).click();
  await page.getByRole('menuitem', { name: /名称与共享/ }).click();
  await page.getByRole('radio', { name: '全行' }).click();
  await page.getByRole('radio', { name: '全行', checked: true }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('columnheader', { name: '客户编号' }).click();
  await views.filter({ hasText: '已改动' }).waitFor();

  const other = await branch.visit();
  await other.page.addInitScript(() => localStorage.setItem('kejing.locale', 'en'));
  await other.signIn('rm');
  await other.page.goto('/customers');
  await other.page.locator('.kj-view-button').click();
  await other.page.getByRole('menuitem', { name: /对公倒序 · / }).click();
  await other.page.waitForURL(/kind=corporate.*view=\d+/);
  // Another's view: it may be copied, not saved over, renamed or removed.
  await other.page.locator('.kj-view-button').click();
  await other.page.getByRole('menuitem', { name: /Save as a view/ }).waitFor();
  expect(await other.page.getByRole('menuitem', { name: /Name and sharing/ }).count()).toBe(0);
  expect(await other.page.getByRole('menuitem', { name: /Remove the view/ }).count()).toBe(0);
  expect([...complaints, ...other.complaints]).toEqual([]);
});

test('two windows rename one view: the slower one sees both names and chooses', async () => {
  const first = await branch.visit();
  await first.signIn('finance');
  await first.page.goto('/customers?kind=corporate');
  await first.page.locator('.kj-view-button').click();
  await first.page.getByRole('menuitem', { name: /另存为视图/ }).click();
  await first.page.locator('#kj-view-name').fill('原名');
  await first.page.keyboard.press('Enter');
  await first.page.waitForURL(/view=\d+/);
  const address = first.page.url();
  const second = await branch.visit();
  await second.signIn('finance');
  await second.page.goto(address);
  const edit = async ({ page }: typeof first, name: string) => {
    await page.locator('.kj-view-button').filter({ hasText: '原名' }).click();
    await page.getByRole('menuitem', { name: /名称与共享/ }).click();
    await page.getByRole('button', { name: /修改名称/ }).click();
    await page.locator('.kj-inline-open input').fill(name);
  };
  await edit(first, '甲名');
  await edit(second, '乙名');
  await first.page.keyboard.press('Enter');
  await first.page.getByRole('button', { name: /修改名称：甲名/ }).waitFor();
  await second.page.keyboard.press('Enter');
  const conflict = second.page.getByRole('dialog', { name: /有人先改了/ });
  await conflict.waitFor();
  expect(await conflict.innerText()).toMatch(/甲名[\s\S]*乙名/);
  await conflict.getByRole('button', { name: '仍写入我的' }).click();
  await second.page.getByRole('button', { name: /修改名称：乙名/ }).waitFor();
});

const many = [
  {
    lang: 'zh',
    all: '选择本页全部',
    at: '批量操作',
    send: '发送',
    rows: '逐条结果',
    no: /\d+ 条不能执行/,
  },
  {
    lang: 'en',
    all: 'Select the whole page',
    at: 'Many at once',
    send: 'Send',
    rows: 'Record by record',
    no: /\d+ will not/,
  },
] as const;

test.each(many)(
  'many letters at once ($lang): the preview names those refused and why, before anything is done',
  async (say) => {
    const { page, complaints, signIn } = await branch.visit();
    await page.addInitScript((lang) => localStorage.setItem('kejing.locale', lang), say.lang);
    await signIn('president');
    await page.goto('/letters');
    await page.locator('[data-kj-row]').first().waitFor();
    await page.getByRole('checkbox', { name: say.all }).check();
    await page.getByRole('group', { name: say.at }).getByRole('button', { name: say.send }).click();
    const dialog = page.getByRole('dialog', { name: say.send });
    await dialog.getByRole('region', { name: say.rows }).waitFor();
    expect(await dialog.innerText()).toMatch(say.no);
    expect(complaints).toEqual([]);
  },
);

const byKeys = [
  { lang: 'zh', quick: '快速查看', next: '下一条记录' },
  { lang: 'en', quick: 'Quick view', next: 'Next record' },
] as const;

test.each(byKeys)(
  'a list works by keyboard ($lang): rows, quick view, the record and its neighbour',
  async (say) => {
    const { page, complaints, signIn } = await branch.visit();
    await page.addInitScript((lang) => localStorage.setItem('kejing.locale', lang), say.lang);
    await signIn('president');
    await page.goto('/customers');
    const rows = page.locator('[data-kj-row]');
    await rows.first().waitFor();
    const keys = await rows.evaluateAll((all) =>
      all.map((row) => (row as HTMLElement).dataset['kjRow']),
    );
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('Space');
    await page.getByRole('complementary', { name: say.quick }).waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/customers/${keys[1]}`);
    await page.getByRole('button', { name: say.next }).waitFor();
    await page.keyboard.press(']');
    await page.waitForURL(`**/customers/${keys[2]}`);
    await page.goBack();
    await page.waitForFunction(
      (key) => (document.activeElement as HTMLElement | null)?.dataset['kjRow'] === key,
      keys[2],
    );
    expect(complaints).toEqual([]);
  },
);
