import { z } from 'zod';
import { count, praiseSchema, type Rule, share, TIERS } from './rule.ts';

/** What a tier asks of a team: so many different proofs, by such a share of who was there, within so many minutes of the prompt. */
const teamTierSchema = z.strictObject({ count, share: share.default(1), minutes: z.int().min(1).max(600).optional() });
export type TeamTier = z.infer<typeof teamTierSchema>;

const evidenceSchema = z.discriminatedUnion('shows', [
  /** They answer a question for all soon after it came, and recall something due on that day. */
  z.strictObject({ of: z.literal('team'), shows: z.literal('start') }),
  /** So many of them had one misconception and each put it right, again on a later day, within so many days. */
  z.strictObject({
    ...{ of: z.literal('team'), shows: z.literal('correction') },
    people: z.int().min(3).max(20).default(3),
    days: z.int().min(7).max(365).default(28),
  }),
  /** They know so many items of a topic by a family of a learner's own, and such a share of those that they have known. */
  z.strictObject({
    ...{ of: z.literal('team'), shows: z.literal('mastery'), family: z.string(), right: share.default(0.8) },
    items: z.int().min(1).max(50).default(3),
  }),
]);

/** A family of achievements of a team. Its next action is for who leads: a question for all, or the next topic that the team does not hold. */
export const teamRuleSchema = z
  .strictObject({
    title: z.string().min(1).max(40),
    about: z.string().min(1).max(200),
    order: z.int().min(0).max(1000).default(100),
    evidence: evidenceSchema,
    tiers: z.strictObject({ starter: teamTierSchema, standard: teamTierSchema, mastery: teamTierSchema }),
    lapses: z.boolean().default(false),
    /** Said in turn; `{count}` is the number of proofs, `{what}` what the newest are about. */
    praise: z.array(praiseSchema).min(1).max(6),
    next: z.strictObject({
      why: z.string().min(1).max(120),
      label: z.string().min(1).max(40),
      asks: z.enum(['question', 'challenge']),
    }),
  })
  .superRefine(({ evidence, tiers, lapses }, context) => {
    const flaw = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message });
    for (const [i, tier] of TIERS.entries()) {
      const [own, before] = [tiers[tier], tiers[TIERS[i - 1] ?? tier]];
      if (i > 0 && !isHarder(own, before))
        flaw(['tiers', tier], 'must ask for more than the tier before, and for no less in anything');
      if ((own.minutes !== undefined) !== (evidence.shows === 'start'))
        flaw(['tiers', tier], 'a start has "minutes", and nothing else has');
    }
    if (lapses && evidence.shows !== 'mastery') flaw(['lapses'], 'only mastery can lapse');
  });

type TeamEvidence = z.infer<typeof evidenceSchema>;
export type TeamRule = z.infer<typeof teamRuleSchema> & { family: string };

export function isOfMastery(evidence: TeamEvidence): evidence is Extract<TeamEvidence, { shows: 'mastery' }> {
  return evidence.shows === 'mastery';
}

/** The families of learners by which it is known what a team holds. */
export function familiesOf(rules: readonly TeamRule[]): ReadonlySet<string> {
  return new Set(rules.flatMap(({ evidence }) => (isOfMastery(evidence) ? [evidence.family] : [])));
}

function isHarder(own: TeamTier, before: TeamTier): boolean {
  const steps = [own.count - before.count, own.share - before.share, (before.minutes ?? 0) - (own.minutes ?? 0)];
  return steps.every((step) => step >= 0) && steps.some((step) => step > 0);
}

export function isOfTeam(rule: Rule | TeamRule): rule is TeamRule {
  return rule.evidence.of === 'team';
}

export function isOfLearner(rule: Rule | TeamRule): rule is Rule {
  return !isOfTeam(rule);
}

export function teamTier(rule: TeamRule, tier: number): TeamTier | undefined {
  const name = TIERS[tier];
  return name && rule.tiers[name];
}
