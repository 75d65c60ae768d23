import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { demoPassword } from '../../fixtures/demo-bank/index.ts';
import { searchKeysOf } from '../../server/modules/customers/rules.ts';
import { menuPages } from '../../web/frame/places.ts';
import { pages } from '../../web/routes.tsx';
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

const words = {
  zh: {
    palette: '查找客户、员工、页面和操作',
    password: '修改密码',
    recent: '最近打开',
    customers: '客户',
    keys: '键盘快捷键',
    trail: '所在位置',
    fold: /收起|展开/,
    forbidden: ['没有权限', '有这项权限的角色', '您现在的角色：客户经理'],
    missing: '没有这一页',
    fault: /请把编号 0f1e2d3c4b 告诉管理员/,
    shade: '深色',
    bell: (count: number) => `通知，${count} 条未读`,
    more: '更多',
    find: '查找',
    notices: '通知',
  },
  en: {
    palette: 'Find customers, staff, pages, actions',
    password: 'Change the password',
    recent: 'Opened lately',
    customers: 'Customers',
    keys: 'Keys',
    trail: 'Where this page stands',
    fold: /Fold|Unfold|menu/i,
    forbidden: ['Not allowed', 'Roles with this right', 'Your roles: Relationship manager'],
    missing: 'No such page',
    fault: /the reference 0f1e2d3c4b/,
    shade: 'Dark',
    bell: (count: number) => `Notices, ${count} unread`,
    more: 'More',
    find: 'Find',
    notices: 'Notices',
  },
} as const;
type Locale = keyof typeof words;
const both = [{ locale: 'zh' }, { locale: 'en' }] as const;

async function enter(
  login: string,
  locale: Locale,
  size?: { width: number; height: number },
): Promise<Visitor> {
  const visitor = await branch.visit(size);
  // Only the beginning: what the reader chooses later must hold by itself.
  await visitor.page.goto('/sign-in');
  await visitor.page.evaluate((chosen) => localStorage.setItem('kejing.locale', chosen), locale);
  await visitor.signIn(login);
  return visitor;
}

interface Customer {
  readonly customerId: string;
  readonly customerNo: string;
  readonly name: string;
  readonly kind: 'corporate' | 'individual';
}

async function firstCustomer(page: Page): Promise<Customer> {
  const answer = await page.request.get('/api/customers?limit=1');
  return ((await answer.json()) as { rows: Customer[] }).rows[0]!;
}

