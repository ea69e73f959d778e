import { z } from 'zod';
import { phrase } from '../../phrase.ts';
import { deckCalibrationSchema } from '../grade/calibration.ts';
import { gradePoints, type PointsGrade } from '../grade/key-points.ts';
import { normalise } from '../grade/normalise.ts';
import { gradeSentence } from '../grade/sentence.ts';
import type { Kind, Ruled } from './kind.ts';
import { asWording, isRefused, refusedSchema, whyRefused } from './refused.ts';
import { explained, MOST_WRONG, recognisedIn, wrongFlaws, wrongSchema } from './wrong.ts';

/** One idea that an answer has to have. */
export const pointSchema = z.strictObject({
  text: z.string().min(1).max(300),
  /** Other ways to say the same. */
  wordings: z.array(z.string().min(1).max(300)).optional(),
});

const schema = z.strictObject({
  kind: z.literal('sentence'),
  /** The ideas that an answer has to have. */
  points: z.array(pointSchema).min(1).max(8),
  /** Wrong ideas that deserve their own reason. */
  wrong: z.array(wrongSchema).max(MOST_WRONG).optional(),
  /** How somebody who knows it well would say it all. */
  model: z.string().min(1).max(1200).optional(),
  /** Answers that are wrong though they may look right, with the reason. */
  refused: refusedSchema.optional(),
  /** The deck's, where the item has no other. */
  language: z.string().min(2).max(12).optional(),
  /** What rulings on the deck prove; kept by Cairn. */
  calibration: deckCalibrationSchema.optional(),
});

/** The prompt comes with every item: its words are no answer by themselves. */
type Body = z.infer<typeof schema> & { prompt?: string };

type Marked = { [K in 'points' | 'model' | 'language' | 'prompt' | 'refused' | 'calibration']?: Body[K] | undefined } & Pick<
  Body,
  'points'
>;

/** Marks an answer idea by idea, or, where it is the model answer, as a whole. */
export function markPoints(body: Marked, said: string): PointsGrade & { isWhole: boolean } {
  const texts = body.points.map(({ text }) => text);
  if (isRefused(body, said)) return { verdict: 'incorrect', probability: 0.02, matched: [], missed: texts, isWhole: false };
  const { calibration } = body;
  const context = { ...contextOf(body), ruled: ruledIn(body), ...(calibration && { calibration }) };
  const isWhole = body.model !== undefined && gradeSentence(said, [body.model], context).verdict === 'correct';
  return isWhole
    ? { verdict: 'correct', probability: 0.99, matched: texts, missed: [], isWhole }
    : { ...gradePoints(said, pointsOf(body.points), context), isWhole };
}

/** How likely an answer is right, by what the item said before anybody ruled on this very answer. */
export function chanceOf(body: Marked, said: string): number {
  const isOther = (text: string) => normalise(text) !== normalise(said);
  const points = body.points.map((point) => ({ ...point, wordings: (point.wordings ?? []).filter(isOther) }));
  return markPoints({ ...body, points, refused: [], calibration: undefined }, said).probability;
}

/** What a whole answer that was ruled on adds to a body with key points: a wording of each point that was not found in it, or a refusal. */
function learnPoints<B extends Marked>(body: B, { reply, right, why }: Ruled): B | undefined {
  const text = asWording(reply);
  const { refused = [], ...rest } = body;
  const kept = refused.filter((each) => !isRefused({ refused: [each] }, text ?? ''));
  if (text === undefined) return undefined;
  const found = markPoints(rest, text);
  if (!right && (found.verdict === 'correct' || found.verdict === 'partly')) return undefined;
  if (!right) return { ...body, refused: [...kept, { text, ...(why !== undefined && { why }) }] };
  if (found.verdict === 'correct') return undefined;
  const missed = found.missed.length > 0 ? found.missed : body.points.map((point) => point.text);
  const points = body.points.map((point) =>
    missed.includes(point.text) ? { ...point, wordings: [...(point.wordings ?? []), text] } : point,
  );
  return { ...body, points, refused: kept.length > 0 ? kept : undefined };
}

function contextOf(body: Marked) {
  return { question: body.prompt ?? '', ...(body.language !== undefined && { language: body.language }) };
}

// A whole answer says something about its likes only where it is about one idea.
function ruledIn({ points: [only, ...others], refused = [] }: Marked) {
  if (!only || others.length > 0 || refused.length === 0) return [];
  const right = (only.wordings ?? []).map((answer) => ({ answer, right: true }));
  return [...right, ...refused.map(({ text: answer }) => ({ answer, right: false }))];
}

function pointsOf(points: Body['points']) {
  return points.map(({ text, wordings = [] }) => ({ text, wordings }));
}

export const sentence: Kind<Body> = {
  name: 'sentence',
  schema,
  flaws: ({ wrong, points, model }) =>
    wrongFlaws(wrong, [...points.flatMap(({ text, wordings = [] }) => [text, ...wordings]), ...(model ? [model] : [])]),
  present: () => ({ form: { type: 'type', hint: phrase`A sentence or two` } }),

  grade(body, reply) {
    if (reply.type !== 'typed') return { type: 'unclear', hint: phrase`Say it in a sentence or two.` };
    const { verdict: rules, matched, missed } = markPoints(body, reply.text);
    const found = rules === 'correct' ? undefined : recognisedIn(reply.text, body.wrong, contextOf(body));
    // Who says one thing right and another that is known to be wrong is right in part.
    const verdict = found ? (matched.length > 0 ? 'partly' : 'incorrect') : rules;
    const credit = verdict === 'correct' ? 1 : verdict === 'partly' ? matched.length / body.points.length : 0;
    const why = whyRefused(body, reply.text);
    const grade = { verdict, credit, matched, missed, ...(why !== undefined && { feedback: why }) } as const;
    return { type: 'graded', said: reply.text, grade: explained(grade, found ? [found] : []) };
  },

  learn: learnPoints,
  chance: chanceOf,

  rubric: (body) => ({ points: pointsOf(body.points), ...(body.language !== undefined && { language: body.language }) }),

  model: ({ model, points }) => model ?? points.map(({ text }) => text).join('\n\n'),
};
