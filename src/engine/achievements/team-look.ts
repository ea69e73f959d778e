import {
  byPerson,
  type Gathering,
  type JointStart,
  type Roll,
  START_DAYS,
  startOf,
} from '../../domain/achievements/gathering.ts';
import { praiseOf } from '../../domain/achievements/rule.ts';
import { countAt, lookAt, type TeamAward, type TeamProof, type TeamShown } from '../../domain/achievements/team-achieve.ts';
import type { TeamNews } from '../../domain/achievements/team-news.ts';
import { familiesOf, type TeamRule } from '../../domain/achievements/team-rule.ts';
import { hash } from '../../domain/hash.ts';
import { isAway, type Member } from '../../domain/member.ts';
import { dayAt, isWelcome } from '../../domain/rhythm.ts';
import type { Team } from '../../domain/team.ts';
import { withNames } from '../decks/misconceptions.ts';
import type { Turn } from '../turn.ts';
import { anyGoesWithout } from './experiment.ts';

/** Notes who is there when a question for all comes: nobody else is waited for. */
export async function noteWhoIsThere(turn: Turn, team: Team, question: string): Promise<void> {
  const people = (await presentIn(turn, team)).filter((member) => isWelcome(turn.now, member, turn.isHoliday));
  await turn.records.rolls.take(rollOf(turn, team, { id: question, why: 'asked', people }));
}

/** Looks at what a team has shown by now, and gives the awards that it is enough for. */
export async function lookAtTeam(turn: Turn, team: Team): Promise<void> {
  const people = await presentIn(turn, team);
  if (people.length === 0 || turn.teamRules.length === 0) return;
  const roll = rollOf(turn, team, { id: turn.newId(), why: 'looked', people });
  await turn.records.rolls.take(roll);
  const before = await turn.records.teamAwards.shown(team.id);
  const after = lookAt(turn.teamRules, before, await gatheringOf(turn, team, roll));
  for (const proof of after.proofs) if (!before.proofs.includes(proof)) await turn.records.teamAwards.saveProof(team.id, proof);
  for (const award of after.awards) if (!before.awards.includes(award)) await turn.records.teamAwards.saveAward(team.id, award);
}

/** What of a team's awards its channel has not been told. While somebody on it goes without achievements for an experiment, nobody is told. */
export async function untoldOf(turn: Turn, team: Team): Promise<TeamNews[]> {
  const { teams, teamAwards } = turn.records;
  const shown = await teamAwards.shown(team.id);
  const fresh = shown.awards.filter(({ announced }) => !announced);
  if (fresh.length === 0) return [];
  const people = (await teams.members(team.id)).map(({ member }) => member);
  if (await anyGoesWithout(turn, people)) return [];
  const highest = fresh.filter(({ family, tier }) => !fresh.some((other) => other.family === family && other.tier > tier));
  const news = await Promise.all(highest.map((award) => newsOf(turn, team, award, { ...shown, people })));
  return news.flatMap((each) => each ?? []);
}

/** The channel has been told. */
export async function haveTold(turn: Turn, team: Team, news: readonly TeamNews[]): Promise<void> {
  const { awards } = await turn.records.teamAwards.shown(team.id);
  for (const award of awards)
    if (news.some(({ family }) => family === award.family))
      await turn.records.teamAwards.saveAward(team.id, { ...award, announced: true });
}

/** An award's next action is done when somebody has answered the question that came of it. */
export async function finishTeamAction({ records }: Turn, team: Team, action: Pick<TeamAward, 'family' | 'tier'>): Promise<void> {
  const { awards } = await records.teamAwards.shown(team.id);
  const award = awards.find(({ family, tier }) => family === action.family && tier === action.tier);
  if (award) await records.teamAwards.saveAward(team.id, { ...award, action: 'done' });
}

async function newsOf(
  turn: Turn,
  team: Team,
  { family, tier, state }: TeamAward,
  { proofs, people }: TeamShown & { people: readonly string[] },
): Promise<TeamNews | undefined> {
  const rule = turn.teamRules.find((each) => each.family === family);
  if (!rule) return undefined;
  const own = proofs.filter((proof) => proof.family === family && !proof.lapsed && proof.level >= tier);
  const [what = ''] = await subjectsInWords(turn, rule, newestFirst(own).slice(0, 1), people);
  const count = countAt(own, tier);
  const praise = praiseOf(rule, count, hash(`${team.id}/${family}/${tier}`));
  return { family, tier, state, title: rule.title, praise, count, what, why: rule.next.why, label: rule.next.label };
}

export function newestFirst(proofs: readonly TeamProof[]): TeamProof[] {
  return proofs.toSorted((a, b) => Temporal.PlainDate.compare(b.day, a.day));
}

/** What proofs are about: the topic, or the name of the misconception; a question is no more than its day. */
export async function subjectsInWords(
  turn: Turn,
  { evidence }: TeamRule,
  proofs: readonly TeamProof[],
  people: readonly string[],
): Promise<string[]> {
  const ends = proofs.map(({ subject }) => subject.slice(subject.indexOf('/') + 1));
  if (evidence.shows !== 'correction') return evidence.shows === 'mastery' ? ends : ends.map(() => '');
  const ledger = (await turn.records.misconceptions.of(people)).map((entry) => ({ ...entry, item: entry.items.at(-1) ?? '' }));
  const met = ends.map((end) => ledger.find(({ misconception }) => misconception === end));
  const named = await withNames(
    turn,
    met.flatMap((each) => each ?? []),
  );
  return ends.map((end) => named.find(({ misconception }) => misconception === end)?.name ?? end);
}

async function presentIn({ records, now }: Turn, team: Team): Promise<Member[]> {
  const ids = (await records.teams.members(team.id)).map(({ member }) => member);
  return (await records.members.all(ids)).filter((member) => !isAway(member, dayAt(now, member.zone)));
}

function rollOf({ now }: Turn, team: Team, { id, why, people }: Pick<Roll, 'id' | 'why'> & { people: readonly Member[] }): Roll {
  return { id, team: team.id, deck: team.deck, why, at: now, people: people.map((member) => member.id), isWhole: true };
}

async function gatheringOf(turn: Turn, team: Team, roll: Roll): Promise<Gathering> {
  const { misconceptions, proofs } = turn.records;
  const families = [...familiesOf(turn.teamRules)];
  return {
    ...{ roll, day: dayAt(turn.now, team.zone), starts: await startsOf(turn, team) },
    ledger: (await misconceptions.of(roll.people)).filter(({ deck }) => deck === team.deck),
    topics: families.length > 0 ? await proofs.byTopic(roll.people, team.deck, families) : [],
  };
}

async function startsOf({ records, now }: Turn, team: Team): Promise<JointStart[]> {
  const asked = (await records.rolls.of(team.id, now.subtract({ hours: START_DAYS * 24 }))).filter(({ why }) => why === 'asked');
  const [first] = asked;
  if (!first) return [];
  const people = [...new Set(asked.flatMap((each) => each.people))];
  // The learners' day may be the one before in UTC.
  const log = byPerson(await records.attempts.since(people, dayAt(first.at, 'UTC').subtract({ days: 1 })));
  const questions = await records.channelQuestions.ofTeam(team.id);
  return asked.flatMap(({ id, people: there }) => {
    const question = questions.find((each) => each.id === id);
    return question ? [startOf(question, there, log)] : [];
  });
}
