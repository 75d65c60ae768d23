import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { systemActor, type Actor } from '../../../core/actor.ts';
import { day, type Day } from '../../../core/day.ts';
import { isRefusal, type Refusal } from '../../../core/refusal.ts';
import { fenText } from '../../../core/schema.ts';
import type { Tx } from '../db/transaction.ts';
import { testTransaction } from '../testing/database.ts';
import { table } from '../testing/table.ts';
import { approveVersion, createDraft, returnVersion, submitVersion } from './commands.ts';
import { judgeDocument, type DocumentFault } from './document.ts';
import { installedNote, installInitialPolicies, wordsIn } from './install.ts';
import type { PolicyKind } from './kind.ts';
import { loadVersions } from './lists.ts';
import { policyInForce, policyVersion } from './store.ts';

const shape = z.strictObject({ capFen: fenText.transform(BigInt) });
const caps: PolicyKind<typeof shape> = {
  kind: 'test_caps',
  title: { zh: '上限', en: 'Caps' },
  source: 'test',
  schema: shape,
  initial: { capFen: '1' },
  assumed: { zh: 'ASSUMED: the cap', en: 'ASSUMED: the cap' },
  check: (body) => (body.capFen < 0n ? [{ at: 'capFen', zh: '不能为负', en: 'negative' }] : []),
};

const person = (accountId: bigint, login: string): Actor => ({
  ...systemActor('x'),
  accountId,
  login,
});
const ann = person(901n, 'ann');
const bob = person(902n, 'bob');
const as = (tx: Tx, actor: Actor): Tx => ({ ...tx, actor });
const open = async () => null;

const draft = (tx: Tx, capFen: string, seenVersionNo: number, validFrom = '2024-01-01') =>
  createDraft(
    tx,
    caps,
    {
      text: `capFen: '${capFen}'`,
      note: 'n',
      assumed: '',
      validFrom: day(validFrom),
      seenVersionNo,
    },
    open,
  );

/** Sent for review and approved in one go. */
const approved: typeof approveVersion = async (tx, kind, versionNo, sealedUntil) => {
  await submitVersion(tx, kind, versionNo, '');
  return approveVersion(tx, kind, versionNo, sealedUntil);
};

const codeOf = (value: unknown): string => (isRefusal(value) ? value.refused : 'done');

async function withFirst<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return testTransaction(async (tx) => {
    await installInitialPolicies(tx, [caps]);
    return work(tx);
  });
}

describe('the life of a version', () => {
  it('is drafted by one and approved by another', () =>
    withFirst(async (tx) => {
      expect(await draft(as(tx, ann), '5', 1)).toMatchObject({ versionNo: 2 });
      expect((await policyInForce(tx, caps, day('2024-06-01'))).versionNo).toBe(1);
      expect(codeOf(await approved(as(tx, ann), caps, 2, open))).toBe('policy.author_approves');
      expect(await approved(as(tx, bob), caps, 2, open)).toEqual({
        versionNo: 2,
        validFrom: '2024-01-01',
      });
      const [version] = await loadVersions(tx, caps.kind);
      expect(version).toMatchObject({ author: 'ann', approver: 'bob', versionNo: 2 });
      expect((await policyInForce(tx, caps, day('2024-06-01'))).body.capFen).toBe(5n);
    }));

  it('is approved once, and never a version that is not there', () =>
    withFirst(async (tx) => {
      await draft(as(tx, ann), '5', 1);
      await approved(as(tx, bob), caps, 2, open);
      expect(codeOf(await approved(as(tx, bob), caps, 2, open))).toBe('policy.approved_already');
      expect(codeOf(await approved(as(tx, bob), caps, 9, open))).toBe('policy.version_unknown');
    }));

  for (const statement of [
    `update policy_version set note = 'x'`,
    `delete from policy_version`,
    `update policy_approval set approved_by = 1`,
    `delete from policy_approval`,
  ]) {
    it(`the database itself refuses: ${statement}`, () =>
      withFirst(async (tx) => {
        await expect(sql.raw(statement).execute(tx.db)).rejects.toThrow(/permission denied/);
      }));
  }

  it('is kept by results: an older version can still be read', () =>
    withFirst(async (tx) => {
      const first = await policyInForce(tx, caps, day('2024-06-01'));
      await draft(as(tx, ann), '5', 1);
      await approved(as(tx, bob), caps, 2, open);
      expect((await policyVersion(tx, caps, first.versionId)).body.capFen).toBe(1n);
    }));
});

