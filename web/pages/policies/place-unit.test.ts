import { expect, it } from 'vitest';
import { table } from '../../../server/platform/testing/table.ts';
import { placeUnit } from './place-unit.ts';

it('a figure of a scheme is shown in its unit', () => {
  for (const row of table(`
    module       | path                       | metric          | unit
    pay          | basePerMonth.senior        |                 | fen
    pay          | legalFloor.minimumWagePerMonth |             | fen
    pay          | bonusFactors.from          |                 | points
    pay          | bonusFactors.factor        |                 | times
    pay          | deferral.shareByLevel.junior |               | share
    assessment   | lines.weight               | deposit_average | points
    assessment   | lines.scoring.floor        | deposit_average | share
    assessment   | lines.scoring.step         | new_customers   | count
    assessment   | lines.scoring.step         | npl_rate        | share
    assessment   | lines.scoring.step         | fee_income      | fen
    assessment   | gates.bound                | npl_rate        | share
    assessment   | gates.otherwise.points     | npl_rate        | points
    contribution | defaultRate.normal         |                 | share
    contribution | basis                      |                 |
    allocation   | nearness                   |                 | points
    targets      | quota.retail.senior.new_customers |          | count
    targets      | quota.retail.senior.fee_income    |          | fen
    people       | steps                      |                 |`)) {
    const metric = row.metric === '' ? undefined : row.metric;
    expect(placeUnit(row.module, row.path.split('.'), metric) ?? '').toBe(row.unit);
  }
});
