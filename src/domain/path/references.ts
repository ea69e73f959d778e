import type { Deck } from '../deck.ts';
import { wilson } from '../statistics/interval.ts';
import { itemsOf, type Path, STAGES, type Stage } from './path.ts';
import type { PathFlaw } from './path-flaws.ts';

/** What a path asks of decks that they do not have, and stages that are too small to be opened. */
export function referenceFlaws({ modules, gate }: Omit<Path, 'id'>, decks: ReadonlyMap<string, Deck>): PathFlaw[] {
  return modules.flatMap(({ stages }, i) =>
    STAGES.flatMap((name) => {
      const stage = stages[name];
      return stage
        ? flawsOf(stage, decks, gate).map((flaw) => ({ ...flaw, path: ['modules', i, 'stages', name, ...flaw.path] }))
        : [];
    }),
  );
}

function flawsOf(stage: Stage, decks: ReadonlyMap<string, Deck>, gate: Path['gate']): PathFlaw[] {
  const deck = decks.get(stage.deck);
  if (!deck) return [{ path: ['deck'], message: `there is no deck "${stage.deck}"` }];
  const topics = new Set(deck.items.map(({ topic }) => topic));
  const ids = new Set(deck.items.map(({ id }) => id));
  const missing = [
    ...unknown(stage.topics, topics, 'topics', `the deck "${stage.deck}" has no topic`),
    ...unknown(stage.items, ids, 'items', `the deck "${stage.deck}" has no item`),
  ];
  return missing.length > 0 ? missing : tooFew(stage, deck, gate);
}

function unknown(named: readonly string[] = [], known: ReadonlySet<string>, at: string, what: string): PathFlaw[] {
  return named.flatMap((each, i) => (known.has(each) ? [] : [{ path: [at, i], message: `${what} "${each}"` }]));
}

// Two answers to each item count (`standing.ts`): even all of them right have to be enough.
function tooFew(stage: Stage, deck: Deck, { recall, answers }: Path['gate']): PathFlaw[] {
  const all = deck.items.map(({ id, topic }) => ({ deck: deck.id, item: id, topic }));
  const most = itemsOf(stage, all).length * 2;
  if (most >= answers && wilson(most, most).low >= recall) return [];
  return [{ path: [], message: `has too few items for the gate (${most / 2}): it would never open what comes next` }];
}
