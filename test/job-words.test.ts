import { expect, it } from 'vitest';
import { openHouse } from '../server/house.ts';
import { jobPhrase } from '../server/platform/jobs/index.ts';
import { readSchedule } from '../server/platform/jobs/schedule.ts';
import { phraseTable } from '../web/i18n/phrases.ts';

const { jobs } = openHouse();

it('every background job of the house is said in words, and its clock can be shown', () => {
  expect(jobs.length).toBeGreaterThan(10);
  const keys = jobs.flatMap(({ name }) => [jobPhrase(name), `${jobPhrase(name)}.does`]);
  expect(keys.filter((key) => !(key in phraseTable))).toEqual([]);
  for (const { cron } of jobs) if (cron !== undefined) readSchedule(cron);
});
