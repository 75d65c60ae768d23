import { expect, it } from 'vitest';
import { deviceOf } from './device.ts';

it.each([
  ['', null],
  ['Mozilla/5.0 (Windows NT 10.0) AppleWebKit Chrome/140.0 Safari/537 Edg/140.0', 'Edge · Windows'],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15) AppleWebKit Version/18 Safari/605',
    'Safari · macOS',
  ],
  [
    'Mozilla/5.0 (Linux; Android 15) AppleWebKit Chrome/140.0 Mobile Safari/537',
    'Chrome · Android',
  ],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 18) AppleWebKit MicroMessenger/8', 'WeChat · iOS'],
  ['curl/8.5.0', 'curl/8.5.0'],
] as const)('%s is %s', (agent, device) => {
  expect(deviceOf(agent)).toBe(device);
});
