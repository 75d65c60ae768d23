import { sql } from 'kysely';
import type { Day } from '../../../core/day.ts';
import { copyRows } from '../../platform/db/copy.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import type { FtpBasis, ProductKind } from './contract.ts';
import type { Pricing } from './policy.ts';
import type { FtpPoint, Price } from './rules.ts';

export interface Product {
  readonly productId: bigint;
  readonly code: string;
  readonly name: string;
  readonly kind: ProductKind;
  readonly ftpCurve: string | null;
  readonly ftpTenorDays: number | null;
  readonly ftpBy: FtpBasis | null;
  readonly rate: bigint;
  readonly department: string;
  readonly withdrawn: boolean;
}

/** Every product, withdrawn ones too, by code. */
export async function loadProducts(tx: Tx): Promise<Product[]> {
  const { rows } = await sql<Product>`
    select product_id as "productId",
           code,
           name,
           kind,
           ftp_curve as "ftpCurve",
           ftp_tenor_days as "ftpTenorDays",
           ftp_by as "ftpBy",
           rate_millionths as rate,
           department,
           withdrawn
    from products_v_product
    order by code, product_id
    limit 20000
  `.execute(tx.db);
  return rows;
}

/** Every transfer price in use, by curve, tenor and day. */
export async function loadFtp(tx: Tx): Promise<(FtpPoint & { readonly source: string })[]> {
  const { rows } = await sql<FtpPoint & { readonly source: string }>`
    select curve,
           tenor_days as "tenorDays",
           from_day as "fromDay",
           until_day as "untilDay",
           rate_millionths as "rateMillionths",
           source
    from products_v_ftp
    order by curve, tenor_days, from_day
    limit 200000
  `.execute(tx.db);
  return rows;
}

export interface UnitCost {
  readonly activity: string;
  readonly costFen: bigint;
  readonly fromDay: Day;
  readonly untilDay: Day | null;
  readonly source: string;
}

export async function loadUnitCosts(tx: Tx): Promise<UnitCost[]> {
  const { rows } = await sql<UnitCost>`
    select activity,
           cost_fen as "costFen",
           from_day as "fromDay",
           until_day as "untilDay",
           source
    from products_v_unit_cost
    order by activity, from_day desc
    limit 10000
  `.execute(tx.db);
  return rows;
}

/** Prices in use of every sort, named as the rules name them. */
export async function loadPrices(tx: Tx): Promise<Price[]> {
  const { rows } = await sql<Price>`
    select 'rate ' || p.code as "group",
           'rate ' || p.code as what,
           r.from_day as "fromDay",
           r.rate_millionths as figure
    from products_v_rate r
    join products_product p on p.product_id = r.product_id
    union all
    select 'curve ' || curve,
           'curve ' || curve || ' ' || tenor_days,
           from_day,
           rate_millionths
    from products_v_ftp
    union all
    select 'cost ' || activity,
           'cost ' || activity,
           from_day,
           cost_fen
    from products_v_unit_cost
    order by what, "fromDay"
    limit 500000
  `.execute(tx.db);
  return rows;
}

/** Writes the rows of an approved document: products by code, prices under its version. */
export async function insertPricing(tx: Tx, versionId: bigint, body: Pricing): Promise<void> {
  await sql`insert into products_pricing (version_id) values (${versionId})`.execute(tx.db);
  for (const one of body.products) {
    await sql`
      insert into products_product
        (product_id, code, name, kind, ftp_curve, ftp_tenor_days, ftp_by, department, version_id)
      values (
        nextval('products_product_id'), ${one.code}, ${one.name}, ${one.kind},
        ${one.ftp?.curve ?? null}, ${one.ftp?.tenorDays ?? null}, ${one.ftp?.by ?? null},
        ${one.department}, ${versionId}
      )
      on conflict (code) do update
      set name = excluded.name,
          kind = excluded.kind,
          ftp_curve = excluded.ftp_curve,
          ftp_tenor_days = excluded.ftp_tenor_days,
          ftp_by = excluded.ftp_by,
          department = excluded.department,
          version_id = excluded.version_id
    `.execute(tx.db);
  }
  const ids = new Map((await loadProducts(tx)).map((one) => [one.code, one.productId]));
  await copyRows(
    tx,
    'products_rate',
    ['version_id', 'product_id', 'from_day', 'rate_millionths', 'source'],
    body.products.flatMap((one) =>
      one.rates.map((own) => [
        versionId,
        ids.get(one.code),
        own.fromDay,
        own.rateMillionths,
        own.source,
      ]),
    ),
  );
  await copyRows(
    tx,
    'products_ftp',
    ['version_id', 'curve', 'tenor_days', 'from_day', 'rate_millionths', 'source'],
    body.ftp.flatMap((one) =>
      one.points.map((own) => [
        versionId,
        one.curve,
        own.tenorDays,
        own.fromDay,
        own.rateMillionths,
        one.source,
      ]),
    ),
  );
  await copyRows(
    tx,
    'products_unit_cost',
    ['version_id', 'activity', 'from_day', 'cost_fen', 'source'],
    body.unitCosts.map((one) => [versionId, one.activity, one.fromDay, one.costFen, one.source]),
  );
}
