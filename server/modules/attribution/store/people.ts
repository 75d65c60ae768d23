import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/transaction.ts';

/** The name and unit of the signed-in person: of his file, else his login. */
export async function loadOwnFile(tx: Tx): Promise<{ name: string; unitPath: string | null }> {
  const { rows } = await sql<{ name: string; unitPath: string }>`
    select name, unit_path as "unitPath"
    from people_v_staff
    where staff_id = ${tx.actor.staffId ?? 0n}
  `.execute(tx.db);
  return rows[0] ?? { name: tx.actor.login, unitPath: null };
}

export interface SeenCustomer {
  readonly customerId: bigint;
  readonly customerNo: string;
  readonly name: string;
  readonly leadStaffId: bigint | null;
  readonly managingPath: string | null;
}

/** A customer in the caller's scope. */
export async function loadSeenCustomer(tx: Tx, customerId: bigint): Promise<SeenCustomer | null> {
  const { rows } = await sql<SeenCustomer>`
    select customer_id as "customerId",
           customer_no as "customerNo",
           name,
           lead_staff_id as "leadStaffId",
           managing_path as "managingPath"
    from customers_v_customer
    where customer_id = ${customerId}
  `.execute(tx.db);
  return rows[0] ?? null;
}

/** The name of a product by its code; null when there is none. */
export async function loadProductName(tx: Tx, code: string): Promise<string | null> {
  const { rows } = await sql<{ name: string }>`
    select name
    from products_v_product
    where code = ${code}
  `.execute(tx.db);
  return rows[0]?.name ?? null;
}

/** One command at a time on the shares of a customer: a second one sees what the first wrote. */
export async function lockShares(tx: Tx, customerId: bigint): Promise<void> {
  await sql`
    select pg_advisory_xact_lock(hashtextextended(${`attribution:${customerId}`}, 0))
  `.execute(tx.db);
}
