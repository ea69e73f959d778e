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
  ['fairly', `${ME}(?:fairly|pretty|quite|rather)(?: (?:sure|certain|confident))?|${ME}ziemlich sicher`],
  ['sure', `${ME}(?:very |completely |absolutely )?(?:sure|certain)|${ME}(?:ganz )?sicher`],
];

const forms = (before: string, after: string) =>
  WORDS.map(([confidence, words]) => ({ confidence, pattern: new RegExp(`${before}(?:${words})${after}`, 'is') }));

const ALONE = forms('^', '[.!]?$');
// A colon or brackets are meant so; a comma or a mere space may be part of what somebody says.
const MARKED = [...forms('^', '\\s*:\\s*(?<rest>.+)$'), ...forms('^(?<rest>.+?)\\s*[(\\[]', '[)\\]][.!]?$')];
const LOOSE = [
  ...forms('^', '(?:\\s*[,;–—]|\\s+-|)\\s+(?<rest>.+)$'),
  ...forms('^(?<rest>.+?)(?:\\s*[,;–—]|\\s+-)\\s*', '[.!]?$'),
];

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
  for (const isMarked of [true, false])
    for (const { confidence, pattern } of isMarked ? MARKED : LOOSE) {
      const rest = pattern.exec(words)?.groups?.['rest']?.trim();
      if (rest && (isMarked || rest.split(/\s+/).length <= LONGEST_LOOSE)) return { text: rest, confidence, isMarked };
    }
  return undefined;
}
