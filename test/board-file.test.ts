import exceljs from 'exceljs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { day } from '../core/day.ts';
import { isRefusal } from '../core/refusal.ts';
import { quarterWritten } from '../core/written.ts';
import { loadDemo } from '../fixtures/demo-bank/index.ts';
import { systemActor } from '../core/actor.ts';
import { unitsOf } from '../server/modules/organisation/index.ts';
import { loadRms } from '../server/modules/desk/store/board.ts';
import { openHouse as wholeHouse } from '../server/house.ts';
import { openHouse, type TestHouse } from '../server/platform/testing/http.ts';

/** The leader's board as a file and the cards of the desks, over HTTP on a small demo bank. */
const whole = wholeHouse();
let house: TestHouse;
const cookies = new Map<string, string>();
beforeAll(async () => {
  const rooms = whole.modules.filter((module) => module.name !== 'auth');
  house = await openHouse(rooms, { doors: whole.doors, withoutAccounts: true });
  const loaded = await loadDemo(house.database, { today: day('2026-06-18'), scale: 50 });
  if (isRefusal(loaded)) throw new Error(loaded.refused);
  for (const { login, role } of loaded.signIns) {
    cookies.set(role, await house.signIn(login, loaded.password));
  }
}, 180_000);
afterAll(() => house.close());

const ask = (role: string, url: string, language = 'zh-CN') =>
  house.app.inject({
    method: 'GET',
    url: `/api${url}`,
    headers: { cookie: cookies.get(role) ?? '', 'accept-language': language },
  });

async function sheetsOf(role: string, url: string, language?: string) {
  const answer = await ask(role, url, language);
  expect(answer.statusCode).toBe(200);
  const book = new exceljs.Workbook();
  await book.xlsx.load(answer.rawPayload as unknown as ArrayBuffer);
  return book.worksheets;
}

const texts = (sheet: exceljs.Worksheet | undefined): string[] => {
  const found: string[] = [];
  sheet?.eachRow((row) => row.eachCell((cell) => found.push(cell.text)));
  return found;
};

it('an RM may not take the board home, and nobody a unit beyond his scope', async () => {
  expect((await ask('rm', '/board/file')).statusCode).toBe(403);
  const board = await ask('administrator', '/board');
  const bank = board.json<{ trail: { unitId: string }[] }>().trail[0]!;
  const refused = await ask('branch_president', `/board/file?unitId=${bank.unitId}`);
  expect(refused.json<{ code: string }>().code).toBe('desk.unit_unknown');
  expect(refused.statusCode).toBeGreaterThanOrEqual(400);
});

it('sheets and headings follow the language of who asks', async () => {
  const chinese = await sheetsOf('finance', '/board/file');
  const english = await sheetsOf('finance', '/board/file', 'en');
  expect(chinese.map((one) => one.name)).toContain('目标完成情况');
  expect(english.map((one) => one.name)).toContain('Targets reached by unit');
  expect(texts(chinese[0])).toContain('存款日均');
  expect(texts(english[0])).toContain('Average deposits');
  const names = english.map((one) => one.name).join('');
  expect(/\p{Script=Han}/u.test(names)).toBe(false);
});

it('the file says what the page says', async () => {
  const page = (await ask('branch_president', '/board')).json<{
    children: { name: string; rms: number; customers: number }[];
    trend: { quarter: string }[];
  }>();
  const sheets = await sheetsOf('branch_president', '/board/file');
  const units = texts(sheets[0]);
  expect(page.children.length).toBeGreaterThan(0);
  for (const unit of page.children) expect(units).toContain(unit.name);
  const trend = texts(sheets.find((one) => one.name === '趋势'));
  for (const { quarter } of page.trend) expect(trend).toContain(quarterWritten(quarter, 'zh'));
});

const duties = [
  ['/desk/answers', 'rm', 'hr'],
  ['/desk/products', 'department_officer', 'risk'],
  ['/desk/figures', 'hr', 'finance'],
  ['/desk/leavers', 'hr', 'finance'],
  ['/desk/coverage', 'finance', 'hr'],
  ['/desk/budgets', 'finance', 'rm'],
  ['/desk/deferrals', 'risk', 'rm'],
  ['/desk/non-performing', 'risk', 'finance'],
  ['/desk/red-lines', 'risk', 'hr'],
  ['/desk/exceptions', 'auditor', 'administrator'],
] as const;

it.each(duties)('%s answers %s and refuses %s', async (url, role, other) => {
  expect((await ask(role, url)).statusCode).toBe(200);
  expect((await ask(other, url)).statusCode).toBe(403);
});

it('a president sees non-performing loans and budgets of his own branch only', async () => {
  const rows = async (role: string, url: string) =>
    (await ask(role, url)).json<{ rows: { name: string; unitName?: string }[] }>().rows;
  const bank = await rows('finance', '/desk/budgets');
  const branch = await rows('branch_president', '/desk/budgets');
  expect(branch.length).toBeGreaterThan(0);
  expect(branch.some((one) => bank.some((other) => other.name === one.name))).toBe(false);
  const whose = new Set((await rows('risk', '/desk/non-performing')).map((one) => one.name));
  for (const one of await rows('branch_president', '/desk/non-performing')) {
    expect(whose.has(one.name) || whose.size === 8).toBe(true);
  }
});

it('of more RMs than points the best, the last and others evenly between are drawn', async () => {
  const { quarter } = (await ask('finance', '/board')).json<{ quarter: string }>();
  const drawn = (most: number) =>
    house.database.transaction(systemActor('test'), async (tx) => {
      const [bank] = await unitsOf(tx);
      return loadRms(tx, { quarter, path: bank!.path, most });
    });
  const all = await drawn(10_000);
  expect(all.length).toBeGreaterThan(8);
  const numbers = all.map((one) => one.staffNo);
  for (const most of [1, 2, 5, all.length - 1, all.length]) {
    const some = await drawn(most);
    expect(some[0]?.whole).toBe(all.length);
    expect(some.length, `of ${most}`).toBeLessThanOrEqual(most + 1);
    expect(some.length, `of ${most}`).toBeGreaterThanOrEqual(most);
    expect([some[0]?.staffNo, some.at(-1)?.staffNo]).toEqual([numbers[0], numbers.at(-1)]);
    // In the order of the whole, each once, and no gap wider than its share by more than one.
    const places = some.map((one) => numbers.indexOf(one.staffNo));
    expect(places).toEqual([...new Set(places)].toSorted((a, b) => a - b));
    const gaps = places.slice(1).map((place, at) => place - (places[at] ?? 0));
    for (const gap of gaps) expect(gap).toBeLessThanOrEqual(Math.ceil(all.length / most) + 1);
  }
});
