import { sql } from 'kysely';
import { systemActor } from '../core/actor.ts';
import { drawsOf } from '../fixtures/demo-bank/random.ts';
import { firmName, personName, places } from '../fixtures/demo-bank/names.ts';
import { openDatabase, prepareDatabase } from '../server/database.ts';
import { openHouse } from '../server/house.ts';
import { searchKeysOf } from '../server/modules/customers/rules.ts';
import { readConfig } from '../server/platform/config.ts';
import { copyRows } from '../server/platform/db/copy.ts';
import type { Tx } from '../server/platform/db/transaction.ts';

/*
 * KEJING_DATA=<a stopped data directory with the demo bank> node tools/bench-bank.ts
 *     [--customers 1000000] [--rms 2500] [--one 50000]
 * Makes the demo bank large: made branches, RMs and customers, for each customer a deposit with two
 * closed months, its contribution and its part. One RM (BENCH0001, with the demo's password) has
 * `--one` customers; every fiftieth customer has no RM. Nothing that a closing would accept: it is
 * for reading only, and the directory is thrown away afterwards. What was measured on it stands in
 * docs/operations.md.
 */
const { values } = await import('node:util').then(({ parseArgs }) =>
  parseArgs({
    options: {
      customers: { type: 'string', default: '1000000' },
      rms: { type: 'string', default: '2500' },
      one: { type: 'string', default: '50000' },
    },
  }),
);
const customers = Number.parseInt(values.customers, 10);
const rms = Number.parseInt(values.rms, 10);
const one = Number.parseInt(values.one, 10);
const branches = 50;
const slice = 100_000;
const actor = systemActor('bench');

const bank = await openDatabase(readConfig(process.env), () => undefined);
try {
  await prepareDatabase(bank, openHouse());
  const step = async (what: string, work: (tx: Tx) => Promise<unknown>) => {
    const began = performance.now();
    await bank.database.transaction(actor, work);
    console.log(`${what.padEnd(28)} ${((performance.now() - began) / 1000).toFixed(1)} s`);
  };
  await step('branches and RMs', addStaff);
  await step('sign-in of the large book', addAccount);
  const names = madeNames();
  for (let from = 0; from < customers; from += slice) {
    const until = Math.min(customers, from + slice);
    await step(`customers to ${until}`, (tx) => addCustomers(tx, names, { from, until }));
  }
  await step('sums of the RMs', addSums);
} finally {
  await bank.close();
}

/** Units 10000…, RMs 100000…: numbers that the demo bank does not reach. */
async function addStaff(tx: Tx): Promise<void> {
  await sql`
    insert into organisation_unit (unit_id, parent_id, code, name, kind, level, path, opened_on)
    select 10000 + b, 1, 'B' || lpad(b::text, 3, '0'), '测算' || b || '分行', 'branch', 2,
           '0001.z' || lpad(b::text, 3, '0') || '.', '2010-01-01'
    from generate_series(1, ${branches}::int) b
  `.execute(tx.db);
  await sql`
    insert into people_staff
      (staff_id, staff_no, name, unit_id, unit_path, is_rm, hired_on, search_text)
    select 100000 + r, 'BENCH' || lpad(r::text, 4, '0'), '测算' || r, 10001 + r % ${branches}::int,
           '0001.z' || lpad((1 + r % ${branches}::int)::text, 3, '0') || '.', true, '2015-01-01',
           'bench' || lpad(r::text, 4, '0') || ' 测算' || r
    from generate_series(1, ${rms}::int) r
  `.execute(tx.db);
  await sql`
    insert into people_grade (staff_id, from_day, sequence, level, step, reason)
    select 100000 + r, '2015-01-01', case when r % 3 = 0 then 'corporate' else 'retail' end,
           'middle', 1, '测算'
    from generate_series(1, ${rms}::int) r
  `.execute(tx.db);
}

