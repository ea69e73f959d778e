import { z } from 'zod';
import { idSchema } from '../deck.ts';
import { pathFlaws } from './path-flaws.ts';

/** In this order: what one has to know, what one can do with it, what one is sure of, and what stays of all of it. */
export const STAGES = ['foundation', 'application', 'mastery', 'reinforcement'] as const;
export const stageNameSchema = z.enum(STAGES);
export type StageName = z.infer<typeof stageNameSchema>;

/** After so many days an item still has to be known; reinforcement may ask for more. */
export const A_WEEK_DAYS = 7;

/** What a stage asks: a deck, or those of its items that have one of these topics or ids. */
const stageSchema = z.strictObject({
  deck: idSchema,
  topics: z.array(z.string().min(1)).min(1).optional(),
  items: z.array(idSchema).min(1).optional(),
  /** After how many days an item still has to be known. */
  days: z.int().min(A_WEEK_DAYS).max(60).default(A_WEEK_DAYS),
});

const moduleSchema = z.strictObject({
  id: idSchema.max(40),
  title: z.string().min(1).max(60),
  /** What somebody can do who holds it: "Say in the buyer's words what the product changes". */
  capability: z.string().min(1).max(200),
  why: z.string().min(1).max(300),
  /** Stages of other modules that have to be held before this one opens. */
  needs: z.record(idSchema, stageNameSchema).default({}),
  stages: z
    .strictObject({
      foundation: stageSchema.optional(),
      application: stageSchema.optional(),
      mastery: stageSchema.optional(),
      reinforcement: stageSchema.optional(),
    })
    .refine((stages) => Object.values(stages).some(Boolean), `needs at least one of ${STAGES.join(', ')}`),
});

const MILESTONES = ['onboarding', 'performance-goal', 'promotion-readiness', 'skill-gap-assessment'] as const;

const milestoneSchema = z.strictObject({
  /** Counted from the day on which a member began. */
  day: z.int().min(1).max(365),
  kind: z.enum(MILESTONES),
  title: z.string().min(1).max(80),
  /** By module, the stage that is held by then. */
  expects: z.record(idSchema, stageNameSchema),
});

/** What opens a stage: the lower end of the interval around what was recalled, and how many answers it takes. */
const gateSchema = z.strictObject({
  recall: z.number().min(0.3).max(0.95).default(0.5),
  answers: z.int().min(3).max(30).default(4),
});

export const pathSchema = z
  .strictObject({
    /** The role: "Sales executive". */
    title: z.string().min(1).max(60),
    description: z.string().max(300).default(''),
    gate: gateSchema.prefault({}),
    modules: z.array(moduleSchema).min(1).max(20),
    milestones: z.array(milestoneSchema).max(12).default([]),
  })
  .superRefine((path, context) => {
    for (const flaw of pathFlaws(path)) context.addIssue({ code: 'custom', ...flaw, path: [...flaw.path] });
  });

export type Stage = z.infer<typeof stageSchema>;
export type Module = z.infer<typeof moduleSchema>;
export type Milestone = z.infer<typeof milestoneSchema>;
export type Gate = z.infer<typeof gateSchema>;
export type Path = z.infer<typeof pathSchema> & { id: string };

/** The decks that a path asks, each once. */
export function decksOf({ modules }: Pick<Path, 'modules'>): string[] {
  return [...new Set(modules.flatMap(({ stages }) => Object.values(stages).flatMap((stage) => stage?.deck ?? [])))];
}

/** The items of a stage, of all that there are. */
export function itemsOf<T extends { deck: string; item: string; topic: string }>(stage: Stage, all: readonly T[]): T[] {
  const { deck, topics, items } = stage;
  const isWhole = topics === undefined && items === undefined;
  return all.filter(
    (each) => each.deck === deck && (isWhole || topics?.includes(each.topic) === true || items?.includes(each.item) === true),
  );
}
