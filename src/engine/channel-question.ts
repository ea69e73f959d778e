import { may } from '../domain/access.ts';
import type { ChannelQuestion } from '../domain/channel-question.ts';
import { grade, type Item, present } from '../domain/deck.ts';
import type { Option, Reply } from '../domain/kinds/kind.ts';
import { dayAt, instantAt, isDaytime, nextWeekly } from '../domain/rhythm.ts';
import type { Team } from '../domain/team.ts';
import type { IntentOf } from '../intents.ts';
import { channelQuestion, channelQuestionOver, reveal } from '../views/channel-question.ts';
import { teamNews } from '../views/team-achievements.ts';
import { clock, sentence } from '../views/words.ts';
import { record } from './record.ts';
import { teamOfChannel, teamsOf } from './team.ts';
import { finishTeamAction, haveTold, lookAtTeam, noteWhoIsThere, untoldOf } from './team-look.ts';
import { reply, say, type Turn, type Visit } from './turn.ts';

// Fewer minutes than this before the reveal leave nobody time to answer.
const LEAST_OPEN_MINUTES = 30;

/** The alarm of a channel's question. */
export async function ringChannelQuestion(turn: Turn, id: string): Promise<void> {
  const team = await turn.records.teams.get(id);
  if (!team) return;
  await turn.records.alarms.set(
    'channel-question',
    id,
    nextWeekly(turn.now, { ...team.question, zone: team.zone }, turn.isHoliday),
  );
  // What comes too late for the day is left out: nobody would answer it.
  if (team.unreachable === undefined && isDaytime(turn.now, team.zone) && !(await openQuestion(turn, team)))
    await post(turn, team);
}

/** `ask` by a lead: a question for the channel now. */
export async function askChannel(visit: Visit): Promise<void> {
  const { conversation, member } = visit;
  const here =
    conversation.kind === 'channel' ? await teamOfChannel(visit, conversation.id) : (await teamsOf(visit, member.id, 'lead'))[0];
  if (!here || !may('lead-team', member, await visit.records.teams.members(here.id))) {
    await reply(visit, sentence('Only the lead of a team can ask its channel. Say team in a channel to set one up.'));
    return;
  }
  await visit.records.teams.get(here.id);
  const open = await openQuestion(visit, here);
  if (open) {
    await reply(
      visit,
      sentence(`One is open already; it is revealed at ${clock(open.revealAt.toZonedDateTimeISO(here.zone).toPlainTime())}.`),
    );
    return;
  }
  if (!(await post(visit, here)))
    await reply(visit, sentence('This deck has no question to choose from: a channel needs one with options.'));
}

/** A question to the channel on the word of who leads, of a topic where one is named, unless one is open. */
export async function askNow(turn: Turn, team: Team, about: About): Promise<'asked' | 'open' | 'none'> {
  if (await openQuestion(turn, team)) return 'open';
  return (await post(turn, team, about)) ? 'asked' : 'none';
}

/** A choice in the channel: kept in private, counted for all. */
export async function answerChannel(visit: Visit, intent: IntentOf<'answer-channel'>): Promise<void> {
  const question = await visit.records.channelQuestions.get(intent.question);
  const team = question && (await visit.records.teams.get(question.team));
  const version = question && (await visit.records.decks.version(question));
  if (!question || !team || !version) return;
  const options = optionsOf(version.item, question);
  const picked = options?.find((option) => option.id === intent.option);
  if (!picked) return;
  if (question.revealedAt) {
    await reply(visit, sentence('That one is revealed already: the answer is in the channel.'));
    return;
  }
  const given: Reply = { type: 'picked', options: [picked.id] };
  const outcome = grade(version.item, given, { seed: question.id, progress: [] });
  if (outcome.type !== 'graded') return;
  const correct = outcome.grade.verdict === 'correct';
  if (
    !(await visit.records.channelQuestions.addAnswer({
      question: question.id,
      member: visit.member.id,
      option: picked.id,
      correct,
    }))
  ) {
    await reply(visit, sentence('You have answered this one; your first answer counts, once.'));
    return;
  }
  const { deck, item, version: number, askedAt } = question;
  await record(visit, visit.member, {
    deck,
    item,
    version: number,
    purpose: 'channel',
    askedAt,
    reply: given,
    grade: outcome.grade,
    grader: 'rules',
    hints: 0,
    question: version.item,
    showing: { seed: question.id, progress: [] },
  });
  const { answers, members } = await state(visit, question);
  if (members.every((id) => answers.some((answer) => answer.member === id))) return close(visit, team, question, version.item);
  await reply(
    visit,
    sentence(`Kept: ${picked.text}. Only you see this; the answer comes when all have answered, or at its time.`),
  );
  await update(
    visit,
    team,
    question,
    channelQuestion(version.item, options ?? [], question, {
      answered: answers.length,
      of: members.length,
      zone: team.zone,
    }),
  );
}

