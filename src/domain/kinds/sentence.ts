import { z } from 'zod';
import { gradePoints, type PointsGrade } from '../grade/key-points.ts';
import { gradeSentence } from '../grade/sentence.ts';
import type { Kind } from './kind.ts';

export const pointSchema = z.strictObject({
  text: z.string().min(1).max(300),
  /** Other ways to say the same. */
  wordings: z.array(z.string().min(1).max(300)).optional(),
});

const schema = z.strictObject({
  kind: z.literal('sentence'),
  /** The ideas that an answer has to have. */
  points: z.array(pointSchema).min(1).max(8),
  /** How somebody who knows it well would say it all. */
  model: z.string().min(1).max(1200).optional(),
  /** The deck's, where the item has no other. */
  language: z.string().min(2).max(12).optional(),
});

/** The prompt comes with every item: its words are no answer by themselves. */
type Body = z.infer<typeof schema> & { prompt?: string };

/** The answer as a whole against the model, and else idea by idea. */
export function markPoints(body: Body, said: string): PointsGrade {
  const context = { question: body.prompt ?? '', ...(body.language !== undefined && { language: body.language }) };
  const texts = body.points.map(({ text }) => text);
  const isWhole = body.model !== undefined && gradeSentence(said, [body.model], context).verdict === 'correct';
  return isWhole
    ? { verdict: 'correct', probability: 0.99, matched: texts, missed: [] }
    : gradePoints(said, pointsOf(body), context);
}

function pointsOf({ points }: Body) {
  return points.map(({ text, wordings = [] }) => ({ text, wordings }));
}

export const sentence: Kind<Body> = {
  name: 'sentence',
  schema,
  flaws: () => [],
  present: () => ({ form: { type: 'type', hint: 'A sentence or two' } }),

  grade(body, reply) {
    if (reply.type !== 'typed') return { type: 'unclear', hint: 'Say it in a sentence or two.' };
    const { verdict, matched, missed } = markPoints(body, reply.text);
    const credit = verdict === 'correct' ? 1 : verdict === 'partly' ? matched.length / body.points.length : 0;
    return { type: 'graded', said: reply.text, grade: { verdict, credit, matched, missed } };
  },

  model: ({ model, points }) => model ?? points.map(({ text }) => text).join('\n\n'),
};
