import { expect, it } from 'vitest';
import { table } from '../../../server/platform/testing/table.ts';
import { offerFault } from './offer-fault.ts';

const barred = [
  { channel: 'visit', code: 'contacts.consent_missing', params: { consent: 'marketing_visit' } },
  {
    channel: 'phone',
    code: 'contacts.consent_withdrawn',
    params: { consent: 'marketing_phone', day: '2026-11-20' },
  },
];

it.each(
  table(`
    purpose   | initiative | channel | on         | refused
    marketing | bank       | visit   | 2026-11-24 | contacts.consent_missing
    marketing | bank       | phone   | 2026-11-21 | contacts.consent_withdrawn
    marketing | bank       | phone   | 2026-11-20 | contacts.consent_withdrawn
    marketing | bank       | phone   | 2026-11-19 | -
    marketing | bank       | message | 2026-11-24 | -
    marketing | customer   | visit   | 2026-11-24 | -
    service   | bank       | visit   | 2026-11-24 | -
  `),
)('$purpose by $channel, begun by the $initiative, on $on: $refused', (row) => {
  const words = {
    purpose: row.purpose as 'service' | 'marketing',
    initiative: row.initiative as 'bank' | 'customer',
    channel: row.channel,
    happenedAt: `${row.on}T10:00`,
  };
  expect(offerFault(words, barred)?.code ?? '-').toBe(row.refused);
  // A device that was told nothing leaves it to the bank.
  expect(offerFault(words, undefined)).toBeNull();
});
