import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemActor, type Actor } from '../../../core/actor.ts';
import { day } from '../../../core/day.ts';
import { isRefusal } from '../../../core/refusal.ts';
import { rangeOfPath, type Tx } from '../../platform/db/transaction.ts';
import { freshDatabase, type FreshDatabase } from '../../platform/testing/database.ts';
import { layBank, layFirms } from '../../platform/testing/small-bank.ts';
import { people } from '../people/index.ts';
import { products } from '../products/index.ts';
import { allocation } from './index.ts';
import { acceptMoves, previewAcceptance, runProposal } from './proposal-commands.ts';
import * as store from './store/proposal.ts';

/**
 * R1 is a junior who leads 8 premium firms, which his grade may not, and 4 general ones; R2 a senior
 * who leads nobody; R3 a senior of another branch. Firm 12 is in a claim's protection.
 */
async function layWorld(tx: Tx): Promise<void> {
  await layBank(
    tx,
    [people, products, allocation],
    [
      { staffId: 911, staffNo: 'R1', name: '王明', unit: 'S1', level: 'junior' },
      { staffId: 912, staffNo: 'R2', name: '李华', unit: 'S1', level: 'senior' },
      { staffId: 913, staffNo: 'R3', name: '赵西', unit: 'S2', level: 'senior' },
    ],
  );
  await layFirms(
    tx,
    Array.from({ length: 12 }, (_, at) => ({
      n: at + 1,
      class: at < 8 ? ('premium' as const) : ('general' as const),
      leadId: 911,
    })),
  );
  await sql`
    insert into allocation_pool_claim
      (customer_id, staff_id, unit_path, claimed_on, protected_until, mode, reach_from,
       reach_until, policy_version_id, account_id)
    values (8, 911, '0001.0001.', '2026-03-01', '2026-04-30', 'alone', '', '~', 1, 0)
  `.execute(tx.db);
}

const head: Actor = {
  accountId: 7n,
  login: 'head',
  staffId: null,
  roles: ['team_head'],
  bankWide: false,
  ranges: [rangeOfPath('0001.0001.')],
};
const west = { ...head, login: 'west', ranges: [rangeOfPath('0001.0002.')] };

describe('a proposal of the optimiser', () => {
  let fresh: FreshDatabase;
  let proposalId: bigint;
  beforeAll(async () => {
    fresh = await freshDatabase();
    await fresh.database.transaction(systemActor('test'), layWorld);
    proposalId = await fresh.database.transaction(head, (tx) =>
      store.insertProposal(tx, {
        unitPath: '0001.0001.',
        unitName: '城东分行',
        asOf: day('2026-03-10'),
        policyVersionId: 1n,
      }),
    );
    await runProposal(fresh.database, { proposalId, accountId: 7n });
  });
  afterAll(() => fresh.drop());

  const read = <T>(actor: Actor, work: (tx: Tx) => Promise<T>) =>
    fresh.database.transaction(actor, work, { readOnly: true });
  const moves = (actor: Actor) =>
    read(actor, (tx) => store.loadMoves(tx, proposalId, {}, { after: null, limit: 100 }));

  it('moves whom the grade may not lead, holds the protected, and stands side by side', async () => {
    const found = await moves(head);
    const not = found.filter((one) => one.reason === 'not_served');
    expect(not.map((one) => one.customerNo).toSorted()).toEqual([
      'C01',
      'C02',
      'C03',
      'C04',
      'C05',
      'C06',
      'C07',
    ]);
    expect(new Set(found.map((one) => one.toName))).toEqual(new Set(['李华']));
    expect(found.map((one) => one.customerNo)).not.toContain('C08');
    const [proposal] = await read(head, (tx) =>
      store.loadProposals(tx, { id: proposalId, before: null, limit: 1 }),
    );
    expect(proposal).toMatchObject({ status: 'optimal', customers: 12, held: 1 });
    const rms = await read(head, (tx) => store.loadRms(tx, proposalId));
    expect(rms.map((one) => one.name)).toEqual(['王明', '李华']);
    const [r1, r2] = rms;
    expect(r1).toMatchObject({ corporateNow: 12, unfitNow: 8, unfitAfter: 1 });
    expect(r1!.corporateAfter + r2!.corporateAfter).toBe(12);
    expect(r2!.corporateNow).toBe(0);
  });

  it('is computed once, and seen by the unit only', async () => {
    const before = (await moves(head)).length;
    await runProposal(fresh.database, { proposalId, accountId: 7n });
    expect((await moves(head)).length).toBe(before);
    expect(await moves(west)).toEqual([]);
    const answer = await previewAcceptance(fresh.database, west, { proposalId, customerIds: [1n] });
    expect(answer).toMatchObject({ refused: 'allocation.proposal_unknown' });
  });

  it('is accepted in part: hand-overs are proposed; what has changed is refused by name', async () => {
    await fresh.database.transaction(systemActor('test'), async (tx) => {
      await sql`
        update customers_customer set class = 'general' where customer_id = 2
      `.execute(tx.db);
    });
    const wanted = { proposalId, customerIds: [1n, 2n, 3n] };
    const preview = await previewAcceptance(fresh.database, head, wanted);
    if (isRefusal(preview)) throw new Error(preview.refused);
    expect(preview.figures).toMatchObject([{ value: '1' }]);
    const codes = new Map(preview.rows.map((row) => [row.key, row.refused?.code ?? 'goes']));
    expect(codes).toEqual(
      new Map([
        ['1', 'goes'],
        ['2', 'allocation.proposal_level_changed'],
        ['3', 'goes'],
      ]),
    );
    expect(await acceptMoves(fresh.database, head, wanted)).toMatchObject({ done: 2 });
    const { rows } = await read(systemActor('test'), (tx) =>
      sql<{ customers: number; cause: string }>`
        select customers, cause from allocation_handover
      `.execute(tx.db),
    );
    expect(rows).toEqual([{ customers: 2, cause: 'within_team' }]);
    const again = await acceptMoves(fresh.database, head, wanted);
    if (isRefusal(again)) throw new Error(again.refused);
    expect(again.done).toBe(0);
    expect(again.rows.map((row) => row.refused?.code)).toContain('allocation.proposal_accepted');
  });
});
