import { describe, expect, it } from 'vitest';
import { table } from '../../../platform/testing/table.ts';
import { sightReasons } from './sight.ts';

describe('why a customer is seen: the same terms as the row security', () => {
  const rows = table(`
    staff | bank | range       | lead | assists | managing   | booking    | ways
    1     | no   | -           | 1    | no      | 0001.0001. | 0001.0002. | lead
    1     | no   | -           | 2    | yes     | 0001.0001. | 0001.0002. | assist
    1     | no   | -           | 2    | no      | 0001.0001. | 0001.0002. | -
    -     | no   | 0001.0001.  | 2    | no      | 0001.0001. | 0001.0002. | managing
    -     | no   | 0001.0002.  | 2    | no      | 0001.0001. | 0001.0002. | booking
    -     | no   | 0001.0002.  | -    | no      | -          | 0001.0002. | booking
    -     | no   | 0001.       | 2    | no      | 0001.0001. | 0001.0002. | managing booking
    -     | no   | 0001.0003.  | 2    | no      | 0001.0001. | 0001.0002. | -
    1     | yes  | -           | 1    | no      | 0001.0001. | 0001.0002. | lead bank
  `);
  it.each(rows)('$staff $bank $range: $ways', (row) => {
    const id = (text: string) => (text === '-' ? null : BigInt(text));
    const range = { from: row.range, until: row.range.replace(/\.$/, '/') };
    const ranges = row.range === '-' ? [] : [range];
    const grants = [{ role: 'rm' as const, scope: 'unit_and_below' as const, ranges }];
    const reasons = sightReasons(
      { staffId: id(row.staff), bankWide: row.bank === 'yes', ranges },
      grants,
      {
        leadStaffId: id(row.lead),
        managingPath: row.managing === '-' ? null : row.managing,
        bookingPath: row.booking,
        assists: row.assists === 'yes',
      },
    );
    expect(reasons.map((one) => one.way).join(' ') || '-').toBe(row.ways);
    for (const { way, grant } of reasons) {
      expect(grant === null).toBe(way === 'lead' || way === 'assist' || way === 'bank');
    }
  });
});
