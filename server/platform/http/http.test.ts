import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { phrases } from '../../../core/messages.ts';
import { fenText, idText, listQuery, problem, route } from '../../../core/schema.ts';
import { handle, type Module } from '../module.ts';
import { openHouse, type TestHouse } from '../testing/http.ts';
import { table } from '../testing/table.ts';
import { dispositionOf } from './answer.ts';
import { statusOf } from './statuses.ts';

const sampleApi = {
  readSample: route({
    method: 'get',
    path: '/samples/:sampleId',
    right: 'sample.read',
    summary: 'One sample',
    params: z.object({ sampleId: idText }),
    query: listQuery,
    response: z.object({ sampleId: idText, amount: fenText }),
  }),
  signSample: route({
    method: 'post',
    path: '/samples/:sampleId/signatures',
    right: 'sample.sign',
    summary: 'Sign a sample',
    params: z.object({ sampleId: idText }),
    body: z.object({ name: z.string().min(2), amount: fenText }),
    response: z.object({ signed: z.literal(true) }),
    status: 201,
  }),
  breakSample: route({
    method: 'post',
    path: '/samples/:sampleId/breaks',
    right: 'sample.sign',
    summary: 'Break in a chosen way',
    params: z.object({ sampleId: idText }),
    body: z.object({ way: z.enum(['throw', 'contract', 'database', 'cut']) }),
    response: z.object({ sampleId: idText }),
  }),
  exportSamples: route({
    method: 'get',
    path: '/samples.csv',
    right: 'sample.read',
    summary: 'All samples as a file',
    response: z.undefined(),
    file: 'text/csv',
  }),
  breakFile: route({
    method: 'get',
    path: '/broken.csv',
    right: 'sample.read',
    summary: 'A file that breaks off',
    query: z.object({ at: z.enum(['start', 'middle']) }),
    response: z.undefined(),
    file: 'text/csv',
  }),
  openSample: route({
    method: 'get',
    path: '/open-sample',
    right: 'anyone',
    summary: 'A sample for anyone',
    response: z.object({ login: z.string() }),
  }),
};

async function* broken(at: 'start' | 'middle') {
  if (at === 'middle') yield 'one line\r\n'.repeat(20_000);
  throw new Error(`broken at the ${at}`);
}
async function* csv() {
  yield '\ufeff客户,金额\r\n';
  for (let i = 0; i < 3; i++) yield `客户${i},1.00\r\n`;
}

const sample: Module = {
  name: 'sample',
  phrases: phrases({
    'sample.full': { zh: '容量已满 {used}/{limit}', en: 'Full: {used}/{limit}' },
    'sample.unknown': { zh: '没有样本 {sample}', en: 'There is no sample {sample}' },
    'sample.wrong_day': { zh: '日期不对', en: 'Wrong day' },
  }),
  rights: { 'sample.read': ['rm', 'finance'], 'sample.sign': ['finance'] },
  api: sampleApi,
  handlers: handle(sampleApi, {
    readSample: async ({ params }) =>
      params.sampleId === '404'
        ? { refused: 'sample.unknown', params: { sample: 404n } }
        : { sampleId: BigInt(params.sampleId), amount: 12_345_678_901_234_567n },
    signSample: async ({ body }) =>
      body.name === 'full'
        ? {
            refused: 'sample.full',
            params: { used: 50, limit: 50 },
            details: [{ at: 'name', code: 'sample.wrong_day', params: {} }],
          }
        : { signed: true as const },
    breakSample: async ({ body, tx, params }) => {
      if (body.way === 'throw') throw new Error('secret inner words');
      if (body.way === 'database') await tx.client.query('select 1 from no_such_table');
      if (body.way === 'cut')
        await tx.client.query('select pg_terminate_backend(pg_backend_pid())');
      return { sampleId: `x${params.sampleId}` };
    },
    exportSamples: async () => ({
      file: { name: '样本 100%.csv', type: 'text/csv', body: csv() },
    }),
    breakFile: async ({ query }) => ({
      file: { name: 'b.csv', type: 'text/csv', body: broken(query.at) },
    }),
    openSample: async ({ actor }) => ({ login: actor.login }),
  }),
};

let house: TestHouse;
let finance: string;
let rm: string;
beforeAll(async () => {
  house = await openHouse([sample]);
  finance = await house.signIn('finance');
  rm = await house.signIn('rm');
});
afterAll(() => house.close());

