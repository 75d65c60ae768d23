import { sql } from 'kysely';
import type { Day } from '../../../../core/day.ts';
import type { Tx } from '../../../platform/db/transaction.ts';
import type { ReferralState } from '../contract.ts';
import type { OtherReferral } from '../rules/referral.ts';

export interface ReferralRecord {
  readonly customerId: bigint;
  readonly referralId: bigint;
  /** Empty for a referrer who does not see the customer. */
  readonly customerNo: string;
  readonly customerName: string;
  readonly managingPath: string | null;
  readonly staffId: bigint;
  readonly staffNo: string;
  readonly staffName: string;
  readonly product: string | null;
  readonly referredOn: Day;
  readonly note: string;
  readonly verdict: 'accepted' | 'rejected' | null;
  readonly ruledBy: string | null;
  readonly reason: string | null;
}

const referrals = sql`
  select r.customer_id as "customerId",
         r.referral_id as "referralId",
         coalesce(c.customer_no, '') as "customerNo",
         coalesce(c.name, '') as "customerName",
         c.managing_path as "managingPath",
         r.staff_id as "staffId",
         s.staff_no as "staffNo",
         s.name as "staffName",
         r.product_code as product,
         r.referred_on as "referredOn",
         r.note,
         g.verdict,
         g.ruled_by_name as "ruledBy",
         g.reason
  from attribution_referral r
  join people_v_staff s on s.staff_id = r.staff_id
  left join customers_v_customer c on c.customer_id = r.customer_id
  left join attribution_referral_ruling g
    on g.customer_id = r.customer_id
   and g.referral_id = r.referral_id
`;

export async function loadReferral(tx: Tx, referralId: bigint): Promise<ReferralRecord | null> {
  const { rows } = await sql<ReferralRecord>`
    ${referrals}
    where r.referral_id = ${referralId}
  `.execute(tx.db);
  return rows[0] ?? null;
}

/** Referrals of one customer, for the rule that one counts at a time. */
export async function loadReferralsOf(tx: Tx, customerId: bigint): Promise<OtherReferral[]> {
  const { rows } = await sql<OtherReferral>`
    select 'ZJ' || r.referral_id as no,
           r.product_code as product,
           r.referred_on as "referredOn",
           coalesce(g.verdict = 'rejected', false) as rejected
    from attribution_referral r
    left join attribution_referral_ruling g
      on g.customer_id = r.customer_id
     and g.referral_id = r.referral_id
    where r.customer_id = ${customerId}
    order by r.referral_id
    limit 1000
  `.execute(tx.db);
  return rows;
}

export interface ReferralFilter {
  readonly state: ReferralState | null;
  readonly search: string;
  /** Referrals of this day and before have run out. */
  readonly expiredUpTo: Day;
}

/** One page of referrals in sight, the latest first. */
export async function loadReferralPage(
  tx: Tx,
  filter: ReferralFilter,
  page: { readonly before: bigint | null; readonly limit: number },
): Promise<ReferralRecord[]> {
  const { rows } = await sql<ReferralRecord>`
    ${referrals}
    where ${page.before === null ? sql`true` : sql`r.referral_id < ${page.before}`}
      and ${inState(filter)}
      and ${
        filter.search === ''
          ? sql`true`
          : sql`(starts_with(c.customer_no, ${filter.search})
              or position(${filter.search} in c.name) > 0
              or position(${filter.search} in s.name) > 0
              or s.staff_no = ${filter.search})`
      }
    order by r.referral_id desc
    limit ${page.limit}
  `.execute(tx.db);
  return rows;
}

function inState({ state, expiredUpTo }: ReferralFilter) {
  switch (state) {
    case null:
      return sql`true`;
    case 'registered':
      return sql`g.verdict is null`;
    case 'rejected':
      return sql`g.verdict = 'rejected'`;
    case 'accepted':
      return sql`g.verdict = 'accepted' and r.referred_on > ${expiredUpTo}::date`;
    case 'expired':
      return sql`g.verdict = 'accepted' and r.referred_on <= ${expiredUpTo}::date`;
  }
}

export async function insertReferral(
  tx: Tx,
  one: {
    customerId: bigint;
    staffId: bigint;
    unitPath: string;
    product: string | null;
    referredOn: Day;
    note: string;
  },
): Promise<bigint> {
  const { rows } = await sql<{ id: bigint }>`
    insert into attribution_referral
      (customer_id, staff_id, unit_path, product_code, referred_on, note, registered_by)
    values (${one.customerId}, ${one.staffId}, ${one.unitPath}, ${one.product}, ${one.referredOn},
      ${one.note}, ${tx.actor.accountId})
    returning referral_id as id
  `.execute(tx.db);
  return rows[0]!.id;
}

/** Adds the head's word; false when another head was faster. */
export async function insertReferralRuling(
  tx: Tx,
  one: {
    customerId: bigint;
    referralId: bigint;
    verdict: 'accepted' | 'rejected';
    reason: string;
    name: string;
  },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into attribution_referral_ruling
      (customer_id, referral_id, verdict, reason, ruled_by, ruled_by_name)
    values (${one.customerId}, ${one.referralId}, ${one.verdict}, ${one.reason},
      ${tx.actor.accountId}, ${one.name})
    on conflict (customer_id, referral_id) do nothing
  `.execute(tx.db);
  return numAffectedRows === 1n;
}
