import { z } from 'zod';
import { pointSchema } from './sentence.ts';
import { misconceptionId } from './wrong.ts';

/** What happens then, and where it leads. */
const way = {
  /** What happens then, one line. */
  consequence: z.string().min(1),
  /** A step or an ending. */
  to: z.string().min(1),
  /** For the debrief: what was good about it, or why it is weak. */
  good: z.string().min(1).optional(),
  why: z.string().min(1).optional(),
  /** The misconception that who goes this way has. */
  misconception: misconceptionId.optional(),
};

const choiceSchema = z.strictObject({ text: z.string().min(1), ...way });

/** Where an answer in words leads from so many points on. */
const waySchema = z.strictObject({ met: z.int().nonnegative(), ...way });

/** Either choices, or key points of an answer in words and the ways that it leads on. */
const stepSchema = z.strictObject({
  says: z.string().min(1),
  options: z.array(choiceSchema).min(2).max(5).optional(),
  points: z.array(pointSchema).min(1).max(6).optional(),
  ways: z.array(waySchema).min(1).max(6).optional(),
  /** How somebody who does it well would say it. */
  model: z.string().min(1).max(1200).optional(),
});

export const scenarioSchema = z.strictObject({
  kind: z.literal('scenario'),
  start: z.string().min(1),
  steps: z.record(z.string(), stepSchema),
  endings: z.record(z.string(), z.strictObject({ outcome: z.enum(['good', 'mixed', 'poor']), text: z.string().min(1) })),
  /** The deck's, where the item has no other. */
  language: z.string().min(2).max(12).optional(),
});

export type Body = z.infer<typeof scenarioSchema>;
export type Step = Body['steps'][string];
export type Way = z.infer<typeof choiceSchema> | z.infer<typeof waySchema>;

// Names are the author's: "constructor" is nothing that every object has.
export function stepOf(body: Body, name: string): Step | undefined {
  return Object.hasOwn(body.steps, name) ? body.steps[name] : undefined;
}

export function endingOf(body: Body, name: string): Body['endings'][string] | undefined {
  return Object.hasOwn(body.endings, name) ? body.endings[name] : undefined;
}

/** All the ways on from a step. */
export function waysFrom(step: Step | undefined): readonly Way[] {
  return step?.options ?? step?.ways ?? [];
}

/** The way on for so many points. */
export function wayFor(step: Step, met: number): Way | undefined {
  return [...(step.ways ?? [])].sort((a, b) => b.met - a.met).find((each) => each.met <= met);
}

/**
 * The way to a place that is wanted, over as few weak choices as can be, and then the shortest; nothing where there is none.
 */
export function wayTo(body: Body, from: string, isWanted: (place: string) => boolean): { at: string; way: Way }[] | undefined {
  const open = [{ place: from, cost: 0, trail: [] as { at: string; way: Way }[] }];
  const seen = new Set<string>();
  for (let next = open.shift(); next; next = open.sort((a, b) => a.cost - b.cost).shift()) {
    const { place, cost, trail } = next;
    if (isWanted(place)) return trail;
    if (seen.has(place)) continue;
    seen.add(place);
    for (const way of waysFrom(stepOf(body, place)))
      open.push({ place: way.to, cost: cost + (way.why ? A_WEAK_CHOICE : 1), trail: [...trail, { at: place, way }] });
  }
  return undefined;
}

// More than any way of strong choices is long.
const A_WEAK_CHOICE = 1000;
