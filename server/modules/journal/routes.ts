import { handle } from '../../platform/module.ts';
import { localeOf } from '../../platform/http/problem.ts';
import { policyInForce } from '../../platform/policy/store.ts';
import { customerFacts, customerFileKind } from '../customers/index.ts';
import { businessDay } from '../organisation/index.ts';
import { journalApi } from './contract.ts';
import { refuse } from './messages.ts';
import { loadJournal } from './store/sources.ts';

export const journalHandlers = handle(journalApi, {
  listJournal: async ({ tx, params, query, request }) => {
    const customer = await customerFacts(tx, BigInt(params.customerId));
    if (customer === null) return refuse('journal.not_found');
    const below = query.cursor === undefined ? null : readCursor(query.cursor);
    if (query.cursor !== undefined && below === null) return refuse('journal.cursor_invalid');
    const found = await loadJournal(tx, customer, {
      kind: query.kind ?? null,
      below,
      limit: query.limit + 1,
    });
    const rows = found.slice(0, query.limit);
    const { body } = await policyInForce(tx, customerFileKind, await businessDay(tx));
    const locale = localeOf(request);
    const purposes = new Map(body.consentPurposes.map((one) => [one.key, one[locale]]));
    const end = rows.at(-1);
    return {
      rows: rows.map((row) => {
        const { purpose } = row.params;
        const isConsent = row.kind === 'consent_given' || row.kind === 'consent_withdrawn';
        if (!isConsent || purpose === undefined) return row;
        return { ...row, params: { ...row.params, purpose: purposes.get(purpose) ?? purpose } };
      }),
      next: found.length > query.limit && end !== undefined ? cursorOf(end) : null,
    };
  },
});

function cursorOf(row: { readonly at: string; readonly key: string }): string {
  return Buffer.from(JSON.stringify([row.at, row.key])).toString('base64url');
}

function readCursor(cursor: string): { readonly at: string; readonly key: string } | null {
  try {
    const parts = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown;
    if (!Array.isArray(parts)) return null;
    const [at, key] = parts as unknown[];
    if (typeof at !== 'string' || typeof key !== 'string' || !/^\d{4}-\d\d-\d\d/.test(at)) {
      return null;
    }
    return { at, key };
  } catch {
    return null;
  }
}
