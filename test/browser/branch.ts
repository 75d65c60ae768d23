import fs from 'node:fs';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import { systemActor, type Role } from '../../core/actor.ts';
import { addDays, day } from '../../core/day.ts';
import { isRefusal } from '../../core/refusal.ts';
import { demoPassword, loadDemo } from '../../fixtures/demo-bank/index.ts';
import { openHouse, webDir } from '../../server/house.ts';
import { createAccount, hashPassword, identifyBy } from '../../server/platform/auth/index.ts';
import type { Database } from '../../server/platform/db/transaction.ts';
import { buildServer } from '../../server/platform/http/server.ts';
import { prepareJobs, startJobs } from '../../server/platform/jobs/index.ts';
import { createLog } from '../../server/platform/log.ts';
import { installInitialPolicies } from '../../server/platform/policy/install.ts';
import { browserFlags, findBrowser } from '../../server/platform/testing/browser.ts';
import { freshDatabase } from '../../server/platform/testing/database.ts';

/** A small demo bank behind a real door, and a browser before it. */
export interface Branch {
  readonly address: string;
  /** The quarter that was left open and has ended since, with data for a part of it. */
  readonly running: string;
  /** The bank's books, for what no page can bring about (a job that broke). */
  readonly database: Database;
  /** A new visitor: no cookies, Chinese, 1366 × 768 unless another size is given. */
  visit(size?: { width: number; height: number }): Promise<Visitor>;
  /** Opens a sign-in for the whole bank, as the owner of the machine does; demo password. */
  openAccount(login: string, role: Role): Promise<void>;
  close(): Promise<void>;
}

export interface Visitor {
  readonly page: Page;
  /** What the browser complained about so far; refused calls are no complaint. */
  readonly complaints: readonly string[];
  /** Signs in through the form, as a person does; returns when let in or refused. */
  signIn(login: string, password?: string): Promise<void>;
}

const wide = { width: 1366, height: 768 };

/** Why there can be no journey here; null when there can. */
export function whyNot(): string | null {
  const browser = findBrowser();
  if ('missing' in browser) return `no browser: ${browser.missing}`;
  const built = fs.existsSync(path.join(webDir, 'index.html'));
  return built ? null : 'the web is not built: run node tools/setup.mjs';
}

/** Opens a fiftieth of the demo bank with its server on a free port, and the browser. */
export async function openBranch(options: { readonly webDir?: string } = {}): Promise<Branch> {
  const found = findBrowser();
  if ('missing' in found) throw new Error(found.missing);
  const fresh = await freshDatabase();
  const { database } = fresh;
  const house = openHouse();
  await database.transaction(systemActor('test'), (tx) =>
    installInitialPolicies(tx, house.policies),
  );
  // As of a day so long ago that the quarter it left running has ended; its data end with that day.
  const today = addDays(day(new Date().toISOString().slice(0, 10)), -100);
  const loaded = await loadDemo(database, { today, scale: 50 });
  if (isRefusal(loaded)) throw new Error(loaded.refused);
  const log = createLog({ level: 'silent' });
  await prepareJobs(fresh.ownerConfig, String(fresh.appConfig.user), house.jobs);
  const { appConfig } = fresh;
  const jobs = await startJobs({ appConfig, database, jobs: house.jobs, log });
  const app = await buildServer({
    modules: house.modules,
    database,
    identify: identifyBy(database),
    log,
    webDir: options.webDir ?? webDir,
    version: 'test',
    ready: async () => ({ database: true, migrations: true }),
    checkAnswers: true,
    limits: { signInsPerMinute: 100_000, perMinute: 1_000_000, delayMs: 60_000 },
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  const address = `http://127.0.0.1:${port}`;
  const browser = await chromium.launch({
    executablePath: found.path,
    args: [...browserFlags],
  });
  return {
    address,
    running: loaded.running,
    database,
    visit: (size = wide) => visit(browser, address, size),
    openAccount: async (login, role) => {
      const passwordHash = await hashPassword(demoPassword);
      const made = await database.transaction(systemActor('cli:test'), (tx) =>
        createAccount(tx, house.doors, {
          login,
          name: login,
          staffId: null,
          passwordHash,
          mustChange: false,
          grants: [{ role, scope: 'bank', unitIds: [] }],
        }),
      );
      if (isRefusal(made)) throw new Error(made.refused);
    },
    close: async () => {
      await browser.close();
      await app.close();
      await jobs.stop();
      await fresh.drop();
    },
  };
}

async function visit(
  browser: Browser,
  address: string,
  viewport: { width: number; height: number },
): Promise<Visitor> {
  const context = await browser.newContext({ viewport, baseURL: address, locale: 'zh-CN' });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (line) => {
    const isRefusedCall = line.text().startsWith('Failed to load resource');
    if (line.type() === 'error' && !isRefusedCall) complaints.push(line.text());
  });
  return {
    page,
    complaints,
    signIn: async (login, password = demoPassword) => {
      await page.goto('/sign-in');
      await page.locator('#login').fill(login);
      await page.locator('#password').fill(password);
      await page.locator('button[type=submit]').click();
      await page.locator('.kj-page, [role=alert]').first().waitFor();
    },
  };
}
