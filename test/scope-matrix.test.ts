import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { may, type Actor } from '../core/actor.ts';
import { isRefusal } from '../core/refusal.ts';
import type { Route } from '../core/schema.ts';
import { modules } from '../server/modules.ts';
import type { Tx } from '../server/platform/db/transaction.ts';
import { exportableLists } from '../server/platform/exports/lists.ts';
import { readPage } from '../server/platform/exports/walk.ts';
import type { Call } from '../server/platform/module.ts';
import { freshDatabase, type FreshDatabase } from '../server/platform/testing/database.ts';
import * as world from './scope-world.ts';

/**
 * The data scope, proven: every kind of scope × every entity × every path. What a watcher gets
 * must be what the plain rule in scope-world.ts says, no more and no less. A room adds its entity
 * by one line below.
 */
interface Entity {
  readonly name: string;
  /** Business keys that the watcher may see, by the plain rule. */
  readonly mine: (who: world.Watcher) => readonly string[];
  readonly seed?: (tx: Tx) => Promise<void>;
  /** The right its routes need; whoever lacks it reads by the table only (test/four-answers). */
  readonly right?: string;
  /** Each way to the rows, giving business keys. */
  readonly paths: Readonly<Record<string, (as: Caller) => Promise<readonly string[]>>>;
}

/** Calls routes and reads tables as one watcher, in one transaction of his scope. */
interface Caller {
  readonly tx: Tx;
  readonly who: world.Watcher;
  readonly call: (name: string, input?: Input) => Promise<unknown>;
}
interface Input {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
}

const customerNos = (who: world.Watcher) =>
  world.customers.filter((one) => world.seesCustomer(who, one)).map((one) => one.customerNo);
const staffNos = (who: world.Watcher) =>
  world.staff.filter((one) => world.seesStaff(who, one)).map((one) => one.staffNo);

/** A table whose rows belong to a customer: one row each, seen with the customer. */
function ofCustomer(table: string, columns: string, values: string): Entity {
  return {
    name: table,
    mine: customerNos,
    seed: async (tx) => {
      await sql`
        insert into ${sql.table(table)} (customer_id, ${sql.raw(columns)})
        select customer_id, ${sql.raw(values)} from customers_customer
      `.execute(tx.db);
    },
    paths: {
      table: async ({ tx }) =>
        keysOf(
          sql`
          select 'C' || lpad(t.customer_id::text, 3, '0') as key from ${sql.table(table)} t
        `,
          tx,
        ),
    },
  };
}

/** A table whose rows belong to an RM: one row each, with his unit's path. */
function ofStaff(
  table: string,
  columns: string,
  values: string,
  others: Entity['paths'] = {},
): Entity {
  return {
    name: table,
    mine: staffNos,
    seed: async (tx) => {
      await sql`
        insert into ${sql.table(table)} (staff_id, unit_path, ${sql.raw(columns)})
        select staff_id, unit_path, ${sql.raw(values)} from people_staff
      `.execute(tx.db);
    },
    paths: {
      table: async ({ tx }) =>
        keysOf(sql`select 'S' || t.staff_id as key from ${sql.table(table)} t`, tx),
      ...others,
    },
  };
}

/** A table whose rows belong to a letter: one for each; a column holds the RM's number. */
function ofLetter(
  table: string,
  columns: string,
  given: { readonly values: string; readonly key: string },
): Entity {
  return {
    name: table,
    mine: staffNos,
    seed: async (tx) => {
      await sql`
        insert into ${sql.table(table)} (letter_id, ${sql.raw(columns)})
        select letter_id, ${sql.raw(given.values)} from targets_letter
      `.execute(tx.db);
    },
    paths: {
      table: async ({ tx }) =>
        keysOf(sql`select ${sql.ref(given.key)} as key from ${sql.table(table)}`, tx),
    },
  };
}

