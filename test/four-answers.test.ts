import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { roles } from '../core/actor.ts';
import { day } from '../core/day.ts';
import { isRefusal } from '../core/refusal.ts';
import { problem, type Route } from '../core/schema.ts';
import { loadDemo } from '../fixtures/demo-bank/index.ts';
import { openHouse as wholeHouse } from '../server/house.ts';
import { openHouse, type TestHouse } from '../server/platform/testing/http.ts';

/**
 * Every route of every room, on a small demo bank: what it answers to a stranger, to the wrong role,
 * and to junk.
 */
const whole = wholeHouse();
const routes = whole.modules.flatMap((module) =>
  Object.entries(module.api).map(([name, route]) => ({ name: `${module.name}.${name}`, route })),
);

let house: TestHouse;
const cookies = new Map<string, string>();
const loadMs = 180_000;
beforeAll(async () => {
  const rooms = whole.modules.filter((module) => module.name !== 'auth');
  house = await openHouse(rooms, { doors: whole.doors, withoutAccounts: true });
  const loaded = await loadDemo(house.database, { today: day('2026-06-18'), scale: 50 });
  if (isRefusal(loaded)) throw new Error(loaded.refused);
  for (const { login, role } of loaded.signIns) {
    cookies.set(role, await house.signIn(login, loaded.password));
  }
}, loadMs);
afterAll(() => house.close());

const junk = [
  '1',
  '2026Q1',
  '2026-02-30',
  'x',
  '0',
  '-1',
  '999999999999999999',
  '9999999999999999999',
  '2026Q5',
  '%00',
  "'",
  '张',
];
const queries = [
  'cursor=x',
  'limit=0',
  'limit=1e9',
  'sort=no_such',
  'q=%00',
  "q='%25_",
  'cursor=%7B%7D',
];
const bodies = [undefined, null, [], {}, 'text', 7, { id: null }, { text: 'a\0b' }];

function call(route: Route, path: string, query: string, cookie?: string, body?: unknown) {
  return house.app.inject({
    method: route.method.toUpperCase() as 'GET',
    url: `/api${path}${query === '' ? '' : `?${query}`}`,
    headers: {
      ...(cookie === undefined ? {} : { cookie }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
  });
}

const filled = (route: Route, value: string) =>
  route.path.replace(/:\w+/g, () => (value.startsWith('%') ? value : encodeURIComponent(value)));
const allowedRole = ({ right }: Route) =>
  right === 'signed_in' || right === 'anyone' ? 'administrator' : whole.rights[right]?.[0];

describe('every route', () => {
  it('there are routes, each with a summary', () => {
    expect(routes.length).toBeGreaterThan(30);
    for (const { name, route } of routes)
      expect([name, route.summary.length > 3]).toEqual([name, true]);
  });

  for (const { name, route } of routes) {
    if (route.right !== 'anyone') {
      it(`${name}: a stranger is not signed in`, async () => {
        const answer = await call(route, filled(route, '1'), '');
        expect([answer.statusCode, problem.parse(answer.json()).code]).toEqual([
          401,
          'auth.not_signed_in',
        ]);
      });
    }

    const outsider = roles.find((role) => !(whole.rights[route.right] ?? roles).includes(role));
    if (outsider !== undefined) {
      it(`${name}: ${outsider} is not allowed`, async () => {
        const answer = await call(route, filled(route, '1'), '', cookies.get(outsider), {});
        expect([answer.statusCode, answer.json().code]).toEqual([403, 'auth.not_allowed']);
      });
    }

    if (endsOwnSession(route)) continue;
    it(`${name}: junk is refused, never a fault`, async () => {
      const cookie = cookies.get(allowedRole(route) ?? '');
      expect(cookie).toBeDefined();
      for (const value of route.path.includes(':') ? junk : ['-']) {
        await expectNoFault(route, filled(route, value), '', cookie);
      }
      for (const query of route.method === 'get' ? queries : []) {
        await expectNoFault(route, filled(route, '1'), query, cookie);
      }
      for (const body of route.method === 'get' ? [] : bodies) {
        await expectNoFault(route, filled(route, '1'), '', cookie, body);
      }
    });
  }
});

function endsOwnSession(route: Route): boolean {
  return route.method === 'delete' && route.path === '/session';
}

async function expectNoFault(
  route: Route,
  path: string,
  query: string,
  cookie?: string,
  body?: unknown,
): Promise<void> {
  const answer = await call(route, path, query, cookie, body);
  const place = `${route.method} ${path}?${query} ${JSON.stringify(body)}`;
  const why =
    answer.statusCode >= 500 ? house.log.filter((line) => line.includes('"error"')).at(-1) : '';
  expect([place, answer.statusCode < 500, why]).toEqual([place, true, '']);
  if (answer.statusCode >= 400) problem.parse(answer.json());
}
