import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { roles } from '../core/actor.ts';
import type { Phrases } from '../core/messages.ts';
import { openHouse } from '../server/house.ts';
import { bookOf } from '../server/platform/http/server.ts';
import { cardsFor } from '../web/desk-card.ts';
import { deskCards } from '../web/desk-cards.ts';
import { auditPageMessages } from '../web/pages/audit/messages.ts';
import { healthPageMessages } from '../web/pages/health/messages.ts';
import { jobPageMessages } from '../web/pages/jobs/messages.ts';

const house = openHouse();
const book: Phrases = {
  ...bookOf(house.modules),
  ...auditPageMessages,
  ...healthPageMessages,
  ...jobPageMessages,
};
const mayOf = (role: (typeof roles)[number]) => (right: string) =>
  right === 'signed_in' || (house.rights[right]?.includes(role) ?? false);

describe.each(['zh', 'en'] as const)('the chapter of the morning (%s)', (language) => {
  const file = path.resolve(import.meta.dirname, `../docs/handbook/${language}/morning.md`);
  const [, ...sections] = fs.readFileSync(file, 'utf8').split('\n## ');
  const saidOf = (title: string) => book[title]?.[language] ?? title;

  it('names the cards of each role in their order', () => {
    for (const [at, role] of roles.entries()) {
      const named = [...sections[at]!.matchAll(/\*\*(.+?)\*\*/g)].map((one) => one[1]);
      const cards = cardsFor(deskCards, [role], mayOf(role)).map((card) => saidOf(card.title));
      expect([role, named]).toEqual([role, cards]);
    }
  });

  it('has a word for each card, and for no other', () => {
    const rows = sections
      .at(-1)!
      .split('\n')
      .filter((line) => line.startsWith('| '));
    const words = rows.slice(1).map((line) => line.split('|')[1]!.trim());
    const cards = new Set(deskCards.map((card) => saidOf(card.title)));
    expect(words.toSorted()).toEqual([...cards].toSorted());
  });
});
