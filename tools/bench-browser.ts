import os from 'node:os';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import { browserFlags, findBrowser } from '../server/platform/testing/browser.ts';

/*
 * node tools/bench-browser.ts http://127.0.0.1:7300 [--runs 20] [--logins rm,president]
 * What a reader of a running demo bank waits for, in a real browser at 1366 × 768, in Chinese:
 * from the click on "sign in" until the desk is usable, and from the click in the menu until the
 * next page is drawn. Usable and drawn: the page's title stands, no skeleton, no spinner and no
 * disabled wait is left in it, and it stays so. Cold: a browser that never saw the bank; warm: the
 * same browser once more.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: 'string', default: '20' },
    logins: { type: 'string', default: 'rm,president' },
  },
});
const [address = 'http://127.0.0.1:7300'] = positionals;
const runs = Number.parseInt(values.runs, 10);
const pagesMost = 10;
/** A reader looks at a page before he goes on; the browser is idle meanwhile. */
const readingMs = 700;
const found = findBrowser();
if ('missing' in found) throw new Error(`no browser: ${found.missing}`);
console.log(
  `${os.cpus().length} cores, load ${os
    .loadavg()
    .map((one) => one.toFixed(1))
    .join(' ')}`,
);

const browser = await chromium.launch({ executablePath: found.path, args: [...browserFlags] });
try {
  for (const login of values.logins.split(',')) await measure(browser, login);
} finally {
  await browser.close();
}

async function measure(from: Browser, login: string): Promise<void> {
  const cold: number[] = [];
  const warm: number[] = [];
  const changes = new Map<string, { cold: number[]; warm: number[] }>();
  for (let run = 0; run < runs; run++) {
    const context = await from.newContext({
      viewport: { width: 1366, height: 768 },
      baseURL: address,
      locale: 'zh-CN',
    });
    const page = await context.newPage();
    cold.push(await signIn(page, login));
    for (const kind of ['cold', 'warm'] as const) {
      for (const { path, took } of await walk(page)) {
        const times = changes.get(path) ?? { cold: [], warm: [] };
        times[kind].push(took);
        changes.set(path, times);
      }
    }
    await context.clearCookies();
    warm.push(await signIn(page, login));
    await context.close();
  }
  say(`${login}: sign-in to desk`, cold, warm);
  for (const [path, times] of changes) say(`${login}: ${path}`, times.cold, times.warm);
  const all = (kind: 'cold' | 'warm') => [...changes.values()].flatMap((times) => times[kind]);
  say(`${login}: page changes`, all('cold'), all('warm'));
}

/** Signs in as a published account; milliseconds from the click until the desk is usable. */
async function signIn(page: Page, login: string): Promise<number> {
  const answer = await page.request.get('/api/sign-ins');
  const { rows } = (await answer.json()) as { rows: { login: string; password: string }[] };
  const account = rows.find((one) => one.login === login);
  if (account === undefined) throw new Error(`the bank publishes no sign-in '${login}'`);
  await page.goto('/sign-in?to=/desk');
  await page.locator('#login').fill(account.login);
  await page.locator('#password').fill(account.password);
  // A hand on a keyboard is slower; what a page does in idle moments is done by then.
  await page.waitForTimeout(1000);
  return clicked(page, 'button[type=submit]', '/desk');
}

/** Through the pages of the reader's menu, each by a click on a link of the frame. */
async function walk(page: Page): Promise<{ path: string; took: number }[]> {
  const steps: { path: string; took: number }[] = [];
  const seen = new Set(['/desk']);
  while (steps.length < pagesMost) {
    const next = (await linksOf(page)).find((one) => !seen.has(one));
    if (next === undefined) break;
    seen.add(next);
    await page.waitForTimeout(readingMs);
    steps.push({ path: next, took: await clicked(page, `.kj-frame-links`, next) });
  }
  return steps;
}

/** Addresses that the frame shows now: the groups in the header and the pages of one group. */
function linksOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const links = document.querySelectorAll<HTMLAnchorElement>('.ant-menu a[href], a.kj-tab[href]');
    return [...links].filter((one) => one.offsetParent !== null).map((one) => one.pathname);
  });
}

/** Clicks inside the page, so that the time begins with the click and not with its transport. */
function clicked(page: Page, selector: string, path: string): Promise<number> {
  return page.evaluate(
    ({ what, to }) =>
      new Promise<number>((resolve, reject) => {
        const quietMs = 150;
        const link = [
          ...document.querySelectorAll<HTMLAnchorElement>('.ant-menu a[href], a.kj-tab[href]'),
        ].find((one) => one.pathname === to && one.offsetParent !== null);
        const target = what.startsWith('button') ? document.querySelector<HTMLElement>(what) : link;
        if (target === null || target === undefined) {
          reject(new Error(`nothing to click for ${to}`));
          return;
        }
        const began = performance.now();
        let since: number | null = null;
        const drawn = () =>
          location.pathname === to &&
          document.querySelector('.kj-page h1') !== null &&
          document.querySelector('.kj-page .ant-skeleton, .kj-page .ant-spin-spinning') === null;
        const look = () => {
          const now = performance.now();
          if (!drawn()) since = null;
          else since ??= now;
          if (since !== null && now - since >= quietMs) resolve(since - began);
          else if (now - began > 30_000) reject(new Error(`${to} was not drawn in 30 s`));
          else requestAnimationFrame(look);
        };
        target.click();
        requestAnimationFrame(look);
      }),
    { what: selector, to: path },
  );
}

function say(what: string, cold: readonly number[], warm: readonly number[]): void {
  console.log(`${what.padEnd(34)} cold ${shown(cold)}  warm ${shown(warm)}`);
}

/** Least, median and 95th of a hundred, in milliseconds. */
function shown(times: readonly number[]): string {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.floor((sorted.length - 1) * share)] ?? 0);
  return `min ${at(0)} p50 ${at(0.5)} p95 ${at(0.95)}`;
}
