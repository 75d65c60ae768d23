import { expect, it } from 'vitest';
import { neighboursIn, withPage } from './seen-pages.ts';
import type { SeenPage } from './seen-pages.ts';

const first: SeenPage = { cursor: '', keys: ['a', 'b'], next: 'B' };
const second: SeenPage = { cursor: 'B', keys: ['c', 'd'], next: null };

it('a page seen after another follows it; seen again it takes its place', () => {
  expect(withPage([], first)).toEqual([first]);
  expect(withPage([first], second)).toEqual([first, second]);
  const fresh = { ...first, keys: ['a', 'x'] };
  expect(withPage([first, second], fresh)).toEqual([fresh, second]);
});

it('when a page now ends elsewhere, what followed it is forgotten', () => {
  const grown = { cursor: '', keys: ['new', 'a'], next: 'A' };
  expect(withPage([first, second], grown)).toEqual([grown]);
});

it('a page opened by its own address starts anew', () => {
  const far = { cursor: 'Z', keys: ['z'], next: null };
  expect(withPage([first], far)).toEqual([far]);
});

it('knows the record before and after, over the edge of a page', () => {
  const pages = [first, second];
  expect(neighboursIn(pages, 'b')).toMatchObject({ previous: 'a', next: 'c', place: 2, seen: 4 });
  expect(neighboursIn(pages, 'a')).toMatchObject({ previous: null, next: 'b' });
  expect(neighboursIn(pages, 'd')).toMatchObject({ previous: 'c', next: null, more: false });
  expect(neighboursIn([first], 'b')).toMatchObject({ next: null, more: true });
  expect(neighboursIn(pages, 'gone')).toBeNull();
});
