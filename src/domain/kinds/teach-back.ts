import { z } from 'zod';
import { type Phrase, phrase } from '../../phrase.ts';
import { deckCalibrationSchema } from '../grade/calibration.ts';
import type { PointsGrade } from '../grade/key-points.ts';
import { normalise } from '../grade/normalise.ts';
import type { Kind, Ruled } from './kind.ts';
import { asWording, isRefused, refusedSchema, whyRefused } from './refused.ts';
import { chanceOf, markPoints, pointSchema } from './sentence.ts';

const schema = z.strictObject({
  kind: z.literal('teach-back'),
  /** The right idea, point by point. */
  points: z.array(pointSchema).min(1).max(6),
  /** Whether an example is asked for. */
  example: z.boolean().optional(),
  /** What it is not, where people take it for something else. */
  not: z
    .union([z.string().min(1).max(300), pointSchema])
    .transform((not) => (typeof not === 'string' ? { text: not } : not))
    .optional(),
  /** How somebody who knows it well would explain it, with all that is asked for. */
  model: z.string().min(1).max(1200).optional(),
  /** Explanations that are wrong though they may look right, with the reason. */
  refused: refusedSchema.optional(),
  /** Whole explanations that were ruled right where an example is asked for, which no rule can tell. */
  accepted: z.array(z.string().min(1).max(300)).max(100).optional(),
  /** The deck's, where the item has no other. */
  language: z.string().min(2).max(12).optional(),
  /** What rulings on the deck prove; kept by Cairn. */
  calibration: deckCalibrationSchema.optional(),
});

/** The prompt comes with every item: its words are no answer by themselves. */
type Body = z.infer<typeof schema> & { prompt?: string };

export const EXAMPLE = 'An example of it';
// That there is an example can be seen by how people begin one; whether it is any good, they say themselves.
const BEGINS_EXAMPLE =
  /\b(?:for (?:example|instance)|e\.? ?g\b|such as|say,|imagine|like when|zum beispiel|z\. ?b\b|etwa wenn|stell dir vor)/i;

export function labelled(not: string): string {
  return `What it is not: ${not}`;
}

function pointsOf({ points, not, example }: Body): string[] {
  const ideas = points.map(({ text }) => text);
  return [...ideas, ...(not ? [labelled(not.text)] : []), ...(example ? [EXAMPLE] : [])];
}

function mark(body: Body, said: string): PointsGrade {
  const { not, example } = body;
  if (isAccepted(body, said)) return { verdict: 'correct', probability: 0.99, matched: pointsOf(body), missed: [] };
  const found = markPoints(wholeOf(body), said);
  const named = (texts: readonly string[]) => texts.map((text) => (text === not?.text ? labelled(text) : text));
  const grade = { ...found, matched: named(found.matched), missed: named(found.missed) };
  const isRuled = isRefused(body, said);
  if (example && !found.isWhole) return withExample(grade, BEGINS_EXAMPLE.test(said) && !isRuled);
  return { ...grade, ...all(body, found.isWhole) };
}

function isAccepted({ accepted = [] }: Body, said: string): boolean {
  return accepted.some((text) => normalise(text) === normalise(said));
}

function taughtRight(body: Body, text: string, missed: readonly string[]): Body {
  const withWording = (point: Body['points'][number], label = point.text) =>
    missed.includes(label) ? { ...point, wordings: [...(point.wordings ?? []), text] } : point;
  return {
    ...body,
    points: body.points.map((point) => withWording(point)),
    ...(body.not && { not: withWording(body.not, labelled(body.not.text)) }),
    ...(body.example && { accepted: [...(body.accepted ?? []), text] }),
  };
}

/** The item as a sentence whose points are all that is asked for but the example. */
function wholeOf({ points, not, model, language, prompt, refused, calibration }: Body) {
  return { points: [...points, ...(not ? [not] : [])], model, language, prompt, refused, calibration };
}

/** Accepted, it becomes a wording of each idea that was not found in it; where an example is asked for, it is right as a whole. */
function learned(body: Body, { reply, right, why }: Ruled): Body | undefined {
  const text = asWording(reply);
  if (text === undefined) return undefined;
  const { refused = [], ...rest } = body;
  const kept = refused.filter((each) => !isRefused({ refused: [each] }, text));
  const { verdict, missed } = mark(rest, text);
  if (!right && (verdict === 'correct' || verdict === 'partly')) return undefined;
  if (!right) return { ...rest, refused: [...kept, { text, ...(why !== undefined && { why }) }] };
  if (verdict === 'correct') return undefined;
  const taught = taughtRight(rest, text, missed.length > 0 ? missed : pointsOf(rest));
  return { ...taught, ...(kept.length > 0 && { refused: kept }) };
}

function all(body: Body, isWhole: boolean): Partial<PointsGrade> {
  return isWhole ? { matched: pointsOf(body), missed: [] } : {};
}

/** No rule can tell an example of the thing from one of another: where there may be one, the learner compares. */
function withExample(grade: PointsGrade, begins: boolean): PointsGrade {
  if (grade.verdict === 'incorrect' && !begins) return { ...grade, missed: [...grade.missed, EXAMPLE] };
  const matched = begins ? [...grade.matched, EXAMPLE] : grade.matched;
  return { ...grade, verdict: 'unsure', matched, missed: begins ? grade.missed : [...grade.missed, EXAMPLE] };
}

function task({ example, not }: Body): Phrase {
  if (example && not) return phrase`Explain it to a colleague in two sentences, with an example, and what it is not.`;
  if (example) return phrase`Explain it to a colleague in two sentences, with an example.`;
  return not
    ? phrase`Explain it to a colleague in two sentences, with what it is not.`
    : phrase`Explain it to a colleague in two sentences.`;
}

export const teachBack: Kind<Body> = {
  name: 'teach-back',
  schema,
  flaws: () => [],
  present: (body) => ({ setting: task(body), form: { type: 'type', hint: phrase`As you would say it` } }),

  grade(body, reply) {
    if (reply.type !== 'typed') return { type: 'unclear', hint: phrase`Explain it in a sentence or two.` };
    const { verdict, matched, missed } = mark(body, reply.text);
    const credit = verdict === 'correct' ? 1 : verdict === 'partly' ? matched.length / pointsOf(body).length : 0;
    const why = whyRefused(body, reply.text);
    const grade = { verdict, credit, matched, missed, ...(why !== undefined && { feedback: why }) };
    return { type: 'graded', said: reply.text, grade };
  },

  learn: learned,
  chance: (body, said) => chanceOf(wholeOf(body), said),

  model: ({ model, points, not }) => model ?? [...points, ...(not ? [not] : [])].map(({ text }) => text).join('\n\n'),
  rubric: (body) => ({
    points: pointsOf(body).map((text) => ({ text })),
    ...(body.language !== undefined && { language: body.language }),
  }),
};