/** The RM with the large book signs in with the demo's published password. */
async function addAccount(tx: Tx): Promise<void> {
  await sql`
    with made as (
      insert into auth_account (login, name, staff_id, created_by)
      values ('bench0001', '测算1', 100001, 0)
      returning account_id
    ),
    password as (
      insert into auth_password (account_id, hash, must_change, set_by)
      select m.account_id, p.hash, false, 0
      from made m
      cross join (
        select w.hash
        from auth_account a
        join auth_password w on w.account_id = a.account_id
        where a.login = 'rm'
        limit 1) p
    )
    insert into auth_grant (account_id, grant_no, role, scope, unit_ids, ranges, granted_by)
    select account_id, 1, 'rm', 'own', '{}', '[]', 0
    from made
  `.execute(tx.db);
}

interface MadeName {
  readonly kind: 'corporate' | 'individual';
  readonly name: string;
}

function madeNames(): readonly MadeName[] {
  const draws = drawsOf('bench', 'names');
  return Array.from({ length: 30_000 }, (_, at): MadeName =>
    at % 10 === 0
      ? { kind: 'corporate', name: firmName(draws, places[at % places.length]!).name }
      : { kind: 'individual', name: personName(draws) },
  );
}

async function addCustomers(
  tx: Tx,
  names: readonly MadeName[],
  range: { from: number; until: number },
): Promise<void> {
  await sql`
    create temporary table bench_name (
      name_no int, kind text, name text, name_key text, initials text, pinyin text, pieces text[]
    ) on commit drop
  `.execute(tx.db);
  const columns = ['name_no', 'kind', 'name', 'name_key', 'initials', 'pinyin', 'pieces'];
  const rows = names.map(({ kind, name }, at) => {
    const keys = searchKeysOf(name, kind);
    const pieces = `{${keys.pieces.map((piece) => JSON.stringify(piece)).join(',')}}`;
    return [at, kind, name, keys.key, keys.initials, keys.pinyin, pieces];
  });
  await copyRows(tx, 'bench_name', columns, rows);
  await sql`analyze bench_name`.execute(tx.db);
  await sql`
    create temporary table bench_customer on commit drop as
    select 10000000 + i as customer_id, 'B' || lpad(i::text, 9, '0') as customer_no, i,
           case when i % 50 = 7 then null
                when i < ${one}::int then 100001
                else 100002 + (i * 7919::bigint) % (${rms}::int - 1) end as staff_id
    from generate_series(${range.from}::int, ${range.until - 1}::int) i
  `.execute(tx.db);
  await sql`analyze bench_customer`.execute(tx.db);
  await sql`
    insert into customers_customer
      (customer_id, customer_no, kind, name, name_key, initials, pinyin, search_pieces, birth_day,
       opened_on, booking_unit_id, booking_path, managing_path, lead_staff_id, corporate_type,
       class, tier)
    select c.customer_id, c.customer_no, n.kind, n.name, n.name_key, n.initials, n.pinyin, n.pieces,
           case when n.kind = 'individual' then date '1950-01-01' + c.i % 20000 end,
           date '2005-01-01' + (c.i * 31::bigint % 7600)::int,
           coalesce(s.unit_id, 10001 + c.i % ${branches}::int),
           coalesce(s.unit_path,
             '0001.z' || lpad((1 + c.i % ${branches}::int)::text, 3, '0') || '.'),
           s.unit_path, s.staff_id,
           case when n.kind = 'corporate' then 'independent' end,
           case when n.kind = 'corporate'
                then (array['premium', 'general', 'poor'])[1 + c.i / 10 % 3] end,
           case when n.kind = 'individual'
                then (array['small', 'middle', 'large', 'small'])[1 + c.i % 4] end
    from bench_customer c
    join bench_name n on n.name_no = (c.i * 7::bigint) % ${names.length}::int
    left join people_staff s on s.staff_id = c.staff_id
  `.execute(tx.db);
  await addBooks(tx);
}

