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
 * running one: `npm run screenshots -- http://127.0.0.1:7300`.
 */
const root = path.resolve(import.meta.dirname, '..');
const target = path.join(root, 'docs', 'screenshots');
const wide = { width: 1366, height: 768 };
const phone = { width: 390, height: 844 };

interface Shot {
  readonly name: string;
  readonly login: string;
  /** From where, and which links lead on from there. */
  readonly page: string;
  readonly follow?: string;
  readonly open?: string;
  readonly phone?: true;
  readonly english?: true;
}

const shots: readonly Shot[] = [
  { name: 'desk', login: 'rm', page: '/desk' },
  { name: 'desk-phone', login: 'rm', page: '/desk', phone: true },
  { name: 'desk-en', login: 'rm', page: '/desk', english: true },
  { name: 'sheet', login: 'rm', page: '/desk', follow: 'a[href^="/sheets/"]' },
  {
    name: 'sheet-explained',
    login: 'rm',
    page: '/desk',
    follow: 'a[href^="/sheets/"]',
    open: 'tbody tr.ant-table-row .kj-opens',
  },
  { name: 'sheet-phone', login: 'rm', page: '/desk', follow: 'a[href^="/sheets/"]', phone: true },
  { name: 'slip', login: 'rm', page: '/desk', follow: 'a[href^="/slips/"]' },
  { name: 'customers', login: 'rm', page: '/customers' },
  { name: 'board', login: 'president', page: '/board' },
  { name: 'allocation', login: 'president', page: '/allocation' },
  { name: 'quarter', login: 'finance', page: '/quarters', follow: 'li a[href*="Q3"]' },
  { name: 'policies', login: 'finance', page: '/policies/scoring_scheme' },
  {
    name: 'scheme-form',
    login: 'finance',
    page: '/policies/scoring_scheme/draft?from=1',
    open: '.ant-collapse-header',
  },
  { name: 'figures', login: 'hr', page: '/metric-figures' },
  { name: 'letters', login: 'president', page: '/letters' },
  { name: 'purse', login: 'rm', page: '/expenses' },
  { name: 'imports', login: 'admin', page: '/imports' },
];

const chromiumHere = findBrowser();
if ('missing' in chromiumHere) throw new Error(`no browser: ${chromiumHere.missing}`);
const given = process.argv[2];
const bank = given === undefined ? await startBank() : { address: given, stop: () => undefined };
const [executablePath, args] = [chromiumHere.path, [...browserFlags]];
const browser = await chromium.launch({ executablePath, args });
try {
  fs.mkdirSync(target, { recursive: true });
  for (const shot of shots) {
    await take(browser, bank.address, shot);
    console.log(`docs/screenshots/${shot.name}.png`);
  }
} finally {
  await browser.close();
  bank.stop();
}

/** One picture by a visitor of its own. */
async function take(from: Browser, address: string, shot: Shot): Promise<void> {
  const context = await from.newContext({
    viewport: shot.phone ? phone : wide,
    baseURL: address,
    locale: 'zh-CN',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  if (shot.english) {
    await page.addInitScript(() => localStorage.setItem('kejing.locale', 'en'));
  }
  await signIn(page, shot.login);
  await page.goto(shot.page);
  if (shot.follow !== undefined) await page.locator(shot.follow).first().click();
  await settled(page);
  if (shot.open !== undefined) {
    await page.locator(shot.open).first().click();
    await settled(page);
  }
  await page.screenshot({ path: path.join(target, `${shot.name}.png`) });
  await context.close();
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
