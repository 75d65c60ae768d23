import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { demoPassword } from '../../fixtures/demo-bank/index.ts';
import type { Branch } from './branch.ts';
import { openBranch, whyNot } from './branch.ts';

/** A day of an RM by hand, in both languages, each step with what is refused on the way. */
const reason = whyNot();
let branch: Branch;

beforeAll(async () => {
  if (reason === null) branch = await openBranch();
});
beforeEach((context) => context.skip(reason !== null, reason ?? ''));
afterAll(async () => {
  if (reason === null) await branch.close();
});

const days = [
  {
    lang: 'en',
    login: 'y2060',
    waits: 'Responsibility letters for me to sign',
    sign: /Sign as the RM/,
    wrong: /password/i,
    signed: 'Signed by the RM',
    writeNote: 'Write a note',
    said: 'Deposit falls due next week',
    next: 'Offer a new term',
    apply: /Apply/,
    overHeads: /1,?000\.00.*1,?500\.00/,
    waitsForHead: 'Waiting',
    rule: 'Formula',
    refused: 'Not allowed',
  },
  {
    lang: 'zh',
    login: 'y2062',
    waits: '责任书待我签署',
    sign: /以客户经理签署/,
    wrong: /密码/,
    signed: '客户经理已签',
    writeNote: '写联系记录',
    said: '定期下周到期',
    next: '上门谈续存',
    apply: /申\s?请/,
    overHeads: /1,?000\.00.*1,?500\.00/,
    waitsForHead: '待审批',
    rule: '算法',
    refused: '没有权限',
  },
] as const;

test.each(days)('an RM ($lang) signs his letter, notes a contact, asks for money', async (say) => {
  const { page, complaints, signIn } = await branch.visit();
  await page.addInitScript((lang) => localStorage.setItem('kejing.locale', lang), say.lang);
  await signIn(say.login);

  await page.getByRole('link', { name: say.waits }).click();
  await page.waitForURL(/\/letters\/\d+/);
  await page.getByRole('button', { name: say.sign }).click();
  const dialog = page.getByRole('dialog');
  const send = dialog.getByRole('button', { name: say.sign });
  expect(await send.isDisabled()).toBe(true);
  await dialog.locator('input').fill('not-the-password');
  await send.click();
  await dialog.getByRole('alert').filter({ hasText: say.wrong }).waitFor();
  await dialog.locator('input').fill(demoPassword);
  await send.click();
  await dialog.waitFor({ state: 'hidden' });
  await page.locator('h1 ~ *, h1').filter({ hasText: say.signed }).first().waitFor();
  expect(await page.getByRole('button', { name: say.sign }).count()).toBe(0);

  await page.goto('/customers');
  await page.locator('[data-kj-row]').first().click();
  await page.waitForURL(/\/customers\/\d+/);
  await page.goto(`${page.url().replace(/\?.*/, '')}?tab=contacts`);
  await page.getByRole('button', { name: say.writeNote }).click();
  await page.locator('#note-words').fill(say.said);
  await page.locator('#note-next').fill(say.next);
  await page.locator('.kj-note-form button[type=submit]').click();
  const row = page.locator('tbody tr.ant-table-row').filter({ hasText: say.said });
  expect(await row.innerText()).toContain(say.next);

  await page.goto('/expenses');
  await page.getByRole('button', { name: say.apply }).first().click();
  const form = page.getByRole('dialog');
  await form.locator('#field-customerId').click();
  await page.locator('.ant-select-item-option').first().click();
  await form.locator('#field-amount').fill('1500');
  await form.locator('#field-guests').fill('1');
  await form.locator('#field-attendants').fill('1');
  await form.locator('#field-purpose').fill(say.said);
  await form.getByRole('status').filter({ hasText: say.overHeads }).waitFor();
  await form.locator('button[type=submit]').click();
  await form.getByRole('alert').filter({ hasText: say.overHeads }).waitFor();
  expect(await form.locator('#field-purpose').inputValue()).toBe(say.said);
  await form.locator('#field-amount').fill('900');
  await form.locator('button[type=submit]').click();
  await page.waitForURL(/\/expense-applications\/\d+/);
  await page.getByText(say.waitsForHead).first().waitFor();

  await page.goto('/sheets');
  await page.locator('[data-kj-row]').first().click();
  await page.waitForURL(/\/sheets\/\d+/);
  await page.locator('tbody tr.ant-table-row .kj-opens').first().click();
  await page.getByRole('dialog').getByText(say.rule).waitFor();
  await page.goto('/accounts');
  await page.getByText(say.refused).first().waitFor();
  expect(complaints).toEqual([]);
});
