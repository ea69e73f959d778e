import { join } from 'node:path';
import { byOrder, inOrder, type Rule } from '../../src/domain/achievements/rule.ts';
import { isOfLearner, isOfTeam, type TeamRule } from '../../src/domain/achievements/team-rule.ts';
import type { Catalog } from '../../src/ports/decks.ts';
import type { Log } from '../../src/ports/log.ts';
import { ACHIEVEMENTS } from './deck-files.ts';
import { openPathShelf } from './path-shelf.ts';
import { openShelf } from './shelf.ts';
import { readDeck } from './yaml-deck.ts';
import { readRule } from './yaml-rule.ts';

/** Keeps the decks of some folders at hand, and the families of achievements and the paths beside them. */
export async function openCatalog(folders: readonly string[], log: Log): Promise<Catalog> {
  const [decks, families] = await Promise.all([
    openShelf({ folders, what: 'deck', idOf: ({ id }) => id, log, read: heldDeck }),
    openShelf({
      folders: folders.map((folder) => join(folder, ACHIEVEMENTS)),
      what: 'family of achievements',
      idOf: ({ family }) => family,
      log,
      read: heldRule,
    }),
  ]);
  const shelf = openPathShelf(folders, log);
  // What a path asks for has to be in the decks.
  await shelf.refresh(decks.held());
  let read: readonly (Rule | TeamRule)[] = [];
  let [rules, teamRules]: [readonly Rule[], readonly TeamRule[]] = [[], []];
  const sort = () => {
    if (read === families.held()) return;
    read = families.held();
    rules = inOrder(read.filter(isOfLearner));
    teamRules = read.filter(isOfTeam).sort(byOrder);
  };
  return {
    decks: decks.held,
    paths: shelf.paths,
    rules() {
      sort();
      return rules;
    },
    teamRules() {
      sort();
      return teamRules;
    },
    async refresh() {
      await Promise.all([decks.refresh(), families.refresh()]);
      await shelf.refresh(decks.held());
    },
  };
}

function heldDeck(text: string, file: string) {
  const read = readDeck(text, file);
  return 'deck' in read ? { held: read.deck } : read;
}

function heldRule(text: string, file: string) {
  const read = readRule(text, file);
  return 'rule' in read ? { held: read.rule } : read;
}
