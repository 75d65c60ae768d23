import { describe, expect, it } from 'vitest';
import { day } from '../../../../core/day.ts';
import { table } from '../../../platform/testing/table.ts';
import { poolKind } from '../policy/pool.ts';
import type { ServeMode } from './placement.ts';
import {
  claimDays,
  decideClaims,
  decidePooled,
  decideProof,
  decideRecycle,
  decideReturn,
  reachOf,
  sizeBandOf,
  type Claimant,
} from './pool.ts';

const policy = poolKind.schema.parse(poolKind.initial);
const claimant = {
  staffId: 1n,
  level: 'junior',
  unitPath: '0001.0001.0001.',
  load: { corporate: 0, individual: 0 },
  capacity: { corporate: 50, individual: 500 },
  claimedToday: 0,
  openClaims: 0,
} satisfies Claimant;
const number = (text: string) => Number.parseInt(text, 10);

describe('how many customers an RM may claim', () => {
  const rows = table(`
    what                              | level   | today | open | firms | max  | adds | says
    the first of the day              | junior  | 0     | 0    | 0     | 50   | 1    | done
    the last of the day               | junior  | 4     | 4    | 0     | 50   | 1    | done
    one beyond the day's cap          | junior  | 5     | 5    | 0     | 50   | 1    | pool_daily_cap claimed 5 wanted 1 max 5
    several that pass the cap         | junior  | 3     | 3    | 0     | 50   | 3    | pool_daily_cap claimed 3 wanted 3 max 5
    several up to the cap             | junior  | 3     | 3    | 0     | 50   | 2    | done
    a higher grade, a higher cap      | middle  | 5     | 5    | 0     | 50   | 1    | done
    the last open claim               | junior  | 0     | 29   | 0     | 50   | 1    | done
    one open claim too many           | junior  | 0     | 30   | 0     | 50   | 1    | pool_open_cap open 30 wanted 1 max 30
    one below the capacity            | junior  | 0     | 0    | 49    | 50   | 1    | done
    full: 50 of 50                    | junior  | 0     | 0    | 50    | 50   | 1    | pool_capacity kind people.kind.corporate present 50 adding 1 max 50
    over it already                   | junior  | 0     | 0    | 51    | 50   | 1    | pool_capacity kind people.kind.corporate present 51 adding 1 max 50
    a ladder that leads no firms      | junior  | 0     | 0    | 0     | 0    | 1    | pool_capacity kind people.kind.corporate present 0 adding 1 max 0
    no limit                          | senior  | 0     | 0    | 900   | none | 1    | done
    a trainee claims nobody           | trainee | 0     | 0    | 0     | 50   | 1    | pool_no_grade level people.level.trainee
    nobody was chosen                 | junior  | 0     | 0    | 0     | 50   | 0    | pool_nobody
  `);
  it.each(rows)('$what', (row) => {
    const refused = decideClaims(
      policy,
      {
        ...claimant,
        level: row.level as 'junior',
        claimedToday: number(row.today),
        openClaims: number(row.open),
        load: { corporate: number(row.firms), individual: 0 },
        capacity: { corporate: row.max === 'none' ? null : number(row.max), individual: 500 },
      },
      { corporate: number(row.adds), individual: 0 },
    );
    const said =
      refused === null
        ? 'done'
        : [refused.refused.slice('allocation.'.length), ...Object.entries(refused.params).flat()];
    expect([said].flat().join(' ')).toBe(row.says);
  });
});

describe('whom an RM may claim', () => {
  const rows = table(`
    what                                  | reach            | mode          | gave | until      | says
    in the reach of his branch            | 0001.0001.       | alone         | -    | -          | done
    of another branch's own pool          | 0001.0002.       | alone         | -    | -          | pool_unknown
    of the whole bank                     | bank             | alone         | -    | -          | done
    his grade needs an approval           | bank             | with_approval | -    | -          | pool_needs_approval
    his grade only assists                | bank             | assist        | -    | -          | pool_not_served
    his grade does not serve              | bank             | none          | -    | -          | pool_not_served
    he gave him up, the day before the end | bank            | alone         | 1    | 2026-03-11 | pool_cooling
    he gave him up, the cooling is over   | bank             | alone         | 1    | 2026-03-10 | done
    another one gave him up               | bank             | alone         | 2    | 2026-03-11 | done
  `);
  it.each(rows)('$what', (row) => {
    const from = row.reach === 'bank' ? '' : row.reach;
    const until = row.reach === 'bank' ? '~' : `${row.reach.slice(0, -1)}/`;
    const refused = decidePooled(
      policy,
      claimant,
      {
        customerNo: 'C1',
        kind: 'corporate',
        reach: { from, until },
        cooling: row.gave === '-' ? null : { staffId: BigInt(row.gave), until: day(row.until) },
        mode: row.mode as ServeMode,
      },
      day('2026-03-10'),
    );
    expect(refused?.refused ?? 'allocation.done').toBe(`allocation.${row.says}`);
  });

  it('with the approval of his grade, where the bank allows it', () => {
    const open = { ...policy, withApproval: true };
    const customer = {
      customerNo: 'C1',
      kind: 'corporate',
      reach: { from: '', until: '~' },
      cooling: null,
    } as const;
    const may = (mode: ServeMode) =>
      decidePooled(open, claimant, { ...customer, mode }, day('2026-03-10')) === null;
    expect([may('with_approval'), may('assist')]).toEqual([true, false]);
  });
});

