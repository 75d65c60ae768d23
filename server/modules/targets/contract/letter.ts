import { z } from 'zod';
import {
  count,
  countText,
  dayText,
  fenText,
  idText,
  instantText,
  quarterText,
  rateText,
} from '../../../../core/schema.ts';
import { customerLevels } from './metric.ts';

export const letterSides = ['rm', 'bank'] as const;
export type LetterSide = (typeof letterSides)[number];
export const letterStates = [
  'drafted',
  'sent',
  'read',
  'refused',
  'rm_signed',
  'bank_signed',
  'locked',
  'adopted',
  'withdrawn',
  'replaced',
] as const;
export type LetterState = (typeof letterStates)[number];
export const letterEvents = [
  'sent',
  'read',
  'reminded',
  'refused',
  'withdrawn',
  'replaced',
] as const;
export type LetterEventKind = (typeof letterEvents)[number];

const amount = countText;

export const letterRow = z.object({
  letterId: idText,
  letterNo: z.string(),
  year: count,
  staffNo: z.string(),
  name: z.string(),
  unitName: z.string(),
  state: z.enum(letterStates),
  issuedAt: instantText,
  reminders: count,
  bodyHash: z.string(),
});
export type LetterRow = z.infer<typeof letterRow>;

export const signature = z.object({
  side: z.enum(letterSides),
  signerName: z.string(),
  signedAt: instantText,
});

const levelSummary = z.object({
  level: z.enum(customerLevels),
  customers: count,
  depositAverageFen: fenText,
  loanAverageFen: fenText,
});
const unitOfMetric = z.enum(['fen', 'count', 'millionths']);
const levelFigures = z.object({ stretch: amount, challenge: amount });
const party = { staffNo: z.string(), name: z.string() };
const bank = z.object({ name: z.string(), currency: z.string(), unit: z.string() });

/**
 * The text of a responsibility letter as data (domain-rules 2.3). Its canonical JSON is what is
 * signed.
 */
export const letterBody = z.object({
  letterNo: z.string(),
  year: count,
  kind: z.enum(['signed', 'adopted']),
  adopted: z.object({ policy: z.string(), quarter: quarterText }).nullable(),
  /** The letter of which this is a later version, and why; absent in first versions. */
  replaces: z.object({ letterNo: z.string(), reason: z.string() }).optional(),
  bank,
  rm: z.object({ ...party, sequence: z.string(), level: z.string(), step: count }),
  customers: z.object({
    on: dayText,
    count,
    byLevel: z.array(levelSummary),
    /** The largest, at most 200; `count` tells how many there are. */
    list: z.array(
      z.object({ customerNo: z.string(), name: z.string(), level: z.enum(customerLevels) }),
    ),
  }),
  metrics: z.array(
    z.object({
      metric: z.string(),
      unit: unitOfMetric,
      name: z.string(),
      definition: z.string(),
      source: z.string(),
      /** Weight in millionths and scoring function; null while no scoring scheme is in force. */
      weight: rateText.nullable(),
      scoring: z.string().nullable(),
      base: amount,
      annual: amount,
      /** Second and third level of the year; absent in letters from before there were levels. */
      levels: levelFigures.optional(),
      quarters: z.array(z.object({ quarter: quarterText, target: amount.nullable() })),
    }),
  ),
  promises: z.array(z.string()),
  clauses: z.array(z.object({ title: z.string(), items: z.array(z.string()) })),
  policyVersionId: z.string(),
});
export type LetterBody = z.infer<typeof letterBody>;

export const signedFile = z.object({
  pdfHash: z.string(),
  madeAt: instantText,
  /** Certificate under which the file is signed. */
  certificateId: idText,
});

export const amendmentStates = [
  'proposed',
  'rm_signed',
  'bank_signed',
  'in_force',
  'ended',
] as const;
export type AmendmentState = (typeof amendmentStates)[number];

const amendmentLine = z.object({
  amendmentId: idText,
  amendmentNo: count,
  fromQuarter: quarterText,
  reason: z.string(),
  state: z.enum(amendmentStates),
  proposerName: z.string(),
  proposedAt: instantText,
});

export const letterView = z.object({
  letterId: idText,
  letterNo: z.string(),
  staffId: idText,
  version: count,
  state: z.enum(letterStates),
  bodyHash: z.string(),
  issuedAt: instantText,
  body: letterBody,
  signatures: z.array(signature),
  events: z.array(
    z.object({
      kind: z.enum(letterEvents),
      personName: z.string(),
      reason: z.string().nullable(),
      happenedAt: instantText,
    }),
  ),
  amendments: z.array(amendmentLine),
  /** The version before and the one after, when there are any. */
  before: idText.nullable(),
  after: idText.nullable(),
  file: signedFile.nullable(),
  /** What the reader may do now. */
  may: z.object({
    sign: z.array(z.enum(letterSides)),
    read: z.boolean(),
    send: z.boolean(),
    refuse: z.boolean(),
    remind: z.boolean(),
    takeBack: z.boolean(),
    amend: z.boolean(),
  }),
  /** Quarters of the year that an amendment may still change, the earliest first. */
  openQuarters: z.array(quarterText),
});
export type LetterView = z.infer<typeof letterView>;

export const letterBoardRow = z.object({
  unitId: idText,
  unitName: z.string(),
  /** Units below it, to drill into. */
  below: count,
  letters: count,
  drafted: count,
  sent: count,
  read: count,
  refused: count,
  rmSigned: count,
  bankSigned: count,
  locked: count,
  adopted: count,
  withdrawn: count,
  reminders: count,
});
export type LetterBoardRow = z.infer<typeof letterBoardRow>;

const figures = z.object({
  annual: amount,
  stretch: amount,
  challenge: amount,
  quarters: z.array(z.object({ quarter: quarterText, target: amount.nullable() })),
});

/** The text of an amendment as data. Its canonical JSON is what is signed. */
export const amendmentBody = z.object({
  letterNo: z.string(),
  letterHash: z.string(),
  amendmentNo: count,
  year: count,
  fromQuarter: quarterText,
  bank,
  rm: z.object(party),
  reason: z.string(),
  changes: z.array(
    z.object({
      metric: z.string(),
      unit: unitOfMetric,
      name: z.string(),
      before: figures,
      after: figures,
    }),
  ),
  policyVersionId: z.string(),
});
export type AmendmentBody = z.infer<typeof amendmentBody>;

export const amendmentView = amendmentLine.extend({
  letterId: idText,
  letterNo: z.string(),
  staffId: idText,
  body: amendmentBody,
  bodyHash: z.string(),
  signatures: z.array(signature),
  end: z
    .object({
      side: z.enum(letterSides),
      personName: z.string(),
      reason: z.string(),
      endedAt: instantText,
    })
    .nullable(),
  file: signedFile.nullable(),
  maySign: z.array(z.enum(letterSides)),
  mayEnd: z.boolean(),
});
export type AmendmentView = z.infer<typeof amendmentView>;
