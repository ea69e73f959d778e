import type { Item } from '../domain/deck.ts';
import { authored, md } from '../markdown.ts';
import type { Block, Outbound } from '../outbound.ts';
import { type Phrase, phrase } from '../phrase.ts';
import { button, buttons, listed, message, note, sentence, text } from './words.ts';

type Which = { deck: string; item: string };

/** Beneath the verdict, with its link to where to read, of an item that rests from now on. */
export function restsNow({ deck, item }: Which, source: string | undefined): Block[] {
  return [
    text(
      source === undefined
        ? md`Missed three times in a row, so I leave this one out from now on. Say **resume ${item}** when you want it back.`
        : md`Missed three times in a row, so I leave this one out from now on. The link above explains it. Say **resume ${item}** when you want it back.`,
    ),
    buttons(button(`resume-${item}`, phrase`Bring it back`, { type: 'resume-item', deck, item })),
  ];
}

/** In the place of when it comes back. */
export function restWords(item: string, again: boolean): Phrase {
  return again ? phrase`It comes once more at the end of this session.` : phrase`It rests now, until you say resume ${item}.`;
}

export function broughtBackNow(item: string): Outbound {
  return sentence(md`${item} is back: it comes again on one of the next days.`);
}

/** Nothing that rests fits what was said. */
export function resting(items: readonly string[]): Outbound {
  if (items.length === 0) return sentence(md`Nothing rests at present: everything you learn is asked.`);
  return sentence(md`That one does not rest. Resting: ${listed(items)}. Say resume and one of these names.`);
}

/** To who keeps the deck. */
export function hardItem(item: Item, { learners, missed }: { learners: number; missed: number }): Outbound {
  return message([
    text(md`**A question that does not stick** · ${item.topic}`),
    text(authored(item.prompt)),
    text(
      md`${missed} of ${learners} people had lost it when they first met it again. Reword it, split it, or explain it better.`,
    ),
    note(md`It is ${item.id} in its deck's file. You hear of each version once.`),
  ]);
}
