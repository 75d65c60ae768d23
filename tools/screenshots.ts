import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import { browserFlags, findBrowser } from '../server/platform/testing/browser.ts';

/**
 * Pictures of the main pages for docs/screenshots, from the demo bank. `npm run screenshots`
 * starts a bank of its own in a directory that is removed afterwards; with an address it looks at a
 * running one: `npm run screenshots -- http://127.0.0.1:7300`, and with names takes these alone:
 * `npm run screenshots -- http://127.0.0.1:7300 board,pool`.
 */
const root = path.resolve(import.meta.dirname, '..');
const target = path.join(root, 'docs', 'screenshots');
const sizes = [
  ['', { width: 1366, height: 768 }],
  ['-phone', { width: 390, height: 844 }],
] as const;

interface Shot {
  readonly name: string;
  readonly login: string;
  /** From where, and what is clicked in turn from there. */
  readonly page: string;
  readonly click?: readonly string[];
  /** Keys pressed at the end: the palette. */
  readonly press?: string;
  readonly english?: true;
  readonly dark?: true;
}

/** The main pages, each on a branch's screen and on a phone (`-phone`). */
const shots: readonly Shot[] = [
  { name: 'desk', login: 'rm', page: '/desk' },
  { name: 'desk-en', login: 'rm', page: '/desk', english: true },
  { name: 'desk-president', login: 'president', page: '/desk' },
  { name: 'desk-finance', login: 'finance', page: '/desk' },
  { name: 'palette', login: 'rm', page: '/desk', press: 'Control+k' },
  { name: 'notices', login: 'rm', page: '/notices' },
  { name: 'account', login: 'rm', page: '/account' },
  { name: 'customers', login: 'rm', page: '/customers' },
  { name: 'customer', login: 'rm', page: '/customers', click: ['.kj-row-open'] },
  {
    name: 'customer-graph',
    login: 'rm',
    page: '/customers',
    click: ['.kj-row-open', '.ant-tabs-tab[data-node-key=relations] [role=tab]'],
  },
  { name: 'contacts', login: 'rm', page: '/contacts' },
  { name: 'notes', login: 'rm', page: '/notes' },
  { name: 'pool', login: 'rm', page: '/pool' },
  { name: 'handover', login: 'head', page: '/allocation/hand-overs/new' },
  { name: 'sheet', login: 'rm', page: '/desk', click: ['a[href^="/sheets/"]'] },
  {
    name: 'sheet-explained',
    login: 'rm',
    page: '/desk',
    click: ['a[href^="/sheets/"]', '.ant-table-row .kj-opens, .kj-rows .kj-opens'],
  },
  { name: 'slip', login: 'rm', page: '/desk', click: ['a[href^="/slips/"]'] },
  { name: 'purse', login: 'rm', page: '/expenses' },
  { name: 'board', login: 'president', page: '/board' },
  { name: 'board-en', login: 'president', page: '/board', english: true },
  { name: 'board-dark', login: 'president', page: '/board', dark: true },
  { name: 'allocation', login: 'president', page: '/allocation' },
  { name: 'letters', login: 'president', page: '/letters' },
  { name: 'targets', login: 'president', page: '/targets' },
  { name: 'quarter', login: 'finance', page: '/quarters', click: ['li a[href*="Q3"]'] },
  { name: 'policies', login: 'finance', page: '/policies/scoring_scheme' },
  {
    name: 'scheme-form',
    login: 'finance',
    page: '/policies/scoring_scheme/draft?from=1',
    click: ['.ant-collapse-header'],
  },
  { name: 'grades', login: 'hr', page: '/policies/grade_matrix/draft?from=1' },
  { name: 'figures', login: 'hr', page: '/metric-figures' },
  { name: 'imports', login: 'admin', page: '/imports' },
  { name: 'accounts', login: 'admin', page: '/accounts' },
  { name: 'roles', login: 'admin', page: '/roles' },
  { name: 'jobs', login: 'admin', page: '/jobs' },
  { name: 'calendar', login: 'hr', page: '/calendar' },
  { name: 'audit', login: 'auditor', page: '/audit-trail' },
  { name: 'exports', login: 'rm', page: '/exports' },
];

