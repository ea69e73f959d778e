import { z } from 'zod';
import { gradedInPart, type Kind } from './kind.ts';
import { optionSchema, sameOptions, shuffled, unclearChoice } from './options.ts';
import { optionsIn } from './typed-options.ts';
import { explained, rightOptionFlaws } from './wrong.ts';

const schema = z.strictObject({
  kind: z.literal('multi-select'),
  options: z
    .array(optionSchema)
    .min(3)
    .max(8)
    .refine((options) => options.some((option) => option.correct), 'at least one option carries "correct: true"')
    .refine((options) => options.some((option) => !option.correct), 'at least one option is not correct'),
});

type Body = z.infer<typeof schema>;

function texts(body: Body): string[] {
  return body.options.map((option) => option.text);
}

const NONE = 'Nothing is ticked yet. Tick all that fit, or press Not sure.';

/** Credit is the share of options treated rightly above chance: right picks less wrong picks, over the right ones, not below 0. */
export const multiSelect: Kind<Body> = {
  name: 'multi-select',
  schema,
  flaws: (body) => [...sameOptions(body.options), ...rightOptionFlaws(body.options)],

  present: (body, { seed }) => ({ form: { type: 'pick-some', options: shuffled(texts(body), seed) } }),

  grade(body, reply, { seed }) {
    const shown = shuffled(texts(body), seed);
    const picked = optionsIn(reply, shown);
    if (picked.length === 0) return reply.type === 'picked' ? { type: 'unclear', hint: NONE } : unclearChoice();
    const isRight = (id: string) => body.options[Number(id)]?.correct === true;
    const right = picked.filter((option) => isRight(option.id));
    const wrong = picked.filter((option) => !isRight(option.id));
    const missed = shown.filter((option) => isRight(option.id) && !picked.includes(option));
    const credit = Math.max(0, (right.length - wrong.length) / (right.length + missed.length));
    const outcome = gradedInPart(picked.map((option) => option.text).join(', '), {
      credit,
      matched: right.map((option) => option.text),
      missed: missed.map((option) => option.text),
    });
    const chosen = body.options.filter((_, i) => wrong.some(({ id }) => id === String(i)));
    return { ...outcome, grade: explained(outcome.grade, chosen) };
  },

  model: (body) => body.options.flatMap((option) => (option.correct ? [option.text] : [])).join(', '),
};
