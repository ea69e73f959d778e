import { isRecall } from '../attempt.ts';
import { type Days, scheduled } from '../streak.ts';
import { type Award, heldTier } from './award.ts';
import { isAsked, isProof, isTry, type Moment, type Proof, subjectOf } from './proof.ts';
import { LONGEST_ROW, type Rule, TIERS, type TierRule, tierRule } from './rule.ts';

/** How a learner stands with one family, as far as one answer may change it. */
export type Standing = {
  /** How many proofs count. */
  proofs: number;
  /** The proof of what the answer is about, if there is one. */
  here: Proof | undefined;
  /** The last tries of the sort that the rule asks for, the newest last: 1 is right. */
  tries: string;
  /** The learner's last days with questions, and which of them are proven. */
  days: Days;
  awards: readonly Award[];
};

/** The learner, as thresholds look at them: the share of their newest reviews that was right, where there are enough. */
export type Strength = number | undefined;

// Some of what was shown may slip without taking an award along.
const KEPT = 0.8;
const WEAK = 0.6;
const STRONG = 0.9;

/** The standing after an answer; the same where the answer says nothing for the family. */
export function achieve(rule: Rule, standing: Standing, moment: Moment): Standing {
  const { attempt } = moment;
  const tried = isAsked(rule, moment) ? withTry(standing, attempt) : standing;
  if (isProof(rule, moment)) return proven(rule, tried, { ...attempt, subject: subjectOf(rule, moment), attempt: attempt.id });
  if (isMended(standing, moment)) return restored(tried);
  return rule.lapses && isSlip(moment) ? slipped(tried, attempt.id) : tried;
}

/** The standing after one more proof, or a newer one of what was proven before. */
export function proven(rule: Rule, standing: Standing, shown: Omit<Proof, 'family' | 'lapsedBy'>): Standing {
  const { subject, attempt, deck, item, version, day } = shown;
  const { asked: before, isKept } = standing.days;
  const name = String(day);
  // A question of an earlier day may be answered before the day's own are asked.
  const asked = before[0] === undefined || before[0] < name ? [name, ...before] : before;
  const days = { ...standing.days, asked, isKept: (each: string) => each === name || isKept(each) };
  const proofs = standing.proofs + (counts(standing) ? 0 : 1);
  return { ...standing, days, proofs, here: { family: rule.family, subject, attempt, deck, item, version, day } };
}

/** The standing without the proof of what was missed, or was not right after all. */
export function slipped(standing: Standing, by: string): Standing {
  if (!standing.here || !counts(standing)) return standing;
  return { ...standing, proofs: standing.proofs - 1, here: { ...standing.here, lapsedBy: by } };
}

// The miss by which it lapsed was none after all.
function isMended({ here }: Standing, { attempt: { corrects, verdict } }: Moment): boolean {
  return corrects !== undefined && here?.lapsedBy === corrects && isRecall(verdict);
}

function restored(standing: Standing): Standing {
  if (!standing.here) return standing;
  const { lapsedBy: _, ...here } = standing.here;
  return { ...standing, proofs: standing.proofs + 1, here };
}

function counts({ here }: Standing): boolean {
  return here !== undefined && here.lapsedBy === undefined;
}

function isSlip({ attempt }: Moment): boolean {
  return isTry(attempt) && !isRecall(attempt.verdict) && attempt.corrects === undefined;
}

// A correction puts right what was the last miss.
function withTry(standing: Standing, { verdict, corrects }: Moment['attempt']): Standing {
  if (corrects === undefined) return { ...standing, tries: `${standing.tries}${isRecall(verdict) ? 1 : 0}`.slice(-LONGEST_ROW) };
  const last = isRecall(verdict) ? standing.tries.lastIndexOf('0') : -1;
  return last < 0 ? standing : { ...standing, tries: `${standing.tries.slice(0, last)}1${standing.tries.slice(last + 1)}` };
}

type Who = {
  member: string;
  now: Temporal.Instant;
  day: Temporal.PlainDate;
  strength: Strength;
  /** All their awards. */
  others: readonly Award[];
  /** What becomes of an award that too little is left of. */
  loss: 'lapsed' | 'withdrawn';
};

/** The awards that a standing changes: one tier more a day where it is enough for one, those lapsed that too little is left of, and those that are back. */
export function awardsAfter(rule: Rule, standing: Standing, who: Who): Award[] {
  const changed = standing.awards.flatMap((award) => settled(rule, standing, award, who));
  const held = Math.max(-1, ...standing.awards.map(({ tier }) => tier));
  const next = tierRule(rule, held + 1);
  const { member, now, day } = who;
  if (!next || rule.off) return changed;
  if (!isEnough(next, standing, thresholdOf(next, who.strength)) || !isOpen(rule, who.others)) return changed;
  if (standing.awards.some(({ earnedOn }) => earnedOn.equals(day))) return changed;
  const award = { member, family: rule.family, tier: held + 1, earnedAt: now, earnedOn: day };
  return [...changed, { ...award, state: 'held', announced: false, action: 'offered' }];
}

function settled(rule: Rule, { proofs }: Standing, award: Award, { strength, loss }: Who): Award[] {
  const asked = tierRule(rule, award.tier);
  if (!asked) return [];
  const least = Math.min(thresholdOf(asked, strength), asked.from ?? asked.count, asked.easiest ?? asked.count);
  const mayGo = rule.lapses || loss === 'withdrawn';
  if (award.state === 'held' && mayGo && proofs < Math.ceil(least * KEPT)) return [{ ...award, state: loss, announced: false }];
  return award.state !== 'held' && proofs >= least ? [{ ...award, state: 'held', announced: false }] : [];
}

/** How many proofs a tier asks of this learner, within the bounds that its author set. */
export function thresholdOf({ count, from = count, to = count }: TierRule, strength: Strength): number {
  if (strength === undefined) return count;
  return strength < WEAK ? from : strength > STRONG ? to : count;
}

function isEnough({ of, right }: TierRule, { proofs, days, tries }: Standing, threshold: number): boolean {
  if (right !== undefined && of !== undefined) {
    const last = tries.slice(-of);
    const hits = [...last].filter((each) => each === '1').length;
    return proofs >= threshold && last.length === of && hits >= right * of;
  }
  return (of === undefined ? proofs : provenDays(days, of)) >= threshold;
}

/** How many of the last so many days that count are proven. */
export function provenDays(days: Days, of: number): number {
  return scheduled(days, of).filter(Boolean).length;
}

function isOpen({ opens }: Rule, awards: readonly Award[]): boolean {
  return !opens || heldTier(awards, opens.family) >= TIERS.indexOf(opens.tier);
}

const MOST_SHOWN = 5;

/** The families that a learner is shown: those that are on, open and not mastered, in their order. */
export function shown(rules: readonly Rule[], awards: readonly Award[]): Rule[] {
  const last = TIERS.length - 1;
  return rules.filter((rule) => !rule.off && isOpen(rule, awards) && heldTier(awards, rule.family) < last).slice(0, MOST_SHOWN);
}
