import { z } from 'zod';
import {
  count,
  dayText,
  fenText,
  idText,
  quarterText,
  route,
  scoreText,
} from '../../../core/schema.ts';

const segmentCount = z.object({ kind: z.string(), value: z.string(), customers: count });

export const desk = z.object({
  today: dayText,
  staffNo: z.string(),
  name: z.string(),
  level: z.string().nullable(),
  customers: count,
  segments: z.array(segmentCount),
  /** The last closed quarter of this RM; null before the first. */
  last: z
    .object({
      quarter: quarterText,
      sheetId: idText,
      total: scoreText,
      band: z.string(),
      slipId: idText.nullable(),
      paidNow: fenText.nullable(),
    })
    .nullable(),
  /** His own results by quarter, oldest first. */
  trend: z.array(
    z.object({ quarter: quarterText, depositAverage: fenText, contribution: fenText }),
  ),
  arrears: z.array(
    z.object({
      customerId: idText,
      customerName: z.string(),
      accountNo: z.string(),
      daysOverdue: count,
      overdue: fenText,
      riskClass: z.string(),
    }),
  ),
  /** Customers whose average deposits moved most between the last two closed quarters. */
  movers: z.array(
    z.object({
      customerId: idText,
      customerName: z.string(),
      before: fenText,
      after: fenText,
      change: fenText,
    }),
  ),
  birthdays: z.array(z.object({ customerId: idText, customerName: z.string(), birthDay: dayText })),
});

export type Desk = z.infer<typeof desk>;

const unitFigures = z.object({
  unitId: idText,
  name: z.string(),
  kind: z.string(),
  rms: count,
  customers: count,
  depositAverage: fenText,
  loanAverage: fenText,
  contribution: fenText,
  averageScore: scoreText.nullable(),
});

export const board = z.object({
  quarter: quarterText.nullable(),
  quarters: z.array(quarterText),
  /** From head office (or the top of the caller's scope) down to the unit shown. */
  trail: z.array(z.object({ unitId: idText, name: z.string() })),
  unit: unitFigures.nullable(),
  children: z.array(unitFigures),
  segments: z.array(segmentCount),
  trend: z.array(
    z.object({
      quarter: quarterText,
      depositAverage: fenText,
      loanAverage: fenText,
      contribution: fenText,
    }),
  ),
  rms: z.array(
    z.object({
      staffNo: z.string(),
      name: z.string(),
      level: z.string(),
      customers: count,
      contribution: fenText,
      score: scoreText,
      sheetId: idText,
    }),
  ),
});
export type Board = z.infer<typeof board>;

export const deskApi = {
  readDesk: route({
    method: 'get',
    path: '/desk',
    right: 'desk.read_own',
    summary: "The RM's desk: customers, last results, arrears, movers, birthdays",
    response: desk,
  }),
  readBoard: route({
    method: 'get',
    path: '/board',
    right: 'desk.read_board',
    summary: "The leader's board of a unit in a closed quarter",
    query: z.object({ quarter: quarterText.optional(), unitId: idText.optional() }),
    response: board,
  }),
};