const chromiumHere = findBrowser();
if ('missing' in chromiumHere) throw new Error(`no browser: ${chromiumHere.missing}`);
const [given, names] = process.argv.slice(2);
const wanted = names?.split(',');
const bank = given === undefined ? await startBank() : { address: given, stop: () => undefined };
const [executablePath, args] = [chromiumHere.path, [...browserFlags]];
const browser = await chromium.launch({ executablePath, args });
try {
  fs.mkdirSync(target, { recursive: true });
  for (const shot of shots.filter((one) => wanted?.includes(one.name) ?? true)) {
    for (const [end, size] of sizes) {
      const file = `${shot.name}${end}.png`;
      const shift = await take(browser, bank.address, { shot, size, file });
      console.log(`docs/screenshots/${file}${shift < 0.1 ? '' : `  moved by ${shift.toFixed(2)}`}`);
    }
  }
} finally {
  await browser.close();
  bank.stop();
}

interface Taking {
  readonly shot: Shot;
  readonly size: { readonly width: number; readonly height: number };
  readonly file: string;
}

/** One picture by a visitor of its own; answers how far things moved while the page was drawn. */
async function take(from: Browser, address: string, { shot, size, file }: Taking): Promise<number> {
  const context = await from.newContext({
    viewport: size,
    baseURL: address,
    locale: 'zh-CN',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const { english, dark } = shot;
  await page.addInitScript(
    (chosen) => {
      if (chosen.english) localStorage.setItem('kejing.locale', 'en');
      if (chosen.dark) localStorage.setItem('kejing.shade', 'dark');
    },
    { english: english === true, dark: dark === true },
  );
  await signIn(page, shot.login);
  await page.goto(shot.page);
  await settled(page);
  for (const what of shot.click ?? []) {
    await page.locator(what).first().click();
    await settled(page);
  }
  if (shot.press !== undefined) {
    await page.keyboard.press(shot.press);
    await settled(page);
  }
  const shift = await page.evaluate(movedSoFar);
  await page.screenshot({ path: path.join(target, file) });
  await context.close();
  return shift;
}

/** Runs in the page: the sum of its layout shifts. */
function movedSoFar(): Promise<number> {
  return new Promise((resolve) => {
    new PerformanceObserver((list) => {
      const moves = list.getEntries() as unknown as { value: number; hadRecentInput: boolean }[];
      resolve(moves.reduce((sum, one) => sum + (one.hadRecentInput ? 0 : one.value), 0));
    }).observe({ type: 'layout-shift', buffered: true });
    setTimeout(() => resolve(0), 50);
  });
}

/** The demo bank publishes its sign-ins; they stand on the sign-in page as buttons. */
async function signIn(page: Page, login: string): Promise<void> {
  await page.goto('/sign-in');
  const answer = await page.request.get('/api/sign-ins');
  const { rows } = (await answer.json()) as { rows: { login: string; password: string }[] };
  const signed = rows.find((one) => one.login === login);
  if (signed === undefined) throw new Error(`the bank publishes no sign-in '${login}'`);
  await page.locator('#login').fill(signed.login);
  await page.locator('#password').fill(signed.password);
  await page.locator('button[type=submit]').click();
  await page.locator('.kj-page').first().waitFor();
}

/** Everything asked for is there and the charts stand still. */
async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.locator('.ant-skeleton').first().waitFor({ state: 'detached' });
  await page.evaluate(
    () => new Promise((resolve) => setTimeout(() => requestAnimationFrame(resolve), 1200)),
  );
}

/** A demo bank of its own, on a free port, in a directory that goes when it stops. */
async function startBank(): Promise<{ address: string; stop: () => void }> {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'kejing-screenshots-'));
  const server = spawn(process.execPath, [path.join(root, 'server', 'cli.ts'), 'start', '--json'], {
    env: { ...process.env, KEJING_DATA: dir, KEJING_PORT: '0', KEJING_DEMO: 'on' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  server.once('exit', () => fs.rmSync(dir, { recursive: true, force: true }));
  return { address: await addressOf(server), stop: () => server.kill('SIGTERM') };
}

async function addressOf(server: ChildProcess): Promise<string> {
  if (server.stdout === null) throw new Error('the server has no output');
  for await (const line of createInterface({ input: server.stdout })) {
    const address = /"address":"([^"]+)"/.exec(line)?.[1];
    if (address !== undefined) return address;
  }
  throw new Error('the server ended before it answered');
}