/** The alarm of the reveal. */
export async function ringReveal(turn: Turn, id: string): Promise<void> {
  const question = await turn.records.channelQuestions.get(id);
  const team = question && (await turn.records.teams.get(question.team));
  const version = question && (await turn.records.decks.version(question));
  if (question && team && version && !question.revealedAt) await close(turn, team, question, version.item);
}

type About = { topic?: string; action?: ChannelQuestion['action'] };

async function post(turn: Turn, team: Team, { topic, action }: About = {}): Promise<boolean> {
  const chosen = await choose(turn, team, topic);
  if (!chosen) return false;
  const id = turn.newId();
  const question: ChannelQuestion = {
    ...chosen.ref,
    id,
    team: team.id,
    askedAt: turn.now,
    revealAt: revealAt(turn, team),
    letter: '',
    ...(action && { action }),
  };
  await noteWhoIsThere(turn, team, id);
  const members = await turn.records.teams.members(team.id);
  await shown(turn, team, question);
  const outbound = channelQuestion(chosen.item, optionsOf(chosen.item, question) ?? [], question, {
    answered: 0,
    of: members.length,
    zone: team.zone,
  });
  const letter = await say(turn, { kind: 'channel', channel: team.channel }, outbound, { purpose: `channel-question:${id}` });
  await turn.records.channelQuestions.save({ ...question, letter: letter ?? '' });
  await turn.records.alarms.set('reveal', id, question.revealAt);
  return true;
}

async function close(turn: Turn, team: Team, question: ChannelQuestion, item: Item): Promise<void> {
  const options = optionsOf(item, question) ?? [];
  const { answers } = await state(turn, question);
  await turn.records.channelQuestions.save({ ...question, revealedAt: turn.now });
  await turn.records.alarms.set('reveal', question.id, undefined);
  await shown(turn, team, question);
  await say(turn, { kind: 'channel', channel: team.channel }, channelQuestionOver(item, options), { replaces: question.letter });
  if (question.action && answers.length > 0) await finishTeamAction(turn, team, question.action);
  await lookAtTeam(turn, team);
  const news = await untoldOf(turn, team);
  const outbound = reveal(item, options, answers, teamNews(team.id, news));
  const told = await say(turn, { kind: 'channel', channel: team.channel }, outbound, { purpose: `reveal:${question.id}` });
  if (told) await haveTold(turn, team, news);
}

// Who reads the channel has seen the item, asked or not.
async function shown(turn: Turn, team: Team, question: ChannelQuestion): Promise<void> {
  const members = (await turn.records.teams.members(team.id)).map(({ member }) => member);
  await turn.records.probes.expose(members, question, turn.now);
}

async function update(turn: Turn, team: Team, question: ChannelQuestion, outbound: Parameters<typeof say>[2]): Promise<void> {
  const letter = await say(turn, { kind: 'channel', channel: team.channel }, outbound, { replaces: question.letter });
  if (letter) await turn.records.channelQuestions.save({ ...question, letter });
}

// The next of the deck's questions that can be answered by one button and that this channel has not had, or had the longest ago.
async function choose(turn: Turn, team: Team, topic?: string) {
  const had = (await turn.records.channelQuestions.ofTeam(team.id)).map((question) => question.item);
  const all = await turn.records.decks.items([team.deck]);
  const items = topic === undefined ? all : all.filter((each) => each.topic === topic);
  const order = [...items].sort((a, b) => had.lastIndexOf(a.item) - had.lastIndexOf(b.item));
  for (const { deck, item, version } of order) {
    const found = await turn.records.decks.version({ deck, item, version });
    if (found && optionsOf(found.item, { id: '' })) return { ref: { deck, item, version }, item: found.item };
  }
  return undefined;
}

function optionsOf(item: Item, question: { id: string }): readonly Option[] | undefined {
  const { form, step } = present(item, { seed: question.id, progress: [] });
  return form.type === 'pick-one' && step === undefined ? form.options : undefined;
}

async function openQuestion(turn: Turn, team: Team): Promise<ChannelQuestion | undefined> {
  return (await turn.records.channelQuestions.ofTeam(team.id)).find((question) => !question.revealedAt);
}

async function state(turn: Turn, question: ChannelQuestion) {
  const members = (await turn.records.teams.members(question.team)).map((each) => each.member);
  const answers = await turn.records.channelQuestions.answers(question.id);
  return { answers: answers.filter((each) => members.includes(each.member)), members };
}

function revealAt(turn: Turn, team: Team): Temporal.Instant {
  const today = instantAt(dayAt(turn.now, team.zone), team.revealTime, team.zone);
  if (turn.now.until(today).total('minutes') >= LEAST_OPEN_MINUTES) return today;
  const next = nextWeekly(
    turn.now.add({ minutes: LEAST_OPEN_MINUTES }),
    { days: [1, 2, 3, 4, 5], time: team.revealTime, zone: team.zone },
    turn.isHoliday,
  );
  return next ?? turn.now.add({ hours: 4 });
}
