import { z } from 'zod';
import { phrase } from '../../phrase.ts';
import { matchQuantity, readQuantities } from '../grade/quantity.ts';
import { type Flaw, graded, type Kind, type Outcome } from './kind.ts';
import { explained, known, MOST_WRONG, saysNothing } from './wrong.ts';

const schema = z.strictObject({
  kind: z.literal('numeric'),
  /** One number, or all from one to another. */
  answer: z.union([z.number(), z.strictObject({ from: z.number(), to: z.number() })]),
  /** How far off still counts, in the unit of the answer. */
  tolerance: z.number().nonnegative().default(0),
  unit: z.string().min(1).optional(),
  /** Other spellings of the same unit. */
  units: z.array(z.string().min(1)).optional(),
  /** Wrong numbers that deserve their own reason, in the unit of the answer. */
  wrong: z
    .array(z.strictObject({ answer: z.number(), ...known }))
    .max(MOST_WRONG)
    .optional(),
});

type Body = z.infer<typeof schema>;

/** The middle of what is right, and how far to either side of it is right as well. */
function rangeOf({ answer, tolerance }: Body): { value: number; tolerance: number } {
  if (typeof answer === 'number') return { value: answer, tolerance };
  return { value: (answer.from + answer.to) / 2, tolerance: (answer.to - answer.from) / 2 + tolerance };
}

function flawsOf(body: Body): Flaw[] {
  const { answer, wrong = [] } = body;
  const isTurned = typeof answer !== 'number' && answer.from >= answer.to;
  if (isTurned) return [{ path: ['answer', 'to'], message: 'must be more than "from"' }];
  const { value, tolerance } = rangeOf(body);
  return wrong.flatMap((each, i) => {
    const isRight = Math.abs(each.answer - value) <= tolerance;
    return isRight ? [{ path: ['wrong', i, 'answer'], message: `${each.answer} is accepted as right` }] : saysNothing(each, i);
  });
}

function inWords({ answer, unit, tolerance }: Body): string {
  const numbers = typeof answer === 'number' ? String(answer) : `${answer.from} to ${answer.to}`;
  return numbers + (unit ? ` ${unit}` : '') + (tolerance > 0 ? ` (± ${tolerance})` : '');
}

export const numeric: Kind<Body> = {
  name: 'numeric',
  schema,
  flaws: flawsOf,
  present: (body) => ({ form: { type: 'type', hint: body.unit ? phrase`A number, in ${body.unit}` : phrase`A number` } }),

  grade(body, reply): Outcome {
    const unclear: Outcome = { type: 'unclear', hint: body.unit ? `I need one number, in ${body.unit}.` : 'I need one number.' };
    const quantities = reply.type === 'typed' ? readQuantities(reply.text) : [];
    const units = [body.unit, ...(body.units ?? [])].filter((unit) => unit !== undefined);
    const matches = quantities.map((quantity) => matchQuantity(quantity, { ...rangeOf(body), units }));
    const [match, ...others] = matches;
    // "14 days, that is 2 weeks" says one thing; "10 or 14" does not.
    if (!match || (others.length > 0 && !matches.every(({ is }) => is === 'same'))) return unclear;
    const otherUnit = match.is === 'other-unit' ? `The answer is asked for in ${body.unit}.` : undefined;
    const outcome = graded(match.said, match.is === 'same', otherUnit);
    const found = (body.wrong ?? []).filter(({ answer }) =>
      quantities.every((quantity) => matchQuantity(quantity, { value: answer, tolerance: 0, units }).is === 'same'),
    );
    return match.is === 'same' ? outcome : { ...outcome, grade: explained(outcome.grade, found) };
  },

  model: inWords,
};
