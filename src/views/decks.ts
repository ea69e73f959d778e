import type { Trust } from '../domain/trust.ts';
import { joined, md } from '../markdown.ts';
import type { Block, Button, Outbound } from '../outbound.ts';
import { percent, phrase } from '../phrase.ts';
import type { DeckListing } from '../ports/decks.ts';
import { button, buttons, count, cut, listed, message, text } from './words.ts';

// At most three in a row (conversations.md); everything a button does can be typed.
const MOST_BUTTONS = 3;

/** What there is to learn; to those who keep the decks also what was taken out, with the buttons for that. */
export function decks(
  all: readonly DeckListing[],
  {
    learning,
    keeps,
    sought,
  }: {
    learning: readonly string[];
    keeps?: { retired: readonly DeckListing[]; trust: ReadonlyMap<string, Trust> };
    sought?: string;
  },
): Outbound {
  const blocks: Block[] = [];
  if (sought !== undefined) blocks.push(text(md`No one deck is called “${sought}”: say more of its name, or its id.`));
  if (all.length === 0) blocks.push(text(md`There are no decks yet. An admin puts them into the folder of decks as YAML files.`));
  else
    blocks.push(
      text(md`What there is to learn:`),
      text(
        joined(
          all.map((deck) => line(deck, learning.includes(deck.id))),
          '\n',
        ),
      ),
    );
  const learn = all.filter((deck) => !learning.includes(deck.id));
  blocks.push(
    ...row(learn, (deck) => button(`learn-${deck.id}`, cut(phrase`Learn ${deck.title}`), { type: 'learn-deck', deck: deck.id })),
  );
  if (!keeps) return message(blocks);
  const marks = all.flatMap((deck) => marking(deck, keeps.trust.get(deck.id)));
  if (marks.length > 0) blocks.push(text(md`How answers are marked, of all of them:`), text(joined(marks, '\n')));
  if (keeps.retired.length > 0) {
    const titles = listed(keeps.retired.map((deck) => `${deck.title} (${deck.id})`));
    blocks.push(text(md`Retired, and asked no more: ${titles}.`));
  }
  blocks.push(
    ...row(all, (deck) => button(`retire-${deck.id}`, cut(phrase`Retire ${deck.title}`), { type: 'retire-deck', deck: deck.id })),
    ...row(keeps.retired, (deck) =>
      button(`restore-${deck.id}`, cut(phrase`Restore ${deck.title}`), { type: 'restore-deck', deck: deck.id }),
    ),
  );
  return message(blocks);
}

export function deckRetired(deck: DeckListing): Outbound {
  return message([
    text(md`**${deck.title}** is retired: nobody is asked its questions any more. What was learned of it is kept.`),
    buttons(button('restore', phrase`Restore`, { type: 'restore-deck', deck: deck.id })),
  ]);
}

export function deckRestored(deck: DeckListing): Outbound {
  return message([text(md`**${deck.title}** is back: everybody goes on with it where they were.`)]);
}

function line(deck: DeckListing, learned: boolean) {
  const items = count(deck.items, 'question');
  return learned
    ? md`- **${deck.title}** (${deck.id}): ${items}, you learn this. ${deck.description}`
    : md`- **${deck.title}** (${deck.id}): ${items}. ${deck.description}`;
}

function marking({ title }: DeckListing, trust: Trust | undefined) {
  if (!trust) return [];
  return [
    md`- ${title}: ${percent(trust.decided / 100)} decided by Cairn; of these ${percent(trust.disputed / 100)} disputed, ${percent(trust.upheld / 100)} stand`,
  ];
}

function row(decks: readonly DeckListing[], to: (deck: DeckListing) => Button): Block[] {
  return decks.length > 0 ? [buttons(...decks.slice(0, MOST_BUTTONS).map(to))] : [];
}
