import { hasTicks } from '../../domain/compare.ts';
import { type Item, keyPoints, present } from '../../domain/deck.ts';
import { type Member, resumed } from '../../domain/member.ts';
import { dayAt } from '../../domain/rhythm.ts';
import {
  current,
  extended,
  isBeingMarked,
  opened,
  type Prompt,
  type Session,
  shortened,
  showing,
  skipped,
} from '../../domain/session.ts';
import { asAsked } from '../../domain/wordings.ts';
import { md } from '../../markdown.ts';
import { phrase, type Words } from '../../phrase.ts';
import { pointsAgain } from '../../views/compare.ts';
import { compare, question } from '../../views/question.ts';
import { closing, nothingDue, settled } from '../../views/session.ts';
import { sentence } from '../../views/words.ts';
import { announceAwards } from '../achievements/reward.ts';
import { askOpinion } from '../achievements/rollout-week.ts';
import { putWritten } from '../buddies/exchange-deliver.ts';
import { tellGoals } from '../goals/goals.ts';
import { tellNews } from '../member/news.ts';
import { enrolByDefault } from '../member/welcome.ts';
import { pathNews } from '../path/path.ts';
import { keep, reply, type Turn, tell, type Visit } from '../turn.ts';
import { extraQuestion, nextLine, todaysSession } from './plan.ts';
import { beginProbe } from './probe.ts';
import { streak } from './stats.ts';
import { withWording } from './wording.ts';

// A second press of a button within this is a slip of the finger, not a wish to be asked again.
const DOUBLE_PRESS_SECONDS = 5;

/** `quiz`, and the button of the offer: goes on where the learner is, or begins. */
export async function startQuiz(visit: Visit): Promise<void> {
  const member = await awaken(visit);
  const session = await todaysSession(visit, member);
  if (!session || session.status === 'done' || session.status === 'over') {
    await reply(visit, nothingDue(await nextLine(visit, member), (await extraQuestion(visit, member, 'weakest')) !== undefined));
    return;
  }
  await begin(visit, session, phrase`Started.`);
}

/** A busy day: one question keeps the habit, the rest waits for other days. */
export async function busyDay(visit: Visit): Promise<void> {
  const session = await todaysSession(visit, await awaken(visit));
  if (!session || (session.status !== 'offered' && session.status !== 'open')) return startQuiz(visit);
  await begin(visit, shortened(session), phrase`Just one today.`);
}

/** One question beyond the day's plan. */
export async function oneMore(visit: Visit): Promise<void> {
  if (await addExtra(visit, 'weakest')) return;
  await reply(visit, nothingDue(await nextLine(visit, visit.member), false));
}

/** Adds a question to today's session and asks it, or, while another is open, puts it last. False where there is none. */
export async function addExtra(visit: Visit, from: 'misses' | 'weakest' | 'new', action?: Prompt['action']): Promise<boolean> {
  const found = await extraQuestion(visit, visit.member, from);
  if (!found) return false;
  const isOpen = found.session.status === 'open';
  const session = extended(found.session, { ...found.extra, ...(action && { action }) });
  if (!isOpen) {
    await ask(visit, visit.member, session);
    return true;
  }
  await visit.records.sessions.save(session);
  await reply(visit, sentence(md`It comes at the end of this session.`));
  return true;
}

/** Puts the session's present question, or closes it. The one place where questions are asked. */
export async function ask(turn: Turn, member: Member, session: Session): Promise<void> {
  const prompt = current(session);
  if (!prompt) return close(turn, member, session);
  const version = await turn.records.decks.version(prompt);
  if (version && (await turn.records.decks.isRetired(prompt.deck))) return ask(turn, member, skipped(session));
  if (!version) {
    turn.log.warn(
      { workspace: turn.id, deck: prompt.deck, item: prompt.item, version: prompt.version },
      'an item cannot be read; it is passed over',
    );
    return ask(turn, member, skipped(session));
  }
  const isProbe = prompt.purpose === 'probe' && prompt.comparing === undefined && prompt.progress.length === 0;
  if (isProbe && !(await beginProbe(turn, member, prompt))) return ask(turn, member, skipped(session));
  const worded = await withWording(turn, session, version.item);
  return put(turn, member, worded, asAsked(version.item, current(worded)?.wording));
}

async function put(turn: Turn, member: Member, session: Session, item: Item): Promise<void> {
  const prompt = current(session);
  if (!prompt) return;
  const place = { session, prompt, asksConfidence: member.askConfidence };
  const here = present(item, showing(session));
  const shown = prompt.comparing === undefined ? question(item, here, place) : compare(item, place, prompt.comparing, here.model);
  const letter = await tell(turn, member.id, shown);
  await turn.records.sessions.save({ ...session, askedAt: session.askedAt ?? turn.now, ...(letter && { letter }) });
}

async function close(turn: Turn, member: Member, session: Session): Promise<void> {
  await turn.records.sessions.save(session);
  const awards = await announceAwards(turn, member);
  const news = [...(await pathNews(turn, member)), ...awards, ...(await askOpinion(turn, member))];
  const goals = await tellGoals(turn, member);
  const outbound = closing(session, {
    awards: news,
    goals,
    nextLine: await nextLine(turn, member),
    streak: await streak(turn, member),
  });
  await tell(turn, member.id, outbound);
  await putWritten(turn, member);
}

async function begin(visit: Visit, session: Session, words: Words): Promise<void> {
  if (visit.pressed && session.status === 'open' && wasJustAsked(visit, session)) return;
  if (await remindOfTicks(visit, session)) return;
  // The buttons of what was said before go, so that one message at a time can be answered.
  const left = session.status === 'open' ? phrase`Asked again below.` : words;
  if (session.letter) await tell(visit, visit.member.id, settled(left), { replaces: session.letter });
  if (visit.conversation.kind === 'channel') await reply(visit, sentence(md`I have sent it to you, in private.`));
  await tellNews(visit, visit.member);
  await ask(visit, visit.member, opened(session));
}

// No platform tells with a typed word what is ticked in a message: in the place of that message the ticks would be gone.
async function remindOfTicks(visit: Visit, session: Session): Promise<boolean> {
  const prompt = current(session);
  if (visit.pressed || visit.conversation.kind !== 'personal' || session.status !== 'open' || isBeingMarked(session))
    return false;
  if (!prompt || prompt.comparing === undefined) return false;
  const version = await visit.records.decks.version(prompt);
  if (!version || !hasTicks(version.item) || (await visit.records.decks.isRetired(prompt.deck))) return false;
  await reply(visit, pointsAgain(keyPoints(version.item), prompt.found ?? [], prompt.comparing));
  return true;
}

function wasJustAsked(visit: Visit, { askedAt }: Session): boolean {
  return askedAt !== undefined && askedAt.until(visit.now).total('seconds') < DOUBLE_PRESS_SECONDS;
}

/** Who asks for questions is here again, and learns something. */
async function awaken(visit: Visit): Promise<Member> {
  const member = visit.member.status === 'left' ? resumed(visit.member, dayAt(visit.now, visit.member.zone)) : visit.member;
  await enrolByDefault(visit, member);
  await keep(visit, member);
  return member;
}
