import { z } from 'zod';
import { gradeShortAnswer } from '../grade/short-answer.ts';
import type { Kind } from './kind.ts';

const schema = z.strictObject({
  kind: z.literal('short-text'),
  /** Accepted wordings, the best first; `*` stands for any letters. */
  answers: z.array(z.string().min(1)).min(1),
});

/** The prompt comes with every item: its words are no answer by themselves. */
type Body = z.infer<typeof schema> & { prompt?: string };

function best(body: Body): string {
  return body.answers.find((answer) => !answer.includes('*')) ?? body.answers[0] ?? '';
}

export const shortText: Kind<Body> = {
  name: 'short-text',
  schema,
  flaws: () => [],
  present: () => ({ form: { type: 'type', hint: 'A word or a few' } }),

  grade(body, reply) {
    if (reply.type !== 'typed') return { type: 'unclear', hint: 'Type the answer in a few words.' };
    const { verdict } = gradeShortAnswer(reply.text, body.answers, { question: body.prompt ?? '' });
    const right = verdict === 'correct';
    return {
      type: 'graded',
      said: reply.text,
      grade: { verdict, credit: right ? 1 : 0, matched: right ? [best(body)] : [], missed: right ? [] : [best(body)] },
    };
  },

  // An accepted wording is plain text: `__init__` is no bold.
  model: (body) => best(body).replace(/[!-/:-@[-`{-~]/g, '\\$&'),
};
