import type { LetterState } from '../contract.ts';
import { letterState } from './letter-state.ts';
import { rightBelow, within } from './tree.ts';

interface UnitOfTree {
  readonly unitId: bigint;
  readonly name: string;
  readonly path: string;
}

/** Letters issued in a unit, of one sum of marks. */
export interface CountedLetters {
  readonly path: string;
  readonly marks: number;
  readonly letters: number;
  readonly reminders: number;
}

/**
 * The board: letters of each unit and everything below it, by state. Letters that were replaced by
 * a later version count no more: the later one does.
 */
export function boardRows(
  shown: readonly UnitOfTree[],
  units: readonly UnitOfTree[],
  counted: readonly CountedLetters[],
) {
  return shown.map((unit) => {
    const here = within(unit.path, counted).filter((one) => stateOf(one) !== 'replaced');
    const of = (state: LetterState) =>
      here.filter((one) => stateOf(one) === state).reduce((sum, one) => sum + one.letters, 0);
    return {
      unitId: unit.unitId,
      unitName: unit.name,
      below: rightBelow(unit.path, units).length,
      letters: here.reduce((sum, one) => sum + one.letters, 0),
      drafted: of('drafted'),
      sent: of('sent'),
      read: of('read'),
      refused: of('refused'),
      rmSigned: of('rm_signed'),
      bankSigned: of('bank_signed'),
      locked: of('locked'),
      adopted: of('adopted'),
      withdrawn: of('withdrawn'),
      reminders: here.reduce((sum, one) => sum + one.reminders, 0),
    };
  });
}

function stateOf(one: CountedLetters): LetterState {
  return letterState(one.marks);
}
