import { describe, expect, it } from 'vitest';
import { roles, type Role } from '../core/actor.ts';
import { openHouse } from '../server/house.ts';
import { cardsFor } from '../web/desk-card.ts';
import { deskCards } from '../web/desk-cards.ts';

const { rights } = openHouse();
const mayOf = (role: Role) => (right: string) =>
  right === 'signed_in' || (rights[right]?.includes(role) ?? false);

describe('cards of the workbench', () => {
  it.each(deskCards)('$key may be read by each role whose workbench it stands on', (card) => {
    expect(card.desks.filter((role) => !mayOf(role)(card.right))).toEqual([]);
  });

  it.each(roles)('%s finds at least four cards, each once', (role) => {
    const keys = cardsFor(deskCards, [role], mayOf(role)).map((card) => card.key);
    expect(keys.length).toBeGreaterThanOrEqual(4);
    expect(new Set(keys).size).toBe(keys.length);
  });
});
