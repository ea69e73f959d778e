import { z } from 'zod';

/** A team's award as its channel is told of it: the praise, and the one thing to do next. */
export const teamNewsSchema = z.object({
  family: z.string(),
  tier: z.int(),
  title: z.string(),
  state: z.enum(['held', 'lapsed', 'withdrawn']),
  /** As its file has it, with what stands in its places. */
  praise: z.string(),
  count: z.int().default(0),
  what: z.string().default(''),
  why: z.string(),
  label: z.string(),
});
export type TeamNews = z.infer<typeof teamNewsSchema>;
