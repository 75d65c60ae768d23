import { may } from '../../../core/actor.ts';
import { day } from '../../../core/day.ts';
import { isRefusal } from '../../../core/refusal.ts';
import { keysetPage } from '../../../core/schema.ts';
import { handle } from '../../platform/module.ts';
import { policyInForce } from '../../platform/policy/store.ts';
import { businessDay } from '../organisation/index.ts';
import { customersRights } from './access.ts';
import { fileApi, mediaTypes } from './contract/file.ts';
import {
  bytesOf,
  enterConsent,
  keepDocument,
  openDocument,
  withdrawDocument,
} from './file-commands.ts';
import { refuse } from './messages.ts';
import { customerFileKind } from './policy.ts';
import { decideOpening, decideWithdrawal } from './rules/document.ts';
import { loadFacts } from './store/customer.ts';
import * as store from './store/file.ts';
import { lastTurn } from './store/relations.ts';

export const fileHandlers = handle(fileApi, {
  listDocuments: async ({ tx, params, query, actor }) => {
    const customerId = BigInt(params.customerId);
    if ((await loadFacts(tx, customerId)) === null) return refuse('customers.not_found');
    const below = query.cursor === undefined ? null : BigInt(query.cursor);
    const rows = await store.loadDocuments(tx, customerId, { below, limit: query.limit + 1 });
    const { body: policy } = await policyInForce(tx, customerFileKind, await businessDay(tx));
    const mayKeep = may(actor, customersRights, 'customers.keep_documents');
    const page = keysetPage(rows, query.limit, (row) => row.documentId);
    return {
      ...page,
      rows: page.rows.map(({ uploadedBy, mediaType, ...row }) => ({
        ...row,
        kindName: nameOf(policy.documentKinds, row.kind),
        form: mediaTypes[mediaType],
        state: row.withdrawnAt === null ? ('stands' as const) : ('withdrawn' as const),
        mayOpen: decideOpening(row, actor.roles) === null,
        mayWithdraw: mayKeep && decideWithdrawal({ ...row, uploadedBy }, actor) === null,
      })),
    };
  },

  uploadDocument: async ({ tx, params, query, request }) => {
    const customerId = BigInt(params.customerId);
    // Read before anything is locked: an upload may be slow.
    const upload = request.isMultipart() ? await request.file() : undefined;
    const body = await bytesOf(upload);
    if (isRefusal(body)) return body;
    return keepDocument(tx, { customerId, ...query, fileName: upload?.filename ?? '', body });
  },

  readDocument: async ({ database, actor, params }) => {
    const given = {
      customerId: BigInt(params.customerId),
      documentId: BigInt(params.documentId),
    };
    // Its own transaction: a reading that leaves an audit record writes.
    const opened = await database.transaction(actor, (tx) => openDocument(tx, given));
    if (isRefusal(opened)) return opened;
    const { fileName: name, mediaType: type } = opened.document;
    const inline = type === 'application/pdf' ? { inline: true as const } : {};
    return { file: { name, type, body: opened.body, ...inline } };
  },

  withdrawDocument: async ({ tx, params, body }) =>
    withdrawDocument(tx, {
      customerId: BigInt(params.customerId),
      documentId: BigInt(params.documentId),
      reason: body.reason,
    }),

  readConsents: async ({ tx, params }) => {
    const customerId = BigInt(params.customerId);
    if ((await loadFacts(tx, customerId)) === null) return refuse('customers.not_found');
    const { body: policy } = await policyInForce(tx, customerFileKind, await businessDay(tx));
    const entries = await store.loadConsents(tx, customerId);
    return {
      purposes: policy.consentPurposes.map(({ key: purpose, zh, en, ...one }) => {
        const last = entries.find((entry) => entry.purpose === purpose);
        return {
          ...one,
          purpose,
          name: { zh, en },
          state: last?.state ?? null,
          onDay: last?.onDay ?? null,
        };
      }),
      history: entries.map(({ channel, ...entry }) => ({
        ...entry,
        purposeName: nameOf(policy.consentPurposes, entry.purpose),
        channelName: nameOf(policy.consentChannels, channel),
      })),
      channels: policy.consentChannels,
      documentKinds: policy.documentKinds,
      turn: await lastTurn(tx, 'customers_consent', customerId),
    };
  },

  enterConsent: async ({ tx, params, body }) =>
    enterConsent(tx, {
      ...body,
      customerId: BigInt(params.customerId),
      onDay: day(body.onDay),
      documentId: body.documentId === undefined ? null : BigInt(body.documentId),
    }),
});

/** The names of a key; a key that the policy no longer has stands for itself. */
function nameOf(
  list: readonly { readonly key: string; readonly zh: string; readonly en: string }[],
  key: string,
): { readonly zh: string; readonly en: string } {
  const found = list.find((one) => one.key === key);
  return { zh: found?.zh ?? key, en: found?.en ?? key };
}
