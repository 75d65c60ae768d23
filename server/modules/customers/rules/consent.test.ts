import { describe, expect, it } from 'vitest';
import { day } from '../../../../core/day.ts';
import { table } from '../../../platform/testing/table.ts';
import { customerFileKind, fileFaults } from '../policy.ts';
import { decideConsent } from './consent.ts';

const today = day('2026-06-30');
const policy = customerFileKind.schema.parse(customerFileKind.initial);

describe('consents: taking back is always possible, separate consents need their proof (PIPL)', () => {
  const rows = table(`
    stands               | purpose         | state     | channel | day        | proof | answer
    -                    | marketing_phone | given     | counter | 2026-06-30 | no    | -
    -                    | marketing_phone | given     | counter | 2026-07-01 | no    | customers.day_ahead
    -                    | sensitive_data  | given     | counter | 2026-06-01 | no    | customers.consent_needs_proof
    -                    | sensitive_data  | given     | counter | 2026-06-01 | yes   | -
    -                    | sensitive_data  | withdrawn | phone   | 2026-06-01 | no    | -
    -                    | group_sharing   | given     | app     | 2026-06-01 | no    | customers.consent_needs_proof
    given 2026-01-01     | marketing_phone | given     | counter | 2026-06-01 | no    | customers.consent_stands
    given 2026-01-01     | marketing_phone | withdrawn | phone   | 2026-01-01 | no    | -
    given 2026-01-02     | marketing_phone | withdrawn | phone   | 2026-01-01 | no    | customers.consent_before
    withdrawn 2026-01-02 | marketing_phone | withdrawn | phone   | 2026-03-01 | no    | customers.consent_stands
    withdrawn 2026-01-02 | marketing_phone | given     | phone   | 2026-03-01 | no    | -
    -                    | fishing         | given     | phone   | 2026-03-01 | no    | customers.purpose_unknown
    -                    | marketing_phone | given     | pigeon  | 2026-03-01 | no    | customers.channel_unknown
  `);
  it.each(rows)('$stands, $purpose $state $day', (row) => {
    const [state, on] = row.stands.split(' ');
    const stands = row.stands === '-' ? null : { state: state as 'given', onDay: day(on!) };
    const refused = decideConsent(
      policy,
      stands,
      {
        purpose: row.purpose,
        state: row.state as 'given',
        channel: row.channel,
        onDay: day(row.day),
        hasDocument: row.proof === 'yes',
      },
      today,
    );
    expect(refused?.refused ?? '-').toBe(row.answer);
  });

  it('a policy names each key once and a threshold of the whole', () => {
    expect(fileFaults(policy)).toEqual([]);
    const twice = {
      ...policy,
      documentKinds: [policy.documentKinds[0]!, policy.documentKinds[0]!],
    };
    expect(fileFaults(twice).map((one) => one.at)).toEqual(['documentKinds.1.key']);
    for (const [least, at] of [
      [0n, 'beneficialOwner.shareLeastMillionths'],
      [1n, undefined],
      [1_000_000n, undefined],
      [1_000_001n, 'beneficialOwner.shareLeastMillionths'],
    ] as const) {
      const beneficialOwner = { ...policy.beneficialOwner, shareLeastMillionths: least };
      expect(fileFaults({ ...policy, beneficialOwner })[0]?.at).toBe(at);
    }
  });
});
