import { z } from 'zod';
import { graded, type Kind } from './kind.ts';
import { optionSchema, sameOptions, shuffled, unclearChoice } from './options.ts';
import { optionsIn } from './typed-options.ts';
import { explained, rightOptionFlaws } from './wrong.ts';

const schema = z.strictObject({
  kind: z.literal('single-choice'),
  options: z
    .array(optionSchema)
    .min(2)
    .max(8)
    .refine((options) => options.filter((option) => option.correct).length === 1, 'exactly one option carries "correct: true"'),
});

type Body = z.infer<typeof schema>;

function texts(body: Body): string[] {
  return body.options.map((option) => option.text);
}

export const singleChoice: Kind<Body> = {
  name: 'single-choice',
  schema,
  flaws: (body) => [...sameOptions(body.options), ...rightOptionFlaws(body.options)],

  present: (body, { seed }) => ({ form: { type: 'pick-one', options: shuffled(texts(body), seed) } }),

  grade(body, reply, { seed }) {
    const shown = shuffled(texts(body), seed);
    const picked = optionsIn(reply, shown);
    const [one] = picked;
    const option = body.options[Number(one?.id)];
    if (!option || picked.length !== 1) return unclearChoice();
    const outcome = graded(option.text, option.correct === true);
    return { ...outcome, grade: explained(outcome.grade, [option]) };
  },

  guess: ({ options }) => 1 / options.length,

  model: (body) => body.options.find((option) => option.correct)?.text ?? '',
};
