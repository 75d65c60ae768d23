import { sql } from 'kysely';
import type { Day } from '../../../../core/day.ts';
import type { Tx } from '../../../platform/db/transaction.ts';
import type { AgreementState } from '../contract.ts';
import type { OtherAgreement } from '../rules/agreement.ts';

/** What the parties sign. */
export interface AgreementText {
  readonly kind: 'split' | 'end';
  readonly ends: string | null;
  readonly customer: { readonly no: string; readonly name: string };
  readonly product: { readonly code: string; readonly name: string } | null;
  readonly fromDay: Day;
  readonly untilDay: Day | null;
  readonly parties: readonly {
    readonly staffId: string;
    readonly staffNo: string;
    readonly name: string;
    readonly share: string;
  }[];
}

export interface AgreementRecord {
  readonly customerId: bigint;
  readonly agreementId: bigint;
  readonly kind: 'split' | 'end';
  readonly endsId: bigint | null;
  readonly product: string | null;
  readonly from: Day;
  /** As agreed, or by a signed end. */
  readonly until: Day | null;
  readonly body: AgreementText;
  readonly bodyHash: string;
  readonly proposedBy: bigint;
  readonly proposedAt: string;
  readonly signatures: readonly { readonly staffId: string; readonly signedAt: string }[];
  readonly refusedBy: string | null;
  readonly refusedReason: string | null;
  readonly refusedAt: string | null;
  readonly endProposed: boolean;
}

/** Whether every party has signed: by the text, since a party may see only his own row. */
const isSigned = (alias: string) => sql`
  jsonb_array_length(${sql.ref(`${alias}.body`)} -> 'parties') = (
    select count(*)
    from attribution_contract_signature g
    where g.customer_id = ${sql.ref(`${alias}.customer_id`)}
      and g.contract_id = ${sql.ref(`${alias}.contract_id`)})
`;

const agreements = sql`
  select c.customer_id as "customerId",
         c.contract_id as "agreementId",
         c.kind,
         c.ends_contract_id as "endsId",
         c.product_code as product,
         c.from_day as "from",
         least(c.until_day, ended.from_day) as "until",
         c.body,
         c.body_hash as "bodyHash",
         c.proposed_by as "proposedBy",
         c.proposed_at as "proposedAt",
         coalesce(signed.list, '[]'::jsonb) as signatures,
         f.refused_by as "refusedBy",
         f.reason as "refusedReason",
         f.refused_at as "refusedAt",
         coalesce(ended.proposed, false) as "endProposed"
  from attribution_contract c
  left join attribution_contract_refusal f
    on f.customer_id = c.customer_id
   and f.contract_id = c.contract_id
  left join lateral (
    select jsonb_agg(jsonb_build_object('staffId', s.staff_id::text, 'signedAt', s.signed_at)
             order by s.staff_id) as list
    from attribution_contract_signature s
    where s.customer_id = c.customer_id
      and s.contract_id = c.contract_id
  ) signed on true
  left join lateral (
    select min(e.from_day) filter (where ${isSigned('e')}) as from_day,
           bool_or(not ${isSigned('e')} and not exists (
             select 1
             from attribution_contract_refusal r
             where r.customer_id = e.customer_id
               and r.contract_id = e.contract_id)) as proposed
    from attribution_contract e
    where e.customer_id = c.customer_id
      and e.ends_contract_id = c.contract_id
  ) ended on true
`;

const columns = sql`
  o."customerId", o."agreementId", o.kind, o."endsId", o.product, o."from", o."until", o.body,
  o."bodyHash", o."proposedBy", o."proposedAt", o.signatures, o."refusedBy", o."refusedReason",
  o."refusedAt", o."endProposed"
`;

export async function loadAgreement(tx: Tx, agreementId: bigint): Promise<AgreementRecord | null> {
  const { rows } = await sql<AgreementRecord>`
    ${agreements}
    where c.contract_id = ${agreementId}
  `.execute(tx.db);
  return rows[0] ?? null;
}

/** The agreements of one customer that count or may yet: neither refused nor ends. */
export async function loadOthers(
  tx: Tx,
  customerId: bigint,
  without: bigint | null,
): Promise<(OtherAgreement & { signed: boolean })[]> {
  const { rows } = await sql<OtherAgreement & { signed: boolean }>`
    select 'FC' || o."agreementId" as no,
           o.product,
           o."from",
           o."until",
           jsonb_array_length(o.signatures) = jsonb_array_length(o.body -> 'parties') as signed
    from (${agreements}
      where c.customer_id = ${customerId}
        and c.kind = 'split'
        and c.contract_id is distinct from ${without}) as o
    where o."refusedBy" is null
    order by o."agreementId"
    limit 1000
  `.execute(tx.db);
  return rows;
}

