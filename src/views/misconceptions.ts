import { type GroupCount, type LedgerEntry, SMALLEST_LEDGER, type Standing } from '../domain/misconception.ts';
import type { Shown } from '../domain/packet.ts';
import { authored, joined, type Markdown, md } from '../markdown.ts';
import type { Block, Button, Outbound } from '../outbound.ts';
import { type Phrase, phrase, type Words } from '../phrase.ts';
import { button, buttons, cut, message, note, text } from './words.ts';

const MOST_BUTTONS = 3;

export type Named<T> = T & { name: string };

// A mix-up is nothing to be ashamed of, and what was done about it is what counts.
const STANDING: Readonly<Record<Standing, Phrase>> = {
  seen: phrase`came up; it will be asked again`,
  corrected: phrase`you put it right`,
  held: phrase`you put it right, and it held`,
  verified: phrase`resolved, and confirmed`,
  relapsed: phrase`came back, as such things do; it will be asked again`,
};

/** What a learner once mixed up, the newest first; nothing where there was nothing. */
export function mixUps(entries: readonly Named<LedgerEntry>[]): Markdown[] {
  return entries.toReversed().map(({ name, standing }) => md`- ${authored(name)}: ${STANDING[standing]}`);
}

export function ownMisconceptions(entries: readonly Named<LedgerEntry>[], shown: readonly Shown[]): Outbound {
  if (entries.length === 0) return message([text(md`I have seen no misconception of yours so far.`)]);
  const held = entries.filter(({ standing }) => standing === 'held').slice(0, MOST_BUTTONS);
  const blocks = [text(md`**Misconceptions and what became of them.** Only you see this.`), text(joined(mixUps(entries), '\n'))];
  if (held.length === 0) return message(blocks);
  return message([
    ...blocks,
    buttons(...held.map((entry, i) => showButton(entry, i, shown))),
    note(md`What held you may show your lead, who can then confirm it: your first answer and the right ones since.`),
  ]);
}

function showButton({ name, member, deck, misconception }: Named<LedgerEntry>, i: number, shown: readonly Shown[]): Button {
  const show = !shown.some((each) => each.member === member && each.deck === deck && each.misconception === misconception);
  const label = cut(show ? phrase`Show my lead: ${name}` : phrase`Take back: ${name}`);
  return button(`show-${i}`, label, { type: 'show-evidence', deck, misconception, show });
}

/** Counts for who leads a team or writes decks; never who. */
export function groupMisconceptions(group: { team?: string; name: Words }, counts: readonly Named<GroupCount>[]): Outbound {
  const rule = phrase`Shown from ${SMALLEST_LEDGER} people on, and never who.`;
  if (counts.length === 0) return message([text(md`No misconception that I could show of ${group.name}. ${rule}`)]);
  const lines = counts.map(({ name, people, mostHoldIt }) =>
    mostHoldIt
      ? md`- **${authored(name)}**: ${people} people met it; most of them are over it`
      : md`- **${authored(name)}**: ${people} people met it; most of them are not yet over it`,
  );
  const blocks: Block[] = [text(md`**Misconceptions in ${group.name}**`), text(joined(lines, '\n'))];
  const resolve = counts
    .filter(({ mostHoldIt }) => mostHoldIt)
    .slice(0, MOST_BUTTONS)
    .map(({ name, deck, misconception }, i) =>
      button(`resolve-${i}`, cut(phrase`Resolved: ${name}`), {
        type: 'resolve-misconception',
        deck,
        misconception,
        ...(group.team !== undefined && { team: group.team }),
      }),
    );
  if (resolve.length > 0) blocks.push(buttons(...resolve));
  return message([...blocks, note(md`${rule} Say resolved NAME when you have cleared one up.`)]);
}

/** To who holds the right answer by now. */
export function resolvedKindly(name: string): Outbound {
  return message([
    text(
      md`“${authored(name)}” is resolved for you: right again on a later day, and your lead or author marked it as cleared up. Well done.`,
    ),
  ]);
}
