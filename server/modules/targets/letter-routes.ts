import type { z } from 'zod';
import { bulkMax, keysChosen, type BulkChoice } from '../../../core/bulk.ts';
import { quarter, quartersOf } from '../../../core/period.ts';
import { isRefusal, type Refusal } from '../../../core/refusal.ts';
import { confirmPassword } from '../../platform/auth/index.ts';
import type { Database, Tx } from '../../platform/db/transaction.ts';
import { handle } from '../../platform/module.ts';
import { unitsOf } from '../organisation/index.ts';
import { endAmendment, proposeAmendment, signAmendment } from './amendment-commands.ts';
import { inScope } from './commands.ts';
import { lettersApi } from './contract.ts';
import { docxOf } from './letter-docx.ts';
import { pdfFor, printedLetter, type FileOf } from './letter-files.ts';
import * as verbs from './letter-verbs.ts';
import { amendmentView, letterView } from './letter-views.ts';
import { refuse } from './messages.ts';
import { boardRows } from './rules/board.ts';
import { letterState, marksOfState } from './rules/letter-state.ts';
import { rightBelow, topsOf } from './rules/tree.ts';
import { loadAmendment, loadQuarterStates } from './store/amendments.ts';
import * as lists from './store/letter-lists.ts';
import { loadUnit } from './store/units.ts';

const countCap = 1000;
const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/**
 * Routes with transactions of their own: a wrong password is refused and yet counted, and a signed
 * file is made when it is first asked for.
 */
export const ownTransactions = [
  'signLetter',
  'signLetters',
  'signAmendment',
  'readLetterPdf',
  'readAmendmentPdf',
] as const;

export const letterHandlers = handle(lettersApi, {
  listLetters: async ({ tx, query }) => letterPage(tx, query),

  readLetterBoard: async ({ tx, query }) => {
    const units = (await unitsOf(tx)).filter((unit) => inScope(tx, unit.path));
    const chosen = units.find((unit) => String(unit.unitId) === query.unitId);
    if (query.unitId !== undefined && chosen === undefined) return refuse('targets.unit_unknown');
    const shown =
      chosen === undefined ? topsOf(units) : [chosen, ...rightBelow(chosen.path, units)];
    return { rows: boardRows(shown, units, await lists.loadBoard(tx, query.year)) };
  },

  readLetter: async ({ tx, params }) => {
    const letter = await verbs.loadForVerb(tx, BigInt(params.letterId));
    return letter === null ? refuse('targets.letter_unknown') : letterView(tx, letter);
  },

  readLetterPdf: async ({ actor, database, params }) => {
    const of = { letterId: BigInt(params.letterId), amendmentId: null };
    const found = await database.transaction(actor, (tx) => pdfFor(tx, of));
    return found === null ? refuse('targets.letter_unknown') : pdfAnswer(found);
  },

  readLetterDocx: async ({ tx, params }) => {
    const letter = await verbs.loadForVerb(tx, BigInt(params.letterId));
    if (letter === null) return refuse('targets.letter_unknown');
    const body = await docxOf(await printedLetter(tx, letter));
    return { file: { name: `${letter.letterNo}.docx`, type: docx, body } };
  },

  readLetterAsRm: async ({ tx, params }) => verbs.readLetter(tx, BigInt(params.letterId)),

  signLetter: async ({ actor, database, params, body, request }) => {
    const wrong = await confirmPassword(database, actor, {
      password: body.password,
      address: request.ip,
    });
    if (wrong !== null) return wrong;
    const letterId = BigInt(params.letterId);
    const { side, bodyHash } = body;
    const done = await database.transaction(actor, (tx) =>
      verbs.signLetter(tx, { letterId, side, bodyHash }),
    );
    if (!isRefusal(done) && done.state === 'locked') {
      await keepFile(database, actor, { letterId, amendmentId: null });
    }
    return done;
  },

  refuseLetter: async ({ tx, params, body }) =>
    verbs.refuseLetter(tx, { letterId: BigInt(params.letterId), reason: body.reason }),

  withdrawLetter: async ({ tx, params, body }) =>
    verbs.withdrawLetter(tx, { letterId: BigInt(params.letterId), reason: body.reason }),

  replaceLetter: async ({ tx, params, body }) =>
    verbs.replaceLetter(tx, {
      letterId: BigInt(params.letterId),
      reason: body.reason,
      changes: changesOf(body.changes),
    }),

  previewSendings: async ({ tx, body }) => previewMany(tx, body, 'sent'),
  sendLetters: async ({ tx, body }) => verbs.sendLetters(tx, idsOf(body.keys)),

  previewReminders: async ({ tx, body }) => previewMany(tx, body, 'reminded'),

  remindOfLetters: async ({ tx, body }) => verbs.remindOfLetters(tx, idsOf(body.keys)),

  signLetters: async ({ actor, database, body, request }) => {
    const wrong = await confirmPassword(database, actor, {
      password: body.password,
      address: request.ip,
    });
    if (wrong !== null) return wrong;
    const wanted = new Map(body.letters.map((one) => [one.letterId, one.bodyHash]));
    const letters = [...wanted].map(([letterId, bodyHash]) => ({
      letterId: BigInt(letterId),
      bodyHash,
    }));
    return database.transaction(actor, (tx) => verbs.signLetters(tx, letters));
  },

  proposeAmendment: async ({ tx, params, body }) =>
    proposeAmendment(tx, {
      letterId: BigInt(params.letterId),
      fromQuarter: quarter(body.fromQuarter),
      reason: body.reason,
      changes: changesOf(body.changes),
    }),

  readAmendment: async ({ tx, params }) => {
    const found = await loadAmendment(tx, BigInt(params.amendmentId));
    if (found === null) return refuse('targets.amendment_unknown');
    return amendmentView(tx, found, await loadQuarterStates(tx, quartersOf(found.year)));
  },

  readAmendmentPdf: async ({ actor, database, params }) => {
    const of = { letterId: 0n, amendmentId: BigInt(params.amendmentId) };
    const found = await database.transaction(actor, (tx) => pdfFor(tx, of));
    return found === null ? refuse('targets.amendment_unknown') : pdfAnswer(found);
  },

  signAmendment: async ({ actor, database, params, body, request }) => {
    const wrong = await confirmPassword(database, actor, {
      password: body.password,
      address: request.ip,
    });
    if (wrong !== null) return wrong;
    const amendmentId = BigInt(params.amendmentId);
    const { side, bodyHash } = body;
    const done = await database.transaction(actor, (tx) =>
      signAmendment(tx, { amendmentId, side, bodyHash }),
    );
    if (!isRefusal(done) && done.state === 'in_force') {
      await keepFile(database, actor, { letterId: 0n, amendmentId });
    }
    return done;
  },

  endAmendment: async ({ tx, params, body }) =>
    endAmendment(tx, { amendmentId: BigInt(params.amendmentId), reason: body.reason }),
});

