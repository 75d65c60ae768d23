import { lastDay, quarter, quarterRange, type Quarter } from '../../../core/period.ts';
import { isRefusal, type Refusal } from '../../../core/refusal.ts';
import { may } from '../../../core/actor.ts';
import type { Day } from '../../../core/day.ts';
import { rowsBefore, shortPage } from '../../../core/schema.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { handle } from '../../platform/module.ts';
import { metricCatalogue } from '../metrics/index.ts';
import { businessDay, workCalendar } from '../organisation/index.ts';
import { assessmentRights } from './access.ts';
import { cycleApi, type CycleView } from './contract/cycle.ts';
import { cycleOf, loadCycle, loadMarkFacts, publishQuarter } from './cycle-commands.ts';
import { enterMark, markWork } from './mark-commands.ts';
import { refuse } from './messages.ts';
import {
  answerFactsOf,
  answerObjection,
  filterOf,
  loadObjectionFacts,
  raiseObjection,
  withdrawObjection,
} from './objection-commands.ts';
import {
  decideAnswer,
  decideMayObject,
  decidePublish,
  decideWindow,
  stepsOf,
} from './rules/cycle.ts';
import { countSheets, countUncertified } from './store/cycle.ts';
import * as objections from './store/objections.ts';

export const cycleHandlers = handle(cycleApi, {
  readCycle: async ({ tx, params }) => readCycle(tx, quarter(params.quarter)),

  publishQuarter: async ({ tx, params, body }) =>
    publishQuarter(tx, { quarter: quarter(params.quarter), seen: body.digest }),

  listMarks: async ({ tx, params, query }) => {
    const text = (query.q ?? '').trim();
    const work = (await markWork(tx, quarter(params.quarter))).filter(
      ({ rm, own }) =>
        (rm.name.includes(text) || rm.staffNo.includes(text)) &&
        (query.open === undefined || (query.open === 'yes') === (own === null)),
    );
    const before = rowsBefore(query);
    const rows = work
      .slice(before, before + query.limit + 1)
      .map(({ rm, unitName, metric, own }) => ({
        workKey: `${rm.staffId} ${metric}`,
        staffId: rm.staffId,
        staffNo: rm.staffNo,
        name: rm.name,
        unitName,
        metric,
        mark: own?.mark ?? null,
        markId: own?.markId ?? null,
        reason: own?.reason ?? null,
        markedAt: own?.markedAt ?? null,
      }));
    return shortPage(rows, query);
  },

  enterMark: async ({ tx, params, body }) =>
    enterMark(tx, {
      ...body,
      quarter: quarter(params.quarter),
      staffId: BigInt(body.staffId),
      replaces: body.replaces === undefined ? null : BigInt(body.replaces),
    }),

  listObjections: async ({ tx, query }) => {
    const filter = filterOf({
      today: await businessDay(tx),
      quarter: query.quarter ?? null,
      state: query.state ?? null,
      q: query.q ?? null,
    });
    const page = { skip: rowsBefore(query), limit: query.limit + 1 };
    const found = await objections.loadObjections(tx, filter, page);
    const shown = shortPage(found, query);
    return { ...shown, rows: await rowsOf(tx, shown.rows, filter.today) };
  },

  readSheetPublication: async ({ tx, params }) => {
    const loaded = await loadObjectionFacts(tx, BigInt(params.sheetId));
    if (loaded === null) return refuse('assessment.sheet_unknown');
    const { facts, sheet } = loaded;
    const filter = filterOf({
      today: facts.today,
      quarter: sheet.quarter,
      staffId: sheet.staffId,
    });
    const found = await objections.loadObjections(tx, filter, { skip: 0, limit: 200 });
    return {
      quarter: sheet.quarter,
      today: facts.today,
      publishedOn: sheet.publishedOn,
      objectionsUntil: sheet.objectionsUntil,
      change: sheet.change,
      superseded: sheet.superseded,
      mayObject: may(tx.actor, assessmentRights, 'assessment.object')
        ? reasonOf(decideMayObject(facts))
        : reasonOf(refuse('assessment.objection_not_own_not_allowed')),
      objections: await rowsOf(tx, found, facts.today),
    };
  },

  raiseObjection: async ({ tx, params, body }) =>
    raiseObjection(tx, { ...body, sheetId: BigInt(params.sheetId) }),

  answerObjection: async ({ tx, params, body }) => {
    const refused = await answerObjection(tx, {
      objectionId: BigInt(params.objectionId),
      verdict: body.verdict,
      reason: body.reason,
      correction: body.verdict === 'upheld' ? body.correction : null,
      remedy: body.verdict === 'upheld' ? body.remedy : null,
    });
    return refused ?? { answered: true as const };
  },

  withdrawObjection: async ({ tx, params, body }) => {
    const objectionId = BigInt(params.objectionId);
    const refused = await withdrawObjection(tx, { objectionId, reason: body.reason });
    return refused ?? { withdrawn: true as const };
  },
});

