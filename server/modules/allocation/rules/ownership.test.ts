import { describe, expect, it } from 'vitest';
import { day } from '../../../../core/day.ts';
import { table } from '../../../platform/testing/table.ts';
import { allocationKind, ownershipRules, type OwnershipPolicy } from '../policy.ts';
import { decideOwnership, type BranchFacts } from './ownership.ts';

const crm = allocationKind.schema.parse(
  allocationKind.presets!.find((one) => one.key === 'crm_own')!.body,
).ownership;
const only = (rule: string, loanBy: 'earliest' | 'largest' = 'largest'): OwnershipPolicy => ({
  ...crm,
  loanBy,
  rules: ownershipRules.map((one) => ({ rule: one, on: one === rule })),
});
/** 'B1/2010-01-01/500/300/2015-01-01/70/basic': branch, first account, deposits, loans … */
const branch = (text: string): BranchFacts => {
  const [unitPath = '', first = '', deposit = '', loan = '', loanOn = '', value = '', basic = ''] =
    text.split('/');
  return {
    unitPath,
    firstAccountOn: day(first),
    depositFen: BigInt(deposit),
    loanFen: BigInt(loan),
    firstLoanOn: loanOn === '' ? null : day(loanOn),
    contributionFen: BigInt(value),
    hasBasicAccount: basic === 'basic',
  };
};
const one = 'B1/2010-01-01/100/900/2020-01-01/50/basic';
const two = 'B2/2012-01-01/500/300/2015-01-01/70/';

describe('G32: whose customer he is', () => {
  const decide = (policy: OwnershipPolicy, owner = false) =>
    decideOwnership(policy, {
      sourceOwner: owner ? { staffNo: 'X', unitPath: 'B1' } : null,
      branches: [branch(two), branch(one)],
    });
  it('the source system’s owner X, even if another branch has larger deposits', () => {
    expect(decide(crm, true)).toEqual({ rule: 'source_owner', unitPath: 'B1', staffNo: 'X' });
  });
  it('without an owner the branch of the oldest account B1, though B2 has larger deposits', () => {
    expect(decide(crm)).toMatchObject({ rule: 'earliest_account', unitPath: 'B1' });
  });
  it('with rule 2 off the branch of the largest deposits B2', () => {
    const rules = crm.rules.map((rule) =>
      rule.rule === 'earliest_account' ? { ...rule, on: false } : rule,
    );
    expect(decide({ ...crm, rules })).toMatchObject({ rule: 'largest_deposit', unitPath: 'B2' });
  });
  it('as shipped all rules are off: nothing is decided', () => {
    const { ownership } = allocationKind.schema.parse(allocationKind.initial);
    expect(decide(ownership, true)).toBeNull();
  });
});

describe('each rule alone', () => {
  const rows = table(`
    rule             | loans    | branches                                                                 | path
    earliest_account | largest  | B1/2010-01-01/0/0//0/ B2/2010-01-02/9/9//9/                               | B1
    earliest_account | largest  | B1/2010-01-01/0/0//0/ B2/2010-01-01/9/9//9/                               |
    largest_deposit  | largest  | B1/2010-01-01/500/0//0/ B2/2012-01-01/501/0//0/                           | B2
    # equal: the rule leaves it to the next
    largest_deposit  | largest  | B1/2010-01-01/500/0//0/ B2/2012-01-01/500/0//0/                           |
    largest_deposit  | largest  | B1/2010-01-01/0/0//0/ B2/2012-01-01/0/0//0/                               |
    loan_first       | largest  | B1/2010-01-01/0/900/2020-01-01/0/ B2/2012-01-01/0/300/2015-01-01/0/       | B1
    loan_first       | earliest | B1/2010-01-01/0/900/2020-01-01/0/ B2/2012-01-01/0/300/2015-01-01/0/       | B2
    loan_first       | earliest | B1/2010-01-01/0/0//0/ B2/2012-01-01/0/0//0/                               |
    contribution     | largest  | B1/2010-01-01/0/0//50/ B2/2012-01-01/0/0//70/                             | B2
    contribution     | largest  | B1/2010-01-01/0/0//-50/ B2/2012-01-01/0/0//-70/                           |
    basic_account    | largest  | B1/2010-01-01/0/0//0/basic B2/2012-01-01/0/0//0/                          | B1
    basic_account    | largest  | B1/2010-01-01/0/0//0/basic B2/2012-01-01/0/0//0/basic                     |
  `);
  it.each(rows)('$rule of $branches: $path', ({ rule, loans, branches, path }) => {
    const facts = { sourceOwner: null, branches: branches.split(' ').map(branch) };
    const got = decideOwnership(only(rule, loans as 'largest'), facts);
    expect(got?.unitPath ?? '').toBe(path);
  });
});