const customerEntity: Entity = {
  name: 'customers',
  mine: customerNos,
  paths: {
    list: (as) => pages(as, {}),
    'list, newest first': (as) => pages(as, { sort: 'openedOn', order: 'desc' }),
    filter: (as) => pages(as, { tier: 'small' }),
    search: (as) => pages(as, { q: '小明' }),
    'search by initials': (as) => pages(as, { q: 'wxm' }),
    'search by pinyin': (as) => pages(as, { q: 'wangx' }),
    'search by number': (as) => pages(as, { q: 'C0' }),
    'by id': async (as) => {
      const seen: string[] = [];
      for (const one of world.customers) {
        const params = { customerId: String(one.customerId) };
        const answer = await as.call('customers.readCustomer', { params });
        if (!isRefusal(answer)) seen.push((answer as { customerNo: string }).customerNo);
        else expect(answer.refused).toBe('customers.not_found');
      }
      return seen;
    },
    'why he sees it, by id': async (as) => {
      const seen: string[] = [];
      for (const one of world.customers) {
        const params = { customerId: String(one.customerId) };
        const answer = await as.call('customers.readSight', { params });
        if (isRefusal(answer)) continue;
        expect((answer as { reasons: readonly object[] }).reasons).not.toEqual([]);
        seen.push(one.customerNo);
      }
      return seen;
    },
    'journal by id': async (as) => {
      const seen: string[] = [];
      for (const one of world.customers) {
        const params = { customerId: String(one.customerId) };
        const answer = await as.call('journal.listJournal', { params, query: {} });
        if (!isRefusal(answer)) seen.push(one.customerNo);
      }
      return seen;
    },
    'relations by id': async (as) => {
      const seen: string[] = [];
      for (const one of world.customers) {
        const params = { customerId: String(one.customerId) };
        const answer = await as.call('customers.readRelations', { params });
        if (!isRefusal(answer)) seen.push(one.customerNo);
      }
      return seen;
    },
    'management by id': async (as) => {
      const seen: string[] = [];
      for (const one of world.customers) {
        const params = { customerId: String(one.customerId) };
        const answer = await as.call('customers.listManagement', { params });
        if (!isRefusal(answer)) seen.push(one.customerNo);
      }
      return seen;
    },
    count: async (as) => {
      const { count } = (await as.call('customers.countCustomers')) as { count: number };
      const all = customerNos(as.who);
      return count === all.length ? all : [`counted ${count}`];
    },
    export: (as) => exported(as, '/customers'),
    identities: ({ tx }) =>
      keysOf(
        sql`
        select c.customer_no as key
        from customers_identity i join customers_customer c using (customer_id)
      `,
        tx,
      ),
    numbers: ({ tx }) => keysOf(sql`select customer_no as key from customers_number`, tx),
    distribution: async (as) => {
      const answer = await as.call('segmentation.listDistribution', { query: { level: '1' } });
      const { rows } = answer as { rows: readonly { customers: number }[] };
      const all = customerNos(as.who);
      const count = rows.reduce((sum, row) => sum + row.customers, 0);
      return count === all.length ? all : [`counted ${count}`];
    },
  },
};

/** A finished closing: its results are what pages show. */
const closed = '2';

/** Results of RMs as the pages read them: the list, each one by id, and the table itself. */
function ofResults(
  table: string,
  columns: string,
  values: string,
  routes: {
    readonly right: string;
    readonly list: string;
    readonly read: string;
    readonly id: string;
  },
): Entity {
  const plain = ofStaff(table, columns, values);
  return {
    ...plain,
    right: routes.right,
    paths: {
      ...plain.paths,
      list: async (as) => {
        const answer = await as.call(routes.list, { query: { limit: '200' } });
        const { rows } = answer as { rows: readonly { staffNo: string }[] };
        return rows.map((row) => row.staffNo);
      },
      'by id': async (as) => {
        const seen: string[] = [];
        for (const one of world.staff) {
          const params = { [routes.id]: one.staffNo.slice(1) };
          const answer = await as.call(routes.read, { params });
          if (!isRefusal(answer)) seen.push((answer as { staffNo: string }).staffNo);
        }
        return seen;
      },
    },
  };
}

/** Objections of RMs to their published sheets, with an answer each. */
function objectionEntity(): Entity {
  const plain = ofStaff(
    'assessment_objection',
    `objection_id, quarter, publication_id, sheet_id, metric, reason, evidence, raised_on,
     answer_due, raised_by`,
    `staff_id, '2026Q1', 1, staff_id, 'total', 'r', 'e', '2026-04-02', '2026-04-10', 1`,
  );
  return {
    ...plain,
    right: 'assessment.read',
    seed: async (tx) => {
      await plain.seed!(tx);
      await sql`
        insert into assessment_objection_answer
          (objection_id, verdict, reason, answered_on, answered_by, answerer)
        select objection_id, 'rejected', 'r', '2026-04-03', 1, 'A' from assessment_objection
      `.execute(tx.db);
    },
    paths: {
      ...plain.paths,
      list: async (as) => {
        const answer = await as.call('assessment.listObjections', { query: { limit: '200' } });
        return (answer as { rows: readonly { staffNo: string }[] }).rows.map((row) => row.staffNo);
      },
      'with its sheet': async (as) => {
        const seen: string[] = [];
        for (const one of world.staff) {
          const params = { sheetId: one.staffNo.slice(1) };
          const answer = await as.call('assessment.readSheetPublication', { params });
          if (isRefusal(answer)) continue;
          const { objections } = answer as { objections: readonly { staffNo: string }[] };
          seen.push(...objections.map((row) => row.staffNo));
        }
        return seen;
      },
      answers: ({ tx }) =>
        keysOf(sql`select 'S' || a.objection_id as key from assessment_objection_answer a`, tx),
    },
  };
}

