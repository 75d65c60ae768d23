import { expect, test } from 'vitest';
import { layoutOf } from './graph-layout.ts';

const node = (key: string) => ({ key, kind: key === '司' ? ('self' as const) : ('firm' as const) });
const held = (text: string) =>
  text.split(' ').map((one) => {
    const [from = '', to = ''] = one.split('>');
    return { from, to, kind: 'shareholder' as const };
  });

test('owners stand above, what is owned below, related parties beside', () => {
  const edges = [
    ...held('甲>司 乙>甲 司>丙'),
    { from: '丁', to: '司', kind: 'legal_representative' as const },
  ];
  const placed = layoutOf(['司', '甲', '乙', '丙', '丁'].map(node), edges);
  const levels = Object.fromEntries(placed.map((one) => [one.key, one.level]));
  expect(levels).toEqual({ 乙: -2, 甲: -1, 司: 0, 丁: 0, 丙: 1 });
  expect(placed.find((one) => one.key === '司')).toMatchObject({ x: 0, y: 0 });
});

test('a circle is drawn and ends', () => {
  const placed = layoutOf(['司', '甲', '乙'].map(node), held('甲>司 司>乙 乙>甲'));
  expect(placed.length).toBe(3);
  expect(new Set(placed.map((one) => `${one.x} ${one.y}`)).size).toBe(3);
});
