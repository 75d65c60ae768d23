import { z } from 'zod';
import { bulkChoice, bulkMax, bulkOutcome, bulkPreview } from '../../../../core/bulk.ts';
import {
  countText,
  idText,
  instantText,
  listQuery,
  pageOf,
  quarterText,
  route,
} from '../../../../core/schema.ts';
import { keyText, metricUnits } from './words.ts';

/** Only certified figures count; returned and withdrawn ones make room for a new entry. */
export const figureStates = ['entered', 'certified', 'returned', 'withdrawn'] as const;
export type FigureState = (typeof figureStates)[number];

const phrase = z.object({ zh: z.string(), en: z.string() });
const evidence = z.string().trim().min(2).max(300);
const reason = z.string().trim().min(2).max(300);

export const figureRow = z.object({
  figureId: idText,
  quarter: quarterText,
  staffNo: z.string(),
  name: z.string(),
  unitName: z.string(),
  metric: z.string(),
  metricName: phrase,
  unit: z.enum(metricUnits),
  /** In the metric's unit: fen, a count, or millionths. */
  amount: countText,
  evidence: z.string(),
  state: z.enum(figureStates),
  enterer: z.string(),
  enteredAt: instantText,
  ruler: z.string().nullable(),
  ruledAt: instantText.nullable(),
  reason: z.string().nullable(),
  /** Whether the reader may certify or return it, and withdraw it, as things stand. */
  mayRule: z.boolean(),
  mayWithdraw: z.boolean(),
});
export type FigureRow = z.infer<typeof figureRow>;

const figure = z.object({ figureId: idText });

export const figuresApi = {
  listFigures: route({
    method: 'get',
    path: '/metric-figures',
    right: 'metrics.read_figures',
    export: {},
    summary: "Figures entered by hand in the caller's scope, newest first, with their state",
    query: listQuery.extend({
      quarter: quarterText.optional(),
      state: z.enum(figureStates).optional(),
      metric: keyText.optional(),
    }),
    response: pageOf(figureRow),
  }),
  enterFigure: route({
    method: 'post',
    path: '/metric-figures',
    right: 'metrics.enter',
    summary: 'Enter one figure for an RM; another person certifies it',
    body: z.object({
      staffNo: z.string().min(1).max(40),
      quarter: quarterText,
      metric: keyText,
      /** As people write it: 1,234.50 yuan, 97 %, 4.5 marks, 12. */
      value: z.string().min(1).max(40),
      evidence,
    }),
    response: z.object({ figureId: idText }),
    status: 201,
  }),
  uploadFigures: route({
    method: 'post',
    path: '/metric-figure-files',
    right: 'metrics.enter',
    summary: 'Enter a file of figures (CSV or YAML): all rows or none, every fault by row',
    body: z.object({
      fileName: z.string().min(1).max(200),
      /** Columns staff_no, quarter, metric, value, evidence, or 工号, 季度, 指标, 数值, 依据. */
      text: z.string().min(1).max(2_000_000),
    }),
    response: z.object({
      uploadId: idText,
      figures: z.int(),
      /** The same file was taken before: nothing was entered again. */
      already: z.boolean(),
    }),
    status: 201,
  }),
  certifyFigures: route({
    method: 'post',
    path: '/metric-figure-certifications',
    right: 'metrics.certify',
    summary: 'Certify figures that another person entered: all of them or none',
    body: z.object({ figureIds: z.array(idText).min(1).max(500) }),
    response: z.object({ certified: z.int() }),
    status: 201,
  }),
  previewCertifications: route({
    method: 'post',
    path: '/metric-figure-certification-previews',
    right: 'metrics.certify',
    summary: 'Which of many figures the caller could certify, and why not the others',
    body: bulkChoice,
    response: bulkPreview,
  }),
  certifyMany: route({
    method: 'post',
    path: '/metric-figure-certification-batches',
    right: 'metrics.certify',
    summary: 'Certify those of many figures that the rule allows; the others are named',
    body: z.object({ keys: z.array(idText).min(1).max(bulkMax) }),
    response: bulkOutcome,
    status: 201,
  }),
  returnFigure: route({
    method: 'post',
    path: '/metric-figures/:figureId/returns',
    right: 'metrics.certify',
    summary: 'Return a figure to who entered it, with the reason; it does not count',
    params: figure,
    body: z.object({ reason }),
    response: z.object({ state: z.enum(figureStates) }),
    status: 201,
  }),
  withdrawFigure: route({
    method: 'post',
    path: '/metric-figures/:figureId/withdrawals',
    right: 'metrics.enter',
    summary: 'Withdraw a figure: an own entry, or a certified one before the quarter is sealed',
    params: figure,
    body: z.object({ reason }),
    response: z.object({ state: z.enum(figureStates) }),
    status: 201,
  }),
};
