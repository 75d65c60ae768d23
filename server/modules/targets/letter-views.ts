import { quartersOf } from '../../../core/period.ts';
import { isRefusal } from '../../../core/refusal.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { standingOf, stateOf } from './amendment-commands.ts';
import { letterSides } from './contract.ts';
import type { Letter } from './letter-verbs.ts';
import { decideAmendmentSignature, decideEnd, type QuarterState } from './rules/amendment.ts';
import { letterState } from './rules/letter-state.ts';
import * as rules from './rules/letter-verbs.ts';
import * as amendments from './store/amendments.ts';
import { loadFile } from './store/files.ts';
import { loadEvents } from './store/letters.ts';

type Amendment = NonNullable<Awaited<ReturnType<typeof amendments.loadAmendment>>>;

/** A letter with all that happened to it and what the reader may do now. */
export async function letterView(tx: Tx, letter: Letter) {
  const { letterId, letterNo, staffId, version, bodyHash, issuedAt, body, before, after } = letter;
  const state = letterState(letter.marks);
  const quarters = await amendments.loadQuarterStates(tx, quartersOf(letter.year));
  const openQuarters = quarters.filter((one) => !one.closed).map((one) => one.quarter);
  const lines = await amendments.loadAmendments(tx, letterId);
  const actor = tx.actor;
  const isParty = actor.staffId === staffId || rules.speaksForBank(letter, actor);
  const isInForce = state === 'locked' || state === 'adopted';
  const pending = lines.some((one) => !['in_force', 'ended'].includes(stateOf(one)));
  return {
    letterId,
    letterNo,
    staffId,
    version,
    state,
    bodyHash,
    issuedAt,
    body,
    signatures: letter.signatures,
    events: await loadEvents(tx, letterId),
    amendments: lines.map(amendmentLine),
    before,
    after,
    file: await loadFile(tx, { letterId, amendmentNo: 0 }),
    may: {
      sign: letterSides.filter(
        (side) => rules.decideSignature(letter, actor, { side, bodyHash }) === null,
      ),
      read: rules.decideReading(letter, actor) === null,
      send: rules.decideSending(letter, actor) === null,
      refuse: rules.decideRefusal(letter, actor) === null,
      remind: rules.decideReminder(letter, actor) === null,
      takeBack: rules.decideTakingBack(letter, actor) === null,
      amend: isInForce && isParty && !pending && openQuarters.length > 0,
    },
    openQuarters,
  };
}

function amendmentLine(one: Amendment) {
  const { amendmentId, amendmentNo, fromQuarter, reason, proposerName, proposedAt } = one;
  const state = stateOf(one);
  return { amendmentId, amendmentNo, fromQuarter, reason, state, proposerName, proposedAt };
}

/** An amendment with its figures before and after and what the reader may do now. */
export async function amendmentView(tx: Tx, found: Amendment, quarters: readonly QuarterState[]) {
  const { letterId, letterNo, staffId, body, bodyHash, signatures } = found;
  const { endSide, endName, endReason, endedAt } = found;
  const standing = standingOf(found);
  return {
    ...amendmentLine(found),
    letterId,
    letterNo,
    staffId,
    body,
    bodyHash,
    signatures,
    end:
      endSide === null || endName === null || endReason === null || endedAt === null
        ? null
        : { side: endSide, personName: endName, reason: endReason, endedAt },
    file: await loadFile(tx, { letterId, amendmentNo: found.amendmentNo }),
    maySign: letterSides.filter(
      (side) => decideAmendmentSignature(standing, tx.actor, { side, bodyHash }, quarters) === null,
    ),
    mayEnd: !isRefusal(decideEnd(standing, tx.actor)),
  };
}
