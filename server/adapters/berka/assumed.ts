import type { RecordOf } from '../records.ts';

/*
 * ASSUMED: what the source does not have. Head office, RM departments and RMs are invented; their
 * number follows from the accounts of the region, so that the same files give the same people.
 */

/** First day of the book. */
export const firstDay = '1993-01-01';

/** Shares of a region's accounts that the places of a level shall hold, in per cent. */
const share = { senior: 25n, middle: 60n, junior: 60n } as const;
/** Persons one RM leads by the grade matrix every bank starts with (domain rules 1.3b). */
const capacity = { senior: 120n, middle: 300n, junior: 500n } as const;
const levels = ['senior', 'middle', 'junior'] as const;

export interface Region {
  readonly code: string;
  readonly name: string;
  readonly accounts: number;
}

export const headOffice: RecordOf<'unit'> = {
  code: 'HO',
  parent_code: '',
  name: 'Head office',
  kind: 'head_office',
  opened_on: firstDay,
};

export function unitsOf(region: Region): RecordOf<'unit'>[] {
  return [
    {
      code: region.code,
      parent_code: 'HO',
      name: region.name,
      kind: 'branch',
      opened_on: firstDay,
    },
    {
      code: `${region.code}-RM`,
      parent_code: region.code,
      name: `RM department ${region.name}`,
      kind: 'rm_department',
      opened_on: firstDay,
    },
  ];
}

/**
 * The RMs of a region: for each level as many as its share of the accounts needs, at least one.
 */
export function rmsOf(region: Region): { staff: RecordOf<'staff'>; grade: RecordOf<'grade'> }[] {
  const found: { staff: RecordOf<'staff'>; grade: RecordOf<'grade'> }[] = [];
  for (const level of levels) {
    const needed = BigInt(region.accounts) * share[level];
    const places = capacity[level] * 100n;
    const heads = needed === 0n ? 1n : (needed + places - 1n) / places;
    for (let head = 0n; head < heads; head++) {
      const number = String(found.length + 1).padStart(2, '0');
      const staffNo = `${region.code}${number}`;
      found.push({
        staff: {
          staff_no: staffNo,
          name: `RM ${number} ${region.name}`,
          unit_code: `${region.code}-RM`,
          is_rm: 'yes',
          hired_on: firstDay,
          left_on: '',
        },
        grade: {
          staff_no: staffNo,
          sequence: 'retail',
          level,
          step: '3',
          from_day: firstDay,
          reason: 'ASSUMED',
        },
      });
    }
  }
  return found;
}
