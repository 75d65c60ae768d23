import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { day } from '../../../core/day.ts';
import { fenText } from '../../../core/schema.ts';
import type { Module } from '../module.ts';
import { openHouse, type TestHouse } from '../testing/http.ts';
import type { PolicyKind } from './kind.ts';
import { policyModule } from './routes.ts';

const shape = z.strictObject({ capFen: fenText.transform(BigInt) });
const caps: PolicyKind<typeof shape> = {
  kind: 'test_caps',
  title: { zh: '上限', en: 'Caps' },
  source: 'test',
  schema: shape,
  initial: { capFen: '1' },
  assumed: { zh: 'ASSUMED: the cap', en: 'ASSUMED: the cap' },
  presets: [
    {
      key: 'old',
      title: { zh: '旧', en: 'Old' },
      source: 'test',
      note: { zh: '无', en: 'none' },
      body: { capFen: '3' },
    },
  ],
};
const room: Module = {
  name: 'caps',
  phrases: {},
  rights: {},
  api: {},
  handlers: {},
  policies: [caps],
};

let house: TestHouse;
const cookies: Record<string, string> = {};

beforeAll(async () => {
  const policies = policyModule({
    modules: () => [room],
    today: async () => day('2026-06-30'),
    sealedUntil: async () => day('2026-04-01'),
  });
  house = await openHouse([room, policies]);
  for (const login of ['finance', 'hr', 'rm']) cookies[login] = await house.signIn(login);
});
afterAll(async () => {
  await house.close();
});

const versions = '/api/policies/test_caps/versions';
const ask = (method: 'GET' | 'POST', url: string, who: string | null, body?: unknown) =>
  house.call({
    method,
    url,
    ...(who === null ? {} : { cookie: cookies[who]! }),
    ...(body === undefined ? {} : { body }),
  });
const draftOf = (text: string, seenVersionNo: number) => ({
  text,
  note: 'more',
  validFrom: '2026-07-01',
  seenVersionNo,
});

describe('policies over HTTP', () => {
  it('are for those who are signed in', async () => {
    for (const url of ['/api/policies', versions, `${versions}/1`, `${versions}/1/file`]) {
      expect((await ask('GET', url, null)).statusCode, url).toBe(401);
      expect((await ask('GET', url, 'rm')).statusCode, url).toBe(200);
    }
  });

  it('are written by three roles only', async () => {
    const draft = draftOf('capFen: 7', 1);
    expect((await ask('POST', versions, null, draft)).statusCode).toBe(401);
    expect((await ask('POST', versions, 'rm', draft)).statusCode).toBe(403);
    expect((await ask('POST', `${versions}/1/approvals`, 'rm')).statusCode).toBe(403);
  });

  it('are listed with the version in force', async () => {
    const { rows } = (await ask('GET', '/api/policies', 'rm')).json();
    expect(rows.find((row: { kind: string }) => row.kind === 'test_caps')).toMatchObject({
      title: { zh: '上限', en: 'Caps' },
      versionNo: 1,
      versions: 1,
      drafts: 0,
    });
  });

  it('show their form and the published schemes to start from', async () => {
    const shown = (await ask('GET', '/api/policies/test_caps/shape', 'rm')).json();
    expect(shown.schema.properties.capFen).toMatchObject({ type: 'string', unit: 'fen' });
    expect(shown.presets).toMatchObject([{ key: 'old', body: { capFen: '3' } }]);
    expect(shown.presets[0].text).toContain('capFen: "3"');
  });

  it('say what is not there', async () => {
    expect((await ask('GET', '/api/policies/nothing/versions', 'rm')).statusCode).toBe(404);
    expect((await ask('GET', `${versions}/99`, 'rm')).statusCode).toBe(404);
    expect((await ask('GET', `${versions}/x`, 'rm')).statusCode).toBe(400);
  });

  it('answer bad drafts with each place', async () => {
    expect((await ask('POST', versions, 'hr', { text: '' })).statusCode).toBe(400);
    const faulty = await ask('POST', versions, 'hr', draftOf('capFen: x', 1));
    expect(faulty.statusCode).toBe(422);
    expect(faulty.json().errors).toHaveLength(1);
    const sealed = { ...draftOf('capFen: 7', 1), validFrom: '2026-03-31' };
    const refused = await ask('POST', versions, 'hr', sealed);
    expect(refused.statusCode).toBe(409);
    expect(refused.json()).toMatchObject({ code: 'policy.valid_in_sealed' });
    const check = await ask('POST', '/api/policies/test_caps/checks', 'hr', { text: 'cap: 1' });
    expect(check.json().faults.map((fault: { at: string }) => fault.at)).toEqual(['capFen', '']);
  });

  it('are drafted, refused to the author, approved by another, and exported', async () => {
    const drafted = await ask('POST', versions, 'hr', draftOf('capFen: 7', 1));
    expect(drafted.statusCode).toBe(201);
    const approvals = `${versions}/2/approvals`;
    const submissions = `${versions}/2/submissions`;
    expect((await ask('POST', approvals, 'finance')).json().code).toBe('policy.not_in_review');
    expect((await ask('POST', submissions, 'rm', {})).statusCode).toBe(403);
    expect((await ask('POST', submissions, 'hr', {})).statusCode).toBe(201);
    expect((await ask('POST', submissions, 'hr', {})).json().code).toBe('policy.in_review');
    expect((await ask('POST', approvals, 'hr')).json().code).toBe('policy.author_approves');
    expect((await ask('POST', approvals, 'finance')).statusCode).toBe(201);
    const { rows } = (await ask('GET', versions, 'rm')).json();
    expect(rows.map((row: { state: string }) => row.state)).toEqual(['coming', 'in_force']);
    expect(rows[0]).toMatchObject({ author: 'hr', approver: 'finance', validFrom: '2026-07-01' });
    const file = await ask('GET', `${versions}/2/file`, 'rm');
    expect(file.body).toContain('capFen: "7"');
    expect(file.headers['content-disposition']).toContain('test_caps-2.yaml');
    const difference = '/api/policies/test_caps/differences?from=1&to=2';
    expect((await ask('GET', difference, 'rm')).json().rows).toEqual([
      { path: 'capFen', change: 'changed', before: '1', after: '7' },
    ]);
  });
});
