import { expect, it } from 'vitest';
import { say } from '../../core/messages.ts';
import { table } from '../platform/testing/table.ts';
import { cliMessages, terminalLocale } from './messages.ts';
import { barLine } from './progress.ts';

it('the bar shows share, rate and time left', () => {
  const terminal = {
    say: (code: keyof typeof cliMessages, params = {}) => say(cliMessages[code], 'en', params),
  };
  for (const row of table(`
    done    | total   | ms    | line
    0       | 100     | 0     | [........................] 0%
    25      | 100     | 5000  | [######..................] 25%  5 rows/s  15 s left
    100     | 100     | 5000  | [########################] 100%  20 rows/s
    120     | 100     | 5000  | [########################] 100%  24 rows/s
    1000    | 1000000 | 1000  | [........................] 0%  1,000 rows/s  17 min left
    1234567 |         | 1000  | 1,234,567 rows  1,234,567 rows/s`)) {
    const line = barLine(terminal, {
      done: BigInt(row.done),
      total: row.total === '' ? null : BigInt(row.total),
      note: '',
      unit: 'rows',
      ms: BigInt(row.ms),
    });
    expect(line).toBe(row.line);
  }
});

it('the terminal speaks Chinese unless English is asked for', () => {
  for (const row of table(`
    KEJING_LANG | LC_ALL      | LANG        | locale
                |             |             | zh
                |             | C.UTF-8     | zh
                |             | en_GB.UTF-8 | en
                | zh_CN.UTF-8 | en_US.UTF-8 | zh
    en          | zh_CN.UTF-8 |             | en`)) {
    const set = Object.entries(row).filter(([name, value]) => name !== 'locale' && value !== '');
    expect(terminalLocale(Object.fromEntries(set))).toBe(row.locale);
  }
});
