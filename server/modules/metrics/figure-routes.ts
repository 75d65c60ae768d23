import type { z } from 'zod';
import { may } from '../../../core/actor.ts';
import { bulkMax, keysChosen } from '../../../core/bulk.ts';
import { parseId } from '../../../core/id.ts';
import { lastDay, quarter, quarterRange, type Quarter } from '../../../core/period.ts';
import { isRefusal } from '../../../core/refusal.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { handle } from '../../platform/module.ts';
import { metricsRights } from './access.ts';
import { metricCatalogue } from './commands.ts';
import { figuresApi } from './contract/figures.ts';
import { certifyMany, decideCertifying } from './figure-batch.ts';
import {
  certifyFigures,
  enterFigure,
  returnFigure,
  sealedQuarters,
  uploadFigures,
  withdrawFigure,
} from './figure-commands.ts';
import { decideRuling, decideWithdrawing } from './rules/figures.ts';
import * as store from './store/figures.ts';

const countCap = 1000;

export const figureHandlers = handle(figuresApi, {
  listFigures: async ({ tx, query }) => figurePage(tx, query),

  enterFigure: async ({ tx, body }) => enterFigure(tx, body),
  uploadFigures: async ({ tx, body }) => uploadFigures(tx, body),
  certifyFigures: async ({ tx, body }) => certifyFigures(tx, body.figureIds.map(BigInt)),
  previewCertifications: async ({ tx, body }) => {
    const keys = await keysChosen(body, {
      query: figuresApi.listFigures.query,
      page: (query) => figurePage(tx, query),
      keyOf: (row) => String(row.figureId),
    });
    if (isRefusal(keys)) return keys;
    const rows = await decideCertifying(tx, keys.map(BigInt));
    return isRefusal(rows) ? rows : { max: bulkMax, rows, figures: [] };
  },
  certifyMany: async ({ tx, body }) => certifyMany(tx, body.keys.map(BigInt)),
  returnFigure: async ({ tx, params, body }) =>
    returnFigure(tx, BigInt(params.figureId), body.reason),
  withdrawFigure: async ({ tx, params, body }) =>
    withdrawFigure(tx, BigInt(params.figureId), body.reason),
});

type FigureQuery = z.output<typeof figuresApi.listFigures.query>;

/** One page of figures, newest first. */
async function figurePage(tx: Tx, query: FigureQuery) {
  const filter = {
    quarter: query.quarter === undefined ? null : quarter(query.quarter),
    state: query.state ?? null,
    metric: query.metric ?? null,
    q: (query.q ?? '').trim(),
  };
  const before = query.cursor === undefined ? null : parseId(query.cursor);
  const rows = await store.loadFigures(tx, filter, { before, limit: query.limit + 1 });
  const shown = rows.slice(0, query.limit);
  const found = await store.countFigures(tx, filter, countCap);
  return {
    rows: await rowsOf(tx, shown),
    next: rows.length > query.limit ? String(shown.at(-1)!.figureId) : null,
    total: { count: Math.min(found, countCap), capped: found > countCap },
  };
}

async function rowsOf(tx: Tx, rows: readonly store.FigureRecord[]) {
  const sealed = await sealedQuarters(tx);
  const named = await namesOf(tx, [...new Set(rows.map((row) => row.quarter))]);
  const mayCertify = may(tx.actor, metricsRights, 'metrics.certify');
  const mayEnter = may(tx.actor, metricsRights, 'metrics.enter');
  return rows.map(({ staffId: _staffId, enteredBy: _by, entererStaffId: _person, ...row }, at) => {
    const facts = { ...rows[at]!, sealed: sealed.has(row.quarter) };
    return {
      ...row,
      ...named(row.quarter, row.metric),
      mayRule: mayCertify && decideRuling(facts, tx.actor) === null,
      mayWithdraw: mayEnter && decideWithdrawing(facts, tx.actor) === null,
    };
  });
}

/** Name and unit of a metric as the catalogue of its quarter has them. */
async function namesOf(tx: Tx, quarters: readonly Quarter[]) {
  const names = new Map<string, { readonly name: { zh: string; en: string }; unit: Unit }>();
  for (const of of quarters) {
    const { body } = await metricCatalogue(tx, lastDay(quarterRange(of)));
    for (const { key, name, unit } of body.metrics) names.set(`${of} ${key}`, { name, unit });
  }
  return (of: Quarter, key: string) => {
    const found = names.get(`${of} ${key}`);
    return {
      metricName: found?.name ?? { zh: key, en: key },
      unit: found?.unit ?? ('count' as const),
    };
  };
}

type Unit = 'fen' | 'count' | 'rate' | 'score';
