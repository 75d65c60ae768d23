import { isRefusal, type Refusal } from '../../../core/refusal.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { handle, type Call } from '../../platform/module.ts';
import { policyInForce } from '../../platform/policy/store.ts';
import { businessDay } from '../organisation/index.ts';
import { peopleApi } from './contract.ts';
import { refuse } from './messages.ts';
import { gradeMatrixKind, type LevelRights } from './policy.ts';
import { decideHeadCount } from './rules.ts';
import * as store from './store.ts';

const countCap = 1000;

export const peopleHandlers = handle(peopleApi, {
  listStaff: async ({ tx, query }) => {
    const filter = await filterOf(tx, query);
    if (isRefusal(filter)) return filter;
    const sort = query.sort ?? 'staffNo';
    const rows = await store.loadStaffPage(tx, filter, {
      sort,
      descending: query.order === 'desc',
      after: cursorOf(query.cursor),
      limit: query.limit + 1,
    });
    const shown = rows.slice(0, query.limit);
    const last = shown.at(-1);
    const found = await store.countStaff(tx, filter, countCap);
    return {
      rows: shown,
      next:
        rows.length > query.limit && last !== undefined
          ? JSON.stringify([last[sort], last.staffNo])
          : null,
      total: { count: Math.min(found, countCap), capped: found > countCap },
    };
  },

  readStaff: async ({ tx, params }) => {
    const on = await businessDay(tx);
    const staff = await store.loadStaff(tx, BigInt(params.staffId), on);
    if (staff === null) return refuse('people.staff_unknown');
    const matrix = await policyInForce(tx, gradeMatrixKind, on);
    return {
      ...staff,
      unitPath: await store.loadUnitNames(tx, staff.unitId),
      grades: await store.loadGrades(tx, staff.staffId),
      rights:
        staff.level === null
          ? null
          : rightsShown(matrix.body.levels[staff.level], matrix.versionNo),
    };
  },

  listHeadCounts: async ({ tx }) => {
    const on = await businessDay(tx);
    const { body: matrix, versionNo } = await policyInForce(tx, gradeMatrixKind, on);
    const counted = await store.loadHeadCounts(tx, on);
    const rows = counted.map((one) => ({
      ...one,
      quota: matrix.headCount[one.unitKind][one.level],
      over: decideHeadCount(matrix, { ...one, present: one.present - 1 }).outcome === 'refused',
    }));
    return { versionNo, rows };
  },
});

type StaffQuery = Call<(typeof peopleApi)['listStaff']>['query'];

async function filterOf(tx: Tx, query: StaffQuery): Promise<store.StaffFilter | Refusal> {
  const unitPath =
    query.unitId === undefined ? null : await store.loadUnitPath(tx, BigInt(query.unitId));
  if (query.unitId !== undefined && unitPath === null) return refuse('people.unit_unknown');
  return {
    on: await businessDay(tx),
    search: (query.q ?? '').trim().toLowerCase(),
    unitPath,
    level: query.level ?? null,
    rm: query.rm === undefined ? null : query.rm === 'yes',
    withLeft: query.left === 'yes',
  };
}

/** A cursor that is not ours starts the list anew. */
function cursorOf(cursor: string | undefined): store.StaffPage['after'] {
  if (cursor === undefined) return null;
  try {
    const [value, staffNo] = JSON.parse(cursor) as unknown[];
    return typeof value === 'string' && typeof staffNo === 'string' ? { value, staffNo } : null;
  } catch {
    return null;
  }
}

function rightsShown(own: LevelRights, versionNo: number) {
  const { corporateType, class: byClass, tier } = own.serves;
  return {
    versionNo,
    serves: {
      system: corporateType.system,
      ...byClass,
      ...tier,
    },
    capacityCorporate: own.capacity.lead.corporate,
    capacityIndividual: own.capacity.lead.individual,
    quotaFenPerMonth: own.quotaFenPerMonth,
    allowanceRate: own.allowanceRateMillionths,
    priceAuthority: BigInt(own.priceAuthority.rateBp) * 100n,
    feeDiscount: own.priceAuthority.feeDiscountMillionths,
    deadlineFactor: own.deadlineFactorMillionths,
    information: own.information,
    queuePriority: own.queuePriority,
    trainingTiers: own.trainingTiers,
    trainingShare: own.trainingShareMillionths,
  };
}