describe('the way to an approval', () => {
  it('draft, sent for review, returned with a reason, sent again, approved', () =>
    withFirst(async (tx) => {
      const review = async () => (await loadVersions(tx, caps.kind))[0]!.review;
      const wish = (who: Actor) => approveVersion(as(tx, who), caps, 2, open);
      await draft(as(tx, ann), '5', 1);
      expect(codeOf(await wish(bob))).toBe('policy.not_in_review');
      expect(codeOf(await returnVersion(as(tx, bob), caps, 2, 'why'))).toBe('policy.not_in_review');
      expect(await submitVersion(as(tx, ann), caps, 2, 'please')).toEqual({ versionNo: 2 });
      expect(codeOf(await submitVersion(as(tx, ann), caps, 2, ''))).toBe('policy.in_review');
      expect(codeOf(await returnVersion(as(tx, ann), caps, 2, 'x'))).toBe('policy.author_approves');
      expect(await review()).toMatchObject({ step: 'submitted', reason: 'please', by: 'ann' });
      await returnVersion(as(tx, bob), caps, 2, 'too low');
      expect(await review()).toMatchObject({ step: 'returned', reason: 'too low', by: 'bob' });
      expect(codeOf(await wish(bob))).toBe('policy.not_in_review');
      await submitVersion(as(tx, ann), caps, 2, '');
      expect(codeOf(await wish(bob))).toBe('done');
      expect(codeOf(await submitVersion(as(tx, ann), caps, 2, ''))).toBe('policy.approved_already');
    }));
});

describe('beside what is in force', () => {
  const beside: PolicyKind<typeof shape> = {
    ...caps,
    verify: async (tx, body, on) => {
      const now = await policyInForce(tx, caps, on);
      const words = `${body.capFen} < ${now.body.capFen}`;
      return body.capFen < now.body.capFen ? [{ at: 'capFen', zh: words, en: words }] : [];
    },
    warn: (body) => (body.capFen > 100n ? [{ at: 'capFen', zh: '偏高', en: 'high' }] : []),
  };
  const rows = table(`
    capFen | faults | warnings
    0      | 0 < 1  | none
    1      | none   | none
    100    | none   | none
    101    | none   | high
  `);
  for (const row of rows) {
    it(`${row.capFen}: fault ${row.faults}, warning ${row.warnings}`, () =>
      withFirst(async (tx) => {
        const on = day('2024-01-01');
        const judged = await judgeDocument(tx, beside, `capFen: '${row.capFen}'`, on);
        const said = (faults: readonly DocumentFault[]) =>
          faults.map((one) => `${one.words?.en}`).join() || 'none';
        expect([said(judged.faults), said(judged.warnings)]).toEqual([row.faults, row.warnings]);
        expect(judged.body === null).toBe(row.faults !== 'none');
      }));
  }

  it('a draft that does not fit is refused', () =>
    withFirst(async (tx) => {
      const given = {
        text: 'capFen: 0',
        note: 'n',
        assumed: '',
        validFrom: day('2024-01-01'),
        seenVersionNo: 1,
      };
      expect(codeOf(await createDraft(as(tx, ann), beside, given, open))).toBe(
        'policy.document_faulty',
      );
    }));
});

describe('which version is in force', () => {
  const rows = table(`
    on         | version
    1899-12-31 | none
    1900-01-01 | 1
    2023-12-31 | 1
    2024-01-01 | 2
    2024-06-30 | 2
    2024-07-01 | 3
    2030-01-01 | 3
  `);
  for (const row of rows) {
    it(`on ${row.on}: ${row.version}`, () =>
      withFirst(async (tx) => {
        await draft(as(tx, ann), '2', 1, '2024-01-01');
        await approved(as(tx, bob), caps, 2, open);
        await draft(as(tx, ann), '3', 2, '2024-07-01');
        await approved(as(tx, bob), caps, 3, open);
        await draft(as(tx, ann), '4', 3, '2024-07-01');
        const found = policyInForce(tx, caps, day(row.on));
        if (row.version === 'none') await expect(found).rejects.toThrow('no approved policy');
        else expect(String((await found).versionNo)).toBe(row.version);
      }));
  }

  it('of two from the same day, the one with the higher number', () =>
    withFirst(async (tx) => {
      await draft(as(tx, ann), '2', 1);
      await approved(as(tx, bob), caps, 2, open);
      await draft(as(tx, bob), '3', 2);
      await approved(as(tx, ann), caps, 3, open);
      expect((await policyInForce(tx, caps, day('2024-01-01'))).versionNo).toBe(3);
    }));
});

