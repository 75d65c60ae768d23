import fs from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { demoPassword } from '../../fixtures/demo-bank/index.ts';
import { phraseTable } from '../../web/i18n/phrases.ts';
import { pages } from '../../web/routes.tsx';
import type { Branch, Visitor } from './branch.ts';
import { openBranch, whyNot } from './branch.ts';
import { keyboardFaults, movedByFirstClick } from './by-hand.ts';
import { samples } from './page-samples.ts';

/**
 * Every page of the page table is opened in a real browser by somebody who may: in Chinese on a
 * branch's screen, in English on a phone, and in English in the dark. Nothing complains, nothing is
 * wider than the screen, no phrase is missing, nothing moves after it was drawn or after the first
 * click in a form, no request leaves the origin, and axe-core finds nothing serious (in the dark:
 * every word can be read). On the branch's screen the keyboard alone goes from the page's first
 * control to its last without a trap, and each stop is seen. A page that a room adds is walked here
 * without anybody asking for it.
 */
const reason = whyNot();
const require = createRequire(import.meta.url);
const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const phone = { width: 390, height: 844 };
const screen = { width: 1366, height: 768 };
/** Whoever may open a page first in this order opens it. */
const logins = ['rm', 'head', 'president', 'officer', 'hr', 'finance', 'risk', 'auditor', 'admin'];

let branch: Branch;
const rightsOf = new Map<string, readonly string[]>();
const seats = new Map<string, Promise<Seat>>();

interface Seat extends Visitor {
  readonly foreign: readonly string[];
}

beforeAll(async () => {
  if (reason !== null) return;
  branch = await openBranch();
  for (const login of logins) rightsOf.set(login, await rightsOver(login));
}, 120_000);
beforeEach((context) => context.skip(reason !== null, reason ?? ''));
afterAll(async () => {
  if (reason === null) await branch.close();
});

describe.each([
  { locale: 'zh', where: 'a branch screen', size: screen, keys: true },
  { locale: 'en', where: 'a phone', size: phone, keys: false },
])('on $where in $locale', ({ locale, size, keys }) => {
  test.each(pages.map((row) => ({ path: row.path, right: row.right })))(
    '$path',
    async ({ path, right }) => {
      const login = loginFor(path, right);
      const { page, complaints, foreign } = await seat(login, { locale, size });
      const before = complaints.length;
      await page.goto(await addressFor(page, path));
      await settled(page);
      const seen = await page.evaluate(look);
      expect(complaints.slice(before), `${login} ${page.url()}`).toEqual([]);
      expect(foreign).toEqual([]);
      expect(seen.tooWide, 'wider than the screen').toEqual([]);
      expect(missingPhrases(seen.words), 'phrases without words').toEqual([]);
      expect(seen.shift, `layout shift: ${seen.moved}`).toBeLessThan(0.1);
      expect(await page.title()).not.toBe('');
      expect(await findings(page), 'axe-core').toEqual([]);
      if (keys) expect(await keyboardFaults(page), 'by the keyboard').toEqual([]);
      expect(await movedByFirstClick(page), 'moved after the first click in a form').toBeLessThan(
        0.1,
      );
    },
  );
});

describe('in the dark in en', () => {
  test.each(pages.map((row) => ({ path: row.path, right: row.right })))(
    '$path',
    async ({ path, right }) => {
      const { page } = await seat(loginFor(path, right), {
        locale: 'en',
        size: screen,
        dark: true,
      });
      await page.goto(await addressFor(page, path));
      await settled(page);
      expect(await findings(page, ['color-contrast']), 'words that cannot be read').toEqual([]);
    },
  );
});

test('no form of a scheme makes the page of a phone wider', async () => {
  const { page } = await seat('hr', { locale: 'zh', size: phone });
  const answer = await page.request.get('/api/policies');
  const { rows } = (await answer.json()) as { rows: { kind: string }[] };
  const wider: string[] = [];
  for (const { kind } of rows) {
    await page.goto(`/policies/${kind}/draft?from=1`);
    await settled(page);
    const { tooWide } = await page.evaluate(look);
    wider.push(...tooWide.map((one) => `${kind}: ${one}`));
  }
  expect(wider).toEqual([]);
}, 60_000);

/** Who opens the page: the sample's own reader, else the first who has the right. */
function loginFor(path: string, right: string): string {
  const own = samples[path]?.login;
  if (own !== undefined) return own;
  const found = logins.find((one) => right === 'signed_in' || rightsOf.get(one)!.includes(right));
  if (found === undefined) throw new Error(`nobody of the demo bank may open ${path} (${right})`);
  return found;
}