/**
 * Cards of the pool, each in the pool of the unit where he is booked: seen by whose range holds that
 * unit, and by an RM who works there or below.
 */
const poolCards: Entity = {
  name: 'allocation_pool_card',
  right: 'allocation.read_pool',
  mine: (who) => {
    const own = world.staff.find((one) => one.staffId === who.staffId)?.unit.path;
    return world.customers
      .filter(({ booked }) => who.seesPath(booked.path) || own?.startsWith(booked.path) === true)
      .map((one) => one.customerNo);
  },
  seed: async (tx) => {
    await sql`
      insert into allocation_pool_card
        (customer_id, customer_no, shown_name, kind, tier, unit_name, booking_path, cause,
         entered_on, reach_from, reach_until)
      select customer_id, customer_no, 'x', 'individual', 'small', 'u', booking_path, 'unled',
             date '2026-01-01', booking_path,
             left(booking_path, length(booking_path) - 1) || '/'
      from customers_customer
    `.execute(tx.db);
  },
  paths: {
    table: ({ tx }) => keysOf(sql`select customer_no as key from allocation_pool_card`, tx),
    list: async (as) => {
      const seen: string[] = [];
      for (let cursor: string | null = ''; cursor !== null;) {
        const query = { limit: '20', ...(cursor === '' ? {} : { cursor }) };
        const answer = (await as.call('allocation.listPool', { query })) as {
          rows: readonly { customerNo: string }[];
          next: string | null;
        };
        seen.push(...answer.rows.map((row) => row.customerNo));
        cursor = answer.next;
      }
      return seen;
    },
  },
};

/** Rows of a proposal need the proposal. */
function ofProposal(entity: Entity): Entity {
  return {
    ...entity,
    seed: async (tx) => {
      await sql`
        insert into allocation_proposal
          (proposal_id, unit_path, unit_name, as_of, policy_version_id, account_id, requested_by)
        values (88, '~', 'u', date '2026-01-01', 1, 0, 'p')
        on conflict (proposal_id) do nothing
      `.execute(tx.db);
      await entity.seed!(tx);
    },
  };
}

/** One application of each RM for each customer: seen with the RM or with the customer. */
const expenseApplications: Entity = {
  name: 'expense applications',
  right: 'expenses.read',
  mine: (who) =>
    world.staff.flatMap((one) =>
      world.customers
        .filter((to) => world.seesStaff(who, one) || world.seesCustomer(who, to))
        .map((to) => `${one.staffNo}${to.customerNo}`),
    ),
  seed: async (tx) => {
    await sql`
      insert into expenses_application
        (application_id, staff_id, unit_path, customer_id, quarter, purse, kind, kind_name, tax,
         purpose, planned_day, amount_fen, guests, attendants, subject, needs_clearance,
         request_key, policy_version_id, applied_on, applied_by)
      select p.staff_id * 1000 + c.customer_id, p.staff_id, p.unit_path, c.customer_id, '2026Q1',
             'quota', 'meal', 'meal', 'entertainment', 'x', date '2026-01-05', 1, 1, 1, 'ordinary',
             false, 'k' || p.staff_id || '-' || c.customer_id, 1, date '2026-01-05', p.staff_id
      from people_staff p
      cross join customers_customer c
    `.execute(tx.db);
  },
  paths: {
    table: ({ tx }) =>
      keysOf(
        sql`
        select 'S' || staff_id || 'C' || lpad(customer_id::text, 3, '0') as key
        from expenses_v_application
      `,
        tx,
      ),
    list: async (as) => {
      const seen: string[] = [];
      for (let cursor: string | null = ''; cursor !== null;) {
        const query = { limit: '200', ...(cursor === '' ? {} : { cursor }) };
        const answer = (await as.call('expenses.listApplications', { query })) as {
          rows: readonly { applicationId: bigint }[];
          next: string | null;
        };
        seen.push(...answer.rows.map((row) => keyOfApplication(row.applicationId)));
        cursor = answer.next;
      }
      return seen;
    },
  },
};