/** What belongs to each made customer of the slice. */
async function addBooks(tx: Tx): Promise<void> {
  await sql`
    insert into customers_number (customer_no, customer_id)
    select customer_no, customer_id
    from bench_customer
  `.execute(tx.db);
  await sql`
    insert into customers_management
      (customer_id, staff_id, part, share_millionths, from_day, reason, origin)
    select customer_id, staff_id, 'lead', 1000000, '2025-01-01', '测算', 'import'
    from bench_customer
    where staff_id is not null
  `.execute(tx.db);
  await sql`
    insert into segmentation_status
      (customer_id, run_id, dimension, value, from_day, reason, policy_version_id)
    select b.customer_id, (select min(run_id) from organisation_v_open),
           case c.kind when 'corporate' then 'class' else 'tier' end, coalesce(c.class, c.tier),
           '2025-10-01', '{}', 8
    from bench_customer b
    join customers_customer c on c.customer_id = b.customer_id
  `.execute(tx.db);
  await sql`
    insert into holdings_account
      (customer_id, account_id, account_no, product_id, unit_id, opened_on, matures_on)
    select b.customer_id, b.customer_id, 'BA' || b.customer_id,
           case when b.i % 3 = 0 then 6 else 4 end,
           c.booking_unit_id, c.opened_on,
           case when b.i % 3 = 0 then date '2026-10-01' + b.i % 720 end
    from bench_customer b
    join customers_customer c on c.customer_id = b.customer_id
  `.execute(tx.db);
  await sql`
    insert into holdings_month
      (run_id, customer_id, account_id, month, days, product_fen_days, end_balance_fen, fee_fen,
       interest_paid_fen, interest_received_fen, transactions, counter_transactions,
       days_overdue, overdue_fen)
    select v.run_id, b.customer_id, b.customer_id,
           to_date(left(v.quarter, 4) || (right(v.quarter, 1)::int * 3)::text, 'YYYYMM'), 30,
           (b.i % 1000 + 1) * 30000000::bigint + v.run_id * (b.i % 77) * 1000000,
           (b.i % 1000 + 1) * 1000000::bigint, 0, 0, 0, 1, 0, 0, 0
    from bench_customer b
    cross join (
      select run_id, quarter
      from organisation_v_close
      order by quarter desc
      limit 2) v
  `.execute(tx.db);
  await sql`
    with last as (
      select run_id, quarter
      from organisation_v_close
      order by quarter desc
      limit 1
    ),
    contributed as (
      insert into contribution_customer
        (run_id, customer_id, quarter, deposit_fen, loan_fen, fee_fen, cost_fen, loss_fen, pre_fen,
         tax_fen, net_fen, capital_fen, eva_fen, policy_version_id)
      select v.run_id, b.customer_id, v.quarter, b.i, 0, 0, 0, 0, b.i, 0, b.i, 0, b.i, 7
      from bench_customer b
      cross join last v
    )
    insert into attribution_part
      (run_id, customer_id, measure, dimension, party, staff_id, unit_path, amount, basis,
       policy_version_id)
    select v.run_id, b.customer_id, 'contribution', 'person', s.staff_no, s.staff_id, s.unit_path,
           b.i, '{}', 14
    from bench_customer b
    join people_staff s on s.staff_id = b.staff_id
    cross join last v
  `.execute(tx.db);
}

/** Sums and sheets of the made RMs in the last closing; statistics for the planner. */
async function addSums(tx: Tx): Promise<void> {
  await sql`
    with last as (
      select run_id, quarter
      from organisation_v_close
      order by quarter desc
      limit 1
    ),
    summed as (
      insert into attribution_person (run_id, measure, staff_id, unit_path, amount, customers)
      select p.run_id, p.measure, p.staff_id, p.unit_path, sum(p.amount)::bigint, count(*)
      from attribution_part p
      join last v on v.run_id = p.run_id
      where p.dimension = 'person'
        and p.staff_id > 100000
      group by p.run_id, p.measure, p.staff_id, p.unit_path
    )
    insert into assessment_sheet
      (sheet_id, run_id, quarter, staff_id, unit_path, sequence, level, points_millionths,
       total_millionths, band, policy_version_id, explanation)
    select 1000000 + s.staff_id, v.run_id, v.quarter, s.staff_id, s.unit_path, 'retail', 'middle',
           (s.staff_id % 120) * 1000000, (s.staff_id % 120) * 1000000, '合格', 15, '{}'
    from people_staff s
    cross join last v
    where s.staff_id > 100000
  `.execute(tx.db);
}