async function readCycle(tx: Tx, of: Quarter) {
  const facts = await loadCycle(tx, of);
  const range = quarterRange(of);
  const cycle = await cycleOf(tx, of);
  const marks = await loadMarkFacts(tx, of, facts.run);
  const { bankWide } = tx.actor;
  const isRater = may(tx.actor, assessmentRights, 'assessment.mark');
  const own = isRater ? await markWork(tx, of) : [];
  const { fallbackYears } = decideWindow(cycle.body, facts.today, await workCalendar(tx));
  const { published, run, tally } = facts;
  return {
    quarter: of,
    from: range.from,
    until: lastDay(range),
    today: facts.today,
    backdated: facts.backdated,
    withoutWindow: facts.withoutWindow,
    steps: stepsOf(facts, {
      ended: facts.today >= range.until,
      marks,
      lackingRaters: cycle.body.marks.lackingRaters,
    }),
    uncertified: await countUncertified(tx, of),
    closing:
      run === null
        ? null
        : {
            digest: run.digest!,
            closedAt: run.finishedAt!,
            sheets: await countSheets(tx, run.runId),
          },
    marks: bankWide ? marks : null,
    ownMarks:
      own.length === 0
        ? null
        : { wanted: own.length, done: own.filter((one) => one.own !== null).length },
    publication:
      published === null
        ? null
        : {
            publishedOn: published.publishedOn,
            publisher: published.publisher,
            objectionsUntil: published.objectionsUntil,
            current: published.runId === run?.runId,
            first: published.first,
            changed: published.changed,
            same: published.same,
          },
    objections: tally,
    sealed: facts.sealed,
    may: {
      publish: reasonOf(
        decidePublish(facts, marks, {
          bankWide,
          seen: null,
          lackingRaters: cycle.body.marks.lackingRaters,
        }),
      ),
    },
    fallbackYears: [...fallbackYears],
  };
}

async function rowsOf(tx: Tx, found: readonly objections.Objection[], today: Day) {
  const { body } = await metricCatalogue(tx, today);
  const names = new Map(body.metrics.map((one) => [one.key, one.name]));
  const mayAnswer = may(tx.actor, assessmentRights, 'assessment.answer');
  return found.map((one) => {
    const decided = mayAnswer
      ? decideAnswer(answerFactsOf(tx, one))
      : refuse('assessment.answer_role_not_allowed');
    return {
      objectionId: one.objectionId,
      quarter: one.quarter,
      sheetId: one.sheetId,
      staffNo: one.staffNo,
      name: one.name,
      unitName: one.unitName,
      metric: one.metric,
      metricName: names.get(one.metric) ?? null,
      reason: one.reason,
      evidence: one.evidence,
      raisedOn: one.raisedOn,
      answerDue: one.answerDue,
      overdue: one.verdict === null && one.answerDue < today,
      verdict: one.verdict,
      answer:
        one.verdict === null
          ? null
          : {
              reason: one.answerReason!,
              correction: one.correction,
              remedy: one.remedy,
              answeredOn: one.answeredOn!,
              answerer: one.answerer!,
            },
      mayAnswer: reasonOf(decided),
    };
  });
}

function reasonOf(decided: Refusal | null): CycleView['may']['publish'] {
  if (!isRefusal(decided)) return null;
  const params = Object.entries(decided.params).map(([name, value]) => [name, String(value)]);
  return { code: decided.refused, params: Object.fromEntries(params) };
}
