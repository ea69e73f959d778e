import { z } from 'zod';
import type { WorkspaceId } from '../../events.ts';
import { inOrder, type Rule, TIERS, type TierRule } from './rule.ts';

const countsSchema = z.tuple([z.int(), z.int(), z.int()]);
/** How many proofs each tier asks for, the starter's first. */
export type Counts = z.infer<typeof countsSchema>;

/** What a workspace wants of a family from a time on, in the place of what its file says. */
export const familyChangeSchema = z.object({
  family: z.string(),
  since: z.string().transform((at) => Temporal.Instant.from(at)),
  /** Nothing new is given. */
  off: z.boolean(),
  /** Left out where the file's hold. */
  counts: countsSchema.optional(),
});
export type FamilyChange = z.infer<typeof familyChangeSchema>;

/** A family with the counts that are proposed for it. */
export const tunedSchema = z.object({ family: z.string(), counts: countsSchema });
export type Tuned = z.infer<typeof tunedSchema>;

/** The families of a workspace at a time, the newest change of each laid over its file. The one place where that is done. */
export function rulesAt(rules: readonly Rule[], changes: readonly FamilyChange[], at: Temporal.Instant): readonly Rule[] {
  if (changes.length === 0) return rules;
  const past = Map.groupBy(
    changes.filter(({ since }) => Temporal.Instant.compare(since, at) <= 0),
    ({ family }) => family,
  );
  const off = new Set([...past].filter(([, own]) => own.at(-1)?.off).map(([family]) => family));
  return rules.map((rule) => opened(overlaid(rule, past.get(rule.family) ?? []), off));
}

/** The same for many times, as replay asks: worked out once for each stretch between two changes. */
export function rulesOverTime(
  rules: readonly Rule[],
  changes: readonly FamilyChange[],
): (at: Temporal.Instant) => readonly Rule[] {
  const known = new Map<number, readonly Rule[]>();
  return (at) => {
    const before = changes.filter(({ since }) => Temporal.Instant.compare(since, at) <= 0).length;
    const found = known.get(before) ?? rulesAt(rules, changes, at);
    known.set(before, found);
    return found;
  };
}

/** The families that a workspace has: those of everybody, and its own. */
export function rulesIn(workspace: WorkspaceId, rules: readonly Rule[]): readonly Rule[] {
  if (rules.every(({ workspaces }) => workspaces === undefined)) return rules;
  return inOrder(rules.filter(({ workspaces }) => workspaces?.includes(workspace) ?? true));
}

function overlaid(rule: Rule, changes: readonly FamilyChange[]): Rule {
  const last = changes.at(-1);
  if (!last) return rule;
  const [starter, standard, mastery] = TIERS.map((tier, i) => {
    const asked = [undefined, ...changes.map(({ counts }) => counts?.[i])].map((count) => asking(rule.tiers[tier], count));
    const easiest = Math.min(...asked.map(({ count, from = count }) => from));
    return { ...asking(rule.tiers[tier], last.counts?.[i]), easiest };
  });
  if (!starter || !standard || !mastery) return rule;
  return { ...rule, tiers: { starter, standard, mastery }, ...(last.off && { off: true }) };
}

// What follows how well somebody does keeps its distance from the count.
function asking(tier: TierRule, count: number = tier.count): TierRule {
  const scaled = (n: number) => Math.max(1, Math.round((n * count) / tier.count));
  return {
    ...tier,
    count,
    ...(tier.from !== undefined && { from: Math.min(count, scaled(tier.from)) }),
    ...(tier.to !== undefined && { to: Math.max(count, scaled(tier.to)) }),
  };
}

// What opens with a family that is not given would stay shut for ever.
function opened(rule: Rule, off: ReadonlySet<string>): Rule {
  if (!rule.opens || !off.has(rule.opens.family)) return rule;
  const { opens: _, ...open } = rule;
  return open;
}

const FEWER = 0.5;
const MORE = 3;

/** Between how many and how many proofs a workspace may ask for a tier: half of what the file says to three times that, and of days no more than there are. */
export function boundsOf({ evidence, tiers }: Rule): readonly { least: number; most: number }[] {
  return TIERS.map((name) => {
    const { count, of } = tiers[name];
    const most = MORE * count;
    return { least: Math.ceil(FEWER * count), most: evidence.of === 'days' && of !== undefined ? Math.min(of, most) : most };
  });
}

/** The tier whose count is out of its bounds, or no more than that of the tier before where it looks at as many tries or days. */
export function wrongTier(rule: Rule, counts: Counts): (typeof TIERS)[number] | undefined {
  const bounds = boundsOf(rule);
  return TIERS.find((_, i) => {
    const [count = 0, before = 0, { least, most } = { least: 0, most: 0 }] = [counts[i], counts[i - 1], bounds[i]];
    return count < least || count > most || count <= before;
  });
}

/** A family with other counts from now on; those of its file need not be kept. */
export function tunedTo(file: Rule, counts: Counts, off: boolean, since: Temporal.Instant): FamilyChange {
  const isAsInFile = countsOf(file).every((count, i) => count === counts[i]);
  return { family: file.family, since, off, ...(!isAsInFile && { counts }) };
}

export function countsOf({ tiers }: Rule): Counts {
  return [tiers.starter.count, tiers.standard.count, tiers.mastery.count];
}

/** What stood before the last change, or the one made at a time, of families that nobody has changed since: to be asked for again. */
export function takenBack(
  changes: readonly FamilyChange[],
  now: Temporal.Instant,
  at: string | undefined = changes.at(-1)?.since.toString(),
): FamilyChange[] {
  return changes.flatMap((change, i) => {
    if (String(change.since) !== at || changes.slice(i + 1).some(({ family }) => family === change.family)) return [];
    const before = changes.slice(0, i).findLast(({ family }) => family === change.family);
    return [{ off: false, ...before, family: change.family, since: now }];
  });
}
