import { expect, it } from 'vitest';
import { isTyping, keyName } from './keys.ts';

const press = (key: string, more: Partial<Parameters<typeof keyName>[0]> = {}) =>
  keyName({ key, ctrlKey: false, metaKey: false, altKey: false, ...more });

it('names a key press as the registry writes it', () => {
  expect(press('j')).toBe('j');
  expect(press('J')).toBe('j');
  expect(press(' ')).toBe('Space');
  expect(press('?')).toBe('?');
  expect(press('ArrowLeft', { altKey: true })).toBe('Alt+ArrowLeft');
  expect(press('k', { ctrlKey: true })).toBe('Mod+k');
  expect(press('k', { metaKey: true })).toBe('Mod+k');
});

it('letters belong to a text field, not to a checkbox or a row', () => {
  const inside = (matches: string[]) => ({
    closest: (selector: string) =>
      (matches.some((one) => selector.split(',').includes(one)) ? {} : null) as Element | null,
  });
  expect(isTyping(inside(['textarea']))).toBe(true);
  expect(isTyping(inside(['[contenteditable]']))).toBe(true);
  expect(isTyping(inside([]))).toBe(false);
  expect(isTyping(null)).toBe(false);
});
