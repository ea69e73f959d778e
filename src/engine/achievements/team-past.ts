import {
  byPerson,
  type Gathering,
  type JointStart,
  type Roll,
  START_DAYS,
  startOf,
  type TopicKnown,
} from '../../domain/achievements/gathering.ts';
import type { Proof } from '../../domain/achievements/proof.ts';
import { replayAwards } from '../../domain/achievements/replay.ts';
import type { Rule } from '../../domain/achievements/rule.ts';
import type { Attempt } from '../../domain/attempt.ts';
import { asAnswered } from '../../domain/correction.ts';
import { type LedgerEntry, ledgerOf, type Verification } from '../../domain/misconception.ts';
import { dayAt } from '../../domain/rhythm.ts';
import type { Team } from '../../domain/team.ts';
import type { Records } from '../../ports/store.ts';
import { keyOf, subjectsOf } from './replay-awards.ts';

// What is known of a topic does not hang on days with questions.
const NO_DAYS = { asked: [], isFree: () => false };

/** What was known of a team whenever a roll was taken, from the log; `families` are those of learners by which topics are known. */
export async function openTeamPast(
  records: Records,
  team: Team,
  { rolls, people, log }: { rolls: readonly Roll[]; people: readonly string[]; log: readonly Attempt[] },
  families: readonly Rule[],
): Promise<(roll: Roll) => Gathering> {
  const starts = await startsOver(records, team, rolls, log);
  const ledger = await ledgerOver(records, team, people, log);
  const topics = await topicsOver(records, team, people, { log, families });
  return (roll) => {
    return { roll, day: dayAt(roll.at, team.zone), starts: starts(roll), ledger: ledger(roll), topics: topics(roll) };
  };
}

function isBy(at: Temporal.Instant, roll: Roll): boolean {
  return Temporal.Instant.compare(at, roll.at) <= 0;
}

async function startsOver({ channelQuestions }: Records, team: Team, rolls: readonly Roll[], log: readonly Attempt[]) {
  const questions = await channelQuestions.ofTeam(team.id);
  const times = log.map(({ answeredAt }) => answeredAt.epochMilliseconds);
  return (roll: Roll): JointStart[] => {
    const since = roll.at.subtract({ hours: START_DAYS * 24 });
    // The day of a question may have begun the day before it.
    const [from, to] = [since.subtract({ hours: 48 }).epochMilliseconds, roll.at.epochMilliseconds];
    const until = byPerson(log.filter((_, i) => from <= (times[i] ?? 0) && (times[i] ?? 0) <= to));
    const asked = rolls.filter(({ why, at }) => why === 'asked' && Temporal.Instant.compare(at, since) >= 0);
    return asked.flatMap((each) => {
      const question = isBy(each.at, roll) ? questions.find(({ id }) => id === each.id) : undefined;
      return question ? [startOf(question, each.people, until)] : [];
    });
  };
}

async function ledgerOver({ misconceptions }: Records, { deck }: Team, people: readonly string[], log: readonly Attempt[]) {
  const verified = (await misconceptions.of(people)).flatMap((each): Verification[] =>
    each.verifiedAt ? [{ ...each, at: each.verifiedAt, day: each.sinceDay }] : [],
  );
  // Only of what showed one is there anything to put right.
  const key = ({ member, item }: Attempt) => `${member} ${item}`;
  const own = log.filter((each) => each.deck === deck);
  const shown = new Set(own.filter((each) => each.misconceptions.length > 0).map(key));
  const about = own.filter((each) => shown.has(key(each)));
  return (roll: Roll): LedgerEntry[] => {
    const until = asAnswered(about.filter(({ answeredAt }) => isBy(answeredAt, roll)));
    const entries = ledgerOf(
      until,
      verified.filter(({ at }) => isBy(at, roll)),
    );
    return entries.filter(({ member }) => roll.people.includes(member));
  };
}

type Change = { member: string; at: Temporal.Instant; proof: Proof };

async function topicsOver(
  records: Records,
  { deck }: Team,
  people: readonly string[],
  { log, families }: { log: readonly Attempt[]; families: readonly Rule[] },
) {
  const about = await subjectsOf(records, log);
  const changes: Change[] = [];
  for (const member of families.length > 0 ? people : []) {
    const own = { member, log: log.filter((each) => each.member === member), days: NO_DAYS, otherwise: [] };
    const seen = (proof: Proof, at: Temporal.Instant) => changes.push({ member, at, proof });
    replayAwards(() => families, { ...own, seen, about: (attempt) => about.get(keyOf(attempt)) });
  }
  const topicOf = new Map((await records.decks.items([deck])).map(({ item, topic }) => [item, topic]));
  return (roll: Roll): TopicKnown[] => {
    const standing = new Map<string, Change>();
    for (const change of changes.filter(({ at, proof }) => isBy(at, roll) && proof.deck === deck))
      standing.set(`${change.member} ${change.proof.family} ${change.proof.item}`, change);
    const own = [...standing.values()].filter(({ member, proof }) => roll.people.includes(member) && topicOf.has(proof.item));
    return counted(own, (item) => topicOf.get(item) ?? '');
  };
}

function counted(all: readonly Change[], topicOf: (item: string) => string): TopicKnown[] {
  const groups = Map.groupBy(all, ({ member, proof }) => JSON.stringify([member, proof.family, topicOf(proof.item)]));
  return [...groups.values()].flatMap((own) => {
    const [first] = own;
    if (!first) return [];
    const { family, deck, item } = first.proof;
    const known = own.filter(({ proof }) => proof.lapsedBy === undefined).length;
    return [{ member: first.member, family, deck, topic: topicOf(item), known, lost: own.length - known }];
  });
}
