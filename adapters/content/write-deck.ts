import { Document, isMap, isSeq } from 'yaml';
import { type Deck, type Item, itemSchema } from '../../src/domain/deck.ts';

/** Writes a deck as its author would: one key a line, long texts unbroken, an empty line between items. `readDeck` reads it back. */
export function writeDeck(deck: Deck): string {
  const document = new Document({
    title: deck.title,
    ...(deck.description && { description: deck.description }),
    language: deck.language,
    ...(deck.externalModel && { externalModel: true }),
    ...(deck.required !== undefined && { required: deck.required }),
    ...(deck.reinforce && { reinforce: deck.reinforce }),
    ...(deck.misconceptions && { misconceptions: deck.misconceptions }),
    items: deck.items.map((item) => orderedItem(item, deck)),
  });
  const items = document.get('items');
  for (const [i, item] of isSeq(items) ? items.items.entries() : []) if (isMap(item)) item.spaceBefore = i > 0;
  return document.toString({ lineWidth: 0 });
}

// What a reviewer looks for first comes first, the rest in the order of its kind's schema; what says nothing is left out.
function orderedItem(item: Item, deck: Deck): Record<string, unknown> {
  const { id, topic, kind, prompt, explanation, source, misconceptions, ...body } = itemSchema.parse(item);
  const ownOnly = Object.entries(misconceptions ?? {}).filter(([each]) => !Object.hasOwn(deck.misconceptions ?? {}, each));
  const isDecks = (key: string, value: unknown) =>
    (key === 'required' && value === deck.required) || (key === 'reinforce' && String(value) === String(deck.reinforce));
  const own = Object.entries(body).filter(
    ([key, value]) => value !== undefined && !(key === 'tolerance' && value === 0) && !isDecks(key, value),
  );
  return {
    id,
    topic,
    kind,
    prompt,
    ...Object.fromEntries(own),
    ...(ownOnly.length > 0 && { misconceptions: Object.fromEntries(ownOnly) }),
    ...(explanation && { explanation }),
    ...(source && { source }),
  };
}