describe.each(both)('in $locale', ({ locale }) => {
  const said = words[locale];

  test('the palette finds by name, pinyin, initials and number, an action and a recent page, without a mouse', async () => {
    const { page, complaints } = await enter('rm', locale);
    const one = await firstCustomer(page);
    const { initials, pinyin } = searchKeysOf(one.name, one.kind);
    const open = async (typed: string, choose: (box: ReturnType<Page['getByRole']>) => unknown) => {
      await page.keyboard.press('Control+k');
      const box = page.getByRole('combobox', { name: said.palette });
      await box.waitFor();
      if (typed !== '') await page.keyboard.type(typed);
      await choose(box);
      await page.keyboard.press('Enter');
      await box.waitFor({ state: 'hidden' });
    };
    const group = page.getByRole('group', { name: said.customers, exact: true });
    const choice = group.getByRole('option').filter({ hasText: one.customerNo });
    for (const typed of [one.name, pinyin, initials, one.customerNo]) {
      await page.goto('/desk');
      await page.locator('.kj-page h1').waitFor();
      await open(typed, async () => {
        await choice.waitFor();
        for (let step = 0; step < 40; step++) {
          if ((await choice.getAttribute('aria-selected')) === 'true') return;
          await page.keyboard.press('ArrowDown');
        }
        throw new Error(`${typed}: the keys do not reach the customer`);
      });
      await page.waitForURL(`**/customers/${one.customerId}`);
      await page.getByRole('heading', { level: 1 }).filter({ hasText: one.name }).waitFor();
    }
    await open(said.password, () =>
      page.getByRole('option', { name: said.password, selected: true }).waitFor(),
    );
    await page.waitForURL('**/account?part=password');
    // Nothing typed: what was opened last stands first.
    await open('', () =>
      page
        .getByRole('group', { name: said.recent })
        .getByRole('option', { name: one.name, selected: true })
        .waitFor(),
    );
    await page.waitForURL(`**/customers/${one.customerId}`);
    await page.keyboard.press('?');
    const sheet = page.getByRole('dialog', { name: said.keys });
    await sheet.locator('kbd', { hasText: 'Ctrl' }).first().waitFor();
    expect(await sheet.locator('dt').count()).toBeGreaterThan(6);
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'hidden' });
    expect(complaints).toEqual([]);
  });

  test('what may not be opened says why and whom to ask; what is not there and what broke say so', async () => {
    const { page } = await enter('rm', locale);
    await page.goto('/imports');
    for (const text of said.forbidden) await page.getByText(text).first().waitFor();
    await page.goto('/no-such-page');
    await page.getByText(said.missing).waitFor();
    // The server's answer to its own bug (server/platform/http/http.test.ts), here on its way in.
    const broken = '**/api/session/scope';
    await page.route(broken, (route) =>
      route.fulfill({
        status: 500,
        contentType: 'application/problem+json',
        body: JSON.stringify({
          type: 'urn:kejing:problem:http.fault',
          title: '',
          status: 500,
          code: 'http.fault',
          detail: '',
          params: { reference: '0f1e2d3c4b' },
        }),
      }),
    );
    await page.goto('/account');
    await page.getByRole('alert').filter({ hasText: said.fault }).waitFor();
    await page.unroute(broken);
  });

  test('the menu folded, the shade and the language stay; the trail leads back; an ended session leads back to the place', async () => {
    const { page, complaints } = await enter('president', locale);
    const one = await firstCustomer(page);
    await page.goto(`/customers/${one.customerId}?tab=relations`);
    const trail = page.getByRole('navigation', { name: said.trail });
    await trail.locator('[aria-current=page]').filter({ hasText: one.name }).waitFor();
    const fold = page.locator('.kj-fold');
    expect(await fold.getAttribute('aria-expanded')).toBe('true');
    await fold.click();
    await page.getByRole('button', { name: said.shade }).click();
    await page.reload();
    await trail.waitFor();
    expect(await fold.getAttribute('aria-expanded')).toBe('false');
    expect(await page.locator('html').getAttribute('data-shade')).toBe('dark');
    expect(await page.locator('html').getAttribute('lang')).toMatch(new RegExp(`^${locale}`));

    await page.context().clearCookies();
    await page.keyboard.press('g');
    await page.keyboard.press('c');
    await page.waitForURL(/\/sign-in\?to=/);
    await page.locator('#login').fill('president');
    await page.locator('#password').fill(demoPassword);
    await page.locator('button[type=submit]').click();
    await page.waitForURL((address) => address.pathname.startsWith('/customers'));
    await page.goto(`/customers/${one.customerId}?tab=relations`);
    await trail.getByRole('link').last().click();
    await page.waitForURL(/\/customers(\?|$)/);
    expect(complaints).toEqual([]);
  });

  test('on a phone the places lie at the thumb and the whole menu opens', async () => {
    const { page, complaints } = await enter('rm', locale, { width: 390, height: 844 });
    const bar = page.locator('nav.kj-bottom');
    await bar.getByRole('link', { name: said.customers }).click();
    await page.waitForURL('**/customers');
    await bar.getByRole('button', { name: said.find }).click();
    await page.getByRole('combobox', { name: said.palette }).waitFor();
    await page.keyboard.press('Escape');
    await bar.getByRole('link', { name: said.notices }).click();
    await page.waitForURL('**/notices');
    await bar.getByRole('button', { name: said.more }).click();
    const menu = page.getByRole('dialog');
    await menu.getByRole('menuitem').first().waitFor();
    await menu.locator('a[href="/letters"]').click();
    await page.waitForURL('**/letters');
    await menu.waitFor({ state: 'hidden' });
    expect(complaints).toEqual([]);
  });

  test('a notice arrives without a reload and the bell counts it', async () => {
    const visitor = await branch.visit();
    const { page } = visitor;
    await page.goto('/sign-in');
    await page.evaluate((chosen) => localStorage.setItem('kejing.locale', chosen), locale);
    await page.clock.install();
    await visitor.signIn('rm');
    const { customerId } = await firstCustomer(page);
    const count = async () => {
      const answer = await page.request.get('/api/notices/count');
      return ((await answer.json()) as { unread: number }).unread;
    };
    const before = await count();
    await page.getByRole('link', { name: said.bell(before) }).waitFor();
    await writeNote(page, customerId);
    const head = await branch.visit();
    await head.signIn('president');
    await writeNote(head.page, customerId);
    const after = await count();
    expect(after).toBeGreaterThan(before);
    await page.clock.fastForward(61_000);
    await page.getByRole('link', { name: said.bell(after) }).waitFor();
    expect(visitor.complaints).toEqual([]);
  });
});

