import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { forecast as foresee } from '../../src/domain/simulate/forecast.ts';
import { readDeck } from '../content/yaml-deck.ts';
import { BadUsage, CannotRun, type Command, type Desk, flagsOf, whyUnread } from './command.ts';
import { numberOf, SWITCH, WORD } from './flags.ts';

export const forecast: Command = {
  summary: 'how many items a budget of questions can hold',
  usage: `cairn forecast (FILE | --items N) [--budget 3] [--weekly N] [--level 80] [--json]

  Simulates three months of a deck under a budget of questions a day, and says what share of it would then be known, were its items as easy to keep as
  flashcards, or as hard as sentences with gaps; and how many items the same questions would hold at that level, in percent. Warns where
  the deck has more. What it says is a simulation, not a promise.`,

  async run(args, desk) {
    const flags = { items: WORD, budget: WORD, weekly: WORD, level: WORD, json: SWITCH };
    const { values, positionals } = flagsOf(args, flags);
    const items = values.items === undefined ? await itemsIn(positionals, desk) : numberOf('--items', values.items, 1, 2_000);
    const budget = numberOf('--budget', values.budget ?? '3', 1, 10);
    const weekly = values.weekly === undefined ? undefined : numberOf('--weekly', values.weekly, 1, 70);
    const level = numberOf('--level', values.level ?? '80', 30, 99);
    const found = foresee({ items, budget, ...(weekly !== undefined && { weekly }) }, level / 100);
    if (values.json) await desk.line(JSON.stringify({ items, budget, weekly, level: level / 100, ...found }));
    else for (const line of inWords(found, { items, budget, weekly, level })) await desk.line(line);
    return 0;
  },
};

async function itemsIn([file]: readonly string[], desk: Desk): Promise<number> {
  if (file === undefined) throw new BadUsage('Say which deck: a file, or --items and a number.');
  const text = await readFile(resolve(desk.from, file), 'utf8').catch((cause: unknown) => {
    throw new CannotRun(`No deck: ${whyUnread(file, cause)}. Name the file of a deck, or say --items and a number.`, { cause });
  });
  const read = readDeck(text, file);
  if ('errors' in read) throw new CannotRun(`${file} has mistakes: cairn check ${file} lists them.`);
  return read.deck.items.length;
}

type About = { items: number; budget: number; weekly: number | undefined; level: number };

function inWords({ promptsPerItem, recall, holds }: ReturnType<typeof foresee>, about: About): string[] {
  const pace = about.weekly === undefined ? `${about.budget} a day` : `about ${about.weekly} a week`;
  const percent = (share: number) => `${Math.round(100 * share)} %`;
  const more =
    about.items > holds.flashcard ? 'even if its items are easy' : about.items > holds.cloze ? 'if its items are hard' : '';
  return [
    `${about.items} items at ${pace}: ${promptsPerItem.toFixed(1)} questions an item in three months.`,
    `Then known: ${percent(recall.flashcard)} of easy items, ${percent(recall.cloze)} of hard ones.`,
    `At ${about.level} % these questions hold ${holds.flashcard} easy items, or ${holds.cloze} hard ones.`,
    ...(more === '' ? [] : [`That is more than they can hold ${more}: ask more a day, or split the programme.`]),
  ];
}