/** The address of a page whose path has a place for a key: the first that its reader sees. */
async function addressFor(page: Page, path: string): Promise<string> {
  if (!path.includes('$')) return path;
  const sample = samples[path];
  if (sample === undefined) throw new Error(`${path}: test/browser/page-samples.ts has no sample`);
  const answer = await page.request.get(`/api${sample.list}`);
  expect(answer.ok(), sample.list).toBe(true);
  return sample.address(await answer.json());
}

async function rightsOver(login: string): Promise<readonly string[]> {
  const answer = await fetch(`${branch.address}/api/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login, password: demoPassword }),
  });
  return ((await answer.json()) as { rights: string[] }).rights;
}

interface Place {
  readonly locale: string;
  readonly size: typeof phone;
  readonly dark?: boolean;
}

/** One browser page for each reader, language, size and shade, signed in once. */
function seat(login: string, { locale, size, dark = false }: Place): Promise<Seat> {
  const key = `${login} ${locale} ${size.width} ${dark}`;
  const kept = seats.get(key);
  if (kept !== undefined) return kept;
  const made = (async () => {
    const visitor = await branch.visit(size);
    const foreign: string[] = [];
    visitor.page.on('request', (request) => {
      if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(branch.address)) {
        foreign.push(request.url());
      }
    });
    await visitor.page.addInitScript(
      (chosen) => {
        localStorage.setItem('kejing.locale', chosen.locale);
        localStorage.setItem('kejing.shade', chosen.dark ? 'dark' : 'light');
      },
      { locale, dark },
    );
    await visitor.page.addInitScript(watchShift);
    await visitor.signIn(login);
    return { ...visitor, foreign };
  })();
  seats.set(key, made);
  return made;
}

/** Everything asked for is there: no skeleton, no call under way, charts drawn. */
async function settled(page: Page): Promise<void> {
  await page.locator('.kj-page, main [role=alert], main h1').first().waitFor();
  await page.waitForLoadState('networkidle');
  await page.waitForFunction(() => document.querySelector('.ant-skeleton') === null);
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => resolve(null))));
}

function watchShift(): void {
  const kept = window as unknown as { kejingShift: number; kejingMoved: string[] };
  kept.kejingShift = 0;
  kept.kejingMoved = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const { value, hadRecentInput, sources } = entry as unknown as {
        value: number;
        hadRecentInput: boolean;
        sources: { node: HTMLElement | null }[];
      };
      if (hadRecentInput) continue;
      kept.kejingShift += value;
      kept.kejingMoved.push(...sources.map(({ node }) => node?.outerHTML?.slice(0, 120) ?? ''));
    }
  }).observe({ type: 'layout-shift', buffered: true });
}

/** Runs in the page: what stands out of the screen, the words shown, how far things moved. */
function look(): { tooWide: string[]; words: string; shift: number; moved: string } {
  const kept = window as unknown as { kejingShift: number; kejingMoved: string[] };
  const width = document.documentElement.clientWidth;
  const wide = document.documentElement.scrollWidth > width + 1;
  const tooWide = !wide
    ? []
    : [...document.querySelectorAll<HTMLElement>('main *')]
        .filter((one) => one.getBoundingClientRect().right > width + 1)
        .slice(0, 3)
        .map((one) => `${one.tagName} ${one.className} ${one.innerText.slice(0, 40)}`);
  // A code set as code (of a right, of a metric) is meant to stand there.
  const codes = [...document.querySelectorAll('code')].map((one) => one.innerText.trim());
  const lines = document.body.innerText.split('\n').filter((one) => !codes.includes(one.trim()));
  return {
    tooWide,
    words: lines.join('\n'),
    shift: kept.kejingShift,
    moved: kept.kejingMoved.join(' | '),
  };
}

/** Keys of phrases that stand on the page instead of their words. */
function missingPhrases(words: string): readonly string[] {
  const rooms = new Set(Object.keys(phraseTable).map((key) => key.split('.')[0]!));
  const found = words.match(/(?<![\w@/.:-])[a-z]+(?:\.[a-zA-Z0-9_]+)+(?![\w@/-])/g) ?? [];
  return found.filter((one) => rooms.has(one.split('.')[0]!) && !/\.(csv|xlsx|pdf)$/.test(one));
}

interface Finding {
  readonly rule: string;
  readonly where: string;
}

/** What axe-core calls serious or critical. Charts' canvases and the watermark have no text of ours. */
async function findings(page: Page, rules: string[] = []): Promise<readonly Finding[]> {
  await page.evaluate(axe);
  return page.evaluate(async (only) => {
    const { axe: run } = window as unknown as {
      axe: {
        run(options: object): Promise<{
          violations: { id: string; impact: string; nodes: { html: string }[] }[];
        }>;
      };
    };
    const { violations } = await run.run({
      resultTypes: ['violations'],
      ...(only.length === 0 ? {} : { runOnly: only }),
    });
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) =>
        nodes.slice(0, 3).map(({ html }) => ({ rule: id, where: html.slice(0, 200) })),
      );
  }, rules);
}
