import { systemActor, type Actor } from '../../../core/actor.ts';
import type { Day } from '../../../core/day.ts';
import { isRefusal, type Refusal } from '../../../core/refusal.ts';
import { recordAudit } from '../../platform/audit/record.ts';
import type { Database, Tx } from '../../platform/db/transaction.ts';
import { notify } from '../../platform/notices/index.ts';
import { policyInForce } from '../../platform/policy/store.ts';
import { bankOf } from '../organisation/index.ts';
import type { NoteSending, Receipt, Warning } from './contract.ts';
import { refuse } from './messages.ts';
import { contactStandardKind, type ContactStandard } from './policy.ts';
import { dayAt, decideNote, type Arrival } from './rules/note.ts';
import * as store from './store/note.ts';

type Standing = store.NewRevision['standing'];

/**
 * The whole bank in the person's name: a customer handed over is no longer in his sight. What he
 * may do is decided on the history of who served the customer.
 */
function onBehalf({ accountId, login, staffId }: Actor): Actor {
  return { ...systemActor('contacts'), accountId, login, staffId };
}

/**
 * Takes one revision of a note (A5). The same sent again is answered the same and kept once.
 * Refuses as decideNote does; a customer that left the writer's scope by name of the present lead,
 * and one that never was in it without a word about him.
 */
export async function sendNote(
  database: Database,
  actor: Actor,
  wish: { readonly customerId: bigint; readonly note: NoteSending },
): Promise<Receipt | Refusal> {
  const staffId = senderOf(actor, wish.note);
  if (isRefusal(staffId)) return staffId;
  const done = await database.transaction(actor, async (tx) =>
    (await store.loadCustomer(tx, wish.customerId)) === null
      ? null
      : takeRevision(tx, { ...wish, staffId, standing: 'serving' }),
  );
  if (done !== null) return done;
  return database.transaction(onBehalf(actor), (tx) => explainUnseen(tx, { ...wish, staffId }), {
    readOnly: true,
  });
}

/**
 * A contact that the writer had while he served a customer who was handed over since: kept as a
 * remark for the present lead, and counted as what it was, a contact of its day. Refuses who did
 * not serve the customer on that day.
 */
export async function sendRemark(
  database: Database,
  actor: Actor,
  wish: { readonly customerId: bigint; readonly note: NoteSending },
): Promise<Receipt | Refusal> {
  const staffId = senderOf(actor, wish.note);
  if (isRefusal(staffId)) return staffId;
  const seen = await database.transaction(actor, (tx) => store.loadCustomer(tx, wish.customerId), {
    readOnly: true,
  });
  if (seen !== null) return refuse('contacts.still_yours');
  return database.transaction(onBehalf(actor), async (tx) => {
    const { day } = await clockOf(tx, wish.note.happenedAt);
    const serving = await store.loadServing(tx, { ...wish, staffId, day });
    if (!serving.ever) return refuse('contacts.not_yours');
    if (!serving.served) return refuse('contacts.not_served_then', { day });
    const taken = await takeRevision(tx, { ...wish, staffId, standing: 'handed_over' });
    if (!isRefusal(taken) && !taken.already && serving.leadId !== null) {
      const { leadId } = serving;
      await tell(tx, { ...wish, staffId, day, code: 'contacts.notice.remark', to: [leadId] });
    }
    return taken;
  });
}

/** Who sends: the person of the account under which the note was written, and nobody else. */
function senderOf(actor: Actor, { accountId }: NoteSending): bigint | Refusal {
  if (accountId !== undefined && BigInt(accountId) !== actor.accountId) {
    return refuse('contacts.other_account', { login: actor.login });
  }
  return actor.staffId ?? refuse('contacts.no_person');
}

interface Wish {
  readonly customerId: bigint;
  readonly note: NoteSending;
  readonly staffId: bigint;
}

