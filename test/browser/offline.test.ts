import fs from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
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

const axe = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const phone = { width: 390, height: 844 };

/** Waits until the worker keeps the pages, so that they open without network. */
async function kept(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
}

async function write(page: Page, words: string): Promise<void> {
  await page.locator('#note-customer').click();
  await page.locator('.ant-select-item-option').first().click();
  await page.locator('#note-words').fill(words);
  await page.locator('.kj-note-form button[type=submit]').click();
  await page.locator('.kj-note-queue li').filter({ hasText: words }).waitFor();
}

interface Kept {
  readonly noteId: string;
  readonly customerId: string;
  readonly words: string;
  readonly revision: number;
  readonly happenedAt: string;
  readonly receivedAt: string;
}

/** What axe-core finds serious: the place stands outside the frame and is not walked elsewhere. */
async function findings(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    interface Found {
      readonly id: string;
      readonly impact: string;
    }
    const tool = (globalThis as unknown as { axe: { run(): Promise<{ violations: Found[] }> } })
      .axe;
    const { violations } = await tool.run();
    return violations.filter((one) => /serious|critical/.test(one.impact)).map((one) => one.id);
  });
}

/** Notes as the bank has them, in the order in which they arrived. */
async function atTheBank(page: Page): Promise<Kept[]> {
  const rows = await page.evaluate(async () => {
    const answer = await fetch('/api/contact-notes?limit=200');
    return ((await answer.json()) as { rows: Kept[] }).rows;
  });
  return rows.toSorted((a, b) => (a.receivedAt < b.receivedAt ? -1 : 1));
}

test('an RM writes without network: each note arrives once and in order; a conflict shows both', async () => {
  const rm = await branch.visit(phone);
  const { page } = rm;
  await rm.signIn('rm');
  await kept(page);
  await page.goto('/notes');
  await page.getByText(/客户名单 \d+ 户/).waitFor();

  await page.context().setOffline(true);
  const three = ['离线一：谈续贷', '离线二：送对账单', '离线三：约下周'];
  for (const words of three) await write(page, words);
  await page.reload();
  await page.getByText('没有网络', { exact: true }).waitFor();
  await page.locator('.kj-note-queue li[data-state=waiting]').nth(2).waitFor();
  await page.goto('/desk');
  await page.getByText(/此页需要网络/).waitFor();
  await page.goto('/notes');
  await page.locator('.kj-note-queue li[data-state=waiting]').nth(2).waitFor();

  await page.context().setOffline(false);
  await page.locator('.kj-note-queue li[data-state=sent]').nth(2).waitFor();
  const arrived = (await atTheBank(page)).filter((one) => one.words.startsWith('离线'));
  expect(arrived.map((one) => one.words)).toEqual(three);

  // The form of an edit is open; the network goes; at the desk the same note is changed.
  const target = arrived[0]!;
  await page.goto('/contacts');
  const card = page.locator('.kj-note-words', { hasText: target.words });
  await card.waitFor();
  await page.getByRole('button', { name: '修改' }).first().waitFor();
  const row = page.locator('li, tr, article, .kj-phone-row').filter({ has: card }).last();
  await row.getByRole('button', { name: '修改' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('#note-words').fill('手机上改的');
  await page.context().setOffline(true);
  await dialog.locator('button[type=submit]').click();
  await dialog.waitFor({ state: 'hidden' });
  const desktop = await branch.visit();
  await desktop.signIn('rm');
  const changed = await desktop.page.evaluate(async (note) => {
    const answer = await fetch(`/api/customers/${note.customerId}/contact-notes`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        noteId: note.noteId,
        revision: 2,
        act: 'changed',
        channel: 'visit',
        happenedAt: note.happenedAt,
        words: '电脑上改的',
        origin: 'online',
        writtenAt: new Date().toISOString(),
        deviceId: crypto.randomUUID(),
        deviceSeq: 1,
      }),
    });
    return answer.status;
  }, target);
  expect(changed).toBe(201);

  await page.context().setOffline(false);
  await page.goto('/notes');
  const conflict = page.locator('.kj-note-queue li[data-state=conflict]');
  await conflict.getByRole('button', { name: '处理冲突' }).click();
  await page.getByRole('dialog').getByText('电脑上改的').waitFor();
  await page.getByRole('dialog').getByText('手机上改的').waitFor();
  await page.getByRole('button', { name: '以本机的为新版发送' }).click();
  await conflict.waitFor({ state: 'hidden' });
  const after = (await atTheBank(page)).find((one) => one.noteId === target.noteId);
  expect([after?.revision, after?.words]).toEqual([3, '手机上改的']);
  expect([...rm.complaints, ...desktop.complaints]).toEqual([]);
});

test('a note on a customer of somebody else is refused in words and stays to be decided on', async () => {
  const rm = await branch.visit(phone);
  const { page } = rm;
  await page.addInitScript(() => localStorage.setItem('kejing.locale', 'en'));
  await rm.signIn('rm');
  await page.goto('/notes?customer=999999');
  await page.locator('#note-words').fill('Met at the fair');
  await page.getByRole('button', { name: 'Save' }).click();
  const refused = page.locator('.kj-note-queue li[data-state=refused]');
  await refused.getByText('There is no such customer in your scope').waitFor();
  expect(await findings(page)).toEqual([]);
  await refused.getByRole('button', { name: 'Give up' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Give up' }).click();
  await refused.waitFor({ state: 'hidden' });
  expect(rm.complaints).toEqual([]);
});
