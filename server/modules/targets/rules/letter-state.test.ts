import { expect, it } from 'vitest';
import { table } from '../../../platform/testing/table.ts';
import { letterStates } from '../contract.ts';
import { letterMarks, letterState, marksOfState, type LetterMark } from './letter-state.ts';

it.each(
  table(`
    happened                             | state
                                         | drafted
    sent                                 | sent
    sent read                            | read
    sent read refused                    | refused
    sent rmSigned                        | rm_signed
    sent read rmSigned                   | rm_signed
    sent bankSigned                      | bank_signed
    sent read bankSigned                 | bank_signed
    sent read bankSigned refused         | refused
    # he signs after all: his signature outweighs his refusal
    sent read refused rmSigned           | rm_signed
    sent read refused rmSigned bankSigned | locked
    sent read rmSigned bankSigned        | locked
    sent read refused withdrawn          | withdrawn
    sent withdrawn                       | withdrawn
    withdrawn                            | withdrawn
    sent read refused replaced           | replaced
    adopted sent                         | adopted
    adopted                              | adopted
  `),
)('"$happened" is $state', ({ happened, state }) => {
  const words = happened.split(' ').filter((word) => word !== '') as LetterMark[];
  expect(letterState(words.reduce((sum, word) => sum + letterMarks[word], 0))).toBe(state);
});

it('every sum of marks means one state, and each state can be asked for', () => {
  const all = letterStates.flatMap(marksOfState);
  expect(all.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 256 }, (_none, at) => at));
  for (const state of letterStates) expect(marksOfState(state).length).toBeGreaterThan(0);
});
