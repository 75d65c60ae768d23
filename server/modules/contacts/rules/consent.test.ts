import { describe, expect, it } from 'vitest';
import { isRefusal } from '../../../../core/refusal.ts';
import { table } from '../../../platform/testing/table.ts';
import { contactStandardKind } from '../policy.ts';
import { consentWarnings, decideMarketing, type ConsentFacts } from './consent.ts';

const policy = contactStandardKind.schema.parse(contactStandardKind.initial);

/** 'phone given' → what the customer said of that purpose. */
function factsOf(kind: string, said: string): ConsentFacts {
  return {
    kind: kind as 'individual',
    said: (said === '-' ? [] : said.split(', ')).map((one) => {
      const [channel, state] = one.split(' ');
      return { purpose: `marketing_${channel}`, state: state as 'given', day: '2026-05-01' };
    }),
  };
}

describe('marketing needs consent (PIPL 13-15, 24)', () => {
  it.each(
    table(`
      kind       | said                            | by       | channel | purpose   | act       | answer
      # a person must have said yes to the channel
      individual | -                               | bank     | phone   | marketing | written   | consent_missing
      individual | phone given                     | bank     | phone   | marketing | written   | may
      individual | message given                   | bank     | phone   | marketing | written   | consent_missing
      individual | phone withdrawn                 | bank     | phone   | marketing | written   | consent_withdrawn
      individual | phone given, message withdrawn  | bank     | phone   | marketing | changed   | may
      individual | phone given, message withdrawn  | bank     | message | marketing | written   | consent_withdrawn
      # a firm must not have said no
      corporate  | -                               | bank     | visit   | marketing | written   | may
      corporate  | visit withdrawn                 | bank     | visit   | marketing | written   | consent_withdrawn
      # a talk over video counts as the phone
      individual | phone given                     | bank     | video   | marketing | written   | may
      individual | visit given                     | bank     | video   | marketing | written   | consent_missing
      # service, his own coming, places he comes to, and taking back are never refused
      individual | phone withdrawn                 | bank     | phone   | service   | written   | may
      individual | phone withdrawn                 | customer | phone   | marketing | written   | may
      individual | -                               | bank     | branch  | marketing | written   | may
      individual | -                               | bank     | event   | marketing | written   | may
      individual | phone withdrawn                 | bank     | phone   | marketing | withdrawn | may
    `),
  )('$kind, said $said: $by by $channel for $purpose ($act): $answer', (row) => {
    const wish = {
      act: row.act as 'written',
      purpose: row.purpose as 'service',
      initiative: row.by as 'bank',
      channel: row.channel,
    };
    const decided = decideMarketing(policy, wish, factsOf(row.kind, row.said));
    const answer = isRefusal(decided) ? decided.refused.replace('contacts.', '') : 'may';
    expect(answer).toBe(row.answer);
  });

  it('a refusal names the channel, the consent and the day it was taken back', () => {
    const wish = {
      act: 'written',
      purpose: 'marketing',
      initiative: 'bank',
      channel: 'phone',
    } as const;
    expect(decideMarketing(policy, wish, factsOf('individual', 'phone withdrawn'))).toMatchObject({
      params: { channel: 'contacts.channel.phone', consent: 'marketing_phone', day: '2026-05-01' },
    });
  });

  it('a bank may ask less or more, by policy; a document stored before it had the place still reads', () => {
    const { marketing: _marketing, ...before } = contactStandardKind.initial as Record<
      string,
      unknown
    >;
    const old = contactStandardKind.schema.parse(before);
    expect(old.marketing).toEqual(policy.marketing);
    const strict = { ...old, marketing: { ...old.marketing, corporate: 'given' as const } };
    const wish = {
      act: 'written',
      purpose: 'marketing',
      initiative: 'bank',
      channel: 'visit',
    } as const;
    expect(decideMarketing(strict, wish, factsOf('corporate', '-'))).toMatchObject({
      refused: 'contacts.consent_missing',
    });
  });

  it('a service contact after a withdrawal is told to offer nothing', () => {
    const codes = (said: string, act: 'written' | 'withdrawn') =>
      consentWarnings({ act }, factsOf('individual', said)).map((one) => one.code);
    expect(codes('phone withdrawn', 'written')).toEqual(['contacts.warning.consent']);
    expect(codes('phone given', 'written')).toEqual([]);
    expect(codes('phone withdrawn', 'withdrawn')).toEqual([]);
  });
});
