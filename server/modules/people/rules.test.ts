import { describe, expect, it } from 'vitest';
import { day } from '../../../core/day.ts';
import { containsDay } from '../../../core/period.ts';
import { table } from '../../platform/testing/table.ts';
import type { CorporateType, CustomerClass, CustomerTier, Level } from './contract.ts';
import { gradeMatrixKind, type HeadCountKind } from './policy.ts';
import {
  certificateDays,
  decideCapacity,
  decideHeadCount,
  decideServes,
  type Load,
  type Part,
} from './rules.ts';

const matrix = gradeMatrixKind.schema.parse(gradeMatrixKind.initial);

describe('who may lead whom (G50, C2d, domain rules 1.3b and 5)', () => {
  const rows = table(`
    level   | type        | class   | tier   | part   | outcome        | code
    # G50: a junior is refused a customer of a system industry, a middle needs approval
    junior  | system      | general |        | lead   | refused        | people.level_not_served
    middle  | system      | general |        | lead   | needs_approval | people.level_needs_approval
    senior  | system      | premium |        | lead   | allowed        |
    trainee | system      | premium |        | lead   | refused        | people.level_not_served
    junior  | system      | general |        | assist | allowed        |
    # class of an independent firm
    junior  | independent | premium |        | lead   | refused        | people.level_not_served
    junior  | independent | general |        | lead   | needs_approval | people.level_needs_approval
    middle  | independent | premium |        | lead   | needs_approval | people.level_needs_approval
    middle  | independent | general |        | lead   | allowed        |
    senior  | independent | premium |        | lead   | allowed        |
    senior  | independent | general |        | lead   | allowed        |
    # poor firms: a senior RM only
    junior  | independent | poor    |        | lead   | refused        | people.level_not_served
    middle  | independent | poor    |        | lead   | refused        | people.level_not_served
    middle  | independent | poor    |        | assist | refused        | people.assist_not_served
    senior  | independent | poor    |        | lead   | allowed        |
    # the stricter of type and class holds
    middle  | system      | poor    |        | lead   | refused        | people.level_not_served
    # persons by tier
    trainee |             |         | small  | lead   | refused        | people.level_not_served
    trainee |             |         | small  | assist | allowed        |
    junior  |             |         | small  | lead   | allowed        |
    junior  |             |         | middle | lead   | refused        | people.level_not_served
    middle  |             |         | middle | lead   | allowed        |
    middle  |             |         | large  | lead   | needs_approval | people.level_needs_approval
    middle  |             |         | small  | lead   | allowed        |
    senior  |             |         | large  | lead   | allowed        |
  `);
  for (const row of rows) {
    const who = row.tier === '' ? `${row.type} ${row.class}` : `${row.tier} person`;
    it(`${row.level}, ${who}, ${row.part}: ${row.outcome}`, () => {
      const customer =
        row.tier === ''
          ? {
              kind: 'corporate' as const,
              corporateType: row.type as CorporateType,
              class: row.class as CustomerClass,
            }
          : { kind: 'individual' as const, tier: row.tier as CustomerTier };
      const decision = decideServes(matrix, row.level as Level, customer, row.part as Part);
      expect(decision.outcome).toBe(row.outcome);
      expect(decision.reason?.refused ?? '').toBe(row.code);
    });
  }

  it('a refusal names the level, the customer and what is possible', () => {
    const decision = decideServes(matrix, 'junior', {
      kind: 'corporate',
      corporateType: 'system',
      class: 'premium',
    });
    expect(decision.reason?.params).toEqual({
      level: 'people.level.junior',
      customer: 'people.serves.system',
      mode: 'people.mode.assist',
    });
  });
});

describe('capacity (domain rules 5, RM load)', () => {
  const rows = table(`
    level   | kind       | part   | present | adding | outcome
    senior  | corporate  | lead   | 59      | 1      | allowed
    senior  | corporate  | lead   | 60      | 1      | needs_approval
    senior  | corporate  | lead   | 50      | 10     | allowed
    senior  | corporate  | lead   | 50      | 11     | needs_approval
    senior  | individual | lead   | 119     | 1      | allowed
    senior  | individual | lead   | 120     | 1      | needs_approval
    middle  | corporate  | lead   | 99      | 1      | allowed
    middle  | corporate  | lead   | 100     | 1      | needs_approval
    middle  | individual | lead   | 299     | 1      | allowed
    middle  | individual | lead   | 300     | 1      | needs_approval
    junior  | corporate  | lead   | 149     | 1      | allowed
    junior  | corporate  | lead   | 150     | 1      | needs_approval
    junior  | individual | lead   | 499     | 1      | allowed
    junior  | individual | lead   | 500     | 1      | needs_approval
    # a capacity of 0 is no capacity: an approval does not help
    trainee | corporate  | lead   | 0       | 1      | refused
    trainee | individual | lead   | 0       | 1      | refused
    trainee | corporate  | assist | 0       | 1      | refused
    trainee | individual | assist | 49      | 1      | allowed
    trainee | individual | assist | 50      | 1      | needs_approval
    # no limit is set
    senior  | corporate  | assist | 5000    | 1      | allowed
  `);
  for (const row of rows) {
    it(`${row.level} ${row.part} ${row.kind} ${row.present} + ${row.adding}: ${row.outcome}`, () => {
      const load: Load = {
        kind: row.kind as Load['kind'],
        part: row.part as Part,
        present: Number(row.present),
        adding: Number(row.adding),
      };
      expect(decideCapacity(matrix, row.level as Level, load).outcome).toBe(row.outcome);
    });
  }

  it('a bank may rule out any load beyond the capacity', () => {
    const strict = { ...matrix, overCapacity: 'never' as const };
    const load: Load = { kind: 'corporate', part: 'lead', present: 60, adding: 1 };
    expect(decideCapacity(strict, 'senior', load).outcome).toBe('refused');
  });
});

