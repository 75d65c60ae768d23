import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { systemActor } from '../../../core/actor.ts';
import { route } from '../../../core/schema.ts';
import { handle } from '../module.ts';
import { openHouse, type TestHouse } from '../testing/http.ts';
import { table } from '../testing/table.ts';
import { auditModule } from './index.ts';
import { refusedAccess } from './refusal-rule.ts';

describe('which refusals are of access', () => {
  it.each(
    table(`
      refused                            | path                   | kind
      auth.not_allowed                   | /staff                 | right
      assessment.answer_own_not_allowed  | /objections/:id/answers | right
      auth.session_only                  | /tokens                | right
      customers.not_found                | /customers/:customerId | sight
      pay.slip_unknown                   | /slips/:slipId         | sight
      people.staff_unknown               | /notes                 | -
      http.not_found                     | /nowhere               | -
      assessment.quarter_sealed          | /closings/:quarter     | -
      auth.wrong_current_password        | /session/password      | -
      auth.must_change_password          | /customers             | -
    `),
  )('$refused at $path: $kind', ({ refused, path, kind }) => {
    expect(refusedAccess({ refused, params: {} }, { path }) ?? '-').toBe(kind);
  });
});

const sampleApi = {
  readSecret: route({
    method: 'get',
    path: '/secrets/:secretId',
    right: 'sample.read',
    summary: 'A thing that nobody sees',
    params: z.object({ secretId: z.string() }),
    response: z.object({ done: z.literal(true) }),
  }),
  write: route({
    method: 'post',
    path: '/secrets',
    right: 'sample.write',
    summary: 'What only HR may',
    body: z.object({}),
    response: z.object({ done: z.literal(true) }),
    status: 201,
  }),
};

describe('refused accesses are kept for the auditor', () => {
  let house: TestHouse;
  beforeEach(async () => {
    house = await openHouse([
      auditModule,
      {
        name: 'sample',
        phrases: { 'sample.unknown': { zh: '没有', en: 'Not there' } },
        rights: { 'sample.read': ['rm', 'hr'], 'sample.write': ['hr'] },
        api: sampleApi,
        handlers: handle(sampleApi, {
          readSecret: async ({ params }) =>
            params.secretId === 'seen'
              ? { done: true as const }
              : { refused: 'sample.unknown', params: {} },
          write: async () => ({ done: true as const }),
        }),
      },
    ]);
  });
  afterEach(() => house.close());

  const kept = () =>
    house.database.transaction(
      systemActor('test'),
      async (tx) => {
        const { rows } = await sql<{ said: string }>`
          select login || ' ' || method || ' ' || route || ' ' || kind || ' ' || refused as said
          from audit_refusal
          order by refusal_id
        `.execute(tx.db);
        const chained = await sql<{ said: string }>`
          select login || ' ' || subject_key || ' ' || detail::text as said
          from audit_record
          where verb = 'audit.refuse_access'
          order by record_id
        `.execute(tx.db);
        return {
          counted: rows.map((one) => one.said),
          chained: chained.rows.map((one) => one.said),
        };
      },
      { readOnly: true },
    );

  it('by account and route: the first at once and in the chain, further ones as a count', async () => {
    const cookie = await house.signIn('rm');
    const ask = (url: string) => house.call({ url: `/api${url}`, cookie });
    expect((await ask('/secrets/seen')).statusCode).toBe(200);
    expect(await kept()).toEqual({ counted: [], chained: [] });
    for (const key of ['4401', '4402', '4403', '4404']) {
      expect((await ask(`/secrets/${key}?name=%E5%BC%A0`)).statusCode).toBe(404);
    }
    const write = { method: 'POST', url: '/api/secrets', cookie, body: {} } as const;
    expect((await house.call(write)).statusCode).toBe(403);
    const chained = [
      'rm GET /secrets/:secretId {"kind": "sight"}',
      'rm POST /secrets {"kind": "right"}',
    ];
    expect(await kept()).toEqual({
      counted: ['rm GET /secrets/:secretId sight 1', 'rm POST /secrets right 1'],
      chained,
    });
  });

  it('many at once of one account are one row, whose count is whole once the server closes', async () => {
    const cookie = await house.signIn('rm');
    const tries = Array.from({ length: 40 }, () =>
      house.call({ method: 'POST', url: '/api/secrets', cookie, body: {} }),
    );
    await Promise.all(tries);
    await house.app.close();
    expect(await kept()).toEqual({
      counted: ['rm POST /secrets right 40'],
      chained: ['rm POST /secrets {"kind": "right"}'],
    });
  });

  it('a stranger, a rule and a fault of input leave none', async () => {
    await house.call({ url: '/api/secrets/1' });
    await house.call({ url: '/api/nowhere', cookie: await house.signIn('rm') });
    await house.call({ url: '/api/audit?limit=x', cookie: await house.signIn('auditor') });
    expect(await kept()).toEqual({ counted: [], chained: [] });
  });

  it('auditor and risk read them, an RM does not, and that is kept too', async () => {
    const rm = await house.signIn('rm');
    await house.call({ url: '/api/secrets/1', cookie: rm });
    const denied = await house.call({ url: '/api/audit/refusals', cookie: rm });
    expect(denied.statusCode).toBe(403);
    for (const login of ['auditor', 'risk']) {
      const cookie = await house.signIn(login);
      const list = await house.call({ url: '/api/audit/refusals?kind=right&q=AUDIT', cookie });
      expect(list.json().rows).toMatchObject([
        { login: 'rm', method: 'GET', route: '/audit/refusals', kind: 'right', refused: 1 },
      ]);
      const all = await house.call({ url: '/api/audit/refusals?limit=1', cookie });
      expect(all.json()).toMatchObject({ total: { count: 2, capped: false } });
      const { next } = all.json() as { next: string };
      const rest = await house.call({ url: `/api/audit/refusals?cursor=${next}`, cookie });
      expect(rest.json().rows).toMatchObject([{ route: '/secrets/:secretId', kind: 'sight' }]);
      const accounts = await house.call({ url: '/api/audit/refused-accounts', cookie });
      expect(accounts.json()).toMatchObject({ rows: [{ login: 'rm', refused: 2, routes: 2 }] });
    }
  });
});
