import { readFileSync } from 'node:fs';
import path from 'node:path';
import { quarter } from '../../../core/period.ts';
import { isRefusal, type Refusal } from '../../../core/refusal.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { pdfOf } from '../../platform/files/typst.ts';
import { handle } from '../../platform/module.ts';
import { unitsOf } from '../organisation/index.ts';
import { enterPlan, inScope, schemesByVersion, targetsByQuarter } from './commands.ts';
import { letterSides, metricKeys, metrics, targetsApi } from './contract.ts';
import { loadForSigning, signLetter } from './letter-commands.ts';
import { refuse } from './messages.ts';
import { decideSignature, letterState } from './rules/letter.ts';
import { printLetter } from './rules/letter-print.ts';
import { decideGap, explanationInOrder } from './rules/target.ts';
import * as letters from './store/letters.ts';
import * as store from './store/targets.ts';

const countCap = 1000;

export const targetsHandlers = handle(targetsApi, {
  listTargets: async ({ tx, query }) => {
    const unitPath = await pathOf(tx, query.unitId);
    if (isRefusal(unitPath)) return unitPath;
    const filter = {
      year: query.year,
      quarter: query.quarter === undefined ? null : quarter(query.quarter),
      unitPath,
      search: (query.q ?? '').trim(),
    };
    const sort = query.sort ?? 'staffNo';
    const rows = await store.loadTargetPage(tx, filter, {
      sort,
      descending: query.order === 'desc',
      after: cursorOf(query.cursor),
      limit: query.limit + 1,
    });
    const shown = rows.slice(0, query.limit);
    const last = shown.at(-1);
    return {
      rows: shown,
      next:
        rows.length > query.limit && last !== undefined
          ? JSON.stringify([String(last[sort] ?? -1), last.staffNo])
          : null,
      total: capped(await store.countTargetRows(tx, filter, countCap)),
    };
  },

  readStaffTargets: async ({ tx, params, query }) => {
    const rows = await store.loadStaffTargets(tx, BigInt(params.staffId), query.year);
    if (rows.length === 0) return refuse('targets.staff_unknown');
    const schemeOf = schemesByVersion(tx);
    const ordered = rows.toSorted(
      (a, b) => metricKeys.indexOf(a.metric) - metricKeys.indexOf(b.metric),
    );
    const shown = [];
    for (const row of ordered) {
      const scheme = await schemeOf(row.policyVersionId);
      const { unit, nature } = metrics[row.metric];
      const quarters = targetsByQuarter(scheme, query.year, row);
      const { metric, base, annual, startedQuarter } = row;
      const explanation = explanationInOrder(row.explanation);
      shown.push({ metric, unit, nature, base, annual, startedQuarter, quarters, explanation });
    }
    return { year: query.year, name: rows[0]!.name, rows: shown };
  },

  listTargetUnits: async ({ tx }) => {
    const units = (await unitsOf(tx)).filter((unit) => inScope(tx, unit.path));
    return { rows: units.map(({ unitId, name, level }) => ({ unitId, name, level })) };
  },

  readUnitTargets: async ({ tx, params, query }) => {
    const unit = await store.loadUnit(tx, BigInt(params.unitId));
    if (unit === null || !inScope(tx, unit.path)) return refuse('targets.unit_unknown');
    const sums = await store.loadUnitSums(tx, unit.path, query.year);
    const plans = await store.loadUnitPlans(tx, unit.unitId, query.year);
    const rows = metricKeys.map((metric) => {
      const sum = sums.find((one) => one.metric === metric);
      const plan = plans.find((one) => one.metric === metric);
      return {
        metric,
        unit: metrics[metric].unit,
        plan: plan?.plan ?? null,
        planEnteredAt: plan?.enteredAt ?? null,
        sum: sum?.sum ?? 0n,
        gap: decideGap(metric, plan?.plan ?? null, sum?.sum ?? 0n),
        rms: sum?.rms ?? 0,
      };
    });
    return { year: query.year, unitName: unit.name, rows };
  },

  enterPlan: async ({ tx, params, body }) =>
    enterPlan(tx, {
      unitId: BigInt(params.unitId),
      year: body.year,
      metric: body.metric,
      amount: BigInt(body.amount),
    }),

  listLetters: async ({ tx, query }) => {
    const unitPath = await pathOf(tx, query.unitId);
    if (isRefusal(unitPath)) return unitPath;
    const filter = {
      year: query.year,
      unitPath,
      state: query.state ?? null,
      search: (query.q ?? '').trim(),
    };
    const rows = await letters.loadLetterPage(tx, filter, {
      descending: query.order === 'desc',
      after: query.cursor ?? null,
      limit: query.limit + 1,
    });
    const shown = rows.slice(0, query.limit);
    return {
      rows: shown,
      next: rows.length > query.limit ? (shown.at(-1)?.letterNo ?? null) : null,
      total: capped(await letters.countLetters(tx, filter, countCap)),
    };
  },

  readLetterBoard: async ({ tx, query }) => ({ rows: await letters.loadBoard(tx, query.year) }),

  readLetter: async ({ tx, actor, params }) => {
    const letter = await loadForSigning(tx, BigInt(params.letterId));
    if (letter === null) return refuse('targets.letter_unknown');
    const { letterId, letterNo, staffId, bodyHash, issuedAt, body, signatures } = letter;
    return {
      letterId,
      letterNo,
      staffId,
      state: letterState(
        letter.kind,
        signatures.map((one) => one.side),
      ),
      bodyHash,
      issuedAt,
      body,
      signatures,
      maySign: letterSides.filter(
        (side) => decideSignature(letter, actor, { side, bodyHash }) === null,
      ),
    };
  },

  readLetterPdf: async ({ tx, params }) => {
    const letter = await loadForSigning(tx, BigInt(params.letterId));
    if (letter === null) return refuse('targets.letter_unknown');
    const printed = printLetter(letter.body, letter.bodyHash, letter.signatures);
    return {
      file: {
        name: `${letter.letterNo}.pdf`,
        type: 'application/pdf',
        body: pdfOf(letterTemplate(), printed),
        inline: true,
      },
    };
  },

  signLetter: async ({ tx, params, body }) =>
    signLetter(tx, { ...body, letterId: BigInt(params.letterId) }),
});

let template: string | undefined;

function letterTemplate(): string {
  template ??= readFileSync(path.join(import.meta.dirname, 'letter.typ'), 'utf8');
  return template;
}

/** The path of a unit named in a filter; null when none is named. Row security keeps the scope. */
async function pathOf(tx: Tx, unitId: string | undefined): Promise<string | null | Refusal> {
  if (unitId === undefined) return null;
  const unit = await store.loadUnit(tx, BigInt(unitId));
  return unit?.path ?? refuse('targets.unit_unknown');
}

/** A cursor that is not ours starts the list anew. */
function cursorOf(cursor: string | undefined): store.TargetPage['after'] {
  if (cursor === undefined) return null;
  try {
    const [value, staffNo] = JSON.parse(cursor) as unknown[];
    return typeof value === 'string' && typeof staffNo === 'string' ? { value, staffNo } : null;
  } catch {
    return null;
  }
}

function capped(found: number) {
  return { count: Math.min(found, countCap), capped: found > countCap };
}
