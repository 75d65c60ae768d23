import { day } from '../../../core/day.ts';
import { fen } from '../../../core/money.ts';
import { parseId } from '../../../core/id.ts';
import { quarter, quarterOf } from '../../../core/period.ts';
import { isRefusal, type Refusal } from '../../../core/refusal.ts';
import { keysetPage, rowsBefore, shortPage } from '../../../core/schema.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { handle } from '../../platform/module.ts';
import { policyInForce } from '../../platform/policy/store.ts';
import { businessDay } from '../organisation/index.ts';
import { claim, keepInvoiceFile, payClaim, verifyClaim } from './claim-commands.ts';
import { approvalLimit, expenseBalances } from './commands.ts';
import { expensesApi, purses } from './contract.ts';
import { readApplication } from './detail.ts';
import { refuse } from './messages.ts';
import { expenseSchemeKind } from './policy.ts';
import { balanceOf, validQuarters } from './rules/balance.ts';
import * as spending from './spending-commands.ts';
import { loadFile } from './store/claims.ts';
import * as ledger from './store/ledger.ts';
import * as reading from './store/reading.ts';
import { enterTaxFigure, taxOf } from './tax-commands.ts';

export const expensesHandlers = handle(expensesApi, {
  listLedger: async ({ tx, query }) => {
    const before = beforeOf(query.cursor);
    if (isRefusal(before)) return before;
    const rows = await ledger.listLedger(tx, {
      quarter: query.quarter ?? null,
      purse: query.purse ?? null,
      kind: query.kind ?? null,
      q: query.q ?? null,
      before,
      limit: query.limit + 1,
    });
    return keysetPage(rows, query.limit, (row) => row.entryId);
  },

  readBalances: async ({ tx, params }) => ({
    rows: await expenseBalances(tx, quarter(params.quarter)),
  }),

  readPurse: async ({ tx, actor }) => {
    const { staffId } = actor;
    if (staffId === null) return refuse('expenses.no_staff');
    const today = await businessDay(tx);
    const { body, versionNo } = await policyInForce(tx, expenseSchemeKind, today);
    const quarters = validQuarters(quarterOf(today), body.validity);
    const rows = [];
    for (const purse of purses) {
      rows.push({ purse, ...balanceOf(await ledger.loadPurse(tx, { staffId, purse, quarters })) });
    }
    return {
      today,
      quarter: quarterOf(today),
      rows,
      rules: {
        policyVersionNo: BigInt(versionNo),
        validity: body.validity,
        kinds: body.kinds.map(({ key, name, allowed }) => ({ key, name, allowed })),
        perApplication: body.caps.perApplicationFen,
        perCustomerQuarter: body.caps.perCustomerQuarterFen,
        perPersonQuarter: body.caps.perPersonQuarterFen,
        perHead: body.caps.perHeadFen,
        approval: body.approval.map(({ role, limitFen }) => ({ role, limit: limitFen })),
        claimWithinDays: body.claim.withinDays,
        clearedSubjects: body.customers.clearedSubjects,
      },
    };
  },

  checkApplication: async ({ tx, query }) => {
    const weighed = await spending.weighApplication(tx, wishOf(query));
    if (isRefusal(weighed)) return weighed;
    const { refusal } = weighed;
    return {
      ...weighed,
      refusal:
        refusal === null
          ? null
          : {
              code: refusal.refused,
              params: Object.fromEntries(
                Object.entries(refusal.params).map(([name, value]) => [name, String(value)]),
              ),
            },
    };
  },

  apply: async ({ tx, body }) =>
    spending.apply(tx, {
      ...wishOf(body),
      purpose: body.purpose,
      requestKey: body.requestKey,
    }),

  listApplications: async ({ tx, query, actor }) => {
    const before = beforeOf(query.cursor);
    if (isRefusal(before)) return before;
    const rows = await reading.listApplications(tx, {
      state: query.state ?? null,
      quarter: query.quarter ?? null,
      customerId: query.customerId === undefined ? null : BigInt(query.customerId),
      waiting: query.waiting === undefined ? null : await waitingOf(tx, query.waiting, actor.roles),
      mine: query.mine === 'yes',
      q: query.q ?? null,
      before,
      limit: query.limit + 1,
    });
    return keysetPage(rows, query.limit, (row) => row.applicationId);
  },

  readApplication: async ({ tx, params }) => readApplication(tx, BigInt(params.applicationId)),

  withdraw: async ({ tx, params, body }) =>
    spending.withdraw(tx, { applicationId: BigInt(params.applicationId), reason: body.reason }),

  clear: async ({ tx, params, body }) =>
    spending.clear(tx, { applicationId: BigInt(params.applicationId), ...body }),

  rule: async ({ tx, params, body }) =>
    spending.rule(tx, { applicationId: BigInt(params.applicationId), ...body }),

  uploadInvoice: async ({ tx, params, request }) => {
    const upload = request.isMultipart() ? await request.file() : undefined;
    return keepInvoiceFile(tx, { applicationId: BigInt(params.applicationId), upload });
  },

  readInvoiceFile: async ({ tx, params }) => {
    const file = await loadFile(tx, BigInt(params.fileId));
    if (file === null) return refuse('expenses.file_unknown');
    const { name, mediaType: type, body } = file;
    return {
      file: { name, type, body, ...(type === 'application/pdf' ? { inline: true as const } : {}) },
    };
  },

  claim: async ({ tx, params, body }) =>
    claim(tx, {
      applicationId: BigInt(params.applicationId),
      spentOn: day(body.spentOn),
      note: body.note,
      invoices: body.invoices.map((one) => ({
        number: one.number,
        issuedOn: day(one.issuedOn),
        seller: one.seller,
        amount: fen(BigInt(one.amount)),
        tax: fen(BigInt(one.tax)),
        fileId: one.fileId === undefined ? null : BigInt(one.fileId),
      })),
    }),

  verifyClaim: async ({ tx, params, body }) =>
    verifyClaim(tx, { claimId: BigInt(params.claimId), ...body }),

  payClaim: async ({ tx, params, body }) =>
    payClaim(tx, { claimId: BigInt(params.claimId), reference: body.reference }),

  listCustomerExpenses: async ({ tx, query }) => {
    const rows = await reading.listCustomers(tx, {
      year: query.year,
      q: query.q ?? null,
      skip: rowsBefore(query),
      limit: query.limit + 1,
    });
    return shortPage(rows, query);
  },

  readTax: async ({ tx, params }) => taxOf(tx, params.year),

  enterTaxFigure: async ({ tx, params, body }) =>
    enterTaxFigure(tx, {
      year: params.year,
      figure: body.figure,
      amount: fen(BigInt(body.amount)),
      source: body.source,
      replaces: body.replaces === undefined ? null : BigInt(body.replaces),
    }),
});

function wishOf(given: {
  readonly customerId: string;
  readonly purse: spending.ApplicationWish['purse'];
  readonly kind: string;
  readonly plannedDay: string;
  readonly amount: string;
  readonly guests: number;
  readonly attendants: number;
  readonly subject: spending.ApplicationWish['subject'];
}): spending.ApplicationWish {
  const { purse, kind, guests, attendants, subject } = given;
  return {
    customerId: BigInt(given.customerId),
    plannedDay: day(given.plannedDay),
    amount: fen(BigInt(given.amount)),
    purse,
    kind,
    guests,
    attendants,
    subject,
  };
}

/** What waits for the reader: for an approver, within the widest limit of his roles. */
async function waitingOf(
  tx: Tx,
  step: reading.Waiting['for'],
  roles: readonly string[],
): Promise<reading.Waiting> {
  return { for: step, limitFen: await approvalLimit(tx, roles) };
}

function beforeOf(cursor: string | undefined): bigint | null | Refusal {
  if (cursor === undefined) return null;
  return parseId(cursor) ?? refuse('expenses.cursor_malformed');
}
