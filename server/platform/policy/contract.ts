import { z } from 'zod';
import { count, dayText, idText, instantText, route } from '../../../core/schema.ts';

export const versionStates = [
  'draft',
  'in_review',
  'returned',
  'in_force',
  'coming',
  'past',
  'overtaken',
] as const;
/**
 * draft: being written · in_review: waits for another person's approval · returned: sent back with
 * a reason · in_force: approved and valid on the business day · coming: approved, from a
 * later day · past: approved, another is in force · overtaken: a draft older than an approved one.
 */
export type VersionState = (typeof versionStates)[number];

const phrase = z.object({ zh: z.string(), en: z.string() });

export const policyKindRow = z.object({
  kind: z.string(),
  /** Module it belongs to. */
  module: z.string(),
  title: phrase,
  /** Clause or scheme it follows. */
  source: z.string(),
  versionNo: count,
  validFrom: dayText,
  assumed: z.string(),
  versions: count,
  drafts: count,
});
export type PolicyKindRow = z.infer<typeof policyKindRow>;

export const policyVersionRow = z.object({
  versionId: idText,
  versionNo: count,
  state: z.enum(versionStates),
  validFrom: dayText,
  note: z.string(),
  assumed: z.string(),
  /** Login at that time; null: the installation. */
  author: z.string().nullable(),
  authorId: idText,
  createdAt: instantText,
  approver: z.string().nullable(),
  approvedAt: instantText.nullable(),
  /** The last step of its review. */
  review: z
    .object({
      step: z.enum(['submitted', 'returned']),
      reason: z.string(),
      by: z.string().nullable(),
      at: instantText,
    })
    .nullable(),
});
export type PolicyVersionRow = z.infer<typeof policyVersionRow>;

export const policyFault = z.object({
  /** Place in the document: levels.junior.capacity. */
  at: z.string(),
  /** From 1; null when the place is not in the text. */
  line: count.nullable(),
  column: count.nullable(),
  zh: z.string(),
  en: z.string(),
});
export type PolicyFaultRow = z.infer<typeof policyFault>;

const kindParams = z.object({ kind: z.string().max(60) });
const versionNo = z.coerce.number().int().min(1).max(1_000_000);
const versionParams = kindParams.extend({ versionNo });
const text = z.string().min(1).max(400_000);

export const policyApi = {
  readSchemeNames: route({
    method: 'get',
    path: '/scheme-names',
    right: 'signed_in',
    summary: 'English names by the Chinese ones that the bank’s schemes give (bands, products …)',
    response: z.object({ names: z.record(z.string(), z.string()) }),
  }),
  listPolicyKinds: route({
    method: 'get',
    path: '/policies',
    right: 'policy.read',
    summary: 'Every kind of scheme with the version in force on the business day',
    response: z.object({ rows: z.array(policyKindRow) }),
  }),
  listPolicyVersions: route({
    method: 'get',
    path: '/policies/:kind/versions',
    right: 'policy.read',
    summary: 'Versions of one kind, newest first',
    params: kindParams,
    response: z.object({
      kind: z.string(),
      module: z.string(),
      title: phrase,
      source: z.string(),
      /** Days before it belong to sealed quarters: no version may begin there. */
      sealedUntil: dayText.nullable(),
      rows: z.array(policyVersionRow),
    }),
  }),
  readPolicyVersion: route({
    method: 'get',
    path: '/policies/:kind/versions/:versionNo',
    right: 'policy.read',
    summary: 'One version with its document, also as YAML to edit',
    params: versionParams,
    response: policyVersionRow.extend({
      kind: z.string(),
      module: z.string(),
      title: phrase,
      bodyHash: z.string(),
      body: z.unknown(),
      text: z.string(),
    }),
  }),
  readPolicyDifference: route({
    method: 'get',
    path: '/policies/:kind/differences',
    right: 'policy.read',
    summary: 'Where two versions differ: place, old, new',
    params: kindParams,
    query: z.object({ from: versionNo, to: versionNo }),
    response: z.object({
      rows: z.array(
        z.object({
          path: z.string(),
          change: z.enum(['added', 'removed', 'changed']),
          before: z.string().nullable(),
          after: z.string().nullable(),
        }),
      ),
    }),
  }),
  readPolicyFile: route({
    method: 'get',
    path: '/policies/:kind/versions/:versionNo/file',
    right: 'policy.read',
    summary: 'One version as a YAML file, to be edited and brought back as a draft',
    params: versionParams,
    response: z.string(),
    file: 'application/yaml',
  }),
  checkPolicyDraft: route({
    method: 'post',
    path: '/policies/:kind/checks',
    right: 'policy.draft',
    summary: 'Check a document (YAML or JSON) without keeping it: every fault with its place',
    params: kindParams,
    body: z.object({ text, validFrom: dayText.optional() }),
    response: z.object({
      faults: z.array(policyFault),
      /** What the author should know though the document is accepted. */
      warnings: z.array(policyFault),
      /** The document as data, null when it cannot be read as a whole: for the form. */
      body: z.unknown(),
      /** The document as YAML in the order of its kind; null like `body`. */
      text: z.string().nullable(),
    }),
  }),
  createPolicyDraft: route({
    method: 'post',
    path: '/policies/:kind/versions',
    right: 'policy.draft',
    summary: 'Write a new version as a draft (YAML or JSON)',
    params: kindParams,
    body: z.object({
      text,
      note: z.string().min(1).max(500),
      /** What goes beyond the source; empty when nothing does. */
      assumed: z.string().max(500).default(''),
      validFrom: dayText,
      /** Newest version the author has seen; a newer one refuses the draft (two editors). */
      seenVersionNo: z.int().min(0),
    }),
    response: z.object({ versionId: idText, versionNo: count }),
    status: 201,
  }),
  submitPolicy: route({
    method: 'post',
    path: '/policies/:kind/versions/:versionNo/submissions',
    right: 'policy.draft',
    summary: 'Send a draft for review',
    params: versionParams,
    body: z.object({ words: z.string().max(500).default('') }),
    response: z.object({ versionNo: count }),
    status: 201,
  }),
  returnPolicy: route({
    method: 'post',
    path: '/policies/:kind/versions/:versionNo/returns',
    right: 'policy.approve',
    summary: 'Send a draft in review back to its author with the reason',
    params: versionParams,
    body: z.object({ reason: z.string().min(1).max(500) }),
    response: z.object({ versionNo: count }),
    status: 201,
  }),
  readPolicyShape: route({
    method: 'get',
    path: '/policies/:kind/shape',
    right: 'policy.read',
    summary: 'The form of a kind of scheme (JSON Schema), and published schemes to start from',
    params: kindParams,
    response: z.object({
      kind: z.string(),
      module: z.string(),
      title: phrase,
      schema: z.unknown(),
      presets: z.array(
        z.object({
          key: z.string(),
          title: phrase,
          source: z.string(),
          note: phrase,
          body: z.unknown(),
          text: z.string(),
        }),
      ),
    }),
  }),
  approvePolicy: route({
    method: 'post',
    path: '/policies/:kind/versions/:versionNo/approvals',
    right: 'policy.approve',
    summary: 'Approve a draft of another person; it never changes afterwards',
    params: versionParams,
    response: z.object({ versionNo: count, validFrom: dayText }),
    status: 201,
  }),
};