function keyOfApplication(id: bigint): string {
  return `S${id / 1000n}C${String(id % 1000n).padStart(3, '0')}`;
}

/** The same with a list route whose rows name the person. */
function listedByStaffNo(
  entity: Entity,
  route: { readonly right: string; readonly list: string },
): Entity {
  return {
    ...entity,
    right: route.right,
    paths: {
      ...entity.paths,
      list: async (as) => {
        const answer = await as.call(route.list, { query: { limit: '200' } });
        return (answer as { rows: readonly { staffNo: string }[] }).rows.map((row) => row.staffNo);
      },
    },
  };
}

/** One contact with each customer: by the table, the list and the customer. */
function contactNotes(): Entity {
  const plain = ofCustomer(
    'contacts_note',
    `note_id, revision, act, staff_id, standing, channel, initiative, happened_at, happened_on,
     words, with_whom, next_step, origin, written_at, device_id, device_seq, account_id,
     policy_version_id`,
    `gen_random_uuid(), 1, 'written', 1, 'serving', 'visit', 'bank', now(), current_date, 'w', '',
     '', 'online', now(), gen_random_uuid(), 1, 1, 1`,
  );
  const numbersOf = (answer: unknown) =>
    (answer as { rows: readonly { customerNo: string }[] }).rows.map((row) => row.customerNo);
  return {
    ...plain,
    right: 'contacts.read',
    paths: {
      ...plain.paths,
      list: async (as) =>
        numbersOf(await as.call('contacts.listNotes', { query: { limit: '200' } })),
      'list with a search': async (as) =>
        numbersOf(await as.call('contacts.listNotes', { query: { limit: '200', q: '小明' } })),
      'by customer': async (as) => {
        const seen: string[] = [];
        for (const one of world.customers) {
          const params = { customerId: String(one.customerId) };
          const answer = await as.call('contacts.listCustomerNotes', { params });
          if (!isRefusal(answer)) seen.push(...numbersOf(answer));
        }
        return seen;
      },
      'the last contact': ({ tx }) =>
        keysOf(
          sql`select 'C' || lpad(l.customer_id::text, 3, '0') as key from contacts_v_last l`,
          tx,
        ),
    },
  };
}

/** Rows of a pay batch need the batch. */
function afterBatch(entity: Entity): Entity {
  return {
    ...entity,
    seed: async (tx) => {
      await sql`
        insert into pay_batch (batch_id, batch_no, kind, period, round, line_count, total_fen,
          digest, prepared_by, prepared_name)
        values (77, '2026Q1-S1', 'slips', '2026Q1', 1, 5, 5, 'd', 1, 'p')
      `.execute(tx.db);
      await entity.seed!(tx);
    },
  };
}

