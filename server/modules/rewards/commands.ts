import { fen, moneyText, zeroFen, type Fen } from '../../../core/money.ts';
import { yearOf } from '../../../core/day.ts';
import { percentText, rate } from '../../../core/rate.ts';
import { isRefusal, type Refusal } from '../../../core/refusal.ts';
import { recordAudit } from '../../platform/audit/record.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { policyInForce } from '../../platform/policy/store.ts';
import { businessDay } from '../organisation/index.ts';
import type { EntryKind } from './contract.ts';
import { refuse } from './messages.ts';
import { rewardFundKind } from './policy.ts';
import { decideBudget, decideEntry, decideSource, poolShare } from './rules/fund.ts';
import * as store from './store/fund.ts';

/**
 * Enters money for the fund: the share of a sealed quarter's bonus pool (once a quarter), the
 * opening balance (once), or forfeited deferred pay. It counts when a second person confirms it.
 */
export async function enterSource(
  tx: Tx,
  wish:
    | { readonly kind: 'pool'; readonly quarter: string }
    | {
        readonly kind: 'opening' | 'forfeited';
        readonly amount: Fen;
        readonly reference: string;
      },
): Promise<Refusal | { sourceId: bigint; amount: Fen }> {
  await store.lockFund(tx);
  const { body, versionId } = await policyInForce(tx, rewardFundKind, await businessDay(tx));
  const found = wish.kind === 'pool' ? await shareOf(tx, wish.quarter) : { ...wish, basis: null };
  if (isRefusal(found)) return found;
  if (wish.kind === 'opening') {
    const standing = await store.listSources(tx, { standing: 'opening', before: null, limit: 1 });
    if (standing.length > 0) return refuse('rewards.opened_already');
  }
  const { amount, basis, reference } = found;
  const quarter = wish.kind === 'pool' ? wish.quarter : null;
  const source = { kind: wish.kind, quarter, basis, amount, reference, policyVersionId: versionId };
  const sourceId = await store.insertSource(tx, source);
  await recordAudit(tx, {
    verb: 'rewards.enter_source',
    subject: 'reward_source',
    subjectKey: String(sourceId),
    detail: { ...source, amount: moneyText(amount) },
  });
  return { sourceId, amount };

  async function shareOf(own: Tx, of: string) {
    const pool = (await store.loadPools(own, of))[0];
    if (pool === undefined) return refuse('rewards.quarter_not_sealed', { quarter: of });
    if (pool.booked !== null) return refuse('rewards.pool_booked', { quarter: of });
    const share = poolShare(body, pool.pool);
    if (share === zeroFen) return refuse('rewards.pool_empty', { quarter: of });
    const words = `${moneyText(pool.pool)} × ${percentText(rate(body.poolShareMillionths))}`;
    return { amount: share, basis: pool.pool, reference: words };
  }
}

/** A second person confirms a source, which books it, or rejects it. */
export async function ruleSource(
  tx: Tx,
  given: { readonly sourceId: bigint; readonly verdict: 'confirmed' | 'rejected' },
): Promise<Refusal | { sourceId: bigint; balance: Fen }> {
  await store.lockFund(tx);
  const { sourceId, verdict } = given;
  const [source] = await store.listSources(tx, { sourceId, before: null, limit: 1 });
  if (source === undefined) return refuse('rewards.source_unknown');
  const refused = decideSource(source, tx.actor.accountId);
  if (refused !== null) return refused;
  await store.insertSourceRuling(tx, given);
  await recordAudit(tx, {
    verb: 'rewards.rule_source',
    subject: 'reward_source',
    subjectKey: String(sourceId),
    detail: { verdict, amount: moneyText(source.amount) },
  });
  if (verdict === 'rejected') return { sourceId, balance: (await store.loadLast(tx)).balance };
  const { kind, quarter } = source;
  const balance = await append(tx, { kind, moved: source.amount, quarter, sourceId });
  return isRefusal(balance) ? balance : { sourceId, balance };
}

/**
 * Appends to the ledger under its lock: the balance after is the one before plus what moved, never
 * below zero. The numbering would refuse a second writer even without the lock.
 */
async function append(
  tx: Tx,
  entry: {
    readonly kind: EntryKind;
    readonly moved: Fen;
    readonly quarter?: string | null;
    readonly sourceId?: bigint;
    readonly proposalId?: bigint;
  },
): Promise<Refusal | Fen> {
  const last = await store.loadLast(tx);
  const decided = decideEntry(last.balance, entry.moved);
  if (isRefusal(decided)) return decided;
  await store.insertEntry(tx, {
    entryNo: last.entryNo + 1n,
    kind: entry.kind,
    moved: decided.moved,
    balance: decided.balance,
    quarter: entry.quarter ?? null,
    sourceId: entry.sourceId ?? null,
    proposalId: entry.proposalId ?? null,
    enteredOn: await businessDay(tx),
  });
  return decided.balance;
}

/**
 * Takes an award out of the fund: within the year's budget and what the fund holds. An honour costs
 * nothing. Answers the balance after it.
 */
export async function payAward(
  tx: Tx,
  award: { readonly proposalId: bigint; readonly amount: Fen },
): Promise<Refusal | Fen> {
  await store.lockFund(tx);
  if (award.amount === zeroFen) return (await store.loadLast(tx)).balance;
  const today = await businessDay(tx);
  const { body } = await policyInForce(tx, rewardFundKind, today);
  const year = yearOf(today);
  const spent = (await store.loadYear(tx, year)).out;
  const over = decideBudget(body, { spent, award: award.amount, year });
  if (over !== null) return over;
  const { proposalId, amount } = award;
  return append(tx, { kind: 'award', moved: fen(-amount), proposalId });
}
