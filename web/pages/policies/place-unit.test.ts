import { expect, it } from 'vitest';
import { table } from '../../../server/platform/testing/table.ts';
import { placeUnit, type MetricUnit } from './place-unit.ts';

it('a figure of a scheme is shown in its unit', () => {
  for (const row of table(`
    module       | path                           | unitOfMetric | unit
    pay          | basePerMonth.senior            |       | fen
    pay          | legalFloor.minimumWagePerMonth |       | fen
    pay          | bonusFactors.from              |       | points
    pay          | bonusFactors.factor            |       | times
    pay          | deferral.shareByLevel.junior   |       | share
    pay          | items.amounts.junior           |       | fen
    pay          | items.price.amount             | count | fen
    pay          | items.price.each               | count | count
    pay          | items.price.each               | fen   | fen
    pay          | items.price.share              | fen   | share
    pay          | items.bands.from               | rate  | share
    pay          | items.bands.from               | count | count
    pay          | items.bands.amount             | rate  | fen
    pay          | items.slices.from              | fen   | fen
    pay          | items.factors.from             |       | points
    pay          | items.factors.bands.from       | rate  | share
    pay          | items.factors.bands.factor     | rate  | times
    pay          | items.when.atLeast             | count | count
    pay          | items.most                     | count | fen
    assessment   | lines.weight                   | fen   | points
    expenses     | tax.entertainmentShare         |       | share
    expenses     | tax.entertainmentRevenueRate   |       | share
    assessment   | lines.scoring.floor            | fen   | share
    assessment   | lines.scoring.step             | count | count
    assessment   | lines.scoring.step             | rate  | share
    assessment   | lines.scoring.step             | fen   | fen
    assessment   | lines.scoring.stepShare        | fen   | share
    assessment   | lines.scoring.bands.from       | fen   | share
    assessment   | lines.scoring.bands.points     | fen   | points
    assessment   | lines.scoring.tiers.from       | score | points
    assessment   | lines.scoring.targetFloor      | fen   | share
    assessment   | lines.scoring.fifths           | fen   | points
    assessment   | lines.scoring.coefficients.coefficient | fen | times
    assessment   | lines.fixedTarget              | rate  | share
    assessment   | tracks.lines.fixedTarget       | fen   | fen
    assessment   | gates.bound                    | rate  | share
    assessment   | gates.otherwise.points         | rate  | points
    assessment   | deductions.items.free          | rate  | share
    assessment   | deductions.items.points        | rate  | points
    assessment   | deductions.most                |       | points
    assessment   | dimensions.items.par           | count | count
    assessment   | dimensions.belowCapsTotal      |       | points
    assessment   | raters.weightShareMost         |       | share
    assessment   | table.titles.base              |       | points
    assessment   | table.titles.minimum.least     | fen   | fen
    assessment   | table.units.amount             | count | count
    assessment   | steps.points                   |       | points
    assessment   | bands.from                     |       | points
    contribution | defaultRate.normal             |       | share
    contribution | basis                          |       |
    allocation   | nearness                       |       | points
    targets      | quota.retail.senior.new_customers |    | count
    targets      | quota.retail.senior.fee_income |       | fen
    people       | steps                          |       |`)) {
    const metric = row.unitOfMetric === '' ? undefined : (row.unitOfMetric as MetricUnit);
    expect(placeUnit(row.module, row.path.split('.'), metric) ?? '').toBe(row.unit);
  }
});