/** THE ENTITIES. A room adds its line. */
const entities: readonly Entity[] = [
  customerEntity,
  ofCustomer(
    'customers_ownership',
    `turn, owner_key, owner_kind, owner_name, kind, state, share_millionths, from_day, source,
     entered_by, enterer`,
    `1, 'p:a', 'person', 'a', 'shareholder', 'holds', 1, date '2026-01-01', 's', 0, 'e'`,
  ),
  ofCustomer(
    'customers_party',
    `turn, party_key, party_kind, party_name, role, state, from_day, source, entered_by, enterer`,
    `1, 'p:a', 'person', 'a', 'agent', 'holds', date '2026-01-01', 's', 0, 'e'`,
  ),
  ofCustomer(
    'customers_document',
    `document_id, kind, title, file_name, media_type, bytes, sha256, copy_no, body, uploaded_by,
     uploader`,
    `customer_id, 'other', 't', 'f', 'application/pdf', 1, 'h', 1, '', 0, 'u'`,
  ),
  ofCustomer(
    'customers_document_withdrawal',
    'document_id, reason, withdrawn_by, withdrawer',
    `customer_id, 'r', 0, 'w'`,
  ),
  ofCustomer(
    'customers_consent',
    'turn, purpose, family, state, channel, on_day, note, entered_by, enterer',
    `1, 'marketing_phone', 'marketing', 'given', 'phone', date '2026-01-01', '', 0, 'e'`,
  ),
  ofCustomer('segmentation_rating', 'scale, grade, from_day', `'aaa', 'AA', date '2026-01-01'`),
  ofCustomer(
    'segmentation_status',
    'run_id, dimension, value, from_day, reason, policy_version_id',
    `1, 'tier', 'small', date '2026-01-01', '{}', 1`,
  ),
  ofStaff(
    'targets_quarter',
    'run_id, quarter, metric, cumulative_target',
    `1, '2026Q1', 'deposit_average', 1`,
  ),
  contactNotes(),
  poolCards,
  ofCustomer(
    'allocation_pool_event',
    'kind, customer_no, shown_name, staff_id, unit_path, day, account_id',
    `'entered', 'C', 'C', 999, '~', date '2026-01-01', 0`,
  ),
  ofCustomer(
    'allocation_pool_claim',
    `staff_id, unit_path, claimed_on, protected_until, mode, reach_from, reach_until,
     policy_version_id, account_id`,
    `999, '~', date '2026-01-01', date '2026-01-02', 'alone', '', '~', 1, 0`,
  ),
  ofStaff('allocation_pool_turn', 'day, turn', `date '2026-01-01', 1`),
  ofProposal(
    ofCustomer(
      'allocation_proposal_move',
      `proposal_id, customer_no, customer_name, kind, level, from_staff_id, to_staff_id, fit_after,
       gain, mode, reason`,
      `88, 'C', 'C', 'individual', 'individual/small', 1, 2, 1, 1, 'alone', 'load'`,
    ),
  ),
  ofProposal(
    ofStaff(
      'allocation_proposal_rm',
      `proposal_id, corporate_now, corporate_after, corporate_max, individual_now,
       individual_after, individual_max, fit_now, fit_after, unfit_now, unfit_after`,
      '88, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0',
    ),
  ),
  ofCustomer('allocation_result', 'run_id, fit_millionths, reason', `${closed}, 1, '{}'`),
  ofCustomer(
    'attribution_part',
    'run_id, measure, dimension, party, unit_path, amount, basis, policy_version_id',
    `${closed}, 'fee_income', 'branch', 'B', '~', 1, '[]', 1`,
  ),
  ofCustomer(
    'attribution_contract',
    'kind, from_day, body, body_hash, proposed_by',
    `'split', date '2026-01-01', '{}', 'h', 0`,
  ),
  ofCustomer(
    'attribution_referral',
    'staff_id, unit_path, referred_on, note, registered_by',
    `999, '~', date '2026-01-01', 'n', 0`,
  ),
  ofCustomer(
    'attribution_dispute',
    `quarter, claimant_staff_id, claimant_path, respondent_staff_id, respondent_path,
     claim_share_millionths, statement, published_on, opened_on, ruling_due, opened_by`,
    `'2026Q1', 998, '~', 999, '~', 1, 's', date '2026-01-01', date '2026-01-01',
     date '2026-01-01', 0`,
  ),
  ofCustomer(
    'attribution_shadow',
    'run_id, measure, rule, party, amount, policy_version_id',
    `${closed}, 'fee_income', 'm', 'D', 1, 1`,
  ),
  ofResults(
    'assessment_sheet',
    `sheet_id, run_id, quarter, sequence, level, points_millionths, total_millionths, band,
     policy_version_id, explanation`,
    `staff_id, ${closed}, '2026Q1', 'retail', 'junior', 1, 1, '合格', (select min(version_id)
     from policy_version), '{"rule":"r","formula":"f","inputs":{}}'`,
    {
      right: 'assessment.read',
      list: 'assessment.listSheets',
      read: 'assessment.readSheet',
      id: 'sheetId',
    },
  ),
  listedByStaffNo(
    ofStaff(
      'metrics_figure',
      'quarter, metric, turn, amount, evidence, entered_by, enterer',
      `'2026Q1', 'visits', 1, 1, 'e', 1, 'A'`,
    ),
    { right: 'metrics.read_figures', list: 'metrics.listFigures' },
  ),
  ofStaff(
    'assessment_metric',
    'run_id, metric, value, explanation, catalogue_version_id',
    `${closed}, 'visits', 1, '{"rule":"r","formula":"f","inputs":{}}', 1`,
  ),
  ofStaff(
    'assessment_publication_sheet',
    'publication_id, sheet_id, change, objections_until',
    `1, staff_id, 'first', '2026-04-09'`,
  ),
  objectionEntity(),
  {
    ...ofStaff(
      'assessment_review_result',
      'review_id, raters, total_millionths, dimensions, explanation',
      `1, 3, 1, '[]', '{"rule":"r","formula":"f","inputs":{}}'`,
      {
        list: async (as) => {
          const query = { limit: '200' };
          const answer = await as.call('assessment.listCompetenceResults', { query });
          const { rows } = answer as { rows: readonly { staffNo: string }[] };
          return rows.map((row) => row.staffNo);
        },
      },
    ),
    right: 'assessment.rate',
  },
  ofResults(
    'pay_slip',
    `slip_id, run_id, quarter, level, gross_fen, paid_now_fen, deferred_fen, held_fen,
     deducted_fen, carried_fen, policy_version_id`,
    `staff_id, ${closed}, '2026Q1', 'junior', 1, 1, 0, 0, 0, 0, (select version_id
     from policy_version where kind = 'pay_scheme')`,
    { right: 'pay.read', list: 'pay.listSlips', read: 'pay.readSlip', id: 'slipId' },
  ),
  afterBatch(
    ofStaff(
      'pay_batch_line',
      'batch_id, position, part, grant_id, number, quarter, variable_fen, amount_fen',
      `77, staff_id, 'now', staff_id, 0, '2026Q1', 1, 1`,
    ),
  ),
  ofStaff(
    'pay_deferral_event',
    'part, grant_id, number, kind, amount_fen, batch_id, by_account',
    `'now', staff_id, 0, 'paid', 1, 77, 1`,
  ),
  ofStaff(
    'pay_settlement',
    `settlement_id, batch_id, year, total_millionths, annual_fen, granted_fen, held_fen,
     offset_in_fen, amount_fen, due_fen, deferred_fen, offset_out_fen, explanation`,
    `staff_id, 77, 2026, 1, 1, 0, 0, 0, 1, 1, 0, 0, '{"rule":"r","formula":"f","inputs":{}}'`,
  ),
  listedByStaffNo(
    ofStaff(
      'pay_clawback',
      `clawback_no, request_key, cause, duty, from_quarter, until_quarter, share_millionths,
       granted_fen, facts, evidence_name, evidence_hash, heard_on, heard_words, proposed_by,
       proposed_name`,
      `'K' || staff_id, 'K' || staff_id, 'grave_risk', 'main', '2026Q1', '2026Q1', 1, 1, 'f', 'e',
       'h', date '2026-01-01', 'w', 1, 'p'`,
    ),
    { right: 'pay.read_clawbacks', list: 'pay.listClawbacks' },
  ),
  listedByStaffNo(
    ofStaff(
      'pay_objection',
      'slip_id, until_day, words, raised_by',
      `staff_id, '2026-04-17', 'w', 1`,
    ),
    { right: 'pay.read', list: 'pay.listObjections' },
  ),
  listedByStaffNo(
    ofStaff(
      'pay_correction',
      `request_key, quarter, of_slip_id, amount_fen, cause, evidence, entered_by, entered_name`,
      `'C' || staff_id, '2026Q2', staff_id, 1, 'c', 'e', 1, 'p'`,
    ),
    { right: 'pay.read', list: 'pay.listCorrections' },
  ),
  ofStaff(
    'targets_letter',
    'run_id, year, letter_no, kind, body, body_hash',
    `${closed}, 2026, '2026-' || staff_id, 'signed', '{}', 'h'`,
  ),
  ofStaff(
    'targets_baseline',
    `letter_id, amendment_no, quarter, metric, annual, stretch, challenge, cumulative_target,
     cumulative_stretch, cumulative_challenge`,
    `(select letter_id from targets_letter l where l.staff_id = people_staff.staff_id), 1,
     '2026Q1', 'fee_income', 1, 1, 1, 1, 1, 1`,
  ),
  ofLetter('targets_letter_event', 'kind, on_day, account_id, person_name', {
    values: `'sent', '2026-01-01', 1, 'S' || staff_id`,
    key: 'person_name',
  }),
  ofLetter(
    'targets_amendment',
    'amendment_no, from_quarter, reason, body, body_hash, proposed_by, proposer_name',
    { values: `1, '2026Q1', 'r', '{}', 'h', 1, 'S' || staff_id`, key: 'proposer_name' },
  ),
  ofLetter('targets_file', 'amendment_no, pdf, pdf_hash, certificate_id', {
    values: `0, '', 'S' || staff_id, 1`,
    key: 'pdf_hash',
  }),
  ofStaff(
    'expenses_ledger',
    'run_id, quarter, kind, purse, amount_fen, policy_version_id, explanation',
    `1, '2026Q1', 'granted', 'quota', 1, 1, '{}'`,
  ),
  ofStaff(
    'expenses_entitlement',
    'run_id, base_quarter, level, rate_millionths, entitled_fen, change_fen, policy_version_id',
    `1, '2025Q4', 'junior', 1, 1, 1, 1`,
  ),
  expenseApplications,
  {
    ...ofStaff('rewards_nominee', 'proposal_id, amount_fen', `1, 0`),
    seed: async (tx) => {
      await sql`
        insert into rewards_proposal
          (proposal_id, award, award_name, award_kind, amount_fen, reason, evidence, unit_path,
           policy_version_id, request_key, proposed_on, proposed_by, by_name)
        values (1, 'a', 'a', 'honour', 0, 'r', 'e', '~', 1, 'k', '2026-01-05', 0, 'x')
      `.execute(tx.db);
      await ofStaff('rewards_nominee', 'proposal_id, amount_fen', `1, 0`).seed!(tx);
    },
  },
];