export interface AgreementFilter {
  readonly state: AgreementState | null;
  readonly search: string;
  readonly today: Day;
}

/** One page of agreements in sight, the latest first. */
export async function loadAgreementPage(
  tx: Tx,
  filter: AgreementFilter,
  page: { readonly before: bigint | null; readonly limit: number },
): Promise<AgreementRecord[]> {
  const { rows } = await sql<AgreementRecord>`
    select ${columns}
    from (${agreements}
      where ${page.before === null ? sql`true` : sql`c.contract_id < ${page.before}`}
        and ${
          filter.search === ''
            ? sql`true`
            : sql`(starts_with(c.body -> 'customer' ->> 'no', ${filter.search})
                or position(${filter.search} in c.body -> 'customer' ->> 'name') > 0
                or 'FC' || c.contract_id = ${filter.search})`
        }) as o
    where ${inState(filter)}
    order by o."agreementId" desc
    limit ${page.limit}
  `.execute(tx.db);
  return rows;
}

function inState({ state, today }: AgreementFilter) {
  const signed = sql`jsonb_array_length(o.signatures) = jsonb_array_length(o.body -> 'parties')`;
  const past = sql`coalesce(o."until" <= ${today}::date, false)`;
  switch (state) {
    case null:
      return sql`true`;
    case 'refused':
      return sql`o."refusedBy" is not null`;
    case 'proposed':
      return sql`o."refusedBy" is null and not ${signed}`;
    case 'signed':
      return sql`o."refusedBy" is null and ${signed} and not ${past}`;
    case 'ended':
      return sql`o."refusedBy" is null and ${signed} and ${past}`;
  }
}

export interface NewAgreement {
  readonly customerId: bigint;
  readonly kind: 'split' | 'end';
  readonly endsId: bigint | null;
  readonly product: string | null;
  readonly from: Day;
  readonly until: Day | null;
  readonly text: string;
  readonly bodyHash: string;
  readonly parties: readonly {
    readonly staffId: bigint;
    readonly unitPath: string;
    readonly share: bigint;
  }[];
}

/** Writes a proposal with its parties; returns its key. */
export async function insertAgreement(tx: Tx, one: NewAgreement): Promise<bigint> {
  const { rows } = await sql<{ id: bigint }>`
    insert into attribution_contract
      (customer_id, kind, ends_contract_id, product_code, from_day, until_day, body, body_hash,
       proposed_by)
    values (${one.customerId}, ${one.kind}, ${one.endsId}, ${one.product}, ${one.from},
      ${one.until}, ${one.text}::jsonb, ${one.bodyHash}, ${tx.actor.accountId})
    returning contract_id as id
  `.execute(tx.db);
  const { id } = rows[0]!;
  for (const party of one.parties) {
    await sql`
      insert into attribution_contract_party
        (customer_id, contract_id, staff_id, unit_path, share_millionths)
      values (${one.customerId}, ${id}, ${party.staffId}, ${party.unitPath}, ${party.share})
    `.execute(tx.db);
  }
  return id;
}

/** Adds a signature; null when the party signed at the same moment. */
export async function insertAgreementSignature(
  tx: Tx,
  one: {
    customerId: bigint;
    agreementId: bigint;
    staffId: bigint;
    bodyHash: string;
    signerName: string;
  },
): Promise<string | null> {
  const { rows } = await sql<{ signedAt: string }>`
    insert into attribution_contract_signature
      (customer_id, contract_id, staff_id, account_id, signer_name, body_hash)
    values (${one.customerId}, ${one.agreementId}, ${one.staffId}, ${tx.actor.accountId},
      ${one.signerName}, ${one.bodyHash})
    on conflict (customer_id, contract_id, staff_id) do nothing
    returning signed_at as "signedAt"
  `.execute(tx.db);
  return rows[0]?.signedAt ?? null;
}

export async function insertAgreementRefusal(
  tx: Tx,
  one: { customerId: bigint; agreementId: bigint; by: string; reason: string },
): Promise<void> {
  await sql`
    insert into attribution_contract_refusal
      (customer_id, contract_id, account_id, refused_by, reason)
    values (${one.customerId}, ${one.agreementId}, ${tx.actor.accountId}, ${one.by}, ${one.reason})
  `.execute(tx.db);
}
