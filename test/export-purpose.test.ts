import { expect, it } from 'vitest';
import { openHouse } from '../server/house.ts';
import { exportableLists } from '../server/platform/exports/lists.ts';

it('every list whose rows are about customers asks what its file is for', () => {
  // exportableLists throws for a list with customers in its rows that does not say so.
  const lists = [...exportableLists(openHouse().modules).values()];
  const asking = lists.filter((one) => one.persons !== null).map((one) => one.route.path);
  expect(asking).toContain('/customers');
  expect(asking).toContain('/contact-notes');
  expect(asking.length).toBeGreaterThanOrEqual(11);
  const silent = lists.filter((one) => one.persons === null);
  const holding = silent.filter((one) =>
    one.fields.some((field) => field.property === 'customerId'),
  );
  expect(holding.map((one) => one.route.path)).toEqual([]);
});