/** What a certificate that has expired keeps from being made now is made later by the job. */
async function keepFile(
  database: Database,
  actor: Parameters<Database['transaction']>[0],
  of: FileOf,
): Promise<void> {
  await database.transaction(actor, (tx) => pdfFor(tx, of));
}

function pdfAnswer(found: { readonly no: string; readonly pdf: Buffer } | Refusal) {
  if (isRefusal(found)) return found;
  const name = `${found.no}.pdf`;
  return { file: { name, type: 'application/pdf', body: found.pdf, inline: true as const } };
}

/** Each letter once, though it be named twice. */
function idsOf(letterIds: readonly string[]): bigint[] {
  return [...new Set(letterIds)].map(BigInt);
}

function changesOf(
  changes: readonly {
    readonly metric: string;
    readonly annual: string;
  }[],
) {
  return changes.map(({ metric, annual }) => ({ metric, annual: BigInt(annual) }));
}

/** The path of a unit named in a filter; null when none is named. Row security keeps the scope. */
async function pathOf(tx: Tx, unitId: string | undefined): Promise<string | null | Refusal> {
  if (unitId === undefined) return null;
  const unit = await loadUnit(tx, BigInt(unitId));
  return unit?.path ?? refuse('targets.unit_unknown');
}

function capped(found: number) {
  return { count: Math.min(found, countCap), capped: found > countCap };
}

type LetterQuery = z.output<typeof lettersApi.listLetters.query>;

/** One page of letters by unit, state and search. Refusal: an unknown unit. */
async function letterPage(tx: Tx, query: LetterQuery) {
  const unitPath = await pathOf(tx, query.unitId);
  if (isRefusal(unitPath)) return unitPath;
  const filter = {
    year: query.year,
    unitPath,
    marks: query.state === undefined ? null : marksOfState(query.state),
    search: (query.q ?? '').trim(),
  };
  const rows = await lists.loadLetterPage(tx, filter, {
    descending: query.order === 'desc',
    after: query.cursor ?? null,
    limit: query.limit + 1,
  });
  const shown = rows.slice(0, query.limit);
  return {
    rows: shown.map(({ marks, ...row }) => ({ ...row, state: letterState(marks) })),
    next: rows.length > query.limit ? (shown.at(-1)?.letterNo ?? null) : null,
    total: capped(await lists.countLetters(tx, filter, countCap)),
  };
}

/** What a verb would do to the ticked letters, or to all that the filter shows. */
async function previewMany(tx: Tx, choice: BulkChoice, kind: verbs.ManyVerb) {
  const keys = await keysChosen(choice, {
    query: lettersApi.listLetters.query,
    page: (query) => letterPage(tx, query),
    keyOf: (row) => String(row.letterId),
  });
  if (isRefusal(keys)) return keys;
  const rows = await verbs.previewLetters(tx, idsOf(keys), kind);
  return isRefusal(rows) ? rows : { max: bulkMax, rows, figures: [] };
}
