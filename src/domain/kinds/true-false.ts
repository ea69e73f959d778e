import { z } from 'zod';
import { phrase } from '../../phrase.ts';
import { givesUp } from '../grade/normalise.ts';
import { core, isNegation, wordingOf } from '../grade/wording.ts';
import { graded, type Kind, type Option } from './kind.ts';
import { understood } from './typed-options.ts';
import { explained, known } from './wrong.ts';

const schema = z.strictObject({
  kind: z.literal('true-false'),
  answer: z.boolean(),
  /** For who takes it for the other. */
  ...known,
});

type Body = z.infer<typeof schema>;

const OPTIONS: readonly Option[] = [
  { id: 'true', text: 'True' },
  { id: 'false', text: 'False' },
];

const YES = new Set('true t yes y yep yeah yup right correct ja wahr stimmt richtig'.split(' '));
const NO = new Set('false f no n nope nah wrong incorrect untrue nein falsch unwahr'.split(' '));
const CHATTER = new Set(
  'definitely certainly totally absolutely clearly completely really very quite statement sentence'.split(' '),
);

/** Nobody says true or false in more characters. */
const LONGEST_REPLY = 400;

function read(text: string): boolean | undefined {
  if (text.length > LONGEST_REPLY || givesUp(text)) return undefined;
  if (/^\s*[👍✅✔]/u.test(text)) return true;
  if (/^\s*[👎❌✗]/u.test(text)) return false;
  // What follows "because" or a comma gives the reason.
  const [verdict = ''] = text.split(/[,.;:!?(\n–—]|\b(?:because|since|but|weil)\b/i);
  const words = wordingOf(verdict).words.filter((word) => !CHATTER.has(word));
  return meant(core(words)) ?? placed(verdict);
}

// "not true" denies, "not false" is anybody's guess.
function meant(words: readonly string[]): boolean | undefined {
  const denials = words.filter((word) => isNegation(word) && !NO.has(word));
  const rest = words.filter((word) => !denials.includes(word));
  const said = new Set(rest.map((word) => (YES.has(word) ? true : NO.has(word) ? false : undefined)));
  const [value] = said;
  if (said.size !== 1 || value === undefined || denials.length > 1) return undefined;
  return denials.length === 0 ? value : value ? false : undefined;
}

function placed(text: string): boolean | undefined {
  return picked(understood(text, OPTIONS).map((option) => option.id));
}

function picked([id, ...others]: readonly string[]): boolean | undefined {
  return others.length > 0 || !OPTIONS.some((option) => option.id === id) ? undefined : id === 'true';
}

export const trueFalse: Kind<Body> = {
  name: 'true-false',
  schema,
  flaws: () => [],
  present: () => ({ form: { type: 'pick-one', options: OPTIONS } }),

  grade(body, reply) {
    const said = reply.type === 'typed' ? read(reply.text) : reply.type === 'picked' ? picked(reply.options) : undefined;
    if (said === undefined) return { type: 'unclear', hint: phrase`True or false? One word is enough.` };
    const outcome = graded(said ? 'True' : 'False', said === body.answer);
    return said === body.answer ? outcome : { ...outcome, grade: explained(outcome.grade, [body]) };
  },

  guess: () => 0.5,

  model: (body) => (body.answer ? 'True' : 'False'),
};
