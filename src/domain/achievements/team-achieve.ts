import type { Award } from './award.ts';
import type { Gathering, TopicKnown } from './gathering.ts';
import { TIERS } from './rule.ts';
import { type TeamRule, type TeamTier, teamTier } from './team-rule.ts';

/** What a team has shown: a question answered together, a misconception put right, a topic held. */
export type TeamProof = {
  family: string;
  subject: string;
  /** The highest tier whose share and minutes it meets. */
  level: number;
  /** The roll by which it was seen, and how many were on it. */
  roll: string;
  people: number;
  day: Temporal.PlainDate;
  lapsed: boolean;
};

export type TeamAward = Omit<Award, 'member'>;

export type TeamShown = { proofs: readonly TeamProof[]; awards: readonly TeamAward[] };

/** In a team of fewer than this, what some have shown would be read as what one has not: there it takes all of them, nothing is counted, and nothing is lost. */
export const SMALLEST_TEAM = 5;
// More people than it takes, so that nobody can tell who they were.
const OTHERS = 2;
/** A topic is held by a team until fewer than this share of it hold it. */
const STILL_HELD = 0.5;
// As of a learner's awards: some of what was shown may slip.
const KEPT = 0.8;

/** What a team has shown and reached by the time of a gathering. Live and replayed alike: one look after the other. */
export function lookAt(rules: readonly TeamRule[], shown: TeamShown, gathering: Gathering): TeamShown {
  return rules.reduce<TeamShown>(({ proofs, awards }, rule) => {
    const own = proofsAfter(rule, ofFamily(proofs, rule), gathering);
    const changed = teamAwardsAfter(rule, own, ofFamily(awards, rule), gathering);
    return { proofs: [...others(proofs, rule), ...own], awards: [...others(awards, rule), ...changed] };
  }, shown);
}

function ofFamily<T extends { family: string }>(all: readonly T[], { family }: TeamRule): T[] {
  return all.filter((each) => each.family === family);
}

function others<T extends { family: string }>(all: readonly T[], { family }: TeamRule): T[] {
  return all.filter((each) => each.family !== family);
}

/** The proofs of a family after one more look; what is not seen any more stays, but for what can lapse. */
export function proofsAfter(rule: TeamRule, before: readonly TeamProof[], gathering: Gathering): TeamProof[] {
  const { roll, day } = gathering;
  const seen = new Map(levelsOf(rule, gathering).map(({ subject, level, isLost }) => [subject, { level, isLost }]));
  const kept = before.map((proof): TeamProof => {
    const now = seen.get(proof.subject);
    seen.delete(proof.subject);
    if (!now) return proof;
    if (now.level < 0) return rule.lapses ? { ...proof, lapsed: proof.lapsed || now.isLost } : proof;
    return { ...proof, level: Math.max(proof.level, now.level), lapsed: false };
  });
  const fresh = [...seen].flatMap(([subject, { level }]): TeamProof[] =>
    level < 0 ? [] : [{ family: rule.family, subject, level, roll: roll.id, people: roll.people.length, day, lapsed: false }],
  );
  return [...kept, ...fresh];
}

/** How far a subject meets what the tiers ask of it: -1 not at all; and whether too little is left of it. */
type Level = { subject: string; level: number; isLost: boolean };

function levelsOf(rule: TeamRule, { roll, starts, ledger, topics }: Gathering): Level[] {
  const isSmall = roll.people.length < SMALLEST_TEAM;
  const { evidence } = rule;
  switch (evidence.shows) {
    case 'start':
      return starts.map(({ question: subject, people, startedAfterMinutes }) => {
        const within = ({ minutes = 0 }: TeamTier) => startedAfterMinutes.filter((after) => after <= minutes).length;
        return { subject, level: levelOf(rule, within, people), isLost: false };
      });
    case 'correction': {
      if (roll.people.length < Math.max(SMALLEST_TEAM, evidence.people + OTHERS)) return [];
      const since = roll.at.subtract({ hours: evidence.days * 24 });
      const over = ledger.filter(
        (each) =>
          roll.people.includes(each.member) &&
          (each.standing === 'held' || each.standing === 'verified') &&
          Temporal.Instant.compare(each.since, since) >= 0,
      );
      return [...Map.groupBy(over, ({ deck, misconception }) => `${deck}/${misconception}`)]
        .filter(([, own]) => own.length >= evidence.people)
        .map(([subject]) => ({ subject, level: TIERS.length - 1, isLost: false }));
    }
    case 'mastery': {
      const own = topics.filter(({ family, member }) => family === evidence.family && roll.people.includes(member));
      const isHeld = ({ known, lost }: TopicKnown) => known >= evidence.items && known >= evidence.right * (known + lost);
      return [...Map.groupBy(own, ({ deck, topic }) => `${deck}/${topic}`)].map(([subject, all]) => {
        const holding = all.filter(isHeld).length;
        const isLost = !isSmall && holding < STILL_HELD * roll.people.length;
        return { subject, level: levelOf(rule, () => holding, roll.people.length), isLost };
      });
    }
  }
}

// One person alone is no team.
const FEWEST = 2;

function levelOf(rule: TeamRule, countFor: (tier: TeamTier) => number, people: number): number {
  if (people < FEWEST) return -1;
  const isMet = (tier: TeamTier) =>
    countFor(tier) >= (people < SMALLEST_TEAM ? people : Math.max(FEWEST, Math.ceil(tier.share * people)));
  return TIERS.findLastIndex((name) => isMet(rule.tiers[name]));
}

/** The awards of a family as its proofs leave them: one tier more a day where they are enough for one, and what went or came back. */
export function teamAwardsAfter(
  rule: TeamRule,
  proofs: readonly TeamProof[],
  awards: readonly TeamAward[],
  { roll, day }: Pick<Gathering, 'roll' | 'day'>,
): TeamAward[] {
  const after = awards.map((award) => settled(rule, proofs, award));
  const held = Math.max(-1, ...awards.map(({ tier }) => tier));
  const next = teamTier(rule, held + 1);
  const hasRisen = awards.some(({ earnedOn }) => earnedOn.equals(day));
  if (!next || hasRisen || countAt(proofs, held + 1) < next.count) return after;
  const award = { family: rule.family, tier: held + 1, earnedAt: roll.at, earnedOn: day };
  return [...after, { ...award, state: 'held', announced: false, action: 'offered' }];
}

function settled(rule: TeamRule, proofs: readonly TeamProof[], award: TeamAward): TeamAward {
  const asked = teamTier(rule, award.tier);
  if (!asked) return award;
  const left = countAt(proofs, award.tier);
  if (award.state === 'held' && rule.lapses && left < Math.ceil(asked.count * KEPT))
    return { ...award, state: 'lapsed', announced: false };
  return award.state !== 'held' && left >= asked.count ? { ...award, state: 'held', announced: false } : award;
}

/** How many proofs count for a tier. */
export function countAt(proofs: readonly TeamProof[], tier: number): number {
  return proofs.filter(({ level, lapsed }) => !lapsed && level >= tier).length;
}
