import { may } from '../../domain/access.ts';
import { askedInChannel, type ChannelAnswer, type ChannelQuestion } from '../../domain/channel-question.ts';
import type { Item } from '../../domain/deck.ts';
import type { Question } from '../../domain/kinds/kind.ts';
import { isAway } from '../../domain/member.ts';
import { dayAt, instantAt, isDaytime, nextTeamTime, nextWeekly } from '../../domain/rhythm.ts';
import type { Team } from '../../domain/team.ts';
import { md } from '../../markdown.ts';
import { channelQuestion, revealTime } from '../../views/channel-question.ts';
import { sentence } from '../../views/words.ts';
import { noteWhoIsThere } from '../achievements/team-look.ts';
import { reply, say, type Turn, type Visit } from '../turn.ts';
import { teamOfChannel, teamsOf } from './team.ts';

// Fewer minutes than this before the reveal leave nobody time to answer.
const LEAST_OPEN_MINUTES = 30;

/** A question of a channel with all that it is about. */
export type Asked = { question: ChannelQuestion; team: Team; item: Item; shown: Question };

/** The alarm of a channel's question. */
export async function ringChannelQuestion(turn: Turn, id: string): Promise<void> {
  const team = await turn.records.teams.get(id);
  if (!team) return;
  await turn.records.alarms.set(
    'channel-question',
    id,
    nextWeekly(turn.now, { ...team.question, zone: team.zone }, turn.isHoliday),
  );
  if (isItsDay(turn, team) && !(await openQuestion(turn, team))) await post(turn, team);
}

// What comes too late for the day is left out: nobody would answer it. Whether it is a holiday may have changed since its alarm was set.
function isItsDay({ now, isHoliday }: Turn, { zone, question, unreachable }: Team): boolean {
  const today = now.toZonedDateTimeISO(zone).toPlainDate();
  const isFree = isHoliday(today) || !question.days.includes(today.dayOfWeek);
  return unreachable === undefined && !isFree && isDaytime(now, zone);
}

/** `ask` by a lead: a question for the channel now. */
export async function askChannel(visit: Visit): Promise<void> {
  const here = await teamToAsk(visit);
  if (!here) return;
  await visit.records.teams.get(here.id);
  const open = await openQuestion(visit, here);
  if (open) {
    await reply(visit, sentence(md`One is open already; it is revealed ${revealTime(open, visit.now, here.zone)}.`));
    return;
  }
  if (!(await post(visit, here)))
    await reply(visit, sentence(md`This deck has no question for a channel, or nobody of the team is there today.`));
}

/** A question to the channel on the word of who leads, of a topic where one is named, unless one is open. */
export async function askNow(turn: Turn, team: Team, about: About): Promise<'asked' | 'open' | 'none'> {
  if (await openQuestion(turn, team)) return 'open';
  return (await post(turn, team, about)) ? 'asked' : 'none';
}

async function teamToAsk(visit: Visit): Promise<Team | undefined> {
  const { conversation, member, records } = visit;
  const isHere = conversation.kind === 'channel';
  const team = isHere ? await teamOfChannel(visit, conversation.id) : (await teamsOf(visit, member.id, 'lead'))[0];
  if (team && may('lead-team', member, await records.teams.members(team.id))) return team;
  const why = team
    ? md`Only the lead of ${team.name} can ask its channel.`
    : isHere
      ? md`This channel has no team yet: say team here to set one up.`
      : md`Only the lead of a team can ask its channel, and you lead none.`;
  await reply(visit, sentence(why));
  return undefined;
}

/** A question with its team and item; its row is locked, so that its answers and its reveal come one after the other. */
export async function askedOf(turn: Turn, id: string): Promise<Asked | undefined> {
  const question = await turn.records.channelQuestions.get(id);
  const team = question && (await turn.records.teams.get(question.team));
  const version = question && (await turn.records.decks.version(question));
  const shown = version && askedInChannel(version.item, question);
  return question && team && version && shown ? { question, team, item: version.item, shown } : undefined;
}

type About = { topic?: string; action?: ChannelQuestion['action'] };

async function post(turn: Turn, team: Team, { topic, action }: About = {}): Promise<boolean> {
  const chosen = await choose(turn, team, topic);
  if (!chosen) return false;
  const id = turn.newId();
  const times = { askedAt: turn.now, revealAt: revealAt(turn, team) };
  const question: ChannelQuestion = {
    ...{ ...chosen.ref, id, team: team.id, ...times, letter: '', named: [] },
    ...(action && { action }),
  };
  const shown = askedInChannel(chosen.item, question);
  const { waited } = await state(turn, question, team);
  if (!shown || waited.length === 0) return false;
  await noteWhoIsThere(turn, team, id);
  await show(turn, team, question);
  const outbound = channelQuestion(chosen.item, shown, question, { answered: 0, of: waited.length, zone: team.zone });
  const letter = await say(turn, { kind: 'channel', channel: team.channel }, outbound, { purpose: `channel-question:${id}` });
  await turn.records.channelQuestions.save({ ...question, letter: letter ?? '' });
  await turn.records.alarms.set('reveal', id, question.revealAt);
  return true;
}

/** Who reads the channel has seen the item, asked or not. */
export async function show(turn: Turn, team: Team, question: ChannelQuestion): Promise<void> {
  const members = (await turn.records.teams.members(team.id)).map(({ member }) => member);
  await turn.records.probes.expose(members, question, turn.now);
}

// The next of the deck's questions that can be answered in a channel and that this one has not had, or had the longest ago.
async function choose(turn: Turn, team: Team, topic?: string) {
  const had = (await turn.records.channelQuestions.ofTeam(team.id)).map((question) => question.item);
  const all = await turn.records.decks.items([team.deck]);
  const items = topic === undefined ? all : all.filter((each) => each.topic === topic);
  const order = [...items].sort((a, b) => had.lastIndexOf(a.item) - had.lastIndexOf(b.item));
  for (const { deck, item, version } of order) {
    const found = await turn.records.decks.version({ deck, item, version });
    if (found && askedInChannel(found.item, { id: '' })) return { ref: { deck, item, version }, item: found.item };
  }
  return undefined;
}

async function openQuestion(turn: Turn, team: Team): Promise<ChannelQuestion | undefined> {
  return (await turn.records.channelQuestions.ofTeam(team.id)).find((question) => !question.revealedAt);
}

/** How far a question is: the answers that count, of those on the team; and who is waited for: there since before it was asked, and today. */
export async function state(turn: Turn, question: ChannelQuestion, team: Team): Promise<State> {
  const { channelAnswers, teams, members } = turn.records;
  const people = (await teams.members(team.id)).map(({ member }) => member);
  const given = (await channelAnswers.of(question.id)).filter(({ member, late }) => !late && people.includes(member));
  const today = dayAt(turn.now, team.zone);
  const asked = await members.all(await channelAnswers.askedOf(question));
  const here = asked.filter((member) => !isAway(member, today)).map(({ id }) => id);
  return { answers: given, waited: [...new Set([...here, ...given.map(({ member }) => member)])] };
}

export type State = { answers: readonly ChannelAnswer[]; waited: readonly string[] };

function revealAt(turn: Turn, team: Team): Temporal.Instant {
  const today = instantAt(dayAt(turn.now, team.zone), team.revealTime, team.zone);
  if (turn.now.until(today).total('minutes') >= LEAST_OPEN_MINUTES) return today;
  const after = turn.now.add({ minutes: LEAST_OPEN_MINUTES });
  return nextTeamTime(after, { zone: team.zone, time: team.revealTime }, turn.isHoliday);
}