const signature = { method: 'POST', url: '/api/samples/1/signatures' } as const;

describe('the four answers', () => {
  it('not signed in: 401 as a problem in Chinese', async () => {
    const answer = await house.call({ ...signature, body: { junk: 1 } });
    expect(answer.statusCode).toBe(401);
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(problem.parse(answer.json())).toMatchObject({
      code: 'auth.not_signed_in',
      title: '未登录',
      detail: '请先登录',
    });
  });

  it('not allowed: 403 names the right, before the body is looked at', async () => {
    const answer = await house.call({ ...signature, cookie: rm, body: { junk: 1 } });
    expect(answer.statusCode).toBe(403);
    expect(answer.json()).toMatchObject({
      code: 'auth.not_allowed',
      params: { right: 'sample.sign' },
    });
  });

  it('bad input: 400 with every fault at its place, in the caller’s language', async () => {
    const answer = await house.call({
      method: 'POST',
      url: '/api/samples/x/signatures',
      cookie: finance,
      body: { name: 'a\0', amount: '1.5' },
      headers: { 'accept-language': 'en-GB,en;q=0.9,zh;q=0.5' },
    });
    expect(answer.statusCode).toBe(400);
    const body = problem.parse(answer.json());
    expect(body.detail).toBe('The input has 3 fault(s)');
    expect(body.errors?.map((one) => one.at)).toEqual(['path.sampleId', 'name', 'amount']);
  });

  it('done: the status of the contract, bigints as digits', async () => {
    const done = await house.call({
      ...signature,
      cookie: finance,
      body: { name: 'ab', amount: '1' },
    });
    expect([done.statusCode, done.json()]).toEqual([201, { signed: true }]);
    const read = await house.call({ url: '/api/samples/9', cookie: rm });
    expect(read.json()).toEqual({ sampleId: '9', amount: '12345678901234567' });
    expect(read.headers['cache-control']).toBe('no-store');
  });
});

describe('refusals and faults', () => {
  it('a refusal of a rule is 409 with its numbers and places', async () => {
    const answer = await house.call({
      ...signature,
      cookie: finance,
      body: { name: 'full', amount: '1' },
    });
    expect(answer.statusCode).toBe(409);
    expect(answer.json()).toMatchObject({
      detail: '容量已满 50/50',
      params: { used: '50', limit: '50' },
      errors: [{ at: 'name', detail: '日期不对' }],
    });
  });

  it('an unknown thing is 404, the cookie chooses the language', async () => {
    const cookie = `${rm}; kejing_locale=en`;
    const answer = await house.call({ url: '/api/samples/404', cookie });
    expect([answer.statusCode, answer.json().detail]).toEqual([404, 'There is no sample 404']);
  });

  for (const way of ['throw', 'database', 'contract']) {
    it(`a bug (${way}) is a 500 with a reference that the log holds, and nothing more`, async () => {
      const url = '/api/samples/1/breaks';
      const answer = await house.call({ method: 'POST', url, cookie: finance, body: { way } });
      expect(answer.statusCode).toBe(500);
      expect(answer.body).not.toMatch(
        /secret inner|no_such_table|breaks its contract|node_modules/,
      );
      const { reference } = answer.json().params;
      expect(house.log.some((line) => line.includes(reference))).toBe(true);
    });
  }

  it('a database that goes away is 503, and the next request is served', async () => {
    const url = '/api/samples/1/breaks';
    const cut = await house.call({ method: 'POST', url, cookie: finance, body: { way: 'cut' } });
    expect([cut.statusCode, cut.json().code]).toEqual([503, 'http.database_away']);
    expect((await house.call({ url: '/api/samples/9', cookie: rm })).statusCode).toBe(200);
  });

  it('malformed, foreign and oversized bodies are told apart', async () => {
    const send = (body: string, type: string) =>
      house.app.inject({
        ...signature,
        headers: { cookie: finance, 'content-type': type },
        payload: body,
      });
    expect((await send('{"name":', 'application/json')).json().code).toBe('http.malformed_body');
    expect((await send('', 'application/json')).statusCode).toBe(400);
    expect((await send('a=b', 'text/plain')).json().code).toBe('http.bad_input');
    expect((await send('a=b', 'application/x-thing')).statusCode).toBe(415);
    expect((await send(`"${'x'.repeat(9 * 1024 ** 2)}"`, 'application/json')).statusCode).toBe(413);
  });

  it('an unknown address of the API is a problem, not a page', async () => {
    const answer = await house.call({ url: '/api/nothing', headers: { accept: 'text/html' } });
    expect([answer.statusCode, answer.json().code]).toEqual([404, 'http.not_found']);
  });

  it('each code has its status', () => {
    for (const row of table(`
      code                     | status
      letters.already_signed   | 409
      customers.unknown        | 404
      auth.unit_unknown        | 404
      quarters.quarter_locked  | 423
      imports.file_unreadable  | 422
      auth.wrong_password      | 401
      auth.must_change_password| 403`)) {
      expect([row.code, String(statusOf(row.code))]).toEqual([row.code, row.status]);
    }
  });
});

