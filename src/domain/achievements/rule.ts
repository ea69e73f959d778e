import { z } from 'zod';
import { workspaceIdSchema } from '../../events.ts';
import { REFUSALS } from './refusal.ts';

export const TIERS = ['starter', 'standard', 'mastery'] as const;

/** No rule asks about more days, or tries, than this. */
export const LONGEST_ROW = 60;

export const share = z.number().gt(0).max(1);
export const count = z.int().min(1).max(1000);

/**
 * What a tier asks for: so many different proofs; of days, among so many of the last days with questions; with such a share of the last tries right.
 * `from` and `to` are the bounds within which the count follows how well the learner does.
 */
const tierSchema = z.union([
  count.transform((n) => ({ count: n })),
  z.strictObject({
    count,
    of: z.int().min(2).max(LONGEST_ROW).optional(),
    right: share.optional(),
    from: count.optional(),
    to: count.optional(),
  }),
]);
export type TierRule = {
  count: number;
  of?: number | undefined;
  right?: number | undefined;
  from?: number | undefined;
  to?: number | undefined;
  /** The fewest that it has ever asked for in this workspace: what was given by that is kept by it. */
  easiest?: number | undefined;
};

const answersSchema = z.strictObject({
  of: z.literal('answers'),
  /** What the learner's last answer to the item was: there was none, a miss, or a recall at some time. */
  before: z.enum(['new', 'missed', 'recalled']).optional(),
  /** Hours at least since the item was last seen. */
  hours: z.number().min(1).max(2400).optional(),
  /** In words in which the learner has not been asked for it before. */
  wording: z.literal('new').optional(),
  kinds: z.array(z.string()).min(1).optional(),
  /** The learner said that they were sure. */
  sure: z.literal(true).optional(),
  counts: z.enum(['items', 'topics']).default('items'),
});

const daysSchema = z.strictObject({
  of: z.literal('days'),
  recalls: count.default(1),
  reviews: count.optional(),
  topics: count.optional(),
  /** The share of the day's first tries that must be right. */
  right: share.optional(),
});

const evidenceSchema = z.discriminatedUnion('of', [
  answersSchema,
  daysSchema,
  z.strictObject({ of: z.literal('explanations') }),
  z.strictObject({ of: z.literal('misconceptions') }),
]);
export type EvidenceRule = z.infer<typeof evidenceSchema>;

export const praiseSchema = z.strictObject({ one: z.string().min(1).max(200), other: z.string().min(1).max(200) });

export const ruleSchema = z
  .strictObject({
    title: z.string().min(1).max(40),
    about: z.string().min(1).max(160),
    /** The place among what is shown to a learner: lower comes first. */
    order: z.int().min(0).max(1000).default(100),
    /** Where it is shown; left out, everywhere. */
    workspaces: z.array(workspaceIdSchema).min(1).optional(),
    evidence: evidenceSchema,
    /** It opens with a tier of another family. */
    opens: z.strictObject({ family: z.string(), tier: z.enum(TIERS) }).optional(),
    tiers: z.strictObject({ starter: tierSchema, standard: tierSchema, mastery: tierSchema }),
    /** A proof counts no more once its item is missed, until it is given again. */
    lapses: z.boolean().default(false),
    forbids: z.array(z.enum(REFUSALS)).default([...REFUSALS]),
    /** Said in turn; `{count}` is the number of proofs. */
    praise: z.array(praiseSchema).min(1).max(6),
    next: z.strictObject({
      why: z.string().min(1).max(120),
      label: z.string().min(1).max(40),
      asks: z.enum(['misses', 'weakest', 'new']),
    }),
  })
  .superRefine((rule, context) => {
    const flaw = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message });
    const asked = TIERS.map((tier) => ({ tier, ...(rule.tiers[tier] as TierRule) }));
    for (const [i, { tier, count: n, of, right, from = n, to = n }] of asked.entries()) {
      const before = asked[i - 1];
      const isHarder =
        !before ||
        n > before.count ||
        (n === before.count && ((of ?? 0) > (before.of ?? 0) || (right ?? 0) > (before.right ?? 0)));
      if (!isHarder) flaw(['tiers', tier], 'must ask for more than the tier before');
      if (from > n || to < n) flaw(['tiers', tier], '"from" may not be above the count, nor "to" below it');
      if (rule.evidence.of === 'days' && of !== undefined && of < to)
        flaw(['tiers', tier, 'of'], 'so many days cannot hold the count');
      if (right !== undefined && of === undefined) flaw(['tiers', tier], '"right" needs "of": the share of how many tries');
      if (right !== undefined && rule.evidence.of !== 'answers')
        flaw(['tiers', tier, 'right'], 'only answers have a share of tries');
    }
    if (rule.lapses && !(rule.evidence.of === 'answers' && rule.evidence.counts === 'items'))
      flaw(['lapses'], 'only what counts items can lapse with them');
  });

/** A family of achievements as its author wrote it, and as a workspace wants it; `family` is the name of its file. */
export type Rule = Omit<z.infer<typeof ruleSchema>, 'tiers'> & {
  family: string;
  tiers: Readonly<Record<(typeof TIERS)[number], TierRule>>;
  /** Turned off: what it asks for is kept, and nothing new is given. */
  off?: true;
};

// Free days are passed over: so many times the days of a tier are looked at.
const LOOKED_AT = 2;

/** How far back the days of some families go. */
export function longestRow(rules: readonly Rule[]): number {
  const rows = rules.flatMap(({ evidence, tiers }) =>
    evidence.of === 'days' ? Object.values<TierRule>(tiers).map(({ of = 0 }) => of) : [],
  );
  return Math.min(LONGEST_ROW, LOOKED_AT * Math.max(0, ...rows));
}

export function tierRule(rule: Rule, tier: number): TierRule | undefined {
  const name = TIERS[tier];
  return name && rule.tiers[name];
}

/** What is said of so many proofs, in turn, as the file has it. */
export function praiseOf({ praise }: Pick<Rule, 'praise'>, proofs: number, turn: number): string {
  const said = praise[turn % praise.length] ?? praise[0];
  return (proofs === 1 ? said?.one : said?.other) ?? '';
}

/** The rules in the order in which they are shown, without those that open with what is not there. */
export function inOrder(rules: readonly Rule[]): Rule[] {
  const families = new Set(rules.map(({ family }) => family));
  return rules.filter(({ opens }) => !opens || families.has(opens.family)).sort(byOrder);
}

export function byOrder(a: Pick<Rule, 'order' | 'family'>, b: Pick<Rule, 'order' | 'family'>): number {
  return a.order - b.order || (a.family < b.family ? -1 : 1);
}