/** A contact of today by whoever is signed in; the second person's is told to the first. */
async function writeNote(page: Page, customerId: string): Promise<void> {
  const now = new Date(Date.now() - 60_000).toISOString();
  const answer = await page.request.post(`/api/customers/${customerId}/contact-notes`, {
    data: {
      noteId: crypto.randomUUID(),
      revision: 1,
      act: 'written',
      channel: 'visit',
      initiative: 'customer',
      happenedAt: now,
      words: '来访',
      origin: 'online',
      writtenAt: now,
      deviceId: crypto.randomUUID(),
      deviceSeq: 1,
    },
  });
  expect(answer.status(), await answer.text()).toBe(201);
}

/** Where the focus stands, and whether it looks different from when it is elsewhere. */
interface Stop {
  readonly name: string;
  readonly href: string;
  readonly role: string;
  readonly inMain: boolean;
  readonly seen: boolean;
}

/** Runs in the page: the present tab stop. The style of it or of what wraps it must change. */
async function presentStop(): Promise<Stop> {
  const at = document.activeElement as HTMLElement;
  const around = [
    at,
    at.parentElement,
    at.parentElement?.parentElement,
    at.closest('label, li, .ant-select'),
    at.querySelector('td'),
  ];
  // A part that draws its focus by itself does so a moment later.
  const drawn = () =>
    new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  const look = () =>
    around
      .map((one) => (one == null ? null : getComputedStyle(one)))
      .map((style) =>
        style === null
          ? ''
          : [
              style.outlineStyle === 'none' ? '' : `${style.outlineWidth} ${style.outlineColor}`,
              style.boxShadow,
              style.borderColor,
            ].join('/'),
      )
      .join('|');
  await drawn();
  const focused = look();
  at.blur();
  await drawn();
  const rest = look();
  at.focus();
  return {
    name: (at.getAttribute('aria-label') ?? at.innerText ?? '').trim().slice(0, 40),
    href: at.getAttribute('href') ?? at.querySelector('a')?.getAttribute('href') ?? '',
    role: at.getAttribute('role') ?? at.tagName.toLowerCase(),
    inMain: at.closest('main') !== null,
    seen: focused !== rest || at === document.body,
  };
}

/** Tabs through the page from its top, at most so many stops; arrows go through a menu. */
async function walk(page: Page, most: number, until: (stop: Stop) => boolean): Promise<Stop[]> {
  const stops: Stop[] = [];
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  for (let step = 0; step < most; step++) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(presentStop);
    if (until(stop)) break;
    stops.push(stop);
    if (stop.role !== 'menuitem') continue;
    for (let item = 0; item < 30; item++) {
      await page.keyboard.press('ArrowDown');
      const next = await page.evaluate(presentStop);
      if (stops.some((one) => one.href === next.href)) break;
      stops.push(next);
    }
  }
  return stops;
}

