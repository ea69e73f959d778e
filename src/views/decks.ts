import type { Trust } from '../domain/trust.ts';
import { joined, md } from '../markdown.ts';
import type { Block, Button, Outbound } from '../outbound.ts';
import type { DeckListing } from '../ports/decks.ts';
import { button, buttons, count, message, text } from './words.ts';

// At most three in a row (conversations.md); everything a button does can be typed.
const MOST_BUTTONS = 3;
const LONGEST_LABEL = 75;

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
  blocks.push(...row(learn, (deck) => button(`learn-${deck.id}`, label('Learn', deck), { type: 'learn-deck', deck: deck.id })));
  if (!keeps) return message(blocks);
  const marks = all.flatMap((deck) => marking(deck, keeps.trust.get(deck.id)));
  if (marks.length > 0) blocks.push(text(md`How answers are marked, of all of them:`), text(joined(marks, '\n')));
  if (keeps.retired.length > 0) {
    const titles = keeps.retired.map((deck) => `${deck.title} (${deck.id})`).join(', ');
    blocks.push(text(md`Retired, and asked no more: ${titles}.`));
  }
  blocks.push(
    ...row(all, (deck) => button(`retire-${deck.id}`, label('Retire', deck), { type: 'retire-deck', deck: deck.id })),
    ...row(keeps.retired, (deck) =>
      button(`restore-${deck.id}`, label('Restore', deck), { type: 'restore-deck', deck: deck.id }),
    ),
  );
  return message(blocks);
}

export function deckRetired(deck: DeckListing): Outbound {
  return message([
    text(md`**${deck.title}** is retired: nobody is asked its questions any more. What was learned of it is kept.`),
    buttons(button('restore', 'Restore', { type: 'restore-deck', deck: deck.id })),
  ]);
}

export function deckRestored(deck: DeckListing): Outbound {
  return message([text(md`**${deck.title}** is back: everybody goes on with it where they were.`)]);
}

function line(deck: DeckListing, learned: boolean) {
  return md`- **${deck.title}** (${deck.id}): ${count(deck.items, 'question')}${learned ? ', you learn this' : ''}. ${deck.description}`;
}

function marking({ title }: DeckListing, trust: Trust | undefined) {
  if (!trust) return [];
  return [md`- ${title}: ${trust.decided} % decided by Cairn; of these ${trust.disputed} % disputed, ${trust.upheld} % stand`];
}

function row(decks: readonly DeckListing[], to: (deck: DeckListing) => Button): Block[] {
  return decks.length > 0 ? [buttons(...decks.slice(0, MOST_BUTTONS).map(to))] : [];
}

function label(verb: string, deck: DeckListing): string {
  return `${verb} ${deck.title}`.slice(0, LONGEST_LABEL);
}
