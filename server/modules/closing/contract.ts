import { z } from 'zod';
import {
  count,
  countText,
  dayText,
  explanationShape,
  fenText,
  idText,
  instantText,
  quarterText,
  route,
  schemeName,
  scoreText,
} from '../../../core/schema.ts';

export const stationStep = z.object({
  position: count,
  station: z.string(),
  done: z.boolean(),
  rowCount: countText.nullable(),
  digest: z.string().nullable(),
  notes: z.array(
    z.object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) }),
  ),
  startedAt: instantText.nullable(),
  finishedAt: instantText.nullable(),
});

export const quarterRun = z.object({
  runId: idText,
  kind: z.enum(['open', 'close']),
  asOf: dayText,
  backdated: z.boolean(),
  startedBy: z.string(),
  startedAt: instantText,
  finishedAt: instantText.nullable(),
  digest: z.string().nullable(),
  steps: z.array(stationStep),
});
export type QuarterRunRow = z.infer<typeof quarterRun>;

/** Why not: a phrase and its numbers; null when it may be done. */
const reason = z.object({ code: z.string(), params: z.record(z.string(), z.string()) }).nullable();

export const quarterView = z.object({
  quarter: quarterText,
  from: dayText,
  until: dayText,
  /** What may be done next, with the phrase that refuses it otherwise. */
  may: z.object({ open: reason, close: reason, seal: reason }),
  runs: z.array(quarterRun),
  seal: z.object({ digest: z.string(), sealedBy: z.string(), sealedAt: instantText }).nullable(),
});

const params = z.object({ quarter: quarterText });
const accepted = z.object({ progressKey: z.string() });

export const explainedLine = z.object({
  title: z.string(),
  amount: z.string(),
  unit: z.string(),
  explanation: explanationShape,
});

export const quarterExplanation = z.object({
  quarter: quarterText,
  staffNo: z.string(),
  name: z.string(),
  total: scoreText.nullable(),
  band: schemeName.nullable(),
  gross: fenText.nullable(),
  paidNow: fenText.nullable(),
  sections: z.array(z.object({ section: z.string(), lines: z.array(explainedLine) })),
});

export const closingApi = {
  readQuarter: route({
    method: 'get',
    path: '/quarters/:quarter',
    right: 'closing.read',
    summary: 'A quarter: its runs with their stations, and what may be done next',
    params,
    response: quarterView,
  }),
  openQuarter: route({
    method: 'post',
    path: '/quarters/:quarter/openings',
    right: 'closing.run',
    summary: 'Open a quarter: segments, allocation, targets, letters, allowances',
    params,
    response: accepted,
    status: 202,
  }),
  closeQuarter: route({
    method: 'post',
    path: '/quarters/:quarter/closings',
    right: 'closing.run',
    summary: 'Close a quarter: compute its results; may be repeated until it is sealed',
    params,
    response: accepted,
    status: 202,
  }),
  sealQuarter: route({
    method: 'post',
    path: '/quarters/:quarter/seals',
    right: 'closing.seal',
    summary: 'Seal a closed quarter: its results become final',
    params,
    body: z.object({ digest: z.string().min(8).max(64) }),
    response: z.object({ sealed: z.literal(true) }),
    status: 201,
  }),
  explainQuarter: route({
    method: 'get',
    path: '/quarters/:quarter/explanations/:staffNo',
    right: 'closing.explain',
    summary: 'Every figure of one RM in a quarter, with formula and inputs',
    params: params.extend({ staffNo: z.string().max(40) }),
    response: quarterExplanation,
  }),
};
