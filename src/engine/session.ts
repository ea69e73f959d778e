import { present } from '../domain/deck.ts';
import { isAway, type Member, resumed } from '../domain/member.ts';
import { countDue, pickExtra, planDay } from '../domain/pick.ts';
import { dayAt, instantAt, mayBeAsked, nextSessionAt, nextWorkingDay } from '../domain/rhythm.ts';
import { current, extended, opened, type Prompt, type Session, shortened } from '../domain/session.ts';
import type { IntentOf } from '../intents.ts';
import { question } from '../views/question.ts';
import { closing, nothingDue, offer, settled } from '../views/session.ts';
import { welcome } from '../views/welcome.ts';
import { clock, sentence, whenDay } from '../views/words.ts';
import { announceAwards } from './reward.ts';
import { streak } from './stats.ts';
import { keep, replace, type Turn, tell, type Visit } from './turn.ts';
import { timeOf } from './understand.ts';

// Who has not been asked for so long is welcomed back.
const LONG_AWAY_DAYS = 8;
const SNOOZE_HOURS = 3;
const LAST_SNOOZE = Temporal.PlainTime.from('20:00');

/** The alarm of a learner's session: plans the day and offers it. */
export async function ringSession(turn: Turn, id: string): Promise<void> {
  const member = await turn.records.members.lock(id);
  if (!member) return;
  const day = dayAt(turn.now, member.zone);
  const back = member.status === 'paused' && !isAway(member, day) ? resumed(member) : member;
  await keep(turn, back);
  if (isAway(back, day) || !mayBeAsked(turn.now, back, turn.isHoliday)) return;
  const latest = await turn.records.sessions.latest(id);
  if (latest?.day.equals(day)) return;
  const session = await planSession(turn, back, latest);
  if (!session) return;
  const misses = await countMisses(turn, back, session);
  const away = latest !== undefined && latest.day.until(day).days >= LONG_AWAY_DAYS;
  const outbound = offer(session, { misses, away, snoozeTo: snoozeTime(turn, back) });
  const letter = await tell(turn, id, outbound, { purpose: `session:${id}:${day}` });
  await turn.records.sessions.save({ ...session, ...(letter && { letter }) });
}

/** `quiz`, and the button of the offer: goes on where the learner is, or begins. */
export async function startQuiz(visit: Visit): Promise<void> {
  const latest = await visit.records.sessions.latest(visit.member.id);
  const today = dayAt(visit.now, visit.member.zone);
  const session = latest?.day.equals(today) ? latest : await planSession(visit, visit.member, latest);
  if (!session || session.status === 'done' || session.status === 'over') {
    await replace(visit, nothingDue(await nextLine(visit, visit.member), await hasMore(visit)));
    return;
  }
  await takeUpOffer(visit, session, 'Started.');
  await ask(visit, visit.member, opened(session));
}

/** A busy day: one question keeps the habit, the rest waits for other days. */
export async function busyDay(visit: Visit): Promise<void> {
  const latest = await visit.records.sessions.latest(visit.member.id);
  const today = dayAt(visit.now, visit.member.zone);
  const session = latest?.day.equals(today) ? latest : await planSession(visit, visit.member, latest);
  if (!session || (session.status !== 'offered' && session.status !== 'open')) return startQuiz(visit);
  await takeUpOffer(visit, session, 'Just one today.');
  await ask(visit, visit.member, opened(shortened(session)));
}

/** Asks again later the same day. */
export async function snooze(visit: Visit, intent: IntentOf<'snooze'>): Promise<void> {
  const time = intent.until === undefined ? snoozeTime(visit, visit.member) : timeOf(intent.until.slice(0, 5));
  const at = time && instantAt(visit.now.toZonedDateTimeISO(visit.member.zone).toPlainDate(), time, visit.member.zone);
  if (!time || !at || Temporal.Instant.compare(at, visit.now) <= 0) {
    const words =
      intent.until === undefined
        ? 'It is late: I will ask you on your next working day.'
        : 'When today? Say it like this: snooze 14:00.';
    await replace(visit, sentence(words));
    return;
  }
  await visit.records.alarms.set('snooze', visit.member.id, at);
  await replace(visit, settled(`All right, I will ask you at ${clock(time)}.`));
}

/** The alarm of a snooze: offers what is still open of the day, once more. */
export async function ringSnooze(turn: Turn, id: string): Promise<void> {
  const member = await turn.records.members.lock(id);
  if (!member) return;
  const day = dayAt(turn.now, member.zone);
  const latest = await turn.records.sessions.latest(id);
  const session = latest?.day.equals(day) ? latest : await planSession(turn, member, latest);
  if (!session || isAway(member, day) || (session.status !== 'offered' && session.status !== 'open')) return;
  const left = { ...session, prompts: session.prompts.slice(session.position) };
  const letter = await tell(turn, id, offer(left, { misses: 0, away: false }));
  await turn.records.sessions.save({ ...session, ...(session.status === 'offered' && letter && { letter }) });
}

/** One question beyond the day's plan. */
export async function oneMore(visit: Visit): Promise<void> {
  const added = await addExtra(visit, 'weakest');
  if (!added) await replace(visit, nothingDue(await nextLine(visit, visit.member), false));
}

