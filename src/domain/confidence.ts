import { z } from 'zod';

export const confidenceSchema = z.enum(['sure', 'fairly', 'guess']);

/** How sure somebody says they are of an answer, before they know what came of it. */
export type Confidence = z.infer<typeof confidenceSchema>;

/** Of the answers of one confidence, how many were right. */
export type Tally = { confidence: Confidence; answers: number; right: number };

const ENOUGH_ANSWERS = 20;
const ENOUGH_OF_ONE = 5;

/** What can be told of somebody's confidence; a handful of answers says nothing. */
export function telling(tallies: readonly Tally[]): readonly Tally[] {
  const all = tallies.reduce((sum, { answers }) => sum + answers, 0);
  if (all < ENOUGH_ANSWERS) return [];
  const inOrder = confidenceSchema.options.flatMap((each) => tallies.filter(({ confidence }) => confidence === each));
  return inOrder.filter(({ answers }) => answers >= ENOUGH_OF_ONE);
}

const ME = "(?:i ?['’]?a?m |im |ich bin )?";
const WORDS: readonly [Confidence, string][] = [
  [
    'guess',
    `(?:i |just |only |my |wild |educated )*(?:an? )?guess(?:ing)?|${ME}guessing|${ME}not (?:really |very )?sure(?:,? but)?|geraten`,
  ],
  ['fairly', `${ME}(?:fairly|pretty|quite|rather) (?:sure|certain|confident)|${ME}ziemlich sicher|fairly`],
  ['sure', `${ME}(?:very |completely |absolutely )?(?:sure|certain)|${ME}(?:ganz )?sicher`],
];

// "Fairly large" and "certain conditions" say something of what follows.
const OPENING = WORDS.map(
  ([confidence, words]) => [confidence, `(?!(?:fairly|certain) (?!sure|certain|confident))(?:${words})`] as const,
);

const forms = (before: string, after: string, of: readonly (readonly [Confidence, string])[] = WORDS) =>
  of.map(([confidence, words]) => ({ confidence, pattern: new RegExp(`${before}(?:${words})${after}`, 'i') }));

const ALONE = forms('^', '[.!]?$');
// A colon or brackets are meant so; a comma or a mere space may be part of what somebody says.
const MARKED = { before: forms('^', '\\s*:'), after: forms('[(\\[]', '[)\\]][.!]?$') };
const LOOSE = { before: forms('^', '(?:\\s*[,;–—]|\\s+-|)\\s', OPENING), after: forms('(?:[,;–—]|\\s-)\\s*', '[.!]?$') };

/** Words that say how sure somebody is, and nothing else. That they are not sure at all is another thing: they want the answer. */
export function confidenceIn(text: string): Confidence | undefined {
  const words = text.trim();
  return /\bnot\b/i.test(words) ? undefined : ALONE.find(({ pattern }) => pattern.test(words))?.confidence;
}

/** An answer with words on how sure somebody is, before or after it: `sure: b`, `guess b`, `b (fairly sure)`. */
export type Stated = { text: string; confidence: Confidence; isMarked: boolean };

/** Nobody needs more words to say what they chose; a long answer may begin with "sure" and mean nothing by it. */
const LONGEST_LOOSE = 3;

/** Takes words apart; nothing where they do not say how sure somebody is. Of `isMarked` forms there is no doubt. */
export function statedIn(text: string): Stated | undefined {
  const words = text.trim();
  const marked = without(words, MARKED);
  if (marked) return { ...marked, isMarked: true };
  const loose = without(words, LOOSE);
  return loose && loose.text.split(/\s+/).length <= LONGEST_LOOSE ? { ...loose, isMarked: false } : undefined;
}

// How sure somebody is takes few letters; a search through all of a long answer could take long.
const EDGE = 80;

function without(words: string, { before, after }: typeof MARKED): Omit<Stated, 'isMarked'> | undefined {
  const cut = (edge: string, pattern: RegExp) => pattern.exec(edge)?.[0].length ?? 0;
  const left = [
    ...before.map(({ confidence, pattern }) => ({ confidence, text: words.slice(cut(words.slice(0, EDGE), pattern)) })),
    ...after.map(({ confidence, pattern }) => ({
      confidence,
      text: words.slice(0, words.length - cut(words.slice(-EDGE), pattern)),
    })),
  ];
  return left.map((each) => ({ ...each, text: each.text.trim() })).find((each) => each.text !== '' && each.text !== words);
}