function mayRead(entity: Entity, who: world.Watcher): boolean {
  const { right } = entity;
  return right === undefined || modules.some(({ rights }) => may(who.actor, rights, right));
}

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  await database.database.transaction(world.builder, async (tx) => {
    await world.buildWorld(tx);
    await sql`
      insert into organisation_run (run_id, quarter, kind, as_of, backdated, started_by)
      overriding system value
      values (2, '2026Q1', 'close', '2026-04-01', false, 'test')
    `.execute(tx.db);
    await sql`
      insert into organisation_run_finished (run_id, digest) values (2, 'd')
    `.execute(tx.db);
    await sql`
      insert into assessment_publication
        (publication_id, quarter, run_id, digest, published_on, objections_until,
         policy_version_id, published_by, publisher)
      values (1, '2026Q1', 2, 'd', '2026-04-01', '2026-04-09', 1, 0, 'test')
    `.execute(tx.db);
    await sql`
      insert into assessment_review
        (review_id, period, opened_on, due_on, policy_version_id, opened_by)
      values (1, '2026', '2026-04-01', '2026-04-15', 1, 0)
    `.execute(tx.db);
    await sql`
      insert into organisation_seal (quarter, run_id, digest, sealed_by)
      values ('2026Q1', 2, 'd', 'test')
    `.execute(tx.db);
    for (const entity of entities) await entity.seed?.(tx);
  });
});
afterAll(() => database.drop());