describe('other sites', () => {
  for (const row of table(`
    origin                  | site        | status
    http://evil.example     |             | 403
    null                    |             | 403
    http://localhost:80     |             | 403
    http://localhost        |             | 201
                            | cross-site  | 403
                            | same-site   | 403
                            | same-origin | 201
                            |             | 201`)) {
    it(`origin '${row.origin}' site '${row.site}' → ${row.status}`, async () => {
      const answer = await house.call({
        ...signature,
        cookie: finance,
        body: { name: 'ab', amount: '1' },
        headers: {
          host: 'localhost',
          ...(row.origin === '' ? {} : { origin: row.origin }),
          ...(row.site === '' ? {} : { 'sec-fetch-site': row.site }),
        },
      });
      expect(String(answer.statusCode)).toBe(row.status);
    });
  }
});

describe('files', () => {
  it('a stream is sent with its BOM and its Chinese name', async () => {
    const answer = await house.call({ url: '/api/samples.csv', cookie: rm });
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect([...answer.rawPayload.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(answer.body.split('\r\n')).toHaveLength(5);
    expect(answer.headers['content-disposition']).toBe(
      `attachment; filename="__ 100_.csv"; filename*=UTF-8''%E6%A0%B7%E6%9C%AC%20100%25.csv`,
    );
  });

  it('a file that cannot begin is a problem; one that breaks off is cut, and the log says why', async () => {
    const start = await house.call({ url: '/api/broken.csv?at=start', cookie: rm });
    expect([start.statusCode, start.json().code]).toEqual([500, 'http.fault']);
    const address = await house.app.listen({ port: 0, host: '127.0.0.1' });
    const cut = fetch(`${address}/api/broken.csv?at=middle`, { headers: { cookie: rm } });
    await expect(cut.then((answer) => answer.text())).rejects.toThrow();
    await expect.poll(() => house.log.join('')).toContain('broken at the middle');
    expect((await fetch(`${address}/healthz`)).status).toBe(200);
  });

  it('a name cannot break out of its header', () => {
    expect(dispositionOf('a"\r\nset-cookie: x/../b\\c\ud800.csv')).toBe(
      `attachment; filename="a___set-cookie: x_.._b_c_.csv"; ` +
        `filename*=UTF-8''a%22__set-cookie%3A%20x_.._b_c%EF%BF%BD.csv`,
    );
  });
});

describe('protection', () => {
  it('no inline script may run, no other site may frame', async () => {
    const answer = await house.call({ url: '/healthz' });
    const csp = String(answer.headers['content-security-policy']);
    expect(csp).toContain(`script-src 'self';`);
    expect(csp).toContain(`frame-ancestors 'none'`);
    expect(csp.split(';').find((one) => one.startsWith('script-src '))).not.toContain('unsafe');
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
    expect(answer.headers['strict-transport-security']).toBeUndefined();
  });

  it('too many requests of one session are turned away, others are served', async () => {
    const small = await openHouse([sample], { limits: { perMinute: 5, signInsPerMinute: 3 } });
    try {
      const one = await small.signIn('finance');
      const two = await small.signIn('rm');
      const seen: number[] = [];
      for (let i = 0; i < 6; i++)
        seen.push((await small.call({ url: '/api/session', cookie: one })).statusCode);
      expect(seen).toEqual([200, 200, 200, 200, 200, 429]);
      expect((await small.call({ url: '/api/session', cookie: two })).statusCode).toBe(200);
      const signIn = {
        method: 'POST',
        url: '/api/sessions',
        body: { login: 'a', password: 'b' },
      } as const;
      expect((await small.call(signIn)).statusCode).toBe(401);
      const fourth = await small.call(signIn);
      expect([fourth.statusCode, fourth.json().code]).toEqual([429, 'http.too_many_requests']);
    } finally {
      await small.close();
    }
  });
});

describe('what operators ask', () => {
  it('lives and is ready', async () => {
    expect((await house.call({ url: '/healthz' })).json()).toEqual({ alive: true });
    expect((await house.call({ url: '/readyz' })).json()).toMatchObject({ ready: true });
  });

  it('shows metrics to this machine, or to a token with the right', async () => {
    const near = await house.call({ url: '/metrics' });
    expect(near.body).toContain('kejing_http_request_seconds_bucket');
    const far = { url: '/metrics', remoteAddress: '203.0.113.9' } as const;
    expect((await house.call(far)).statusCode).toBe(403);
    expect((await house.call({ ...far, cookie: finance })).statusCode).toBe(403);
    const token = await tokenOf('auditor');
    const bearer = { authorization: `Bearer ${token}` };
    expect((await house.call({ ...far, headers: bearer })).statusCode).toBe(200);
    const weak = { authorization: `Bearer ${await tokenOf('rm')}` };
    expect((await house.call({ ...far, headers: weak })).statusCode).toBe(403);
  });

  it('describes every route in OpenAPI 3.1', async () => {
    const document = (await house.call({ url: '/api/openapi.json' })).json();
    expect(document.openapi).toBe('3.1.0');
    type Operation = { operationId: string; summary: string; responses: object };
    const paths = Object.values(document.paths as Record<string, Record<string, Operation>>);
    const operations = paths.flatMap((one) => Object.values(one));
    const routes = house.modules.flatMap((module) => Object.values(module.api));
    expect(operations).toHaveLength(routes.length);
    const ids = new Set<string>();
    for (const operation of operations) {
      expect(operation.summary.length).toBeGreaterThan(3);
      expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining(['400', '500']));
      ids.add(operation.operationId);
    }
    expect(ids.size).toBe(routes.length);
    expect(document.paths['/api/samples/{sampleId}'].get.parameters[0]).toMatchObject({
      name: 'sampleId',
      in: 'path',
      required: true,
    });
    const text = JSON.stringify(document);
    for (const [, name] of text.matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
      expect(document.components.schemas).toHaveProperty(name ?? '');
    }
    expect(text).not.toContain('$defs');
  });

  it('shows a readable page of it without inline scripts', async () => {
    const page = await house.call({ url: '/api/docs' });
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain('swagger-ui-bundle.js');
    expect(page.body).not.toMatch(/<script>|<script [^>]*>[^<\s]/);
  });
});

describe('pages', () => {
  it('says so when they are not built', async () => {
    const answer = await house.call({ url: '/desk', headers: { accept: 'text/html' } });
    expect(answer.statusCode).toBe(503);
    expect(answer.body).toContain('npm start');
  });

  it('answers any page address with index.html and keeps hashed files for ever', async () => {
    const webDir = fs.mkdtempSync(path.join(os.tmpdir(), 'kejing-web-'));
    fs.mkdirSync(path.join(webDir, 'assets'));
    fs.writeFileSync(path.join(webDir, 'index.html'), '<!doctype html><title>客经</title>');
    fs.writeFileSync(path.join(webDir, 'assets', 'main-abc.js'), 'export {}');
    const built = await openHouse([], { webDir });
    try {
      for (const url of ['/', '/customers/5', '/customers?q=a.b']) {
        const page = await built.call({ url, headers: { accept: 'text/html' } });
        expect([url, page.statusCode, page.headers['cache-control']]).toEqual([
          url,
          200,
          'no-cache',
        ]);
        expect(page.body).toContain('客经');
      }
      const asset = await built.call({ url: '/assets/main-abc.js' });
      expect(asset.headers['cache-control']).toBe('public, max-age=31536000, immutable');
      expect((await built.call({ url: '/assets/gone.js' })).statusCode).toBe(404);
      expect((await built.call({ url: '/..%2f..%2fetc/passwd' })).body).not.toContain('root:');
    } finally {
      await built.close();
      fs.rmSync(webDir, { recursive: true });
    }
  });
});

async function tokenOf(login: string): Promise<string> {
  const cookie = await house.signIn(login);
  const body = {
    name: 'metrics',
    expiresOn: new Date(Date.now() + 86_400_000).toISOString().slice(0, 10),
  };
  const made = await house.call({ method: 'POST', url: '/api/tokens', cookie, body });
  return made.json().secret;
}
