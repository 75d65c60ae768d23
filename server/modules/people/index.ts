import type { Day } from '../../../core/day.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import type { Module } from '../../platform/module.ts';
import { policyInForce, type PolicyInForce } from '../../platform/policy/store.ts';
import { peopleRights } from './access.ts';
import { peopleApi } from './contract.ts';
import { gradeTarget, staffTarget } from './import-target.ts';
import { peopleMessages } from './messages.ts';
import { gradeMatrixKind, type GradeMatrix } from './policy.ts';
import { peopleHandlers } from './routes.ts';

export {
  corporateTypes,
  customerClasses,
  customerTiers,
  levels,
  sequences,
  serveModes,
  type CorporateType,
  type CustomerClass,
  type CustomerTier,
  type Level,
  type Sequence,
  type ServeMode,
} from './contract.ts';
export { gradeMatrixKind, type GradeMatrix, type LevelRights } from './policy.ts';
export {
  capacityOf,
  certificateDays,
  decideCapacity,
  decideHeadCount,
  decideServes,
  levelOf,
  serveMode,
  type CustomerLevel,
  type GradeDecision,
  type Load,
  type Part,
  type Segmented,
} from './rules.ts';
export {
  loadActorName as actorName,
  loadRmsOn as rmsOn,
  loadStaffByNo as staffByNo,
  loadStaffByNos as staffByNos,
  loadStaffUnit as staffUnit,
  loadStaffStates as staffStates,
  type GradedRm,
  type NamedStaff,
} from './store.ts';

/** The grade matrix in force on a day, with its version for results that keep it. */
export function gradeMatrix(tx: Tx, on: Day): Promise<PolicyInForce<GradeMatrix>> {
  return policyInForce(tx, gradeMatrixKind, on);
}

export const people: Module = {
  name: 'people',
  phrases: peopleMessages,
  rights: peopleRights,
  api: peopleApi,
  handlers: peopleHandlers,
  policies: [gradeMatrixKind],
  importTargets: [staffTarget, gradeTarget],
};
