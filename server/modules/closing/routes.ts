import type { Actor } from '../../../core/actor.ts';
import { quarter, quarterRange, type Quarter } from '../../../core/period.ts';
import { isRefusal, type Refusal } from '../../../core/refusal.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { enqueue } from '../../platform/jobs/index.ts';
import { handle } from '../../platform/module.ts';
import { runsOf, sealOf, type RunRow } from '../organisation/index.ts';
import { loadFacts, sealQuarter } from './commands.ts';
import { closingApi } from './contract.ts';
import { explainQuarter } from './explain.ts';
import { progressKeyOf, runJobName, type RunRequest } from './jobs.ts';
import { decideClose, decideOpen, decideSeal } from './rules.ts';
import { closeStations, openStations } from './stations.ts';
import * as store from './store.ts';

const runsShown = 6;

export const closingHandlers = handle(closingApi, {
  readQuarter: async ({ tx, params }) => {
    const of = quarter(params.quarter);
    const facts = await loadFacts(tx, of);
    const runs = (await runsOf(tx, of)).slice(0, runsShown);
    const steps = await store.loadSteps(
      tx,
      runs.map((run) => run.runId),
    );
    const seal = await sealOf(tx, of);
    const { from, until } = quarterRange(of);
    return {
      quarter: of,
      from,
      until,
      may: {
        open: reasonOf(decideOpen(facts)),
        close: reasonOf(decideClose(facts)),
        seal: reasonOf(decideSeal(facts)),
      },
      runs: runs.map((run) => ({ ...run, steps: stepsOf(run, steps) })),
      seal,
    };
  },

  openQuarter: async ({ tx, actor, params }) =>
    ask(tx, actor, { quarter: quarter(params.quarter), kind: 'open' }),

  closeQuarter: async ({ tx, actor, params }) =>
    ask(tx, actor, { quarter: quarter(params.quarter), kind: 'close' }),

  sealQuarter: async ({ tx, params, body }) => {
    const sealed = await sealQuarter(tx, { quarter: quarter(params.quarter), seen: body.digest });
    return isRefusal(sealed) ? sealed : { sealed: true as const };
  },

  explainQuarter: async ({ tx, params }) =>
    explainQuarter(tx, { quarter: quarter(params.quarter), staffNo: params.staffNo }),
});

/** Refuses at once what the rules refuse; the rest is left to the worker. */
async function ask(
  tx: Tx,
  actor: Actor,
  wanted: { quarter: Quarter; kind: 'open' | 'close' },
): Promise<Refusal | { progressKey: string }> {
  const facts = await loadFacts(tx, wanted.quarter);
  const decided = wanted.kind === 'open' ? decideOpen(facts) : decideClose(facts);
  if (isRefusal(decided)) return decided;
  const request: RunRequest = {
    ...wanted,
    accountId: String(actor.accountId),
    login: actor.login,
  };
  await enqueue(tx, runJobName, request);
  return { progressKey: progressKeyOf(wanted) };
}

function reasonOf(decided: unknown): { code: string; params: Record<string, string> } | null {
  if (!isRefusal(decided)) return null;
  const params = Object.entries(decided.params).map(([name, value]) => [name, String(value)]);
  return { code: decided.refused, params: Object.fromEntries(params) };
}

/** The stations of a run: those done with what they wrote, the others waiting. */
function stepsOf(run: RunRow, steps: readonly store.Step[]) {
  const stations = run.kind === 'open' ? openStations : closeStations;
  return stations.map((station, index) => {
    const position = index + 1;
    const step = steps.find((one) => one.runId === run.runId && one.position === position);
    return {
      position,
      station: station.name,
      done: step !== undefined,
      rowCount: step?.rowCount ?? null,
      digest: step?.digest ?? null,
      notes: step?.notes.map((note) => ({ ...note })) ?? [],
      startedAt: step?.startedAt ?? null,
      finishedAt: step?.finishedAt ?? null,
    };
  });
}
