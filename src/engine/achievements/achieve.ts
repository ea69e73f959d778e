import { achieve, awardsAfter, proven, type Standing, slipped } from '../../domain/achievements/achieve.ts';
import { asGiven, pastOf, STRENGTH_OF, strengthOf } from '../../domain/achievements/moment.ts';
import { type Moment, type Proof, subjectOf } from '../../domain/achievements/proof.ts';
import { longestRow, type Rule } from '../../domain/achievements/rule.ts';
import type { Attempt } from '../../domain/attempt.ts';
import { asTheyStand } from '../../domain/correction.ts';
import { dayAt } from '../../domain/rhythm.ts';
import { daysWithQuestions } from '../quiz/days.ts';
import type { Turn } from '../turn.ts';
import { goesWithout } from './experiment.ts';

/** Keeps what an answer, or the correction of one, has shown, and gives the awards that it is enough for. They are told when the session ends. */
export async function keepProofs(turn: Turn, attempt: Attempt, about: Pick<Moment, 'kind' | 'topic'>): Promise<void> {
  if (attempt.purpose === 'replay' || attempt.verdict === 'unsure') return;
  const moment = await momentOf(turn, attempt, about);
  await advance(turn, attempt.member, {
    day: attempt.day,
    today: attempt.corrects === undefined ? attempt.day : dayAt(attempt.answeredAt, attempt.zone),
    subjectOf: (rule) => subjectOf(rule, moment),
    after: (rule, standing) => achieve(rule, standing, moment),
  });
}

/** What a listener recalled, or who leads confirmed, is a proof of the learner's. */
export async function keepShown(
  turn: Turn,
  member: string,
  of: 'explanations' | 'misconceptions',
  shown: Omit<Proof, 'family' | 'lapsedBy'>,
): Promise<void> {
  await advance(turn, member, {
    day: shown.day,
    subjectOf: () => shown.subject,
    after: (rule, standing) => (rule.evidence.of === of ? proven(rule, standing, shown) : standing),
  });
}

/** Takes back what a proof showed that was not right after all. */
export async function withdrawProof(
  turn: Pick<Turn, 'rules' | 'records' | 'now' | 'isHoliday'>,
  member: string,
  proof: Proof,
): Promise<void> {
  await advance(turn, member, {
    day: dayAt(turn.now, 'UTC'),
    subjectOf: () => proof.subject,
    after: (rule, standing) => (rule.family === proof.family ? slipped(standing, WITHDRAWN) : standing),
    withdrawn: proof.family,
  });
}

/** Gives what a learner has shown enough for already. */
export async function giveAwards(turn: Turn, member: string, day: Temporal.PlainDate): Promise<void> {
  await advance(turn, member, { day, subjectOf: () => '', after: (_, standing) => standing });
}

/** What stands in the place of the miss by which a proof lapsed. */
export const WITHDRAWN = 'key';

type Step = {
  day: Temporal.PlainDate;
  /** The last day that is looked at, where that is another: who flies west may have had sessions of later days. */
  today?: Temporal.PlainDate;
  subjectOf: (rule: Rule) => string;
  after: (rule: Rule, standing: Standing) => Standing;
  /** The family of which a proof was not right after all. */
  withdrawn?: string;
};

async function advance(
  turn: Pick<Turn, 'rules' | 'records' | 'now' | 'isHoliday'>,
  member: string,
  { day, today = day, subjectOf: about, after, withdrawn }: Step,
): Promise<void> {
  const { rules, records, now } = turn;
  const found = await daysWithQuestions(turn, member, longestRow(rules));
  const { isFree } = found;
  const asked = found.asked.filter((each) => each <= String(today));
  const [counts, tries] = [await records.proofs.counts(member), await records.proofs.tries(member)];
  const known = await records.proofs.about(member, [...new Set([...rules.map(about), ...asked])]);
  const strength = strengthOf(await records.attempts.foretold(STRENGTH_OF, member));
  let awards = await records.awards.of(member);
  for (const rule of rules) {
    const { family } = rule;
    const own = known.filter((proof) => proof.family === family);
    const standing: Standing = {
      proofs: counts.get(family) ?? 0,
      here: own.find(({ subject }) => subject === about(rule)),
      tries: tries.get(family) ?? '',
      days: { asked, isFree, isKept: (day) => own.some(({ subject }) => subject === day) },
      awards: awards.filter((award) => award.family === family),
    };
    const changed = after(rule, standing);
    if (changed.here && changed.here !== standing.here) await records.proofs.save(member, changed.here);
    if (changed.tries !== standing.tries) await records.proofs.saveTries(member, family, changed.tries);
    const loss = family === withdrawn ? 'withdrawn' : 'lapsed';
    const due = awardsAfter(rule, changed, { member, now, day, strength, others: awards, loss });
    // What is lost is lost by who goes without as well.
    const isHeldOut = due.some(({ state }) => state === 'held') && (await goesWithout(turn, { id: member }));
    for (const award of isHeldOut ? due.filter(({ state }) => state !== 'held') : due) {
      await records.awards.save(award);
      awards = [...awards.filter((each) => each.family !== family || each.tier !== award.tier), award];
    }
  }
}

async function momentOf({ records }: Turn, attempt: Attempt, { kind, topic }: Pick<Moment, 'kind' | 'topic'>): Promise<Moment> {
  const { member, day } = attempt;
  const log = await records.attempts.log(member, attempt);
  const since = asTheyStand(await records.attempts.since([member], day)).filter((each) => each.day.equals(day));
  const today = [];
  for (const each of since) {
    const version = each.item === attempt.item ? undefined : await records.decks.version(each);
    today.push({ attempt: each, topic: version?.item.topic ?? topic });
  }
  return { attempt: asGiven(log, attempt), kind, topic, before: pastOf(log, attempt), today };
}
