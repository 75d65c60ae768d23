import { describe, expect, it } from 'vitest';
import { waterfallOf } from './waterfall.ts';

const explanation = { rule: 'r', formula: 'f', inputs: {} };

/** 'base 300; bonus 200; deferred -80' and what is paid. */
function drawn(lines: string, paidNow: string): string {
  const parts = lines.split('; ').map((words) => {
    const [item = '', amount = ''] = words.split(' ');
    return { item, name: null, part: item, amount, explanation };
  });
  return waterfallOf({ lines: parts, paidNow })
    .map((fall) => `${fall.item} ${fall.from}→${fall.to} ${fall.kind}`)
    .join('; ');
}

describe('from gross to paid now', () => {
  const rows: readonly [string, string, string][] = [
    [
      'base 300; bonus 200; deferred -80; held -36; deducted -60',
      '324',
      'base 0→300 up; bonus 300→500 up; deferred 500→420 down; held 420→384 down; ' +
        'deducted 384→324 down; paid_now 0→324 whole',
    ],
    [
      'base 300; bonus 0; deferred 0; held 0; deducted 0',
      '300',
      'base 0→300 up; paid_now 0→300 whole',
    ],
  ];
  it.each(rows)('%s', (lines, paidNow, picture) => {
    expect(drawn(lines, paidNow)).toBe(picture);
  });

  it('keeps every fen of amounts beyond 53 bits', () => {
    expect(drawn('base 9007199254740993', '9007199254740993')).toBe(
      'base 0→9007199254740993 up; paid_now 0→9007199254740993 whole',
    );
  });
});
