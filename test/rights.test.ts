import { describe, expect, it } from 'vitest';
import { openHouse } from '../server/house.ts';
import { grantReviewPolicy } from '../server/platform/auth/policy.ts';
import { rightMessages } from '../server/platform/auth/rights/messages.ts';

const { rights } = openHouse();

describe('the rights of the house', () => {
  it('each has words in both languages, each room too, and no words are left over', () => {
    const wanted = Object.keys(rights).flatMap((right) => [
      `auth.right.${right}`,
      `auth.room.${right.split('.')[0]}`,
    ]);
    expect(Object.keys(rightMessages).toSorted()).toEqual([...new Set(wanted)].toSorted());
  });

  it('whoever reads pay over the whole bank needs a second administrator by default', () => {
    const readers = Object.entries(rights)
      .filter(([right]) => right.startsWith('pay.read'))
      .flatMap(([, roles]) => roles);
    const { bankWide } = grantReviewPolicy.schema.parse(grantReviewPolicy.initial);
    expect([...new Set(readers)].filter((role) => !bankWide.includes(role))).toEqual([]);
  });
});
