import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Branch, Visitor } from './branch.ts';
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

/** The bank ends the session while the page stands: as rest or an administrator does. */
async function endSession(page: Page): Promise<void> {
  const accountId = await page.evaluate(async () => {
    const answer = await fetch('/api/session');
    return ((await answer.json()) as { account: { accountId: string } }).account.accountId;
  });
  const admin = await branch.visit();
  await admin.signIn('admin');
  const status = await admin.page.evaluate(async (id) => {
    const answer = await fetch(`/api/accounts/${id}/session-ends`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ reason: 'rest' }),
    });
    return answer.status;
  }, accountId);
  expect(status).toBe(201);
  await admin.page.context().close();
}

/** Everything that lies in this browser's storage, as somebody with the files would read it. */
async function storage(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const texts: string[] = [JSON.stringify({ ...localStorage }), JSON.stringify(sessionStorage)];
    for (const { name = '' } of await indexedDB.databases()) {
      const db = await new Promise<IDBDatabase>((resolve, fail) => {
        const asked = indexedDB.open(name);
        asked.onsuccess = () => resolve(asked.result);
        asked.addEventListener('error', () => fail(asked.error!));
      });
      for (const store of db.objectStoreNames) {
        const rows = await new Promise<unknown[]>((resolve) => {
          const asked = db.transaction(store).objectStore(store).getAll();
          asked.onsuccess = () => resolve(asked.result);
        });
        for (const row of rows) {
          const cipher = (row as { cipher?: ArrayBuffer }).cipher;
          texts.push(JSON.stringify(row));
          if (cipher !== undefined) texts.push(new TextDecoder().decode(cipher));
        }
      }
      db.close();
    }
    return texts.join('\n');
  });
}

/** How many drafts lie on the device, whoever wrote them. */
async function draftsKept(page: Page): Promise<number> {
  return page.evaluate(async () => {
    // To open it before the pages do would make it, empty.
    const there = await indexedDB.databases();
    if (!there.some(({ name }) => name === 'kejing-drafts')) return 0;
    return new Promise<number>((resolve) => {
      const opened = indexedDB.open('kejing-drafts');
      opened.onsuccess = () => {
        const db = opened.result;
        const asked = db.transaction('drafts').objectStore('drafts').count();
        asked.onsuccess = () => {
          db.close();
          resolve(asked.result);
        };
      };
    });
  });
}

async function untilKept(page: Page, count: number): Promise<void> {
  await expect.poll(() => draftsKept(page), { timeout: 8000 }).toBe(count);
}

/** Signs in on the page as it stands, without leaving the address it leads back to. */
async function signInHere({ page }: Visitor, login: string): Promise<void> {
  const { demoPassword } = await import('../../fixtures/demo-bank/index.ts');
  await page.locator('#login').fill(login);
  await page.locator('#password').fill(demoPassword);
  await page.locator('button[type=submit]').click();
  await page.locator('.kj-page').first().waitFor();
}

test('the session ends over a half-written note: back after the sign-in it is offered to its writer, and to nobody else', async () => {
  const rm = await branch.visit();
  const { page } = rm;
  await rm.signIn('rm');
  await page.goto('/contacts');
  await page.getByRole('button', { name: '写联系记录' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('#note-words').fill('王总说明年扩建厂房');
  await untilKept(page, 1);
  await endSession(page);
  await dialog.locator('.ant-modal-close').click();
  await page.keyboard.press('n');
  await page.waitForURL(/sign-in\?to=/);
  expect(await storage(page)).not.toContain('扩建厂房');

  // Another person at the same device: neither the form nor the frame says a word of it.
  await signInHere(rm, 'head');
  await page.goto('/contacts');
  await page.getByRole('button', { name: '写联系记录' }).first().click();
  await dialog.locator('#note-words').waitFor();
  await page.waitForTimeout(2000);
  expect(await page.getByText(/尚未提交的内容/).count()).toBe(0);
  expect(await draftsKept(page)).toBe(1);
  await page.context().clearCookies();

  await page.goto('/sign-in?to=%2Fcontacts');
  await signInHere(rm, 'rm');
  const bar = page.getByRole('status').filter({ hasText: '有尚未提交的内容' });
  await bar.getByRole('button', { name: '去看' }).waitFor();
  await page.getByRole('button', { name: '写联系记录' }).first().click();
  await dialog.locator('.kj-draft-offer').getByRole('button', { name: '接着填' }).click();
  expect(await dialog.locator('#note-words').inputValue()).toBe('王总说明年扩建厂房');
  await dialog.locator('#note-customer').click();
  await page.locator('.ant-select-item-option').first().click();
  await dialog.locator('button[type=submit]').click();
  await dialog.waitFor({ state: 'hidden' });
  await untilKept(page, 0);
  await page.reload();
  await page.getByText('王总说明年扩建厂房').first().waitFor();
  expect(rm.complaints).toEqual([]);
});

test('a closed tab gives a scheme back in English; a sign-out asks, names it and clears the device', async () => {
  const finance = await branch.visit();
  const context = finance.page.context();
  await context.addInitScript(() => localStorage.setItem('kejing.locale', 'en'));
  await finance.signIn('finance');
  await finance.page.goto('/policies/grade_matrix/draft');
  await finance.page.locator('#draft-note').fill('Capacity of juniors reviewed');
  await untilKept(finance.page, 1);
  await finance.page.close();

  const page = await context.newPage();
  await page.goto('/policies/grade_matrix/draft');
  const offer = page.locator('.kj-draft-offer');
  await offer.getByText(/did not send is still on this device/).waitFor();
  expect(await page.locator('#draft-note').inputValue()).toBe('');
  await offer.getByRole('button', { name: 'Go on with it' }).click();
  expect(await page.locator('#draft-note').inputValue()).toBe('Capacity of juniors reviewed');
  await untilKept(page, 1);

  const leave = async () => {
    await page.getByTitle('My account').click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    return page.getByRole('dialog');
  };
  const asked = await leave();
  await asked.locator('.ant-modal-confirm-title', { hasText: 'not sent: 1' }).waitFor();
  await asked.getByRole('button', { name: 'Cancel' }).click();
  expect(await page.locator('#draft-note').inputValue()).toBe('Capacity of juniors reviewed');
  await (await leave()).getByRole('button', { name: 'Sign out all the same' }).click();
  await page.waitForURL(/sign-in/);
  await untilKept(page, 0);
});

test('a request that fails loses nothing: the application is offered again and sent once', async () => {
  const rm = await branch.visit();
  const { page } = rm;
  await rm.signIn('rm');
  await page.goto('/expenses');
  await page.getByRole('button', { name: '申请费用' }).first().click();
  const drawer = page.getByRole('dialog');
  await drawer.locator('textarea').first().fill('客户年会场地');
  await untilKept(page, 1);
  await page.context().setOffline(true);
  await drawer.locator('.ant-drawer-close').click();
  await page.context().setOffline(false);
  await page.reload();
  await page.getByRole('button', { name: '申请费用' }).first().click();
  await drawer.getByRole('button', { name: '接着填' }).click();
  expect(await drawer.locator('textarea').first().inputValue()).toBe('客户年会场地');
  await drawer.getByRole('button', { name: /取\s*消/ }).click();
  await untilKept(page, 0);
});
