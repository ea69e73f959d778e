import { asChosen, type ChannelAnswer, showingOf } from '../../domain/channel-question.ts';
import { grade } from '../../domain/deck.ts';
import type { Graded, Reply } from '../../domain/kinds/kind.ts';
import { SMALLEST_GROUP } from '../../domain/week-figures.ts';
import type { IntentOf } from '../../intents.ts';
import { md } from '../../markdown.ts';
import { channelAnswerForm, channelQuestion, kept } from '../../views/channel-question.ts';
import { saidWords } from '../../views/own-words.ts';
import { late } from '../../views/reveal.ts';
import { sentence } from '../../views/words.ts';
import { record } from '../quiz/record.ts';
import { reply, say, type Turn, type Visit } from '../turn.ts';
import { type Asked, askedOf, type State, state } from './channel-question.ts';
import { close } from './reveal.ts';
import { teamOfChannel, teamsOf } from './team.ts';

// How many have answered is told no more often than this, however many answer: a message that changes all the time is read by nobody.
const COUNT_SECONDS = 20;

/** Opens the form of an answer that is no single press, unseen by the others. */
export async function openChannelAnswer(visit: Visit, { question: id }: IntentOf<'open-channel-answer'>): Promise<void> {
  const asked = await askedOf(visit, id);
  if (asked) await reply(visit, channelAnswerForm(asked.item, asked.shown, id));
}

/** An answer: kept in private, counted for all. */
export async function answerChannel(visit: Visit, intent: IntentOf<'answer-channel'>): Promise<void> {
  const id = intent.question ?? (await newest(visit, { revealed: false }));
  const asked = id === undefined ? undefined : await askedOf(visit, id);
  if (!asked) return void (await reply(visit, sentence(md`There is no question of your channel to answer.`)));
  const given = replyIn(visit, asked, intent);
  if (given.type === 'typed' && given.text === '')
    return void (await reply(visit, sentence(md`Nothing is written yet: write your answer, then press Answer.`)));
  const outcome = grade(asked.item, given, showingOf(asked.question));
  if (outcome.type === 'unclear') return void (await reply(visit, sentence(outcome.hint)));
  if (outcome.type === 'graded') await keepAnswer(visit, asked, given, outcome);
}

async function keepAnswer(visit: Visit, asked: Asked, given: Reply, outcome: Graded): Promise<void> {
  const { question, team, item } = asked;
  const { verdict } = outcome.grade;
  const isLate = question.revealedAt !== undefined;
  const chosen = asChosen(item, question, given);
  const answer: ChannelAnswer = { question: question.id, member: visit.member.id, reply: chosen, verdict, late: isLate };
  if (!(await visit.records.channelAnswers.add(answer))) {
    await reply(visit, sentence(md`You have answered this one; your first answer counts, once.`));
    return;
  }
  // What the rules are unsure of says nothing of what somebody knows.
  if (verdict !== 'unsure') await log(visit, asked, { given, grade: outcome.grade, isLate });
  const own = { said: outcome.said, answer, grade: outcome.grade };
  if (isLate) return void (await reply(visit, late(item, own)));
  const now = await state(visit, question, team);
  const isLast = now.waited.every((id) => now.answers.some((each) => each.member === id));
  const isCounted = now.answers.some(({ member }) => member === visit.member.id);
  const asksName = isCounted && visit.member.named === undefined && now.waited.length >= SMALLEST_GROUP;
  if (asksName) await visit.records.members.save({ ...visit.member, named: false });
  await reply(
    visit,
    kept(saidWords(item, outcome.said), { isLast: isLast && isCounted, isUnsure: verdict === 'unsure', isCounted, asksName }),
  );
  if (isLast) await close(visit, asked, now);
  else if (isCounted) await tellCount(visit, asked, now);
}

/** What somebody gave: the option of a button, words, or what its form held. */
function replyIn({ values }: Visit, { shown: { form } }: Asked, { option, words }: IntentOf<'answer-channel'>): Reply {
  const all = (id: string) => [values[id] ?? []].flat().filter(Boolean);
  if (option !== undefined) return { type: 'picked', options: [option] };
  if (words !== undefined) return { type: 'typed', text: words };
  if (form.type === 'pick-some') return { type: 'picked', options: all('options') };
  if (form.type === 'fill-in')
    return { type: 'filled', fields: Object.fromEntries(form.fields.map(({ id }) => [id, all(id)[0] ?? ''])) };
  return { type: 'typed', text: all('words')[0] ?? '' };
}

type Given = { given: Reply; grade: Graded['grade']; isLate: boolean };

async function log(visit: Visit, { question, item }: Asked, { given, grade: mark, isLate }: Given): Promise<void> {
  const { deck, item: id, version, askedAt } = question;
  await record(visit, visit.member, {
    ...{ deck, item: id, version, askedAt, purpose: 'channel', reply: given, grade: mark, grader: 'rules' },
    ...{ hints: 0, question: item, showing: showingOf(question), late: isLate },
  });
}

/** The newest question of the channel at hand, or of the member's teams; or the newest that was revealed. */
export async function newest(visit: Visit, { revealed }: { revealed: boolean }): Promise<string | undefined> {
  const { conversation, member, records } = visit;
  const here = conversation.kind === 'channel' ? await teamOfChannel(visit, conversation.id) : undefined;
  const teams = here ? [here] : await teamsOf(visit, member.id);
  const asked = (await Promise.all(teams.map(({ id }) => records.channelQuestions.ofTeam(id)))).flat();
  const fitting = asked.filter(({ revealedAt }) => !revealed || revealedAt !== undefined);
  return fitting.sort((a, b) => Temporal.Instant.compare(a.askedAt, b.askedAt)).at(-1)?.id;
}

/** The alarm by which a count that changed often is told at last. */
export async function ringChannelCount(turn: Turn, id: string): Promise<void> {
  const asked = await askedOf(turn, id);
  if (asked && !asked.question.revealedAt) await tellCount(turn, asked, await state(turn, asked.question, asked.team));
}

async function tellCount(turn: Turn, { question, team, item, shown }: Asked, { answers, waited }: State): Promise<void> {
  if (waited.length < SMALLEST_GROUP) return;
  const next = question.countedAt?.add({ seconds: COUNT_SECONDS });
  if (next && Temporal.Instant.compare(turn.now, next) < 0) return turn.records.alarms.set('channel-count', question.id, next);
  const outbound = channelQuestion(item, shown, question, { answered: answers.length, of: waited.length, zone: team.zone });
  await say(turn, { kind: 'channel', channel: team.channel }, outbound, { replaces: question.letter });
  await turn.records.channelQuestions.save({ ...question, countedAt: turn.now });
  await turn.records.alarms.set('channel-count', question.id, undefined);
}
