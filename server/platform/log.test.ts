import { expect, test } from 'vitest';
import { createLog, mask } from './log.ts';

function logged(terminal: boolean, work: (log: ReturnType<typeof createLog>) => void): string {
  const lines: string[] = [];
  work(createLog({ level: 'info', terminal, write: (line) => lines.push(line) }));
  return lines.join('');
}

test('a machine gets JSON, a person a plain line', () => {
  const work = (log: ReturnType<typeof createLog>) => log.info({ rows: 3n }, 'imported');
  expect(JSON.parse(logged(false, work))).toMatchObject({
    level: 'info',
    msg: 'imported',
    rows: '3',
  });
  expect(logged(true, work)).toMatch(/^\d\d:\d\d:\d\d info imported rows="3"\n$/);
});

test('secrets are hidden by name at any depth, and in an error', () => {
  const error = Object.assign(new Error('no'), { password: 'p1', url: 'postgres://a:p2@h/d' });
  const line = logged(false, (log) =>
    log.error(
      { err: error, body: { login: 'li', newPassword: 'p3', list: [{ token: 'p4' }] } },
      'x',
    ),
  );
  expect(line).not.toMatch(/p[1-4]/);
  expect(line).toContain('"login":"li"');
});

const forms: readonly (readonly [string, string])[] = [
  ['证件 11010519491231002X 已登记', '证件 110105**********2X 已登记'],
  ['id 110105199913310021', 'id 110105199913310021'],
  ['电话 13812345678', '电话 138****5678'],
  ['time 1793450000000', 'time 1793450000000'],
  ['postgres://app:secret@db/bank', 'postgres://app:***@db/bank'],
];

test.each(forms)('%s becomes %s', (line, expected) => {
  expect(mask(line)).toBe(expected);
});
