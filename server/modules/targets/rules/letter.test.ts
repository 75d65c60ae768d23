import { describe, expect, it } from 'vitest';
import type { Role } from '../../../../core/actor.ts';
import { isRefusal } from '../../../../core/refusal.ts';
import { sha256 } from '../../../platform/db/digest.ts';
import { table } from '../../../platform/testing/table.ts';
import type { LetterSide } from '../contract.ts';
import { letterBody } from '../contract.ts';
import {
  canonicalJson,
  decideSignature,
  letterNumber,
  letterState,
  listedCustomersMax,
} from './letter.ts';
import { sampleLetter } from '../testing.ts';

describe('the text of a letter (domain-rules 2.3)', () => {
  const body = sampleLetter();
  it('has the shape of its contract', () => expect(letterBody.parse(body)).toEqual(body));
  it('quantifies: targets by quarter with definition, source and weight', () => {
    expect(body.metrics[0]).toMatchObject({
      name: '存款日均',
      weight: '300000',
      scoring: '线性，封顶 120%',
      annual: '15000000000',
    });
    expect(body.metrics[1]).toMatchObject({ weight: null, annual: '20000' });
  });
  it('promises what the grade matrix gives', () => {
    expect(body.promises).toContain('营销费用：客户贡献的 3%');
    expect(body.promises).toContain('公共关系费固定额度：每月 1000.00 元');
  });
  it('has rights, duties, reward and penalty, adjustment, settlement', () => {
    expect(body.clauses.map((one) => one.title)).toEqual(['权利', '义务', '奖惩', '调整', '结算']);
  });
  it.each([0, listedCustomersMax, listedCustomersMax + 1])(
    'lists %i customers, capped',
    (count) => {
      const { customers } = sampleLetter({ customers: count });
      expect(customers.count).toBe(count);
      expect(customers.list).toHaveLength(Math.min(count, listedCustomersMax));
    },
  );
});

it('numbers letters by year', () => {
  expect(letterNumber(2026, '责', 1)).toBe('2026-责-0001');
  expect(letterNumber(2026, '责', 12_345)).toBe('2026-责-12345');
});

describe('canonical JSON', () => {
  it('does not depend on the order of keys', () => {
    expect(canonicalJson({ b: [1, { d: null, c: '中' }], a: true })).toBe(
      '{"a":true,"b":[1,{"c":"中","d":null}]}',
    );
    const body = sampleLetter();
    const shuffled = Object.fromEntries(Object.entries(body).toReversed());
    expect(sha256(canonicalJson(shuffled))).toBe(sha256(canonicalJson(body)));
  });
  it('shows every change of the text', () => {
    const body = sampleLetter();
    const changed = { ...body, promises: [...body.promises, '加一条'] };
    expect(sha256(canonicalJson(changed))).not.toBe(sha256(canonicalJson(body)));
  });
});

it.each(
  table(`
    kind    | signed  | state
    signed  |         | issued
    signed  | rm      | rm_signed
    signed  | bank    | bank_signed
    signed  | rm bank | locked
    signed  | bank rm | locked
    adopted |         | adopted
  `),
)('$kind with "$signed" is $state', ({ kind, signed, state }) => {
  const sides = signed.split(' ').filter((side) => side !== '') as LetterSide[];
  expect(letterState(kind as 'signed', sides)).toBe(state);
});

describe('who may sign', () => {
  const hash = 'a'.repeat(64);
  const rows = table(`
    side | staff | roles               | signed | kind    | hash | refused
    rm   | 1     | rm                  |        | signed  | same |
    rm   | 1     | rm                  | bank   | signed  | same |
    bank | 2     | team_head           |        | signed  | same |
    bank | 2     | branch_president    | rm     | signed  | same |
    bank | none  | branch_president    |        | signed  | same |
    rm   | 2     | rm                  |        | signed  | same | targets.letter_not_own_not_allowed
    rm   | 2     | team_head           |        | signed  | same | targets.letter_not_own_not_allowed
    rm   | none  | branch_president    |        | signed  | same | targets.letter_not_own_not_allowed
    bank | 1     | rm team_head        |        | signed  | same | targets.letter_bank_side_not_allowed
    bank | 2     | rm                  |        | signed  | same | targets.letter_bank_side_not_allowed
    bank | 2     | hr                  |        | signed  | same | targets.letter_bank_side_not_allowed
    rm   | 1     | rm                  | rm     | signed  | same | targets.letter_already_signed
    bank | 2     | team_head           | bank   | signed  | same | targets.letter_already_signed
    rm   | 1     | rm                  |        | adopted | same | targets.letter_adopted
    bank | 2     | team_head           |        | adopted | same | targets.letter_adopted
    rm   | 1     | rm                  |        | signed  | old  | targets.letter_text_differs
  `);
  it.each(rows)('$side by $staff ($roles), $signed $kind $hash: $refused', (row) => {
    const letter = {
      letterNo: '2026-责-0001',
      kind: row.kind as 'signed',
      staffId: 1n,
      rmName: '王明',
      bodyHash: hash,
      signatures:
        row.signed === ''
          ? []
          : [
              {
                side: row.signed as LetterSide,
                signerName: '李华',
                signedAt: '2026-01-05T01:00:00.000Z',
              },
            ],
    };
    const actor = {
      staffId: row.staff === 'none' ? null : BigInt(row.staff),
      roles: row.roles.split(' ') as Role[],
    };
    const bodyHash = row.hash === 'same' ? hash : 'b'.repeat(64);
    const got = decideSignature(letter, actor, { side: row.side as LetterSide, bodyHash });
    expect(isRefusal(got) ? got.refused : '').toBe(row.refused);
  });
});
