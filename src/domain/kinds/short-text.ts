import { z } from 'zod';
import { phrase } from '../../phrase.ts';
import { gradeShortAnswer } from '../grade/short-answer.ts';
import type { Kind } from './kind.ts';
import { asWording, isRefused, refusedSchema, whyRefused } from './refused.ts';
import { explained, MOST_WRONG, recognised, wrongFlaws, wrongSchema } from './wrong.ts';

const schema = z.strictObject({
  kind: z.literal('short-text'),
  /** Accepted wordings, the best first; `*` stands for any letters. */
  answers: z.array(z.string().min(1)).min(1),
  /** Wrong answers that deserve their own reason. */
  wrong: z.array(wrongSchema).max(MOST_WRONG).optional(),
  /** Answers that are wrong though they may look right, with the reason. */
  refused: refusedSchema.optional(),
});

/** The prompt comes with every item: its words are no answer by themselves. */
type Body = z.infer<typeof schema> & { prompt?: string };

function best(body: Body): string {
  return body.answers.find((answer) => !answer.includes('*')) ?? body.answers[0] ?? '';
}

export const shortText: Kind<Body> = {
  name: 'short-text',
  schema,
  flaws: (body) => wrongFlaws(body.wrong, body.answers),
  present: () => ({ form: { type: 'type', hint: phrase`A word or a few` } }),

  grade(body, reply) {
    if (reply.type !== 'typed') return { type: 'unclear', hint: phrase`Type the answer in a few words.` };
    const wrong = [...(body.wrong ?? []), ...(body.refused ?? [])].map(({ text }) => text);
    const { verdict } = gradeShortAnswer(reply.text, body.answers, { wrong, question: body.prompt ?? '' });
    if (verdict === 'correct')
      return { type: 'graded', said: reply.text, grade: { verdict, credit: 1, matched: [best(body)], missed: [] } };
    const found = recognised(reply.text, body.wrong, verdict === 'incorrect');
    const why = whyRefused(body, reply.text);
    const missed = { credit: 0, matched: [], missed: [best(body)], ...(why !== undefined && { feedback: why }) };
    return {
      type: 'graded',
      said: reply.text,
      grade: explained({ verdict: found ? 'incorrect' : verdict, ...missed }, found ? [found] : []),
    };
  },

  learn(body, { reply, right, why }) {
    const text = asWording(reply);
    if (text === undefined || gradeShortAnswer(text, body.answers).probability === 0.99) return undefined;
    const others = (body.refused ?? []).filter((each) => !isRefused({ refused: [each] }, text));
    if (!right) return { ...body, refused: [...others, { text, ...(why !== undefined && { why }) }] };
    const { refused: _, wrong: __, ...rest } = body;
    // What the author took for wrong and a ruling does not.
    const wrong = (body.wrong ?? []).filter((each) => recognised(text, [each], false) === undefined);
    const kept = { ...(others.length > 0 && { refused: others }), ...(wrong.length > 0 && { wrong }) };
    return { ...rest, answers: [...body.answers, text], ...kept };
  },

  // An accepted wording is plain text: `__init__` is no bold.
  model: (body) => best(body).replace(/[!-/:-@[-`{-~]/g, '\\$&'),
};
