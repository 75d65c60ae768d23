import { z } from 'zod';
import {
  count,
  dayText,
  fenText,
  idText,
  instantText,
  pageOf,
  quarterText,
  rateText,
  route,
  schemeName,
  scoreText,
  shortListQuery,
} from '../../../core/schema.ts';
import {
  amount,
  arrearsClasses,
  board,
  comparedFigures,
  heat,
  migration,
  ofUnit,
  rankedRm,
  segmentCount,
  unitHead,
} from './contract/board.ts';
import { dutiesApi } from './contract/duties.ts';

export type { Board, Heat, Migration, RankedRm } from './contract/board.ts';

/** Where an RM stands: customers of today and his last closed quarter. */
export const desk = z.object({
  today: dayText,
  staffNo: z.string(),
  name: z.string(),
  level: z.string().nullable(),
  customers: count,
  /** The last closed quarter of this RM; null before the first. */
  last: z
    .object({
      quarter: quarterText,
      sheetId: idText,
      total: scoreText,
      band: schemeName,
      slipId: idText.nullable(),
      paidNow: fenText.nullable(),
    })
    .nullable(),
  /** His figures of the last closed quarter beside the quarter before and the year before. */
  figures: comparedFigures,
});
export type Desk = z.infer<typeof desk>;

/** An RM's own results by quarter, oldest first. */
const ownTrend = z.object({
  rows: z.array(z.object({ quarter: quarterText, depositAverage: fenText, contribution: fenText })),
});

/** Loans of an RM's customers in arrears at the end of the last closed quarter, longest first. */
const arrears = z.object({
  quarter: quarterText.nullable(),
  rows: z.array(
    z.object({
      customerId: idText,
      customerName: z.string(),
      accountNo: z.string(),
      daysOverdue: count,
      overdue: fenText,
      riskClass: z.string(),
    }),
  ),
});

/** Customers whose average deposits moved most between the last two closed quarters. */
const movers = z.object({
  before: quarterText.nullable(),
  after: quarterText.nullable(),
  rows: z.array(
    z.object({
      customerId: idText,
      customerName: z.string(),
      before: fenText,
      after: fenText,
      change: fenText,
    }),
  ),
});

const birthdays = z.object({
  today: dayText,
  rows: z.array(z.object({ customerId: idText, customerName: z.string(), birthDay: dayText })),
});

/** Deposits and loans of an RM's customers that fall due in 30 days, nearest first. */
const maturities = z.object({
  today: dayText,
  rows: z.array(
    z.object({
      customerId: idText,
      customerName: z.string(),
      accountNo: z.string(),
      kind: z.enum(['deposit', 'loan']),
      productName: schemeName,
      maturesOn: dayText,
      /** Last known balance; of a loan what is owed. */
      balance: fenText,
    }),
  ),
});

const goal = z
  .object({
    target: amount,
    completion: rateText.nullable(),
    reached: z.boolean(),
    gap: amount,
    /** A flow: what each working day left must bring. */
    perDay: amount.nullable(),
    /** A daily average: what the days after the closing must average. */
    restAverage: amount.nullable(),
  })
  .nullable();
const horizon = z.object({ name: z.string(), until: dayText, workingDays: count });

/** An RM's targets: reached at the last closing, and what they still ask for. */
const progress = z.object({
  today: dayText,
  /** The closed quarter of these figures, and its last day; null before the first of the year. */
  closed: quarterText.nullable(),
  asOf: dayText.nullable(),
  horizons: z.object({ quarter: horizon, year: horizon }),
  rows: z.array(
    z.object({
      metric: z.string(),
      name: z.object({ zh: z.string(), en: z.string() }),
      unit: z.enum(['fen', 'count', 'rate', 'score']),
      nature: z.enum(['average', 'flow', 'level']),
      direction: z.enum(['up', 'down']),
      value: amount.nullable(),
      closedTarget: amount.nullable(),
      completion: rateText.nullable(),
      reached: z.boolean().nullable(),
      quarter: goal,
      year: goal,
    }),
  ),
});
export type Progress = z.infer<typeof progress>;

