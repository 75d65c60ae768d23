import type { Problem } from '../../core/schema.ts';
import { contactsApi, type Receipt } from '../../server/modules/contacts/contract.ts';
import { addressOf } from '../api/address.ts';
import type { Outcome, QueuedNote } from './queued-note.ts';

/** Codes after which the queue waits for its writer to sign in. */
const signedOut = new Set([
  'auth.not_signed_in',
  'auth.must_change_password',
  'contacts.other_account',
]);

/** Sends one revision. Used by the page and by the service worker: needs nothing of either. */
export async function postNote(note: QueuedNote): Promise<Outcome> {
  const route = note.remark ? contactsApi.sendRemark : contactsApi.sendNote;
  const { customerId, accountId, body, locale } = note;
  let answer: Response;
  try {
    answer = await fetch(addressOf(route, { params: { customerId } }), {
      method: 'POST',
      headers: {
        accept: 'application/json, application/problem+json',
        'accept-language': locale === 'zh' ? 'zh-CN' : 'en',
        'content-type': 'application/json',
      },
      body: JSON.stringify({ ...body, accountId }),
    });
  } catch {
    return { kind: 'unreachable' };
  }
  const said: unknown = await answer.json().catch(() => undefined);
  if (answer.ok) {
    return said === undefined
      ? { kind: 'unreachable' }
      : { kind: 'received', receipt: said as Receipt };
  }
  return refusalOf(answer.status, said as Partial<Problem> | undefined);
}

function refusalOf(status: number, said: Partial<Problem> | undefined): Outcome {
  const code = said?.code;
  if (code === undefined || status === 429 || status >= 500) return { kind: 'unreachable' };
  if (status === 401 || signedOut.has(code)) return { kind: 'signed_out' };
  return {
    kind: 'refused',
    told: {
      code,
      words: said?.detail ?? code,
      fields: (said?.errors ?? []).map(({ at, detail }) => ({ at, words: detail })),
    },
  };
}
