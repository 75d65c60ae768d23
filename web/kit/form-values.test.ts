import { expect, it } from 'vitest';
import { z } from 'zod';
import { dayText, fenText, idText } from '../../core/schema.ts';
import { faultsOf, startOf, tidied } from './form-values.ts';

const body = z.object({
  name: z.string().min(2).max(4),
  role: z.enum(['rm', 'hr']),
  limitFen: fenText,
  staffId: idText.nullable(),
  from: dayText.optional(),
  seats: z.int().min(1),
  active: z.boolean(),
  grants: z.array(z.object({ unitId: idText, note: z.string().optional() })).min(1),
});

const good = {
  name: '王建国',
  role: 'rm',
  limitFen: '100',
  staffId: '',
  from: '',
  seats: 2,
  active: false,
  grants: [{ unitId: '7', note: ' ' }],
};

it('starts with defaults, empty lists and unticked boxes', () => {
  expect(startOf(body, { name: '王' })).toEqual({ name: '王', active: false, grants: [] });
});

it('leaves out what is empty and keeps null where the contract has it', () => {
  expect(tidied(body, good)).toEqual({
    name: '王建国',
    role: 'rm',
    limitFen: '100',
    staffId: null,
    seats: 2,
    active: false,
    grants: [{ unitId: '7' }],
  });
  expect(faultsOf(body, good)).toEqual([]);
});

it.each([
  [{ name: '' }, 'name', 'web.fault.required'],
  [{ name: '王' }, 'name', 'web.fault.short'],
  [{ name: '王建国先生' }, 'name', 'web.fault.long'],
  [{ role: 'x' }, 'role', 'web.fault.choice'],
  [{ limitFen: '!12.345' }, 'limitFen', 'web.fault.fen'],
  [{ staffId: 'a' }, 'staffId', 'web.fault.id'],
  [{ from: '2026-13-01' }, 'from', 'web.fault.day'],
  [{ seats: 0 }, 'seats', 'web.fault.small'],
  [{ seats: 1.5 }, 'seats', 'web.fault.whole'],
  [{ grants: [] }, 'grants', 'web.fault.few'],
  [{ grants: [{ unitId: '' }] }, 'grants.0.unitId', 'web.fault.required'],
  [{ grants: [{ unitId: 'q' }] }, 'grants.0.unitId', 'web.fault.id'],
])('%o is a fault at %s: %s', (change, at, key) => {
  expect(faultsOf(body, { ...good, ...change })).toMatchObject([{ at, key }]);
});