describe('what a claim must bring', () => {
  it('has its days from the day of the claim', () => {
    expect(claimDays(policy, day('2026-03-10'))).toEqual({
      protectedUntil: '2026-05-09',
      proveBy: '2026-06-08',
      warnOn: '2026-05-24',
    });
    const without = { ...policy, proof: { ...policy.proof, on: false } };
    expect(claimDays(without, day('2026-03-10'))).toMatchObject({ proveBy: null, warnOn: null });
  });

  const rows = table(`
    what                               | need | today      | moves | inflow  | falls on   | says
    nothing yet, before the notice     | any  | 2026-05-23 | 0     | 0       | -          | waits
    nothing on the day of the notice   | any  | 2026-05-24 | 0     | 0       | -          | warn
    warned, the day before             | any  | 2026-06-07 | 0     | 0       | 2026-06-08 | waits
    warned, the day has come           | any  | 2026-06-08 | 0     | 0       | 2026-06-08 | falls
    a late night warns first           | any  | 2026-07-01 | 0     | 0       | -          | warn
    one movement is enough             | any  | 2026-06-08 | 1     | 0       | 2026-06-08 | proven
    inflow one fen short               | any  | 2026-06-08 | 0     | 999999  | 2026-06-08 | falls
    inflow as asked                    | any  | 2026-06-08 | 0     | 1000000 | 2026-06-08 | proven
    all are asked, one is short        | all  | 2026-06-08 | 1     | 999999  | 2026-06-08 | falls
    all are asked, all are there       | all  | 2026-06-08 | 1     | 1000000 | 2026-06-08 | proven
  `);
  it.each(rows)('$what', (row) => {
    const proof = { ...policy.proof, need: row.need as 'any' };
    const verdict = decideProof(
      proof,
      {
        warnOn: day('2026-05-24'),
        fallsOn: row['falls on'] === '-' ? null : day(row['falls on']),
        transactions: number(row.moves),
        inflowFen: BigInt(row.inflow),
      },
      day(row.today),
    );
    expect(verdict).toBe(row.says);
  });
});

describe('recycling a quiet customer (small: 180 days, below 10,000 yuan; notice 15 days)', () => {
  const recycle = { ...policy.recycle, on: true };
  // Quiet since 2026-01-01: 165 days are 2026-06-15, 180 days 2026-06-30.
  const rows = table(`
    what                              | on  | segment | average | quiet since | falls on   | today      | held | says
    the day before the notice         | yes | small   | 0       | 2026-01-01  | -          | 2026-06-14 | no   | keeps
    the day of the notice             | yes | small   | 0       | 2026-01-01  | -          | 2026-06-15 | no   | warn
    one fen below the bound           | yes | small   | 999999  | 2026-01-01  | -          | 2026-06-15 | no   | warn
    at the bound                      | yes | small   | 1000000 | 2026-01-01  | -          | 2026-06-15 | no   | keeps
    no closing yet, nothing is known  | yes | small   | none    | 2026-01-01  | -          | 2026-06-15 | no   | keeps
    no rule for the segment           | yes | large   | 0       | 2026-01-01  | -          | 2026-06-15 | no   | keeps
    warned, the day before            | yes | small   | 0       | 2026-01-01  | 2026-06-30 | 2026-06-29 | no   | keeps
    warned, the day has come          | yes | small   | 0       | 2026-01-01  | 2026-06-30 | 2026-06-30 | no   | falls
    warned, but he moved again        | yes | small   | 0       | 2026-01-02  | 2026-06-30 | 2026-06-30 | no   | clear
    warned, but he grew               | yes | small   | 1000000 | 2026-01-01  | 2026-06-30 | 2026-06-30 | no   | clear
    the bank turned recycling off     | no  | small   | 0       | 2026-01-01  | 2026-06-30 | 2026-06-30 | no   | clear
    off, never warned                 | no  | small   | 0       | 2025-01-01  | -          | 2026-06-30 | no   | keeps
    held: a dispute or a contact      | yes | small   | 0       | 2026-01-01  | -          | 2026-06-15 | yes  | keeps
    warned, then held                 | yes | small   | 0       | 2026-01-01  | 2026-06-30 | 2026-06-30 | yes  | clear
  `);
  it.each(rows)('$what', (row) => {
    const verdict = decideRecycle(
      { ...recycle, on: row.on === 'yes' },
      {
        segment: row.segment as 'small',
        held: row.held === 'yes',
        averageFen: row.average === 'none' ? null : BigInt(row.average),
        quietSince: day(row['quiet since']),
        fallsOn: row['falls on'] === '-' ? null : day(row['falls on']),
      },
      day(row.today),
    );
    expect(verdict).toBe(row.says);
  });
});

