import type { Day } from '../../../../core/day.ts';
import type { OwnershipPolicy, OwnershipRule } from '../policy.ts';

/** What a customer has at one branch. Amounts are averages of the last closed quarter, in fen. */
export interface BranchFacts {
  readonly unitPath: string;
  readonly firstAccountOn: Day;
  readonly depositFen: bigint;
  readonly loanFen: bigint;
  readonly firstLoanOn: Day | null;
  readonly contributionFen: bigint;
  readonly hasBasicAccount: boolean;
}

export interface OwnershipFacts {
  /** The RM whom the source system names, with his unit; none when it names nobody. */
  readonly sourceOwner: { readonly staffNo: string; readonly unitPath: string } | null;
  readonly branches: readonly BranchFacts[];
}

export interface Ownership {
  readonly rule: OwnershipRule;
  readonly unitPath: string;
  /** The owner himself, where the source names him. */
  readonly staffNo: string | null;
}

/**
 * Whose customer somebody is whom no RM leads (CRM-OWN; golden case G32): the first rule of the
 * policy that is on and decides. Branches that are equal in a rule leave it to the next (ASSUMED).
 * Null when none decides: the branch where he is booked stands.
 */
export function decideOwnership(policy: OwnershipPolicy, facts: OwnershipFacts): Ownership | null {
  for (const { rule, on } of policy.rules) {
    if (!on) continue;
    const found = rule === 'source_owner' ? facts.sourceOwner : branchBy(policy, rule, facts);
    if (found === null) continue;
    const staffNo = 'staffNo' in found ? found.staffNo : null;
    return { rule, unitPath: found.unitPath, staffNo };
  }
  return null;
}

function branchBy(
  policy: OwnershipPolicy,
  rule: Exclude<OwnershipRule, 'source_owner'>,
  facts: OwnershipFacts,
): BranchFacts | null {
  const { branches } = facts;
  switch (rule) {
    case 'earliest_account':
      return earliest(branches, (one) => one.firstAccountOn);
    case 'largest_deposit':
      return largest(branches, (one) => one.depositFen);
    case 'loan_first':
      return policy.loanBy === 'earliest'
        ? earliest(branches, (one) => one.firstLoanOn)
        : largest(branches, (one) => one.loanFen);
    case 'contribution':
      return largest(branches, (one) => one.contributionFen);
    case 'basic_account':
      return only(branches.filter((one) => one.hasBasicAccount));
  }
}

function only(branches: readonly BranchFacts[]): BranchFacts | null {
  return branches.length === 1 ? branches[0]! : null;
}

/** The one branch with the largest amount above nothing. */
function largest(
  branches: readonly BranchFacts[],
  of: (one: BranchFacts) => bigint,
): BranchFacts | null {
  const most = branches.reduce((top, one) => (of(one) > top ? of(one) : top), 0n);
  return most === 0n ? null : only(branches.filter((one) => of(one) === most));
}

function earliest(
  branches: readonly BranchFacts[],
  of: (one: BranchFacts) => Day | null,
): BranchFacts | null {
  const days = branches.flatMap((one) => of(one) ?? []).toSorted();
  const [first] = days;
  return first === undefined ? null : only(branches.filter((one) => of(one) === first));
}
