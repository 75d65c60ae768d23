import { sql } from 'kysely';
import type { Tx } from '../db/transaction.ts';
import type { Module } from '../module.ts';
import { installInitialPolicies } from '../policy/install.ts';

/** An RM of the test bank; the branch S1 (902) is the east, S2 (903) the west. */
export interface TestRm {
  readonly staffId: number;
  readonly staffNo: string;
  readonly name: string;
  readonly unit: 'S1' | 'S2';
  readonly level: 'trainee' | 'junior' | 'middle' | 'senior';
}

/**
 * A small bank for tests on 2026-03-10: head office H, branches S1 (0001.0001.) and S2
 * (0001.0002.), corporate RMs as given, and every policy of the rooms as shipped. Customers are the
 * test's own.
 */
export async function layBank(
  tx: Tx,
  rooms: readonly Module[],
  rms: readonly TestRm[],
): Promise<void> {
  await installInitialPolicies(
    tx,
    rooms.flatMap((one) => one.policies ?? []),
  );
  await sql`
    insert into organisation_bank (code, name, currency, source, time_zone, today)
    values ('T', '试行', 'CNY', 'test', 'Asia/Shanghai', '2026-03-10')
  `.execute(tx.db);
  await sql`
    insert into organisation_unit (unit_id, parent_id, code, name, kind, level, path, opened_on)
    values (901, null, 'H', '总行', 'head_office', 1, '0001.', '2000-01-01'),
           (902, 901, 'S1', '城东分行', 'branch', 2, '0001.0001.', '2000-01-01'),
           (903, 901, 'S2', '城西分行', 'branch', 2, '0001.0002.', '2000-01-01')
  `.execute(tx.db);
  for (const rm of rms) {
    const [unitId, path] = rm.unit === 'S1' ? [902, '0001.0001.'] : [903, '0001.0002.'];
    await sql`
      insert into people_staff
        (staff_id, staff_no, name, unit_id, unit_path, is_rm, hired_on, search_text)
      values (${rm.staffId}, ${rm.staffNo}, ${rm.name}, ${unitId}, ${path}, true, '2015-01-01', '')
    `.execute(tx.db);
    await sql`
      insert into people_grade (staff_id, from_day, sequence, level, step, reason)
      values (${rm.staffId}, '2020-01-01', 'corporate', ${rm.level}, 1, 'test')
    `.execute(tx.db);
  }
}

/** Independent firms n of the test bank, booked in the east; led by `leadId`, or by nobody. */
export async function layFirms(
  tx: Tx,
  firms: readonly {
    readonly n: number;
    readonly class: 'premium' | 'general' | 'poor';
    readonly leadId: number | null;
  }[],
): Promise<void> {
  const given = JSON.stringify(firms);
  await sql`
    insert into customers_customer
      (customer_id, customer_no, kind, name, name_key, initials, pinyin, search_pieces,
       opened_on, booking_unit_id, booking_path, lead_staff_id, managing_path, corporate_type,
       class)
    select f.n, 'C' || lpad(f.n::text, 2, '0'), 'corporate', '客户' || f.n, 'x', 'x', 'x', '{}',
           '2019-01-01', 902, '0001.0001.', f."leadId", s.unit_path, 'independent',
           f.class
    from jsonb_to_recordset(${given}::jsonb) as f (n int, class text, "leadId" bigint)
    left join people_staff s on s.staff_id = f."leadId"
  `.execute(tx.db);
  await sql`
    insert into customers_management
      (customer_id, staff_id, part, share_millionths, from_day, reason, origin)
    select f.n, f."leadId", 'lead', 1000000, '2019-01-01', 'test', 'hand'
    from jsonb_to_recordset(${given}::jsonb) as f (n int, "leadId" bigint)
    where f."leadId" is not null
  `.execute(tx.db);
}