describe('giving a customer into the pool', () => {
  const rows = table(`
    what                             | mine | reason | protected  | head | hand-over | says
    his own, with a reason           | yes  | yes    | -          | no   | -         | done
    not his own                      | no   | yes    | -          | no   | -         | pool_not_led
    a reason that nobody knows       | yes  | no     | -          | no   | -         | pool_reason_unknown
    in a hand-over                   | yes  | yes    | -          | no   | YJ7       | pool_in_handover
    he may return a protected one    | yes  | yes    | 2026-03-11 | no   | -         | done
    a head may not, the day before   | yes  | yes    | 2026-03-11 | yes  | -         | pool_protected
    a head may, protection is over   | yes  | yes    | 2026-03-10 | yes  | -         | done
  `);
  it.each(rows)('$what', (row) => {
    const refused = decideReturn({
      customerNo: 'C1',
      mine: row.mine === 'yes',
      reasonKnown: row.reason === 'yes',
      protectedUntil: row.protected === '-' ? null : day(row.protected),
      byHead: row.head === 'yes',
      today: day('2026-03-10'),
      openHandover: row['hand-over'] === '-' ? null : row['hand-over'],
    });
    expect(refused?.refused ?? 'allocation.done').toBe(`allocation.${row.says}`);
  });
});

describe('reach and size band', () => {
  it('the own unit, its branch, or the bank at once', () => {
    const path = '0001.0002.0003.';
    expect(reachOf({ ownDays: 15, own: 'unit' }, path)).toMatchObject({
      from: '0001.0002.0003.',
      until: '0001.0002.0003/',
      wideAfterDays: 15,
    });
    expect(reachOf({ ownDays: 15, own: 'branch' }, path)).toMatchObject({
      from: '0001.0002.',
      until: '0001.0002/',
    });
    expect(reachOf({ ownDays: 15, own: 'branch' }, '0001.')).toMatchObject({ from: '0001.' });
    expect(reachOf({ ownDays: 0, own: 'unit' }, path)).toEqual({
      from: '',
      until: '~',
      wideAfterDays: null,
    });
  });

  it('the lower bound belongs to a band', () => {
    const bounds = [100n, 200n];
    const averages = [99n, 100n, 199n, 200n];
    expect(averages.map((average) => sizeBandOf(bounds, average))).toEqual([0, 1, 1, 2]);
    expect(sizeBandOf(bounds, null)).toBeNull();
  });
});

describe('the policy', () => {
  const faults = (change: Partial<typeof policy>) =>
    (poolKind.check?.({ ...policy, ...change }) ?? []).map((one) => one.at);
  it('and its presets have no faults', () => {
    for (const body of [poolKind.initial, ...(poolKind.presets ?? []).map((one) => one.body)]) {
      expect(poolKind.check?.(poolKind.schema.parse(body))).toEqual([]);
    }
  });
  it('says what does not fit', () => {
    const { proof, card, returnReasons } = policy;
    expect(faults({ proof: { ...proof, warnDays: 90 } })).toEqual(['proof.warnDays']);
    const nothing = { ...proof, transactionsLeast: 0, inflowLeastFen: 0n };
    expect(faults({ proof: nothing })).toEqual(['proof']);
    expect(faults({ card: { ...card, sizeBoundsFen: [2n, 2n] } })).toEqual(['card.sizeBoundsFen']);
    const twice = [...returnReasons, returnReasons[0]!];
    expect(faults({ returnReasons: twice })).toEqual(['returnReasons']);
  });
});