describe('head count (C2b)', () => {
  const rows = table(`
    unitKind    | level  | present | outcome
    sub_branch  | senior | 2       | allowed
    sub_branch  | senior | 3       | refused
    sub_branch  | senior | 4       | refused
    branch      | junior | 19      | allowed
    branch      | junior | 20      | refused
    head_office | middle | 9       | allowed
    head_office | middle | 10      | refused
  `);
  for (const row of rows) {
    it(`${row.unitKind} ${row.level} with ${row.present}: ${row.outcome}`, () => {
      const decision = decideHeadCount(matrix, {
        unitKind: row.unitKind as HeadCountKind,
        level: row.level as Level,
        present: Number(row.present),
      });
      expect(decision.outcome).toBe(row.outcome);
    });
  }
});

describe('a certificate is valid for a year, its last day left out (G01)', () => {
  const rows = table(`
    issued     | months | on         | valid
    2025-02-20 | 12     | 2025-02-19 | no
    2025-02-20 | 12     | 2025-02-20 | yes
    2025-02-20 | 12     | 2026-02-19 | yes
    2025-02-20 | 12     | 2026-02-20 | no
    2025-02-20 | 12     | 2026-02-21 | no
    # issued on a leap day: the year ends with the shorter February
    2024-02-29 | 12     | 2025-02-27 | yes
    2024-02-29 | 12     | 2025-02-28 | no
    2025-02-20 | 24     | 2027-02-19 | yes
    2025-02-20 | 24     | 2027-02-20 | no
  `);
  for (const row of rows) {
    it(`issued ${row.issued} for ${row.months} months, on ${row.on}: ${row.valid}`, () => {
      const scheme = { ...matrix, certificateMonths: Number(row.months) };
      const days = certificateDays(scheme, day(row.issued!));
      expect(containsDay(days, day(row.on!)) ? 'yes' : 'no').toBe(row.valid);
    });
  }
});

describe('a county department with one post of senior (G49)', () => {
  const county = {
    ...matrix,
    headCount: { ...matrix.headCount, sub_branch: { ...matrix.headCount.sub_branch, senior: 1 } },
  };
  const rows = table(`
    what                    | present | outcome
    the first appointment   | 0       | allowed
    the second appointment  | 1       | refused
    already one too many    | 2       | refused
  `);
  for (const row of rows) {
    it(`${row.what}: ${row.outcome}`, () => {
      const decision = decideHeadCount(county, {
        unitKind: 'sub_branch',
        level: 'senior',
        present: Number(row.present),
      });
      expect(decision.outcome).toBe(row.outcome);
    });
  }
});

describe('the default matrix', () => {
  it('is without fault', () => {
    expect(gradeMatrixKind.check?.(matrix)).toEqual([]);
  });
  const faults = table(`
    level  | field                   | value   | at
    senior | allowanceRateMillionths | 1000000 |
    senior | allowanceRateMillionths | 1000001 | levels.senior.allowanceRateMillionths
    senior | allowanceRateMillionths | -1      | levels.senior.allowanceRateMillionths
    junior | quotaFenPerMonth        | -1      | levels.junior.quotaFenPerMonth
    junior | quotaFenPerMonth        | 0       |
  `);
  for (const row of faults) {
    it(`${row.level} ${row.field} ${row.value}: ${row.at === '' ? 'right' : 'a fault'}`, () => {
      const level = row.level as Level;
      const changed = { ...matrix.levels[level], [row.field]: BigInt(row.value) };
      const body = { ...matrix, levels: { ...matrix.levels, [level]: changed } };
      expect(
        gradeMatrixKind
          .check?.(body)
          .map((fault) => fault.at)
          .join(),
      ).toBe(row.at);
    });
  }
  it('never serves a higher level after a lower one', () => {
    const senior = { ...matrix.levels.senior, queuePriority: 3 };
    const body = { ...matrix, levels: { ...matrix.levels, senior } };
    expect(gradeMatrixKind.check?.(body)).toHaveLength(1);
  });
});
