import { may } from '../../domain/access.ts';
import { type Trust, trustIn } from '../../domain/trust.ts';
import type { IntentOf } from '../../intents.ts';
import { md } from '../../markdown.ts';
import { phrase } from '../../phrase.ts';
import { deckRestored, deckRetired, decks as decksView } from '../../views/decks.ts';
import { button, buttons, message, sentence, text } from '../../views/words.ts';
import { witness } from '../audit.ts';
import { named } from '../named.ts';
import { replace, reply, type Visit } from '../turn.ts';

export async function listDecks(visit: Visit): Promise<void> {
  await list(visit);
}

/** `sought`: a name that none of them has, or several. */
async function list(visit: Visit, sought?: string): Promise<void> {
  const { records, member } = visit;
  const learning = await records.enrolments.of(member.id);
  const keeps = may('keep-decks', member)
    ? { retired: await records.decks.retired(), trust: await trustByDeck(visit) }
    : undefined;
  await reply(visit, decksView(await records.decks.list(), { learning, ...(keeps && { keeps }), ...(sought && { sought }) }));
}

async function trustByDeck({ records }: Visit): Promise<ReadonlyMap<string, Trust>> {
  const figures = await records.disputes.figures();
  return new Map(
    figures.flatMap((each) => {
      const trust = trustIn(each);
      return trust ? [[each.deck, trust] as const] : [];
    }),
  );
}

export async function learnDeck(visit: Visit, { deck: wanted }: IntentOf<'learn-deck'>): Promise<void> {
  const deck = named(await visit.records.decks.list(), wanted);
  if (!deck) return list(visit, wanted);
  await visit.records.enrolments.add(visit.member.id, deck.id, visit.now);
  const added = md`**${deck.title}** is in: its questions come in little by little, beside what you learn already.`;
  await replace(visit, message([text(added), buttons(button('start', phrase`Quiz`, { type: 'start-quiz' }, { primary: true }))]));
}

/** `drop NAME` by an author: the deck is asked no more; what was learned of it stays. */
export async function retireDeck(visit: Visit, { deck: wanted }: IntentOf<'retire-deck'>): Promise<void> {
  if (!may('keep-decks', visit.member)) return notAuthor(visit);
  const deck = named(await visit.records.decks.list(), wanted);
  if (!deck) return list(visit, wanted);
  await visit.records.decks.retire(deck.id, true);
  await witness(visit, 'deck-retired', `deck:${deck.id}`);
  await replace(visit, deckRetired(deck));
}

/** `restore NAME` by an author: it goes on where it was left. */
export async function restoreDeck(visit: Visit, { deck: wanted }: IntentOf<'restore-deck'>): Promise<void> {
  if (!may('keep-decks', visit.member)) return notAuthor(visit);
  const deck = named(await visit.records.decks.retired(), wanted);
  if (!deck) return list(visit, wanted);
  await visit.records.decks.retire(deck.id, false);
  await witness(visit, 'deck-restored', `deck:${deck.id}`);
  await replace(visit, deckRestored(deck));
}

async function notAuthor(visit: Visit): Promise<void> {
  await reply(
    visit,
    sentence(
      md`Only an author or an admin of Cairn can retire a deck or bring one back. An admin makes authors, with workspace.`,
    ),
  );
}
