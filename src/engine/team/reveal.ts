import { figuresOf, marked, namedIn, showingOf } from '../../domain/channel-question.ts';
import { grade } from '../../domain/deck.ts';
import type { IntentOf } from '../../intents.ts';
import { md } from '../../markdown.ts';
import type { Outbound } from '../../outbound.ts';
import { naming, reveal, whyYours } from '../../views/reveal.ts';
import { teamNews } from '../../views/team-achievements.ts';
import { sentence } from '../../views/words.ts';
import { finishTeamAction, haveTold, lookAtTeam, untoldOf } from '../achievements/team-look.ts';
import { nextLine } from '../quiz/plan.ts';
import { replace, reply, say, type Turn, type Visit, worded } from '../turn.ts';
import { newest } from './channel-answer.ts';
import { type Asked, askedOf, type State, show, state } from './channel-question.ts';
import { teamsOf } from './team.ts';

/** The alarm of the reveal. */
export async function ringReveal(turn: Turn, id: string): Promise<void> {
  const asked = await askedOf(turn, id);
  if (asked && !asked.question.revealedAt) await close(turn, asked, await state(turn, asked.question, asked.team));
}

/** Reveals a question, in its own message: figures and names are taken once, two a little apart would tell who came between. */
export async function close(turn: Turn, asked: Asked, { answers, waited }: State): Promise<void> {
  const { team, item } = asked;
  const sure = answers.filter(({ verdict }) => verdict !== 'unsure');
  const agreed = (await turn.records.members.all(waited)).filter((member) => member.named === true).map(({ id }) => id);
  const figures = figuresOf(item, asked.question, sure);
  const named = namedIn(sure, waited, agreed);
  const revealedNow = { ...asked.question, revealedAt: turn.now, named, ...(figures && { figures }) };
  for (const kind of ['reveal', 'channel-count'] as const) await turn.records.alarms.set(kind, revealedNow.id, undefined);
  await show(turn, team, revealedNow);
  if (revealedNow.action && answers.length > 0) await finishTeamAction(turn, team, revealedNow.action);
  await lookAtTeam(turn, team);
  const news = await untoldOf(turn, team);
  const question = { ...revealedNow, ...(news.length > 0 && { news }) };
  await turn.records.channelQuestions.save(question);
  const outbound = await revealed(turn, { ...asked, question });
  const options = { purpose: `reveal:${question.id}`, replaces: question.letter };
  if (await say(turn, { kind: 'channel', channel: team.channel }, outbound, options)) await haveTold(turn, team, news);
}

async function revealed(turn: Turn, { item, shown, question, team }: Asked): Promise<Outbound> {
  const names = (await turn.records.members.all(question.named)).map(({ name }) => name);
  return reveal(item, shown, question, { names, news: teamNews(team.id, question.news ?? []) });
}

/** Takes a member's name out of the reveals that give it, and out of every stored copy of them. */
export async function unname(turn: Turn, member: string): Promise<void> {
  await waitForReveals(turn, member);
  for (const id of await turn.records.channelAnswers.naming(member)) {
    const asked = await askedOf(turn, id);
    if (!asked) continue;
    const question = { ...asked.question, named: asked.question.named.filter((each) => each !== member) };
    await turn.records.channelQuestions.save(question);
    const outbound = await revealed(turn, { ...asked, question });
    const to = { kind: 'channel', channel: asked.team.channel } as const;
    await say(turn, to, outbound, { replaces: question.letter });
    await turn.records.privacy.retell(question.letter, await worded(turn, to, outbound));
  }
}

// One that is being revealed may name them still; one that comes after this sees that they are not to be named.
async function waitForReveals(turn: Turn, member: string): Promise<void> {
  for (const team of await teamsOf(turn, member))
    for (const { id, revealedAt } of await turn.records.channelQuestions.ofTeam(team.id))
      if (!revealedAt) await turn.records.channelQuestions.get(id);
}

/** `name me`, `do not name me`: whether a reveal may name somebody who was right. */
export async function nameMe(visit: Visit, { yes }: IntentOf<'name-me'>): Promise<void> {
  await visit.records.members.save({ ...visit.member, named: yes });
  if (!yes) await unname(visit, visit.member.id);
  await replace(visit, naming(yes));
}

/** The button under a reveal: what the presser's own answer was worth, and why, for them alone. */
export async function whyChannel(visit: Visit, intent: IntentOf<'why-channel'>): Promise<void> {
  const asked = await revealedOne(visit, intent.question);
  if (!asked) return;
  const answer = (await visit.records.channelAnswers.of(asked.question.id)).find(({ member }) => member === visit.member.id);
  const outcome = answer && grade(asked.item, answer.reply, showingOf(asked.question));
  const mark = answer && marked(asked.item, asked.question, answer.reply);
  const own = answer && { said: outcome?.type === 'graded' ? outcome.said : '', answer, ...(mark && { grade: mark }) };
  await reply(visit, whyYours(asked.item, own));
}

/** The button under a reveal: its item comes first in the presser's own plan, whatever they learn. */
export async function saveItem(visit: Visit, intent: IntentOf<'save-item'>): Promise<void> {
  const asked = await revealedOne(visit, intent.question);
  if (!asked) return;
  const { deck, item } = asked.question;
  await visit.records.enrolments.save(visit.member.id, { deck, item, at: visit.now });
  const next = await nextLine(visit, visit.member);
  await reply(visit, sentence(md`Saved for you: it comes first as soon as it is worth asking. ${next}`));
}

async function revealedOne(visit: Visit, id: string | undefined): Promise<Asked | undefined> {
  const wanted = id ?? (await newest(visit, { revealed: true }));
  const asked = wanted === undefined ? undefined : await askedOf(visit, wanted);
  if (asked?.question.revealedAt) return asked;
  await reply(visit, sentence(md`There is no question of your channel that was revealed.`));
  return undefined;
}
