import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { solveLinear } from '../../../platform/optimiser/index.ts';
import { table } from '../../../platform/testing/table.ts';
import { allocationKind } from '../policy.ts';
import {
  allocationModel,
  fitOf,
  freeBands,
  placementsOf,
  sharedLevels,
  type Candidate,
  type Cell,
  type ServeMode,
} from './placement.ts';

const policy = allocationKind.schema.parse(allocationKind.initial);

describe('fit of an RM for a customer', () => {
  it.each(
    table(`
      mode          | booking         | unit            | fit
      alone         | 0001.0002.0003. | 0001.0002.0003. | 900000
      alone         | 0001.0002.0003. | 0001.0002.0004. | 800000
      alone         | 0001.0002.0003. | 0001.0004.      | 650000
      with_approval | 0001.0002.0003. | 0001.0002.0003. | 550000
      assist        | 0001.0002.0003. | 0001.0002.0003. | none
      none          | 0001.0002.0003. | 0001.0002.0003. | none
    `),
  )('$mode, booked at $booking, RM at $unit: $fit', ({ mode, booking, unit, fit }) => {
    const shared = sharedLevels(booking!, unit!);
    const answer = fitOf(policy, { mode: mode as ServeMode, sharedLevels: shared });
    expect(answer === null ? 'none' : String(answer)).toBe(fit);
  });
  it('needs no approval when the policy forbids such allocations', () => {
    const strict = { ...policy, allocateWithApproval: false };
    expect(fitOf(strict, { mode: 'with_approval', sharedLevels: 3 })).toBeNull();
  });
});

describe('free places by load band', () => {
  it.each(
    table(`
      capacity | load | places
      100      | 0    | 25,25,25,15,10
      100      | 24   | 1,25,25,15,10
      100      | 25   | 25,25,15,10
      100      | 99   | 1
      100      | 100  |
      100      | 120  |
      0        | 0    |
    `),
  )('capacity $capacity, load $load: $places', ({ capacity, load, places }) => {
    const bands = freeBands(policy, Number(capacity), Number(load));
    expect(bands.map((band) => band.places).join(',')).toBe(places);
  });
});

const rm = (staffId: bigint, given: Partial<Candidate> = {}): Candidate => ({
  staffId,
  unitPath: '0001.0002.',
  capacity: { corporate: 10, individual: 10 },
  load: { corporate: 0, individual: 0 },
  serves: new Map<string, ServeMode>([['individual/small', 'alone']]),
  ...given,
});
const cell = (count: number, given: Partial<Cell> = {}): Cell => ({
  kind: 'individual',
  level: 'individual/small',
  bookingPath: '0001.0002.',
  customerIds: Array.from({ length: count }, (_none, at) => BigInt(at + 1)),
  ...given,
});

async function allocate(cells: Cell[], rms: Candidate[]) {
  const model = allocationModel(policy, cells, rms);
  const answer = await solveLinear(model.linear);
  expect(answer.status).toBe('optimal');
  return placementsOf(cells, rms, model, answer.values);
}

describe('an allocation', () => {
  it('shares equals among equals', async () => {
    const placements = await allocate([cell(10)], [rm(1n), rm(2n)]);
    const loads = [1n, 2n].map((id) => placements.filter((one) => one.staffId === id).length);
    expect(loads).toEqual([5, 5]);
  });
  it('crosses a branch border when the own branch is full (C2a)', async () => {
    const near = rm(1n, { load: { corporate: 0, individual: 10 } });
    const far = rm(2n, { unitPath: '0001.0003.' });
    const placements = await allocate([cell(3)], [near, far]);
    expect(placements.every((one) => one.staffId === 2n)).toBe(true);
  });
  it('leaves over-capacity customers unplaced and says why', async () => {
    const placements = await allocate([cell(12)], [rm(1n)]);
    const unplaced = placements.filter((one) => one.staffId === null);
    expect(unplaced.map((one) => one.unplaced)).toEqual(['no_capacity', 'no_capacity']);
  });
  it('does not give a customer to a grade that may not serve him (G50)', async () => {
    const large = cell(1, { level: 'individual/large' });
    const placements = await allocate([large], [rm(1n)]);
    expect(placements[0]).toMatchObject({ staffId: null, unplaced: 'no_grade' });
  });
  it(
    'places each customer once, within capacity, the same again',
    { timeout: 60_000 },
    async () => {
      const size = fc.integer({ min: 0, max: 12 });
      await fc.assert(
        fc.asyncProperty(
          fc.array(size, { minLength: 1, maxLength: 4 }),
          size,
          async (sizes, load) => {
            let next = 1n;
            const cells = sizes.map((count, at) => ({
              ...cell(0, { bookingPath: `0001.000${at + 1}.` }),
              customerIds: Array.from({ length: count }, () => next++),
            }));
            const rms = [rm(1n, { load: { corporate: 0, individual: load } }), rm(2n)];
            const placements = await allocate(cells, rms);
            expect(placements.map((one) => one.customerId)).toEqual(
              cells.flatMap((one) => one.customerIds),
            );
            for (const one of rms) {
              const got = placements.filter((placed) => placed.staffId === one.staffId).length;
              expect(got + Math.min(one.load.individual, 10)).toBeLessThanOrEqual(10);
            }
            expect(await allocate(cells, rms)).toEqual(placements);
          },
        ),
        { numRuns: 8, seed: 20261123 },
      );
    },
  );
});
