import { z } from 'zod';
import { gradeShortAnswer } from '../grade/short-answer.ts';
import type { Kind } from './kind.ts';
import { asWording, isRefused, refusedSchema, whyRefused } from './refused.ts';

const schema = z.strictObject({
  kind: z.literal('short-text'),
  /** Accepted wordings, the best first; `*` stands for any letters. */
  answers: z.array(z.string().min(1)).min(1),
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
  flaws: () => [],
  present: () => ({ form: { type: 'type', hint: 'A word or a few' } }),

  grade(body, reply) {
    if (reply.type !== 'typed') return { type: 'unclear', hint: 'Type the answer in a few words.' };
    const wrong = (body.refused ?? []).map(({ text }) => text);
    const { verdict } = gradeShortAnswer(reply.text, body.answers, { question: body.prompt ?? '', wrong });
    const right = verdict === 'correct';
    const feedback = whyRefused(body, reply.text);
    return {
      type: 'graded',
      said: reply.text,
      grade: {
        ...{ verdict, credit: right ? 1 : 0, matched: right ? [best(body)] : [], missed: right ? [] : [best(body)] },
        ...(feedback !== undefined && { feedback }),
      },
    };
  },

  learn(body, { reply, right, why }) {
    const text = asWording(reply);
    if (text === undefined || gradeShortAnswer(text, body.answers).probability === 0.99) return undefined;
    const others = (body.refused ?? []).filter((each) => !isRefused({ refused: [each] }, text));
    if (!right) return { ...body, refused: [...others, { text, ...(why !== undefined && { why }) }] };
    const { refused: _, ...rest } = body;
    return { ...rest, answers: [...body.answers, text], ...(others.length > 0 && { refused: others }) };
  },

  // An accepted wording is plain text: `__init__` is no bold.
  model: (body) => best(body).replace(/[!-/:-@[-`{-~]/g, '\\$&'),
};