/** Adds a question to today's session and asks it, or, while another is open, puts it last. False where there is none. */
export async function addExtra(visit: Visit, from: 'misses' | 'weakest' | 'new', action?: Prompt['action']): Promise<boolean> {
  const { member, records } = visit;
  const day = dayAt(visit.now, member.zone);
  const latest = await records.sessions.latest(member.id);
  const today = latest?.day.equals(day) ? latest : undefined;
  const taken = new Set(today?.prompts.map((prompt) => `${prompt.deck}/${prompt.item}`));
  const candidates = (await candidatesOf(visit, member)).filter((each) => !taken.has(`${each.deck}/${each.item}`));
  const extra = pickExtra(candidates, await records.attempts.memories(member.id), day, from);
  if (!extra) return false;
  const empty: Session = { id: visit.newId(), member: member.id, day, status: 'done', prompts: [], position: 0 };
  if (!today && latest) await lapse(visit, latest);
  const session = extended(today ?? empty, { ...extra, ...(action && { action }) });
  await ask(visit, member, session);
  return true;
}

/** Puts the session's present question, or closes it. The one place where questions are asked. */
export async function ask(turn: Turn, member: Member, session: Session): Promise<void> {
  const prompt = current(session);
  if (!prompt) return close(turn, member, session);
  const version = await turn.records.decks.version(prompt);
  // An item's versions are never deleted, so this is a fault of ours; the learner goes on with the next.
  if (!version) throw new Error(`Item ${prompt.deck}/${prompt.item} has no version ${prompt.version}.`);
  const shown = present(version.item, showing(session));
  const letter = await tell(turn, member.id, question(version.item, shown, { session, prompt }));
  await turn.records.sessions.save({ ...session, askedAt: session.askedAt ?? turn.now, ...(letter && { letter }) });
}

/** What settles the order of options: the same for as long as the question is open. */
export function showing(session: Session): { seed: string; progress: readonly string[] } {
  return { seed: `${session.id}/${session.position}`, progress: current(session)?.progress ?? [] };
}

async function close(turn: Turn, member: Member, session: Session): Promise<void> {
  await turn.records.sessions.save(session);
  const awards = await announceAwards(turn, member);
  const outbound = closing(session, { awards, nextLine: await nextLine(turn, member), streak: await streak(turn, member) });
  await tell(turn, member.id, outbound);
}

async function takeUpOffer(visit: Visit, session: Session, words: string): Promise<void> {
  if (visit.pressed && session.letter === visit.pressed.id && session.status === 'offered') await replace(visit, settled(words));
}

async function planSession(turn: Turn, member: Member, latest: Session | undefined): Promise<Session | undefined> {
  const day = dayAt(turn.now, member.zone);
  if (latest) await lapse(turn, latest);
  const memories = await turn.records.attempts.memories(member.id);
  const prompts = planDay(await candidatesOf(turn, member), memories, day, member.budget);
  if (prompts.length === 0) return undefined;
  return { id: turn.newId(), member: member.id, day, status: 'offered', prompts, position: 0 };
}

async function lapse(turn: Turn, session: Session): Promise<void> {
  if (session.status === 'offered' || session.status === 'open') await turn.records.sessions.save({ ...session, status: 'over' });
}

async function candidatesOf(turn: Turn, member: Member) {
  return turn.records.decks.items(await turn.records.enrolments.of(member.id));
}

async function hasMore(visit: Visit): Promise<boolean> {
  const memories = await visit.records.attempts.memories(visit.member.id);
  const day = dayAt(visit.now, visit.member.zone);
  return pickExtra(await candidatesOf(visit, visit.member), memories, day, 'weakest') !== undefined;
}

async function countMisses(turn: Turn, member: Member, session: Session): Promise<number> {
  const missed = new Set(
    (await turn.records.attempts.memories(member.id)).flatMap((each) => (each.missed ? [`${each.deck}/${each.item}`] : [])),
  );
  return session.prompts.filter((prompt) => missed.has(`${prompt.deck}/${prompt.item}`)).length;
}

function snoozeTime(turn: Turn, member: Member): Temporal.PlainTime | undefined {
  const later = turn.now.toZonedDateTimeISO(member.zone).add({ hours: SNOOZE_HOURS });
  const time = later.round({ smallestUnit: 'hour', roundingMode: 'floor' }).toPlainTime();
  const sameDay = later.toPlainDate().equals(turn.now.toZonedDateTimeISO(member.zone).toPlainDate());
  return sameDay && Temporal.PlainTime.compare(time, LAST_SNOOZE) <= 0 ? time : undefined;
}

/** When the learner hears from us next, and with how much. */
export async function nextLine(turn: Turn, member: Member): Promise<string> {
  if (member.status !== 'active') return 'You are paused: say resume when you want to go on.';
  const at = nextSessionAt(turn.now, member, turn.isHoliday);
  if (!at) return 'You have no working day set: say settings to choose.';
  const today = dayAt(turn.now, member.zone);
  const day = nextWorkingDay(dayAt(at, member.zone), member, turn.isHoliday);
  const due = countDue(await candidatesOf(turn, member), await turn.records.attempts.memories(member.id), day);
  const reviews = due > 0 ? `, ${Math.min(due, member.budget)} to review` : '';
  return `Next: ${whenDay(day, today)} at ${clock(member.sessionTime)}${reviews}.`;
}

/** The newcomer's first words are answered at once; what they learn is the workspace's choice, unless a team has chosen. */
export async function welcomeNewcomer(turn: Turn, newcomer: Member, options: { started: boolean }): Promise<Member> {
  const member = { ...newcomer, welcomed: true };
  const decks = await turn.records.decks.list();
  const [learning] = await turn.records.enrolments.of(member.id);
  const deck = decks.find((each) => each.id === (learning ?? turn.workspace.defaultDeck)) ?? decks[0];
  if (!learning && deck) await turn.records.enrolments.add(member.id, deck.id, turn.now);
  await keep(turn, member);
  await tell(turn, member.id, welcome(member, deck?.title ?? 'what your team chooses', options), {
    purpose: `welcome:${member.id}`,
  });
  return member;
}
