import { expect, it } from 'vitest';
import { sizeWritten } from './size.ts';

it.each([
  ['0', '0 B'],
  ['1023', '1023 B'],
  ['1024', '1.0 KB'],
  ['1048575', '1023.9 KB'],
  ['1048576', '1.0 MB'],
  ['13000000', '12.3 MB'],
])('%s bytes are %s', (bytes, words) => {
  expect(sizeWritten(bytes)).toBe(words);
});
