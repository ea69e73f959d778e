import { z } from 'zod';
import { matchQuantity, readQuantities } from '../grade/quantity.ts';
import { graded, type Kind, type Outcome } from './kind.ts';

const schema = z.strictObject({
  kind: z.literal('numeric'),
  answer: z.number(),
  /** How far off still counts, in the unit of the answer. */
  tolerance: z.number().nonnegative().default(0),
  unit: z.string().min(1).optional(),
  /** Other spellings of the same unit. */
  units: z.array(z.string().min(1)).optional(),
});

type Body = z.infer<typeof schema>;

function withUnit(body: Body, value: number): string {
  return body.unit ? `${value} ${body.unit}` : String(value);
}

export const numeric: Kind<Body> = {
  name: 'numeric',
  schema,
  flaws: () => [],
  present: (body) => ({ form: { type: 'type', hint: body.unit ? `A number, in ${body.unit}` : 'A number' } }),

  grade(body, reply): Outcome {
    const unclear: Outcome = { type: 'unclear', hint: body.unit ? `I need one number, in ${body.unit}.` : 'I need one number.' };
    const quantities = reply.type === 'typed' ? readQuantities(reply.text) : [];
    const units = [body.unit, ...(body.units ?? [])].filter((unit) => unit !== undefined);
    const matches = quantities.map((quantity) =>
      matchQuantity(quantity, { value: body.answer, tolerance: body.tolerance, units }),
    );
    const [match, ...others] = matches;
    // "14 days, that is 2 weeks" says one thing; "10 or 14" does not.
    if (!match || (others.length > 0 && !matches.every(({ is }) => is === 'same'))) return unclear;
    return graded(
      match.said,
      match.is === 'same',
      match.is === 'other-unit' ? `The answer is asked for in ${body.unit}.` : undefined,
    );
  },

  model: (body) => withUnit(body, body.answer) + (body.tolerance > 0 ? ` (± ${body.tolerance})` : ''),
};
