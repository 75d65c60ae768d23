import { expect, it } from 'vitest';
import { table } from '../../../platform/testing/table.ts';
import { pointsText, shareText } from './points.ts';

it.each(
  table(`
    millionths | points     | share
    0          | 0          | 0%
    1          | 0.000001   | 0.0001%
    13500000   | 13.5       | 1350%
    24000000   | 24         | 2400%
    -2250000   | -2.25      | -225%
    -1         | -0.000001  | -0.0001%
    1200000    | 1.2        | 120%
    975000     | 0.975      | 97.5%
  `),
)('$millionths millionths are $points, or $share', ({ millionths, points, share }) => {
  expect(pointsText(BigInt(millionths))).toBe(points);
  expect(shareText(BigInt(millionths))).toBe(share);
});
