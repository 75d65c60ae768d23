import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { day } from '../../../core/day.ts';
import { quarter, quarterRange } from '../../../core/period.ts';
import { isRefusal } from '../../../core/refusal.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { installInitialPolicies } from '../../platform/policy/install.ts';
import { insertApproval, insertVersion } from '../../platform/policy/store.ts';
import { testTransaction } from '../../platform/testing/database.ts';
import { startRun } from '../organisation/index.ts';
import { people } from '../people/index.ts';
import { products } from '../products/index.ts';
import { allocation, closeArrivals } from './index.ts';
import { allocationKind, ownershipRules, type OwnershipRule } from './policy.ts';

/** C1 is booked in the east, has his oldest account in the west and his largest deposit in the east. */
async function layWorld(tx: Tx): Promise<void> {
  const rooms = [people, products, allocation];
  await installInitialPolicies(
    tx,
    rooms.flatMap((one) => one.policies ?? []),
  );
  await sql`
    insert into organisation_unit (unit_id, parent_id, code, name, kind, level, path, opened_on)
    values (901, null, 'H', '总行', 'head_office', 1, '0001.', '2000-01-01'),
           (902, 901, 'S1', '城东支行', 'sub_branch', 2, '0001.0001.', '2000-01-01'),
           (903, 901, 'S2', '城西支行', 'sub_branch', 2, '0001.0002.', '2000-01-01')
  `.execute(tx.db);
  await sql`
    insert into people_staff
      (staff_id, staff_no, name, unit_id, unit_path, is_rm, hired_on, search_text)
    values (911, 'R1', '王明', 902, '0001.0001.', true, '2015-01-01', ''),
           (912, 'R2', '李华', 903, '0001.0002.', true, '2015-01-01', '')
  `.execute(tx.db);
  await sql`
    insert into people_grade (staff_id, from_day, sequence, level, step, reason)
    values (911, '2020-01-01', 'retail', 'middle', 1, 'test'),
           (912, '2020-01-01', 'retail', 'middle', 1, 'test')
  `.execute(tx.db);
  await sql`
    insert into customers_customer
      (customer_id, customer_no, kind, name, name_key, initials, pinyin, search_pieces, opened_on,
       booking_unit_id, booking_path, tier)
    values (921, 'C1', 'individual', '周一', 'x', 'x', 'x', '{}', '2026-01-05', 902,
            '0001.0001.', 'small')
  `.execute(tx.db);
  await sql`
    insert into holdings_account
      (customer_id, account_id, account_no, product_id, unit_id, opened_on)
    select 921, one.account_id, 'A' || one.account_id, min(p.product_id), one.unit_id,
           one.opened_on::date
    from (values (931, 903, '2026-01-05'), (932, 902, '2026-02-01'))
      as one (account_id, unit_id, opened_on)
    join products_product p on p.kind = 'deposit'
    group by one.account_id, one.unit_id, one.opened_on
  `.execute(tx.db);
}

async function arriveBy(tx: Tx, rules: readonly OwnershipRule[]): Promise<string> {
  const versionId = await insertVersion(tx, {
    kind: allocationKind.kind,
    body: {
      ...allocationKind.initial,
      ownership: {
        rules: ownershipRules.map((rule) => ({ rule, on: rules.includes(rule) })),
        loanBy: 'largest',
        basicProducts: [],
      },
    },
    note: 'test',
    assumed: '',
    authorId: 0n,
    validFrom: day('2000-01-01'),
  });
  await insertApproval(tx, { versionId, approvedBy: 1n });
  const of = quarter('2026Q1');
  const range = quarterRange(of);
  const runId = await startRun(tx, {
    quarter: of,
    kind: 'close',
    asOf: range.until,
    backdated: false,
  });
  await sql`
    insert into holdings_month
      (run_id, customer_id, account_id, month, days, product_fen_days, end_balance_fen, fee_fen,
       interest_paid_fen, interest_received_fen, transactions, counter_transactions, days_overdue,
       overdue_fen, risk_class)
    values (${runId}, 921, 931, '2026-02-01', 28, 28, 1, 0, 0, 0, 0, 0, 0, 0, null),
           (${runId}, 921, 932, '2026-02-01', 28, 2800, 100, 0, 0, 0, 0, 0, 0, 0, null)
  `.execute(tx.db);
  const result = await closeArrivals(tx, {
    runId,
    quarter: of,
    range,
    yearFrom: day('2026-01-01'),
    backdated: false,
  });
  if (isRefusal(result)) throw new Error(result.refused);
  const { rows } = await sql<{ staffNo: string }>`
    select s.staff_no as "staffNo"
    from customers_customer c
    join people_staff s on s.staff_id = c.lead_staff_id
  `.execute(tx.db);
  return rows[0]!.staffNo;
}

describe('whose branch an arrival belongs to', () => {
  const cases: [string, readonly OwnershipRule[], string][] = [
    ['all rules off: where he is booked', [], 'R1'],
    ['his oldest account', ['earliest_account', 'largest_deposit'], 'R2'],
    ['rule 2 off: his largest deposit', ['largest_deposit'], 'R1'],
    ['nothing decides: where he is booked', ['loan_first', 'basic_account'], 'R1'],
  ];
  it.each(cases)('%s', (_name, rules, staffNo) =>
    testTransaction(async (tx) => {
      await layWorld(tx);
      expect(await arriveBy(tx, rules)).toBe(staffNo);
    }),
  );
});
