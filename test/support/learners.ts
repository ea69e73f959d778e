import { type Deck, deckSchema } from '../../src/domain/deck.ts';
import { hinted, simpleDeck } from './decks.ts';
import { chanceOf } from './seeded.ts';

/** A question as somebody meets it: how often they have before, and how many days ago the last time. */
export type Met = { name: string; times: number; daysAgo: number };

/** How they answer: in words after thinking, by a press after so many seconds, or with all hints first. */
type Manner = { says: string; hints?: number } | { presses: string; afterSeconds: number };

/** Somebody as they are for weeks: on which days they come, and how they answer. Days are counted from 0, Monday 23 November. */
export type Learner = {
  name: string;
  /** What is done otherwise than by most. */
  about: string;
  weeks: number;
  deck: Deck;
  comes(day: number): boolean;
  answers(met: Met): Manner;
  /** What they say on a day to be left alone, and on which days they then are. */
  leave?: { begins: number; words: string; days: readonly number[] };
  /** After the day's questions, so often: one more. */
  oneMore?: number;
};

const RIGHT = 'yes it is';
const WRONG = 'no it is not';
export const workday = (day: number) => day % 7 < 5;
const knowing = (isKnown: (met: Met) => boolean) => (met: Met) => ({ says: isKnown(met) ? RIGHT : WRONG });

/** Things to be said in words, each asked in two ways, and some to be used in a sentence. */
const things: Deck = {
  id: 'things',
  ...deckSchema.parse({
    title: 'Things',
    items: [
      ...Array.from({ length: 24 }, (_, i) => ({
        ...{ id: `thing-${i + 1}`, topic: `Topic ${(i % 4) + 1}`, kind: 'short-text', prompt: `Question ${i + 1}?` },
        ...{ answers: [RIGHT], wordings: [`Put otherwise, Question ${i + 1}?`], explanation: `Because of ${i + 1}.` },
      })),
      ...Array.from({ length: 4 }, (_, i) => ({
        ...{ id: `use-${i + 25}`, topic: 'Use', kind: 'sentence', prompt: `Question ${i + 25}?`, explanation: 'So.' },
        ...{ points: [{ text: RIGHT }], model: 'Yes it is.' },
      })),
    ],
  }),
};

export const LEARNERS: readonly Learner[] = [
  {
    ...{ name: 'beginner', about: 'misses what is new, and forgets what is older than three days until the third time' },
    ...{ weeks: 5, deck: simpleDeck('basics', 24), comes: workday },
    answers: knowing(({ times, daysAgo }) => times > 2 || (times > 0 && daysAgo <= 3)),
  },
  {
    ...{ name: 'steady', about: 'comes each working day but three of leave, and knows nine of ten' },
    ...{ weeks: 5, deck: simpleDeck('basics', 24), comes: (day) => workday(day) && ![15, 16, 17].includes(day) },
    answers: knowing(({ name, times }) => chanceOf(7, name, times) < 0.9),
    leave: { begins: 14, words: 'away 8 dec to 10 dec', days: [15, 16, 17] },
  },
  {
    ...{ name: 'inconsistent', about: 'comes on two days of five, and knows two of three' },
    ...{ weeks: 5, deck: simpleDeck('basics', 24), comes: (day) => workday(day) && chanceOf(3, 'comes', day) < 0.4 },
    answers: knowing(({ name, times }) => times > 0 && chanceOf(8, name, times) < 0.67),
  },
  {
    ...{ name: 'returning', about: 'learns for two weeks, is silent for three, and comes back' },
    ...{ weeks: 7, deck: simpleDeck('basics', 12), comes: (day) => workday(day) && (day < 14 || day >= 35) },
    answers: knowing(({ times, daysAgo }) => times > 0 && (daysAgo < 14 || times > 2)),
  },
  {
    ...{ name: 'expert', about: 'knows all of it, and says it in words' },
    ...{ weeks: 6, deck: things, comes: workday },
    answers: () => ({ says: RIGHT }),
  },
  {
    ...{ name: 'fast farmer', about: 'presses what stands there before it can be read' },
    ...{ weeks: 4, deck: simpleDeck('basics', 12), comes: workday },
    answers: () => ({ presses: RIGHT, afterSeconds: 0 }),
  },
  {
    ...{ name: 'same-letter farmer', about: 'presses A, whatever it is' },
    ...{ weeks: 4, deck: simpleDeck('basics', 12), comes: workday },
    answers: () => ({ presses: 'A', afterSeconds: 20 }),
  },
  {
    ...{ name: 'hint farmer', about: 'takes all hints, and then says it' },
    ...{ weeks: 4, deck: hinted, comes: workday },
    answers: () => ({ says: 'idempotent', hints: 2 }),
  },
  {
    ...{ name: 'repeating farmer', about: 'learns an answer from the miss before it on the same day, and asks for more' },
    ...{ weeks: 4, deck: simpleDeck('basics', 12), comes: workday, oneMore: 3 },
    answers: knowing(({ daysAgo, times }) => times > 0 && daysAgo === 0),
  },
];
