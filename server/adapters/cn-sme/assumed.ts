import type { RecordOf } from '../records.ts';

/* ASSUMED: the source has firms, ratings and invoices only; the bank around them is invented. */

/** The invoices begin in October 2016; the source has no day on which a firm became a customer. */
export const bookOpenedOn = '2016-10-01';
/**
 * The ratings have no day. They hold from the last quarter of the book on, so that no earlier
 * quarter looks ahead.
 */
export const ratedOn = '2020-01-01';

export const bookingUnit = 'B1';

export const units: readonly RecordOf<'unit'>[] = [
  { code: 'HO', parent_code: '', name: '总行', kind: 'head_office', opened_on: bookOpenedOn },
  { code: 'B1', parent_code: 'HO', name: '营业部', kind: 'branch', opened_on: bookOpenedOn },
  {
    code: 'B1-RM',
    parent_code: 'B1',
    name: '公司客户经理部',
    kind: 'rm_department',
    opened_on: bookOpenedOn,
  },
];

/** Places by the default grade matrix: senior 60, middle 100, junior 150 firms; 840 for 425. */
const heads = { senior: 4, middle: 3, junior: 2 } as const;

export const staff = (['senior', 'middle', 'junior'] as const)
  .flatMap((level) => Array.from({ length: heads[level] }, () => level))
  .map((level, at) => {
    const number = String(at + 1).padStart(3, '0');
    const member: RecordOf<'staff'> = {
      staff_no: `RM${number}`,
      name: `客户经理${number}`,
      unit_code: 'B1-RM',
      is_rm: 'yes',
      hired_on: bookOpenedOn,
      left_on: '',
    };
    const grade: RecordOf<'grade'> = {
      staff_no: `RM${number}`,
      sequence: 'corporate',
      level,
      step: '3',
      from_day: bookOpenedOn,
      reason: 'ASSUMED',
    };
    return { staff: member, grade };
  });
