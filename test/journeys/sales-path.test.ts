import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readDeck } from '../../adapters/content/yaml-deck.ts';
import { readPath } from '../../adapters/content/yaml-path.ts';
import { type Deck, deckSchema } from '../../src/domain/deck.ts';
import { decksOf } from '../../src/domain/path/path.ts';
import { useDatabase } from '../support/database.ts';
import { simpleDeck } from '../support/decks.ts';
import { openMemoryWorld } from '../support/world.ts';

const database = useDatabase();
const folder = new URL('../../decks/', import.meta.url);
const FILE = 'paths/sales-executive.yaml';

const decks = readdirSync(folder).flatMap((name) => {
  const read = name.endsWith('.yaml') ? readDeck(readFileSync(new URL(name, folder), 'utf8'), name) : undefined;
  return read && 'deck' in read ? [read.deck] : [];
});
const read = readPath(readFileSync(new URL(FILE, folder), 'utf8'), FILE, decks);
if ('errors' in read) throw new Error(JSON.stringify(read.errors));
const { path } = read;

/** A deck of the same items and topics, with answers that are easy to give. */
function shaped({ id, title, items }: Deck): Deck {
  const options = [{ text: 'yes it is', correct: true }, { text: 'no it is not' }];
  const simple = items.map(({ id, topic }) => ({ id, topic, kind: 'single-choice', prompt: `${id}?`, options }));
  return { id, ...deckSchema.parse({ title, items: simple }) };
}

describe('the path of a sales executive', () => {
  it('has five capabilities, each in four stages, asked in several ways with an explanation of each', () => {
    expect(path.modules.map(({ id, stages }) => [id, Object.keys(stages).length])).toEqual(
      ['product', 'objections', 'crm', 'negotiation', 'relationships'].map((id) => [id, 4]),
    );
    const items = decks.filter(({ id }) => decksOf(path).includes(id)).flatMap((deck) => deck.items);
    expect(items).toHaveLength(50);
    expect(new Set(items.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(9);
    expect(items.filter(({ explanation }) => explanation === '')).toEqual([]);
  });

  it('can be walked: who remembers all of it reaches each milestone by its day, at five questions a day', async () => {
    const asked = decks.filter(({ id }) => decksOf(path).includes(id)).map(shaped);
    const world = openMemoryWorld({ db: database(), decks: [simpleDeck('anything', 1), ...asked] });
    world.setPaths([path]);
    const last = async () => (await world.messages('ana')).at(-1)?.text ?? '';
    for (const words of ['hello', 'settings questions 5', 'follow sales executive']) await world.say('ana', words);
    const first = Temporal.PlainDate.from('2026-11-23');
    const reached: string[] = [];
    for (let day = 0; day <= 91; day++) {
      const date = first.add({ days: day });
      if (date.dayOfWeek < 6) {
        await world.moveTo(`${date}T08:00:00Z`);
        await world.say('ana', 'quiz');
        for (let i = 0; i < 12 && !/Done|Nothing is due/.test(await last()); i++) await world.say('ana', 'yes it is');
      }
      if (![1, 14, 30, 60, 91].includes(day)) continue;
      await world.say('ana', 'map');
      reached.push(`day ${day}: ${(await last()).match(/✓ reached/g)?.length ?? 0}`);
    }
    expect(reached).toEqual(['day 1: 0', 'day 14: 1', 'day 30: 2', 'day 60: 4', 'day 91: 4']);
  });
});
