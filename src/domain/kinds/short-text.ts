import { z } from 'zod';
import { gradeShortAnswer } from '../grade/short-answer.ts';
import type { Kind } from './kind.ts';
import { explained, MOST_WRONG, recognised, wrongFlaws, wrongSchema } from './wrong.ts';

const schema = z.strictObject({
  kind: z.literal('short-text'),
  /** Accepted wordings, the best first; `*` stands for any letters. */
  answers: z.array(z.string().min(1)).min(1),
  /** Wrong answers that deserve their own reason. */
  wrong: z.array(wrongSchema).max(MOST_WRONG).optional(),
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
  present: () => ({ form: { type: 'type', hint: 'A word or a few' } }),

  grade(body, reply) {
    if (reply.type !== 'typed') return { type: 'unclear', hint: 'Type the answer in a few words.' };
    const wrong = body.wrong?.map(({ text }) => text) ?? [];
    const { verdict } = gradeShortAnswer(reply.text, body.answers, { wrong, question: body.prompt ?? '' });
    if (verdict === 'correct')
      return { type: 'graded', said: reply.text, grade: { verdict, credit: 1, matched: [best(body)], missed: [] } };
    const found = recognised(reply.text, body.wrong, verdict === 'incorrect');
    const grade = { verdict: found ? 'incorrect' : verdict, credit: 0, matched: [], missed: [best(body)] } as const;
    return { type: 'graded', said: reply.text, grade: explained(grade, found ? [found] : []) };
  },

  // An accepted wording is plain text: `__init__` is no bold.
  model: (body) => best(body).replace(/[!-/:-@[-`{-~]/g, '\\$&'),
};
