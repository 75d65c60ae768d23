import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
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

/** Chooses in a select by the words of its options. */
async function choose(page: Page, label: string, words: readonly string[], typed = true) {
  await page.getByRole('combobox', { name: label, exact: true }).click();
  const list = page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden)');
  for (const one of words) {
    if (typed) await page.getByRole('combobox', { name: label, exact: true }).fill(one);
    await list.locator('.ant-select-item-option', { hasText: one }).first().click();
  }
  await page.keyboard.press('Escape');
}

interface Loads {
  readonly rows: readonly {
    readonly staffNo: string;
    readonly level: string | null;
    readonly unitName: string;
    readonly corporate: number;
    readonly individual: number;
  }[];
}

test('a bulk hand-over to two receivers: a grade that may not is refused with numbers, by level it goes', async () => {
  const { page, complaints, signIn } = await branch.visit();
  await signIn('president');
  const loads = (await (await page.request.get('/api/rm-loads')).json()) as Loads;
  const graded = loads.rows.filter((one) => one.level !== null);
  const rank = ['trainee', 'junior', 'middle', 'senior'];
  const byRank = graded.toSorted((a, b) => rank.indexOf(b.level!) - rank.indexOf(a.level!));
  // Persons go to another RM of persons, or, against the rules, to an RM of firms.
  const giver = graded.toSorted((a, b) => b.individual - a.individual)[0]!;
  const low = byRank.find((one) => one.corporate > 0 && one.individual === 0)!;
  const high = byRank.find((one) => one.individual > 0 && one.staffNo !== giver.staffNo)!;
  await page.goto(`/allocation/hand-overs/many?from=${giver.staffNo}`);
  await choose(page, '接收人', [low.staffNo, high.staffNo]);
  await choose(page, '分配方式', ['平均'], false);
  await page.getByRole('textbox', { name: '说明' }).fill('岗位调整');
  await page.getByRole('button', { name: /预\s*览/ }).click();
  await page
    .getByText(/按等级权限表不可管户 \d+ 户|将超出容量：.*\d+\/\d+，再接收 \d+/)
    .first()
    .waitFor();
  await page.getByRole('button', { name: '提交批量移交' }).click();
  const asked = page.getByRole('dialog');
  await asked.getByRole('button', { name: /提交批量移交|确\s*[定认]/ }).click();
  await asked
    .getByText(/不可管户|超出容量/)
    .first()
    .waitFor();
  await asked.getByRole('button', { name: /取\s*消/ }).click();

  await choose(page, '分配方式', ['按级别匹配和空余容量'], false);
  await page.getByRole('button', { name: /预\s*览/ }).click();
  await page.getByText('接收前后的管户数').first().waitFor();
  expect(await page.getByText('不可提交').count()).toBe(0);
  await page.getByRole('button', { name: '提交批量移交' }).click();
  await asked.getByRole('button', { name: /提交批量移交|确\s*[定认]/ }).click();
  await page.getByText(/批量移交单 PL\d+ 已提交/).waitFor();
  await page
    .getByRole('link', { name: /^YJ\d+$/ })
    .first()
    .click();
  await page.getByRole('button', { name: /撤\s*回/ }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /确\s*定/ })
    .click();
  await page.getByText('已撤回').first().waitFor();
  expect(complaints).toEqual([]);
});

test('a part of a proposal is accepted and taken back before anybody answers', async () => {
  const { page, complaints, signIn } = await branch.visit();
  await signIn('president');
  await page.getByRole('button', { name: 'English' }).click();
  await page.goto('/allocation?tab=proposals');
  const asked = await page.request.get('/api/units');
  const units = (await asked.json()) as { rows: { unitId: string; kind: string; name: string }[] };
  const branchUnit = units.rows.find((one) => one.kind === 'branch')!;
  await choose(page, 'Unit', [branchUnit.name]);
  await page.getByRole('button', { name: 'Ask for a proposal' }).click();
  await page.getByText('Today and as proposed').waitFor();
  await page.locator('tbody tr.ant-table-row input[type=checkbox]').first().click();
  const bar = page.getByRole('group', { name: 'Many at once' });
  await bar.getByRole('button', { name: 'Accept' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: /^Accept: \d+$/ }).click();
  await dialog
    .getByText(/\d+ done/)
    .first()
    .waitFor();
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click();
  await dialog.waitFor({ state: 'hidden' });
  const taken = page.locator('section, .ant-card', { hasText: 'Hand-overs from accepted moves' });
  await taken.getByRole('button', { name: 'Take back' }).first().click();
  await page.getByRole('dialog').getByRole('button', { name: 'Confirm' }).click();
  await taken.getByText('Taken back').first().waitFor();
  expect(complaints).toEqual([]);
});
