import type { Day } from '../../../core/day.ts';
import { quarterRange, quarterYear, yearRange } from '../../../core/period.ts';
import type { Quarter } from '../../../core/period.ts';
import type { QuarterRun } from '../../../core/run.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { openStaging } from '../../platform/imports/staging.ts';
import type { ImportRecord, ImportTarget, MergeCount } from '../../platform/imports/target.ts';
import { installInitialPolicies, installPolicy } from '../../platform/policy/install.ts';
import type { PolicyKind } from '../../platform/policy/kind.ts';
import { customers } from '../customers/index.ts';
import { claimBank, finishRun, organisation, startRun } from '../organisation/index.ts';
import { pricingKind, type Pricing } from '../products/index.ts';
import { holdingsTargets } from './import-target.ts';
import { riskDaysPolicy } from './policy.ts';

/** Invented banks for tests, brought by the same import targets as any other. */
const targets: readonly ImportTarget[] = [
  ...(organisation.importTargets ?? []),
  ...(customers.importTargets ?? []),
  ...holdingsTargets,
];

export type TestRecord = readonly [entity: string, record: ImportRecord];

export interface Fault {
  readonly entity: string;
  readonly import_row: number;
  readonly column_name: string;
  readonly code: string;
  readonly level: string;
}

/** Brings records as one batch; answers the counts of each kind and the faults. */
export async function bring(
  tx: Tx,
  batchId: bigint,
  records: Iterable<TestRecord>,
): Promise<{ counts: Record<string, MergeCount>; faults: Fault[] }> {
  const staged = targets.map((target) => `staging_${target.entity}`);
  await tx.client.query(`drop table if exists staging_fault, ${staged.join(', ')}`);
  const staging = await openStaging(tx, targets);
  let row = 0;
  for (const [entity, record] of records) {
    row++;
    await staging.add([{ entity, place: { file: 'test', row }, record }]);
  }
  await staging.finish();
  const counts: Record<string, MergeCount> = {};
  for (const target of targets) {
    if (!staging.rowsRead.has(target.entity)) continue;
    counts[target.entity] = await target.merge(tx, { batchId, adapter: 'test' });
  }
  const faults = await tx.client.query<Fault>('table staging_fault');
  return { counts, faults: faults.rows };
}

export async function undo(tx: Tx, batchId: bigint): Promise<void> {
  for (const target of targets.toReversed()) await target.undo(tx, batchId);
}

const always = '1900-01-01';
const price = (rateMillionths: string) => [{ fromDay: always, rateMillionths, source: 'test' }];

/** A deposit at 0.5 %, a loan at 6 %, a fee product; transfer prices 2 % and 3 %. */
export const testPricing = {
  products: [
    {
      code: 'DEP',
      name: '活期存款',
      kind: 'deposit',
      ftp: { curve: 'T', tenorDays: 30, by: 'month' },
      department: '个人金融部',
      rates: price('5000'),
    },
    {
      code: 'LOAN',
      name: '消费贷款',
      kind: 'loan',
      ftp: { curve: 'T', tenorDays: 365, by: 'deal' },
      department: '个人金融部',
      rates: price('60000'),
    },
    { code: 'FEE', name: '结算', kind: 'fee', ftp: null, department: '结算部', rates: [] },
  ],
  ftp: [
    {
      curve: 'T',
      source: 'test',
      points: [
        { tenorDays: 30, fromDay: always, rateMillionths: '20000' },
        { tenorDays: 365, fromDay: always, rateMillionths: '30000' },
      ],
    },
  ],
  unitCosts: [
    { activity: 'transaction', fromDay: always, costFen: '60', source: 'test' },
    { activity: 'account_month', fromDay: always, costFen: '150', source: 'test' },
    { activity: 'loan_month', fromDay: always, costFen: '3000', source: 'test' },
  ],
} satisfies Record<keyof Pricing, unknown>;

/** An empty bank with head office `HQ`, the prices above and the first version of each policy. */
export async function givenBank(
  tx: Tx,
  kinds: readonly PolicyKind[] = [],
  pricing: unknown = testPricing,
): Promise<void> {
  await claimBank(tx, {
    code: 'TEST',
    name: '测试银行',
    currency: 'CNY',
    source: 'test',
    today: '1995-01-01' as Day,
  });
  await installPolicy(tx, pricingKind, { body: pricing, note: 'test', assumed: 'test' });
  await installInitialPolicies(tx, [riskDaysPolicy, ...kinds]);
  await bring(tx, 1n, [
    ['unit', { code: 'HQ', name: '总行', kind: 'head_office', opened_on: '1990-01-01' }],
  ]);
}

export function customer(no: string, kind: 'corporate' | 'individual' = 'individual'): TestRecord {
  const opened_on = '1990-01-01';
  return ['customer', { customer_no: no, kind, name: `客户${no}`, opened_on, unit_code: 'HQ' }];
}

/** An account with its coverage; `rate` in per cent. */
export function account(
  no: string,
  given: {
    customerNo: string;
    product?: string;
    opened: string;
    closed?: string;
    rate?: string;
    coveredUntil?: string;
  },
): TestRecord[] {
  return [
    [
      'account',
      {
        account_no: no,
        customer_no: given.customerNo,
        product_code: given.product ?? 'DEP',
        unit_code: 'HQ',
        opened_on: given.opened,
        closed_on: given.closed ?? '',
        rate: given.rate ?? '',
      },
    ],
    [
      'coverage',
      { account_no: no, from_day: given.opened, until_day: given.coveredUntil ?? '2100-01-01' },
    ],
  ];
}

export function movement(
  accountNo: string,
  key: string,
  given: { day: string; amount: string; kind?: string },
): TestRecord {
  const { day, amount, kind = 'transfer_in' } = given;
  return ['transaction', { account_no: accountNo, key, day, amount, kind }];
}

/** Registers a closing of a quarter, as the closing room would. */
export async function givenRun(tx: Tx, quarter: Quarter): Promise<QuarterRun> {
  const range = quarterRange(quarter);
  const runId = await startRun(tx, {
    quarter,
    kind: 'close',
    asOf: range.until,
    backdated: true,
  });
  const yearFrom = yearRange(quarterYear(quarter)).from;
  return { runId, quarter, range, yearFrom, backdated: true };
}

/** Makes a run the valid closing of its quarter. */
export async function finish(tx: Tx, run: QuarterRun, digest: string): Promise<void> {
  await finishRun(tx, run.runId, digest);
}