describe.each(entities)('$name', (entity) => {
  const cells = world.watchers.flatMap((who) =>
    Object.entries(entity.paths)
      .filter(([path]) => path === 'table' || mayRead(entity, who))
      .map(([path, read]) => ({ who, name: who.name, path, read })),
  );
  it.each(cells)('$name: $path', ({ who, read }) =>
    database.database.transaction(who.actor, async (tx) => {
      const as: Caller = { tx, who, call: (name, input) => callRoute(tx, who.actor, name, input) };
      const seen = await read(as);
      expect(seen.toSorted()).toEqual([...entity.mine(who)].toSorted());
    }),
  );
});

describe('the scope is closed by default', () => {
  it('shows nothing and fails loudly without an actor', async () => {
    const client = await database.database.pool.connect();
    try {
      const reading = client.query('select customer_no from customers_customer');
      await expect(reading).rejects.toThrow();
    } finally {
      client.release(true);
    }
  });

  it('every table of a customer or an RM has row security, forced', async () => {
    const { rows } = await database.database.pool.query<{ table: string }>(`
      select c.relname as table
      from pg_class c
      join pg_attribute a on a.attrelid = c.oid and not a.attisdropped
      where c.relkind in ('r', 'p')
        and c.relnamespace = 'public'::regnamespace
        and (a.attname = 'customer_id' or a.attname = 'unit_path')
        and c.relname not in ('people_staff')
        and not (c.relrowsecurity and c.relforcerowsecurity)
      group by c.relname
      order by c.relname`);
    expect(rows.map((row) => row.table)).toEqual([]);
  });

  it('a watcher cannot write outside his scope', async () => {
    const president = world.watchers.find((one) => one.actor.roles[0] === 'branch_president')!;
    await database.database.transaction(
      president.actor,
      async (tx) => {
        const touched = await sql`update customers_customer set tier = 'large'`.execute(tx.db);
        expect(Number(touched.numAffectedRows)).toBe(customerNos(president).length);
        await expect(
          sql`
            insert into customers_customer
              (customer_no, kind, name, name_key, initials, pinyin, search_pieces, opened_on,
               booking_unit_id, booking_path)
            values ('X', 'individual', 'x', 'x', '', '', '{}', '2020-01-01', 5, '0001.0002.')
          `.execute(tx.db),
        ).rejects.toThrow('row-level security');
      },
      { rollBack: true },
    );
  });
});

