import { z } from 'zod';
import { bulkChoice, bulkMax, bulkOutcome, bulkPreview } from '../../../../core/bulk.ts';
import {
  count,
  countText,
  idText,
  instantText,
  listQuery,
  pageOf,
  quarterText,
  route,
} from '../../../../core/schema.ts';
import {
  amendmentStates,
  amendmentView,
  letterBoardRow,
  letterRow,
  letterSides,
  letterStates,
  letterView,
} from './letter.ts';
import { metricText } from './metric.ts';

const year = z.coerce.number().int().min(1900).max(2200);
const amount = countText;
const bodyHash = z.string().regex(/^[0-9a-f]{64}$/);
const password = z.string().min(1).max(200);
const reason = z.string().trim().min(5).max(500);
const changes = z
  .array(z.object({ metric: metricText, annual: amount }))
  .min(1)
  .max(40);
const letterParams = z.object({ letterId: idText });
const amendmentParams = z.object({ amendmentId: idText });
const signing = z.object({ side: z.enum(letterSides), password, bodyHash });

/** What came of many letters at once: those refused are named with their reason. */
const manyDone = z.object({
  done: count,
  refused: z.array(
    z.object({
      letterId: idText,
      letterNo: z.string(),
      code: z.string(),
      params: z.record(z.string(), z.string()),
    }),
  ),
});