async function takeRevision(
  tx: Tx,
  wish: Wish & { readonly standing: Standing },
): Promise<Receipt | Refusal> {
  const customer = await store.loadCustomer(tx, wish.customerId);
  if (customer === null) return refuse('contacts.not_yours');
  const { now, today, day } = await clockOf(tx, wish.note.happenedAt);
  const { versionId, body: policy } = await policyInForce(tx, contactStandardKind, today);
  const arrival = await arrivalOf(tx, wish, { now, today, day, policy });
  const decided = decideNote(policy, wish.note, arrival);
  if (isRefusal(decided)) return decided;
  if (decided.kind === 'known')
    return receiptOf(wish.note, decided.kept.receivedAt, true, decided.warnings);
  const receivedAt = await store.insertRevision(tx, {
    ...wish.note,
    customerId: wish.customerId,
    staffId: wish.staffId,
    standing: wish.standing,
    happenedOn: day,
    policyVersionId: versionId,
  });
  if (receivedAt === null) return takenMeanwhile(tx, wish, { now, today, day, policy });
  await store.beginBook(tx, today);
  const { noteId, revision, act, channel, origin } = wish.note;
  await recordAudit(tx, {
    verb: `contacts.${verbOf[act]}`,
    subject: 'contact_note',
    subjectKey: `${customer.customerNo} ${noteId}`,
    detail: { revision, channel, day, origin, standing: wish.standing },
  });
  if (act === 'written' && arrival.near.length > 0) {
    const { customerId } = wish;
    const staffIds = arrival.near.map((one) => one.staffId);
    // Who has handed the customer over may not open him: nothing is left to agree upon.
    const former = await store.loadFormer(tx, { customerId, staffIds, day: today });
    const to = staffIds.filter((one) => !former.has(one));
    await tell(tx, { ...wish, day, code: 'contacts.notice.double', to });
  }
  return receiptOf(wish.note, receivedAt, false, decided.warnings);
}

/** Those who have to do with the customer hear of the contact. */
async function tell(
  tx: Tx,
  of: Wish & {
    readonly day: Day;
    readonly code: 'contacts.notice.double' | 'contacts.notice.remark';
    readonly to: readonly bigint[];
  },
): Promise<void> {
  const customer = await store.loadCustomer(tx, of.customerId);
  const staffName = await store.loadStaffName(tx, of.staffId);
  await notify(tx, {
    code: of.code,
    params: { staffName, day: of.day, customer: customer?.name ?? '' },
    link: `/customers/${of.customerId}?tab=contacts`,
    to: { staffIds: of.to },
  });
}

const verbOf = { written: 'write', changed: 'change', withdrawn: 'withdraw' } as const;

/** Its number was taken at the same moment: the same note is known, another one is a conflict. */
async function takenMeanwhile(tx: Tx, wish: Wish, given: Given): Promise<Receipt | Refusal> {
  const decided = decideNote(given.policy, wish.note, await arrivalOf(tx, wish, given));
  if (isRefusal(decided)) return decided;
  if (decided.kind === 'keep') throw new Error('a revision that was taken is not in its chain');
  return receiptOf(wish.note, decided.kept.receivedAt, true, decided.warnings);
}

interface Given {
  readonly now: string;
  readonly today: Day;
  readonly day: Day;
  readonly policy: ContactStandard;
}

async function arrivalOf(
  tx: Tx,
  { customerId, note, staffId }: Wish,
  { now, today, day, policy }: Given,
): Promise<Arrival> {
  return {
    staffId,
    now,
    today,
    happenedOn: day,
    chain: await store.loadChain(tx, customerId, note.noteId),
    consent: {
      kind: (await store.loadCustomer(tx, customerId))?.kind ?? 'individual',
      said: await store.loadMarketingConsents(tx, customerId, day),
    },
    near: await store.loadNear(tx, { customerId, staffId, day, days: policy.doubleDays }),
  };
}

/** Why a note cannot be taken though it may have been: known before, handed over, or foreign. */
async function explainUnseen(tx: Tx, wish: Wish): Promise<Receipt | Refusal> {
  const { customerId, note, staffId } = wish;
  const given = await clockOf(tx, note.happenedAt);
  const chain = await store.loadChain(tx, customerId, note.noteId);
  if (chain.some((one) => one.revision === note.revision && one.staffId === staffId)) {
    const { body: policy } = await policyInForce(tx, contactStandardKind, given.today);
    return takenMeanwhile(tx, wish, { ...given, policy });
  }
  const serving = await store.loadServing(tx, { customerId, staffId, day: given.day });
  if (!serving.ever) return refuse('contacts.not_yours');
  return refuse('contacts.handed_over', {
    leadName: serving.leadName ?? '—',
    day: serving.since ?? '—',
  });
}

/** The bank's clock and day, and the day on which the contact falls there. */
async function clockOf(
  tx: Tx,
  happenedAt: string,
): Promise<{ readonly now: string; readonly today: Day; readonly day: Day }> {
  const timeZone = (await bankOf(tx))?.timeZone ?? 'Asia/Shanghai';
  const now = await store.loadNow(tx);
  return { now, today: dayAt(now, timeZone), day: dayAt(happenedAt, timeZone) };
}

function receiptOf(
  { noteId, revision }: NoteSending,
  receivedAt: string,
  already: boolean,
  warnings: readonly Warning[],
): Receipt {
  return { noteId, revision, receivedAt, already, warnings: [...warnings] };
}