describe('two editors', () => {
  it('the second has to look at the first one’s version', () =>
    withFirst(async (tx) => {
      expect(codeOf(await draft(as(tx, ann), '5', 1))).toBe('done');
      const late = (await draft(as(tx, bob), '6', 1)) as Refusal;
      expect(late.refused).toBe('policy.changed_meanwhile');
      expect(late.params).toEqual({ author: 'ann', no: 2, seen: 1 });
      expect(codeOf(await draft(as(tx, bob), '6', 2))).toBe('done');
    }));

  it('a draft older than an approved version is overtaken', () =>
    withFirst(async (tx) => {
      await draft(as(tx, ann), '5', 1);
      await draft(as(tx, bob), '6', 2);
      expect(codeOf(await approved(as(tx, ann), caps, 3, open))).toBe('done');
      const old = (await approved(as(tx, bob), caps, 2, open)) as Refusal;
      expect(old.refused).toBe('policy.overtaken');
      expect(old.params).toEqual({ no: 2, approved: 3 });
    }));
});

describe('what a draft must be', () => {
  it('right by schema and by the kind’s own rules, with every place', () =>
    withFirst(async (tx) => {
      const faulty = (await draft(as(tx, ann), 'x', 1)) as Refusal;
      expect(faulty.refused).toBe('policy.document_faulty');
      expect(faulty.details).toEqual([{ at: '1: capFen', code: 'policy.fault.form', params: {} }]);
      const negative = (await draft(as(tx, ann), '-1', 1)) as Refusal;
      expect(negative.details?.[0]?.params).toEqual({ words: '不能为负 / negative' });
    }));

  it('another than the newest version', () =>
    withFirst(async (tx) => {
      await draft(as(tx, ann), '5', 1);
      expect(codeOf(await draft(as(tx, bob), '5', 2))).toBe('policy.same_as_before');
      expect(codeOf(await draft(as(tx, bob), '5', 2, '2025-01-01'))).toBe('done');
    }));

  const rows = table(`
    sealedUntil | validFrom  | outcome
    none        | 2023-01-01 | done
    2024-04-01  | 2024-03-31 | policy.valid_in_sealed
    2024-04-01  | 2024-04-01 | done
    2024-04-01  | 2024-04-02 | done
    2024-04-01  | 2023-01-01 | policy.valid_in_sealed
  `);
  for (const row of rows) {
    const until: Day | null = row.sealedUntil === 'none' ? null : day(row.sealedUntil);
    const given = {
      text: 'capFen: 7',
      note: 'n',
      assumed: '',
      validFrom: day(row.validFrom),
      seenVersionNo: 1,
    };
    it(`from ${row.validFrom}, sealed until ${row.sealedUntil}: ${row.outcome}`, () =>
      withFirst(async (tx) => {
        const drafted = await createDraft(as(tx, ann), caps, given, async () => until);
        expect(codeOf(drafted)).toBe(row.outcome);
        if (row.outcome === 'done') return;
        // Written before the seal, approved after it: refused as well.
        await createDraft(as(tx, ann), caps, given, open);
        const outcome = await approved(as(tx, bob), caps, 2, async () => until);
        expect(codeOf(outcome)).toBe(row.outcome);
      }));
  }
});

describe('what an approval brings about', () => {
  it('runs once, and its refusal refuses the approval', () =>
    withFirst(async (tx) => {
      const seen: bigint[] = [];
      const kind: PolicyKind<typeof shape> = {
        ...caps,
        onApproved: async (_tx, version) => {
          seen.push(version.body.capFen);
          return version.body.capFen > 5n ? { refused: 'test.too_much', params: {} } : null;
        },
      };
      await draft(as(tx, ann), '5', 1);
      expect(codeOf(await approved(as(tx, bob), kind, 2, open))).toBe('done');
      await draft(as(tx, ann), '6', 2);
      expect(codeOf(await approved(as(tx, bob), kind, 3, open))).toBe('test.too_much');
      expect(seen).toEqual([5n, 6n]);
    }));
});

it('what the installation wrote is read in the reader’s language, what a person wrote stays', () => {
  const kind = { source: 'C3e', assumed: { zh: '假定：数字', en: 'ASSUMED: numbers' } };
  const note = installedNote(kind);
  for (const assumed of [kind.assumed.zh, kind.assumed.en]) {
    expect(wordsIn('en', kind, { note, assumed })).toEqual({
      note: 'First version',
      assumed: 'ASSUMED: numbers',
    });
    expect(wordsIn('zh', kind, { note, assumed }).assumed).toBe('假定：数字');
  }
  const own = { note: '下调权重', assumed: '本行测算' };
  expect(wordsIn('en', kind, own)).toEqual(own);
});