export const lettersApi = {
  listLetters: route({
    method: 'get',
    path: '/letters',
    right: 'targets.read_letters',
    export: {},
    summary: 'Responsibility letters of a year by unit and state',
    query: listQuery.extend({
      sort: z.enum(['letterNo']).optional(),
      year,
      unitId: idText.optional(),
      state: z.enum(letterStates).optional(),
    }),
    response: pageOf(letterRow),
  }),
  readLetterBoard: route({
    method: 'get',
    path: '/letter-board',
    right: 'targets.read_letters',
    summary: 'Letters of a year counted by state in a unit and each unit right below it',
    query: z.object({ year, unitId: idText.optional() }),
    response: z.object({ rows: z.array(letterBoardRow) }),
  }),
  readLetter: route({
    method: 'get',
    path: '/letters/:letterId',
    right: 'targets.read_letters',
    summary: 'One letter: text, hash, signatures, what happened to it, amendments',
    params: letterParams,
    response: letterView,
  }),
  readLetterPdf: route({
    method: 'get',
    path: '/letters/:letterId/pdf',
    right: 'targets.read_letters',
    summary: 'The letter as PDF; once both have signed, the one file signed and kept',
    params: letterParams,
    response: z.any(),
    file: 'application/pdf',
  }),
  readLetterDocx: route({
    method: 'get',
    path: '/letters/:letterId/docx',
    right: 'targets.read_letters',
    summary: 'The same text as a document of Word; not the signed file',
    params: letterParams,
    response: z.any(),
    file: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  }),
  readLetterAsRm: route({
    method: 'post',
    path: '/letters/:letterId/readings',
    right: 'targets.answer_letter',
    summary: 'The RM has opened his letter: recorded once',
    params: letterParams,
    response: z.object({ state: z.enum(letterStates) }),
    status: 201,
  }),
  signLetter: route({
    method: 'post',
    path: '/letters/:letterId/signatures',
    right: 'targets.sign_letter',
    summary: 'Sign a letter for one side; the password is entered again',
    params: letterParams,
    body: signing,
    response: z.object({ state: z.enum(letterStates), signedAt: instantText }),
    status: 201,
  }),
  refuseLetter: route({
    method: 'post',
    path: '/letters/:letterId/refusals',
    right: 'targets.answer_letter',
    summary: 'The RM refuses his letter with a reason',
    params: letterParams,
    body: z.object({ reason }),
    response: z.object({ state: z.enum(letterStates) }),
    status: 201,
  }),
  withdrawLetter: route({
    method: 'post',
    path: '/letters/:letterId/withdrawals',
    right: 'targets.send_letter',
    summary: 'The bank takes back a letter the RM has not signed, with a reason',
    params: letterParams,
    body: z.object({ reason }),
    response: z.object({ state: z.enum(letterStates) }),
    status: 201,
  }),
  replaceLetter: route({
    method: 'post',
    path: '/letters/:letterId/versions',
    right: 'targets.send_letter',
    summary: 'The bank issues a new version with other targets instead of an unsigned letter',
    params: letterParams,
    body: z.object({ reason, changes }),
    response: z.object({ letterId: idText, letterNo: z.string() }),
    status: 201,
  }),
  previewSendings: route({
    method: 'post',
    path: '/letter-sending-previews',
    right: 'targets.send_letter',
    summary: 'Which of many drafts would be sent to their RMs, and why others would not',
    body: bulkChoice,
    response: bulkPreview,
  }),
  sendLetters: route({
    method: 'post',
    path: '/letter-sendings',
    right: 'targets.send_letter',
    summary: 'Send drafts to their RMs; those refused are named',
    body: z.object({ keys: z.array(idText).min(1).max(bulkMax) }),
    response: bulkOutcome,
    status: 201,
  }),
  previewReminders: route({
    method: 'post',
    path: '/letter-reminder-previews',
    right: 'targets.send_letter',
    summary: 'Which RMs of many letters would be reminded today, and why others would not',
    body: bulkChoice,
    response: bulkPreview,
  }),
  remindOfLetters: route({
    method: 'post',
    path: '/letter-reminders',
    right: 'targets.send_letter',
    summary: 'Remind RMs of letters they have not signed, once a day each; those refused are named',
    body: z.object({ keys: z.array(idText).min(1).max(bulkMax) }),
    response: bulkOutcome,
    status: 201,
  }),
  signLetters: route({
    method: 'post',
    path: '/letter-signatures',
    right: 'targets.send_letter',
    summary: 'Sign many letters for the bank with one password, each by the text that was shown',
    body: z.object({
      password,
      letters: z
        .array(z.object({ letterId: idText, bodyHash }))
        .min(1)
        .max(200),
    }),
    response: manyDone,
    status: 201,
  }),
  proposeAmendment: route({
    method: 'post',
    path: '/letters/:letterId/amendments',
    right: 'targets.sign_letter',
    summary: 'Propose other targets for the quarters that are not closed; both sides sign it',
    params: letterParams,
    body: z.object({ fromQuarter: quarterText, reason, changes }),
    response: z.object({ amendmentId: idText, amendmentNo: count }),
    status: 201,
  }),
  readAmendment: route({
    method: 'get',
    path: '/letter-amendments/:amendmentId',
    right: 'targets.read_letters',
    summary: 'One amendment: figures before and after, hash, signatures',
    params: amendmentParams,
    response: amendmentView,
  }),
  readAmendmentPdf: route({
    method: 'get',
    path: '/letter-amendments/:amendmentId/pdf',
    right: 'targets.read_letters',
    summary: 'The amendment as PDF; once both have signed, the one file signed and kept',
    params: amendmentParams,
    response: z.any(),
    file: 'application/pdf',
  }),
  signAmendment: route({
    method: 'post',
    path: '/letter-amendments/:amendmentId/signatures',
    right: 'targets.sign_letter',
    summary: 'Sign an amendment for one side; the password is entered again',
    params: amendmentParams,
    body: signing,
    response: z.object({ state: z.enum(amendmentStates), signedAt: instantText }),
    status: 201,
  }),
  endAmendment: route({
    method: 'post',
    path: '/letter-amendments/:amendmentId/endings',
    right: 'targets.sign_letter',
    summary: 'Refuse or take back a proposal with a reason',
    params: amendmentParams,
    body: z.object({ reason }),
    response: z.object({ state: z.enum(amendmentStates) }),
    status: 201,
  }),
};
