import { expect, test } from 'vitest';
import { fingerprint, openText, sealText } from './secret.ts';

test('a sealed text opens again and never looks the same', () => {
  const number = '11010519491231002X';
  const first = sealText(number);
  expect(first).not.toContain(number);
  expect(sealText(number)).not.toBe(first);
  expect(openText(first)).toBe(number);
  expect(openText(sealText('客户'))).toBe('客户');
});

test('a changed text does not open', () => {
  const sealed = sealText('13800000000');
  const at = sealed.length - 6;
  const changed = sealed.slice(0, at) + (sealed[at] === 'A' ? 'B' : 'A') + sealed.slice(at + 1);
  expect(() => openText(changed)).toThrow();
  expect(() => openText('v2.AAAA')).toThrow('version');
});

test('equal texts of one kind have one fingerprint', () => {
  expect(fingerprint('identity', '1')).toBe(fingerprint('identity', '1'));
  expect(fingerprint('identity', '1')).not.toBe(fingerprint('phone', '1'));
  expect(fingerprint('identity', '1')).not.toBe(fingerprint('identity', '2'));
});