/** Work that waits for the reader, one line a kind, nearest deadline first. */
const waiting = z.object({
  today: dayText,
  rows: z.array(
    z.object({
      task: z.string(),
      count,
      /** Since when the oldest of them waits. */
      since: instantText,
      /** The nearest deadline of them; null when no rule sets one. */
      due: dayText.nullable(),
      /** The page where it is done. */
      to: z.string(),
    }),
  ),
});

export const deskApi = {
  ...dutiesApi,
  readUnitHead: route({
    method: 'get',
    path: '/desk/unit',
    right: 'desk.read_board',
    summary: "The caller's unit in short: the last closed quarter beside the ones before",
    response: unitHead,
  }),
  listArrearsClasses: route({
    method: 'get',
    path: '/desk/arrears-classes',
    right: 'desk.read_arrears',
    summary: 'Loans in the scope by class at the last closing, with what is overdue',
    response: arrearsClasses,
  }),
  readBoardTargets: route({
    method: 'get',
    path: '/board/targets',
    right: 'desk.read_board',
    summary: 'Completion of targets by unit and metric',
    query: ofUnit,
    response: heat,
  }),
  readMigration: route({
    method: 'get',
    path: '/board/migration',
    right: 'desk.read_board',
    summary: 'Customers that went from one class or tier to another between two quarters',
    query: ofUnit.extend({ from: quarterText.optional() }),
    response: migration,
  }),
  listRanking: route({
    method: 'get',
    path: '/board/ranking',
    right: 'desk.read_board',
    summary: 'RMs of a unit by score or contribution, beside the quarter and the year before',
    query: shortListQuery.omit({ q: true }).extend({
      sort: z.enum(['score', 'contribution']).optional(),
      quarter: quarterText.optional(),
      unitId: idText.optional(),
    }),
    response: pageOf(rankedRm),
  }),
  readBoardFile: route({
    method: 'get',
    path: '/board/file',
    right: 'desk.read_board',
    summary: 'The board of a unit as XLSX, a sheet for each section; recorded in the audit',
    query: ofUnit,
    response: z.unknown(),
    file: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  }),
  listTasks: route({
    method: 'get',
    path: '/desk/tasks',
    right: 'signed_in',
    summary: 'What waits for the caller, by kind: how many, since when, until when, and where',
    response: waiting,
  }),
  readDesk: route({
    method: 'get',
    path: '/desk',
    right: 'desk.read_own',
    summary: "The head of the RM's desk: customers, last results",
    response: desk,
  }),
  listOwnTrend: route({
    method: 'get',
    path: '/desk/trend',
    right: 'desk.read_own',
    summary: "The RM's deposits and contribution by closed quarter",
    response: ownTrend,
  }),
  listOwnSegments: route({
    method: 'get',
    path: '/desk/segments',
    right: 'desk.read_own',
    summary: "The RM's customers by class and tier",
    response: z.object({ rows: z.array(segmentCount) }),
  }),
  listArrears: route({
    method: 'get',
    path: '/desk/arrears',
    right: 'desk.read_own',
    summary: "Loans of the RM's customers in arrears at the last closing",
    response: arrears,
  }),
  listMovers: route({
    method: 'get',
    path: '/desk/movers',
    right: 'desk.read_own',
    summary: "The RM's customers whose deposits moved most between the last two closings",
    response: movers,
  }),
  listBirthdays: route({
    method: 'get',
    path: '/desk/birthdays',
    right: 'desk.read_own',
    summary: "Birthdays of the RM's customers in the next 30 days",
    response: birthdays,
  }),
  listMaturities: route({
    method: 'get',
    path: '/desk/maturities',
    right: 'desk.read_own',
    summary: "Deposits and loans of the RM's customers that fall due in the next 30 days",
    response: maturities,
  }),
  readProgress: route({
    method: 'get',
    path: '/desk/progress',
    right: 'desk.read_own',
    summary: "The RM's targets: completion at the last closing, gap and the pace still needed",
    response: progress,
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