/** The routes by name, with the rights that lead to them. */
const doors = new Map(
  modules.flatMap((module) =>
    Object.entries(module.api).map(([name, route]) => [
      `${module.name}.${name}`,
      { route, handler: module.handlers[name]!, rights: module.rights },
    ]),
  ),
);

async function callRoute(tx: Tx, actor: Actor, name: string, input: Input = {}): Promise<unknown> {
  const { route, handler, rights } = doors.get(name)!;
  if (!may(actor, rights, route.right)) throw new Error(`${actor.login} has no ${route.right}`);
  return handler({
    tx,
    actor,
    params: parsed(route.params, input.params),
    query: parsed(route.query, input.query ?? {}),
    body: undefined,
    request: { headers: {}, cookies: {} },
    database: database.database,
  } as unknown as Call);
}

/** The rows of a list as an export reads them: page by page through its handler. */
async function exported(as: Caller, path: string): Promise<readonly string[]> {
  const list = exportableLists(modules).get(path)!;
  const seen: string[] = [];
  for (let cursor: string | undefined; ;) {
    const wish = { params: {}, query: {} };
    const page = await readPage(as.tx, list, { wish, locale: 'zh', limit: 7, cursor });
    if (isRefusal(page)) throw new Error(page.refused);
    seen.push(...page.rows.map((row) => String(row['customerNo'])));
    if (page.next === null) return seen;
    cursor = page.next;
  }
}

function parsed(shape: Route['params'], value: unknown): unknown {
  return shape.safeParse(value).data;
}

async function pages(as: Caller, query: Readonly<Record<string, string>>): Promise<string[]> {
  const seen: string[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const more = cursor === '' ? {} : { cursor };
    const input = { query: { ...query, limit: '7', ...more } };
    const answer = (await as.call('customers.listCustomers', input)) as {
      rows: readonly { customerNo: string }[];
      next: string | null;
      total: { count: number };
    };
    expect(answer.total.count).toBe(customerNos(as.who).length);
    seen.push(...answer.rows.map((row) => row.customerNo));
    cursor = answer.next;
  }
  return seen;
}

async function keysOf(query: ReturnType<typeof sql>, tx: Tx): Promise<string[]> {
  const { rows } = await query.execute(tx.db);
  return rows.map((row) => (row as { key: string }).key);
}

it('an RM reads his own slip once its quarter is sealed, others by their scope before', async () => {
  await database.database.transaction(world.builder, async (tx) => {
    await sql`
      insert into organisation_run (run_id, quarter, kind, as_of, backdated, started_by)
      overriding system value
      values (3, '2026Q2', 'close', '2026-07-01', false, 'test')
    `.execute(tx.db);
    await sql`insert into organisation_run_finished (run_id, digest) values (3, 'e')`.execute(
      tx.db,
    );
    await sql`
      insert into pay_slip
        (slip_id, run_id, quarter, staff_id, unit_path, level, gross_fen, paid_now_fen,
         deferred_fen, held_fen, deducted_fen, carried_fen, policy_version_id)
      select 900000 + staff_id, 3, '2026Q2', staff_id, unit_path, level, gross_fen, paid_now_fen,
             deferred_fen, held_fen, deducted_fen, carried_fen, policy_version_id
      from pay_slip
      where run_id = 2
    `.execute(tx.db);
  });
  const seenBy = (who: world.Watcher, quarter: string) =>
    database.database.transaction(who.actor, async (tx) => {
      const { rows } = await sql<{ staff_id: bigint }>`
        select staff_id
        from pay_slip
        where quarter = ${quarter}
        order by staff_id
      `.execute(tx.db);
      return rows.map((row) => row.staff_id);
    });
  for (const who of world.watchers) {
    const others = (await seenBy(who, '2026Q1')).filter((one) => one !== who.actor.staffId);
    expect(await seenBy(who, '2026Q2'), who.name).toEqual(others);
  }
});
