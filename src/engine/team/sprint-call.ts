import { may } from '../../domain/access.ts';
import { scopeIn } from '../../domain/goals/scope.ts';
import { dayAt, instantAt, isTeamDay, nextTeamTime } from '../../domain/rhythm.ts';
import type { Pair, Sprint } from '../../domain/sprint.ts';
import { FEWEST_PAIRS, type Measurable, pairsOf, sharesRight } from '../../domain/sprint-pairs.ts';
import type { Team } from '../../domain/team.ts';
import type { IntentOf } from '../../intents.ts';
import { md } from '../../markdown.ts';
import { type Phrase, phrase } from '../../phrase.ts';
import { refused } from '../../views/settings.ts';
import { sprintCalled, sprintSaved } from '../../views/sprint.ts';
import { sentence } from '../../views/words.ts';
import { replace, reply, say, type Turn, type Visit } from '../turn.ts';
import { NO_TOPIC, openSprintOf } from './sprint.ts';
import { teamOfChannel } from './team.ts';

// How hard an item is, is read from the answers of so many days.
const LOOK_BACK_DAYS = 180;
const DAYS_TO_CHOOSE = 5;

/** The form of a lead, or `sprint TOPIC` in the channel: the call goes there, and nobody is in who has not said so. */
export async function callSprint(visit: Visit, intent: IntentOf<'call-sprint'>): Promise<void> {
  const { conversation, records, member } = visit;
  const team = intent.team
    ? await records.teams.get(intent.team)
    : conversation.kind === 'channel' && (await teamOfChannel(visit, conversation.id));
  if (!team || !may('lead-team', member, await records.teams.members(team.id)))
    return void (await reply(visit, sentence(md`Only the lead of a team can call a sprint, in its channel.`)));
  await records.teams.get(team.id);
  if (await openSprintOf(visit, team))
    return void (await reply(
      visit,
      sentence(md`One sprint at a time: say cancel sprint in the channel to call off the present one.`),
    ));
  const topics = await callable(visit, team);
  const called = await readCall(visit, team, topics, intent.topic);
  if ('problem' in called)
    return void (await reply(visit, intent.topic === undefined ? refused([called.problem]) : sentence(called.problem)));
  await post(visit, team, called);
}

type Topic = { topic: string; pairs: readonly Pair[]; items: number };
type Called = Topic & { startsOn: Temporal.PlainDate; invited: readonly string[]; forAll: boolean };

async function readCall(
  visit: Visit,
  team: Team,
  topics: readonly Topic[],
  words: string | undefined,
): Promise<Called | { problem: Phrase }> {
  if (topics.length === 0) return { problem: NO_TOPIC };
  const wanted = words ?? String(visit.values['topic'] ?? '');
  const small = await tooSmall(visit, team, topics, wanted);
  if (small) return { problem: small };
  const topic = scopeIn(
    wanted,
    topics.map((each) => ({ ...each, name: each.topic })),
  );
  if (!topic) return { problem: phrase`Choose one of these topics: ${namesOf(topics)}.` };
  const days = firstDays(visit, team);
  const startsOn = words === undefined ? days.find((day) => String(day) === visit.values['day']) : days[0];
  if (!startsOn) return { problem: phrase`Choose a first day.` };
  const people = (await visit.records.teams.members(team.id)).map((each) => each.member);
  const named = words === undefined ? [visit.values['people'] ?? []].flat() : people;
  const invited = people.filter((each) => named.includes(each));
  if (invited.length === 0) return { problem: phrase`Choose who is invited.` };
  return { ...topic, startsOn, invited, forAll: invited.length === people.length };
}

/** Of a topic that has too little for two checks: that, and which have enough. */
async function tooSmall(visit: Visit, team: Team, topics: readonly Topic[], wanted: string): Promise<Phrase | undefined> {
  const items = await visit.records.decks.items([team.deck]);
  const meant = scopeIn(
    wanted,
    items.map(({ topic }) => ({ name: topic })),
  )?.name;
  if (meant === undefined || topics.some(({ topic }) => topic === meant)) return undefined;
  return phrase`${meant} has too few pairs of questions for two checks: it takes three with another wording, or with another question that is as hard. These topics have enough: ${namesOf(topics)}.`;
}

function namesOf(topics: readonly Topic[]): string {
  return topics.map(({ topic }) => topic).join(', ');
}

async function post(visit: Visit, team: Team, { topic, pairs, items, startsOn, invited, forAll }: Called): Promise<void> {
  const { records } = visit;
  const id = visit.newId();
  const called: Sprint = {
    id,
    team: team.id,
    deck: team.deck,
    topic,
    startsOn,
    state: 'called',
    forAll,
    pairs,
    ...{ counted: 0, letter: '' },
  };
  const to = { kind: 'channel', channel: team.channel } as const;
  const letter = await say(visit, to, sprintCalled(called), { purpose: `sprint:${id}` });
  await records.sprints.save({ ...called, letter: letter ?? '' });
  // Where all are invited, the sprint says so itself.
  if (!forAll) for (const member of invited) await records.sprints.setMember({ sprint: id, member });
  const dawn = instantAt(startsOn, new Temporal.PlainTime(), team.zone);
  await records.alarms.set('sprint', id, nextTeamTime(dawn, { zone: team.zone }, visit.isHoliday));
  await replace(visit, sprintSaved(called, { items, invited: invited.length }));
}

/** The working days on which a sprint may begin: the next few, so that there is time to join. */
export function firstDays(turn: Turn, team: Team): Temporal.PlainDate[] {
  const here = dayAt(turn.now, team.zone);
  const ahead = Array.from({ length: 3 * DAYS_TO_CHOOSE }, (_, i) => here.add({ days: i + 1 }));
  return ahead.filter((day) => isTeamDay(day, turn.isHoliday)).slice(0, DAYS_TO_CHOOSE);
}

/** The topics of a team's deck that have enough for two checks, with what these ask. */
export async function callable(turn: Turn, team: Team): Promise<Topic[]> {
  const { decks, teams, weeks } = turn.records;
  const people = (await teams.members(team.id)).map((each) => each.member);
  const since = dayAt(turn.now, team.zone).subtract({ days: LOOK_BACK_DAYS });
  const shares = sharesRight(await weeks.firstTries(people, team.deck, since));
  const topics: Topic[] = [];
  for (const [topic, items] of Map.groupBy(await decks.items([team.deck]), (each) => each.topic)) {
    const measurable: Measurable[] = [];
    for (const item of items) {
      const found = await decks.version(item);
      const right = shares.get(item.item);
      if (found) measurable.push({ version: item.version, item: found.item, ...(right !== undefined && { right }) });
    }
    const pairs = pairsOf(measurable, `${team.id}/${topic}/${dayAt(turn.now, team.zone)}`);
    if (pairs.length >= FEWEST_PAIRS) topics.push({ topic, pairs, items: items.length });
  }
  return topics;
}
