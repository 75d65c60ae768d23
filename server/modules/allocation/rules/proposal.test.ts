import { describe, expect, it } from 'vitest';
import { table } from '../../../platform/testing/table.ts';
import { allocationKind } from '../policy.ts';
import type { Candidate } from './placement.ts';
import { decideAcceptance, movesOf, proposalModel } from './proposal.ts';

const policy = allocationKind.schema.parse(allocationKind.initial);
const rm = (staffId: bigint, mode: 'alone' | 'none', capacity = 10): Candidate => ({
  staffId,
  unitPath: '0001.0001.',
  capacity: { corporate: capacity, individual: 0 },
  load: { corporate: 0, individual: 0 },
  serves: new Map([['corporate/independent/general', mode]]),
});
const firm = (customerId: bigint, leadId: bigint) => ({
  customerId,
  leadId,
  kind: 'corporate' as const,
  level: 'corporate/independent/general',
  bookingPath: '0001.0001.',
});

describe('the moves of an answer', () => {
  /** Both firms are led by RM 1; the answer gives `stays` of them to RM 1 and the rest to RM 2. */
  const movesWith = (mode: 'alone' | 'none', stays: number, load = 2, capacity = 10) => {
    const rms = [rm(1n, mode, capacity), rm(2n, 'alone')];
    const model = proposalModel(policy, rms, [firm(11n, 1n), firm(12n, 1n)]);
    const values = model.model.linear.columns.map((_column, at) => {
      const arc = model.model.arcs[at];
      return arc === undefined ? 0 : arc.rm === 0 ? stays : 2 - stays;
    });
    const loads = new Map([[1n, { corporate: load, individual: 0 }]]);
    return movesOf(policy, rms, { ...model, values, loads });
  };

  it('staying earns the points of the policy, so equals do not change places', () => {
    const { model } = proposalModel(policy, [rm(1n, 'alone'), rm(2n, 'alone')], [firm(11n, 1n)]);
    const [stays, moves] = model.linear.columns;
    expect(moves!.cost - stays!.cost).toBe(150_000);
  });

  const rows = table(`
    what                              | mode  | stays | load | capacity | moves | reason
    both stay                         | alone | 2     | 2    | 10       | 0     | -
    one moves for an even load        | alone | 1     | 2    | 10       | 1     | load
    at the capacity it is no overload | alone | 1     | 10   | 10       | 1     | load
    the lead is one over the capacity | alone | 1     | 11   | 10       | 1     | over
    his grade may not lead them       | none  | 0     | 2    | 10       | 2     | not_served
  `);
  it.each(rows)('$what', (row) => {
    const number = (text: string) => Number.parseInt(text, 10);
    const moves = movesWith(
      row.mode as 'alone',
      number(row.stays),
      number(row.load),
      number(row.capacity),
    );
    expect([moves.length, moves[0]?.reason ?? '-']).toEqual([number(row.moves), row.reason]);
    for (const move of moves) {
      expect(move.gain).toBe(move.fitAfter - (move.fitBefore ?? 0n));
      expect([move.fromId, move.toId]).toEqual([1n, 2n]);
    }
  });
});

describe('whether a move may still be accepted', () => {
  const rows = table(`
    what                        | accepted | lead | level | protected  | hand-over | load | says
    as it was                   | no       | same | same  | -          | -         | 59   | done
    accepted already            | yes      | same | same  | -          | -         | 0    | proposal_accepted
    another lead                | no       | new  | same  | -          | -         | 0    | proposal_lead_changed
    another level               | no       | same | new   | -          | -         | 0    | proposal_level_changed
    protected by now            | no       | same | same  | 2026-04-01 | -         | 0    | pool_protected
    in a hand-over              | no       | same | same  | -          | YJ1       | 0    | pool_in_handover
    the receiver is full: 60/60 | no       | same | same  | -          | -         | 60   | proposal_receiver_full
    the receiver has left       | no       | same | same  | -          | -         | -    | proposal_receiver_gone
  `);
  it.each(rows)('$what', (row) => {
    const refused = decideAcceptance({
      customerNo: 'C1',
      accepted: row.accepted === 'yes',
      sameLead: row.lead === 'same',
      sameLevel: row.level === 'same',
      protectedUntil: row.protected === '-' ? null : row.protected,
      openHandover: row['hand-over'] === '-' ? null : row['hand-over'],
      receiver:
        row.load === '-' ? null : { name: 'R', load: Number.parseInt(row.load, 10), max: 60 },
    });
    expect(refused?.refused ?? 'allocation.done').toBe(`allocation.${row.says}`);
  });
});