const still = '*,*::before,*::after{transition:none!important;animation:none!important}';

test('every page of the menu is reached by keyboard, and each stop of frame, list and form is seen', async () => {
  const { page, complaints } = await enter('president', 'zh');
  const answer = await page.request.get('/api/session');
  const { rights } = (await answer.json()) as { rights: string[] };
  const may = (right: string) => right === 'signed_in' || rights.includes(right);
  const wanted = menuPages(pages, may);
  const reached = new Set<string>();
  const unseen: string[] = [];
  for (const group of new Set(wanted.map((row) => row.group!))) {
    await page.goto(wanted.find((row) => row.group === group)!.path);
    await page.locator('.kj-page h1').waitFor();
    await page.addStyleTag({ content: still });
    const stops = await walk(page, 40, (stop) => stop.inMain);
    for (const stop of stops) {
      if (stop.href !== '') reached.add(stop.href);
      if (!stop.seen) unseen.push(`${group}: ${stop.role} ${stop.name}`);
    }
  }
  expect(wanted.map((row) => row.path).filter((path) => !reached.has(path))).toEqual([]);

  // By Enter on an item of the side menu its page opens.
  await page.goto('/customers');
  await page.locator('.kj-page h1').waitFor();
  await walk(page, 40, (stop) => stop.role === 'menuitem');
  await page.keyboard.press('ArrowDown');
  const { href } = await page.evaluate(presentStop);
  await page.keyboard.press('Enter');
  await page.waitForURL(`**${href}`);

  for (const [address, least] of [
    ['/customers', 12],
    ['/allocation/hand-overs/new', 6],
  ] as const) {
    await page.goto(address);
    await page.locator('.kj-page h1').waitFor();
    await page.waitForLoadState('networkidle');
    await page.addStyleTag({ content: still });
    await page.locator('main').focus();
    const inside: Stop[] = [];
    for (let step = 0; step < 40; step++) {
      await page.keyboard.press('Tab');
      const stop = await page.evaluate(presentStop);
      if (!stop.inMain) break;
      inside.push(stop);
      if (!stop.seen) unseen.push(`${address}: ${stop.role} ${stop.name}`);
    }
    expect(inside.length, address).toBeGreaterThanOrEqual(least);
  }
  expect(unseen).toEqual([]);
  expect(complaints).toEqual([]);
});

test('pages with data of customers carry the reader’s name and the minute, others nothing', async () => {
  const visitor = await branch.visit();
  const { page } = visitor;
  await page.addInitScript(() => {
    const kept = window as unknown as { kejingDrawn: string[] };
    kept.kejingDrawn = [];
    const own = CanvasRenderingContext2D.prototype.fillText;
    CanvasRenderingContext2D.prototype.fillText = function fillText(text, ...rest) {
      kept.kejingDrawn.push(text);
      return own.call(this, text, ...(rest as [number, number]));
    };
  });
  await visitor.signIn('rm');
  const session = await page.request.get('/api/session');
  const { account } = (await session.json()) as { account: { name: string; login: string } };
  const { customerId } = await firstCustomer(page);
  const marked = `${account.name} ${account.login}`;
  const table = [
    ['/customers', true],
    [`/customers/${customerId}`, true],
    ['/contacts', true],
    ['/sheets', true],
    ['/account', false],
    ['/policies', false],
    ['/notices', false],
  ] as const;
  for (const [address, isMarked] of table) {
    await page.goto(address);
    await page.locator('.kj-page h1').first().waitFor();
    await page.waitForLoadState('networkidle');
    const drawn = await page.evaluate(
      () => (window as unknown as { kejingDrawn: string[] }).kejingDrawn,
    );
    expect(drawn.includes(marked), address).toBe(isMarked);
    const minute = drawn.some((text) => /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/.test(text));
    expect(minute, `${address} ${drawn.slice(0, 4).join(' ')}`).toBe(isMarked);
    expect(await page.locator('.kj-marked').count(), address).toBe(isMarked ? 1 : 0);
  }
});
