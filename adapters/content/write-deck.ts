import { Document, isMap, isSeq } from 'yaml';
import { type Deck, type Item, itemSchema } from '../../src/domain/deck.ts';

/** Writes a deck as its author would: one key a line, long texts unbroken, an empty line between items. `readDeck` reads it back. */
export function writeDeck(deck: Deck): string {
  const document = new Document({
    title: deck.title,
    ...(deck.description && { description: deck.description }),
    language: deck.language,
    ...(deck.externalModel && { externalModel: true }),
    items: deck.items.map(orderedItem),
  });
  const items = document.get('items');
  for (const [i, item] of isSeq(items) ? items.items.entries() : []) if (isMap(item)) item.spaceBefore = i > 0;
  return document.toString({ lineWidth: 0 });
}

// What a reviewer looks for first comes first, the rest in the order of its kind's schema; what says nothing is left out.
function orderedItem(item: Item): Record<string, unknown> {
  const { id, topic, kind, prompt, explanation, source, ...body } = itemSchema.parse(item);
  const own = Object.entries(body).filter(([key, value]) => value !== undefined && !(key === 'tolerance' && value === 0));
  return { id, topic, kind, prompt, ...Object.fromEntries(own), ...(explanation && { explanation }), ...(source && { source }) };
}
