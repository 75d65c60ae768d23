import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { demoPassword } from '../../fixtures/demo-bank/index.ts';
import { webDir } from '../../server/house.ts';
import type { Branch, Visitor } from './branch.ts';
import { openBranch, whyNot } from './branch.ts';

/** What may go wrong with notes written on a phone; the pages are a copy that the test renews. */
const reason = whyNot();
const phone = { width: 390, height: 844 };
let branch: Branch;
let copy: string;

beforeAll(async () => {
  if (reason !== null) return;
  copy = fs.mkdtempSync(path.join(os.tmpdir(), 'kejing-web-'));
  fs.cpSync(webDir, copy, { recursive: true });
  branch = await openBranch({ webDir: copy });
});
beforeEach((context) => context.skip(reason !== null, reason ?? ''));
afterAll(async () => {
  if (reason !== null) return;
  await branch.close();
  fs.rmSync(copy, { recursive: true });
});

async function write(page: Page, words: string): Promise<void> {
  await page.locator('#note-customer').click();
  await page.locator('.ant-select-item-option').first().click();
  await page.locator('#note-words').fill(words);
  await page.locator('.kj-note-form button[type=submit]').click();
}

const inQueue = (page: Page, state: string) =>
  page.locator(`.kj-note-queue li[data-state=${state}]`);

/** Notes as the bank has them, in the order in which they arrived. */
async function atTheBank(page: Page, begin: string): Promise<string[]> {
  const answer = await page.request.get('/api/contact-notes?limit=200');
  const { rows } = (await answer.json()) as { rows: { words: string; receivedAt: string }[] };
  return rows
    .filter((one) => one.words.startsWith(begin))
    .toSorted((a, b) => (a.receivedAt < b.receivedAt ? -1 : 1))
    .map((one) => one.words);
}

async function onThePhone(locale: 'zh' | 'en' = 'zh'): Promise<Visitor> {
  const rm = await branch.visit(phone);
  await rm.page.addInitScript((kept) => localStorage.setItem('kejing.locale', kept), locale);
  await rm.signIn('rm');
  await rm.page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await rm.page.goto('/notes');
  await rm.page.getByText(locale === 'zh' ? /客户名单 \d+ 户/ : /List of \d+ customers/).waitFor();
  return rm;
}

test('a sign-out with unsent notes asks; they stay locked, and the next person reads nothing', async () => {
  const rm = await onThePhone();
  const { page } = rm;
  await page.goto('/notes?customer=999999');
  await page.locator('#note-words').fill('不能丢的话');
  await page.locator('.kj-note-form button[type=submit]').click();
  await inQueue(page, 'refused').waitFor();
  await page.goto('/desk');
  const leave = async () => {
    await page.getByRole('button', { name: '我的账户' }).click();
    await page.getByRole('menuitem', { name: '退出登录' }).click();
  };
  await leave();
  const asked = page.getByRole('dialog').filter({ hasText: '还有 1 条联系记录没有送达' });
  await asked.getByRole('button', { name: /取\s*消/ }).click();
  expect(new URL(page.url()).pathname).toBe('/desk');
  await leave();
  await asked.getByRole('button', { name: '仍要退出' }).click();
  await page.locator('#login').waitFor();

  const enter = async (login: string) => {
    await page.goto('/sign-in?to=%2Fnotes');
    await page.locator('#login').fill(login);
    await page.locator('#password').fill(demoPassword);
    await page.locator('button[type=submit]').click();
    await page.locator('.kj-notes-place .kj-card').first().waitFor();
  };
  await enter('head');
  await page.getByText('本机没有待处理的记录').waitFor();
  expect(await page.locator('body').innerText()).not.toContain('不能丢的话');
  await page.context().clearCookies();
  await enter('rm');
  await inQueue(page, 'refused').getByText('不能丢的话').waitFor();
  expect(rm.complaints).toEqual([]);
});

test('a full device refuses in words and the text stays in the form', async () => {
  const rm = await onThePhone('en');
  const { page } = rm;
  // The browser itself finds no room for further rows of the queue.
  await page.evaluate(() => {
    const own = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function put(...given: [unknown, IDBValidKey?]) {
      if (this.name !== 'queue') return own.apply(this, given);
      throw new DOMException('no room', 'QuotaExceededError');
    };
  });
  await write(page, 'Met, wants a loan');
  await page.getByText('The storage of this device is full').first().waitFor();
  expect(await page.locator('#note-words').inputValue()).toBe('Met, wants a loan');
  expect(await page.locator('.kj-note-queue li').count()).toBe(0);
});

test('two tabs that send at once send each note once and in order', async () => {
  const rm = await onThePhone();
  const first = rm.page;
  const second = await first.context().newPage();
  await second.goto('/notes');
  await second.getByText(/客户名单 \d+ 户/).waitFor();
  await first.context().setOffline(true);
  const four = ['双页一', '双页二', '双页三', '双页四'];
  for (const [at, words] of four.entries()) {
    const page = at % 2 === 0 ? first : second;
    await write(page, words);
    await inQueue(page, 'waiting').filter({ hasText: words }).waitFor();
  }
  await first.context().setOffline(false);
  for (const page of [first, second]) await inQueue(page, 'sent').nth(3).waitFor();
  expect(await atTheBank(first, '双页')).toEqual(four);
});

test('a new version of the pages is told by a bar and taken when the reader says so', async () => {
  const visitor = await branch.visit();
  const { page } = visitor;
  await visitor.signIn('rm');
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await page.evaluate(() => Object.assign(window, { kejingBefore: true }));
  for (const end of ['', '.br', '.gz']) {
    const file = path.join(copy, `worker.js${end}`);
    if (end !== '') fs.rmSync(file, { force: true });
    else fs.appendFileSync(file, '\n// a later version\n');
  }
  await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
  const bar = page.getByRole('status').filter({ hasText: '系统已更新' });
  await bar.waitFor();
  expect(await page.evaluate(() => 'kejingBefore' in window)).toBe(true);
  await bar.getByRole('button', { name: '刷新页面' }).click();
  await page.waitForFunction(() => !('kejingBefore' in window));
  await page.locator('.kj-page').first().waitFor();
  await page.waitForTimeout(2500);
  expect(await bar.count()).toBe(0);
  expect(visitor.complaints).toEqual([]);
});
