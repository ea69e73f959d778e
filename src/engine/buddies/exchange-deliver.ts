import { MOST_A_DAY, patience } from '../../domain/buddy.ts';
import type { Written } from '../../domain/exchange.ts';
import { isSilent, type Member } from '../../domain/member.ts';
import { nextSessionAt } from '../../domain/rhythm.ts';
import { noMoreWritten, toAnswer } from '../../views/exchange-read.ts';
import { isTimeFor } from '../hours.ts';
import { type Turn, tell } from '../turn.ts';
import { alarmOf, readersOf } from './exchange-pair.ts';
import { offer } from './exchange-review.ts';

// Longer than most take to their questions: it comes at the end of these and costs no message.
const AFTER_SESSION_HOURS = 4;

/** Lets a question wait for the end of its reader's next session; it comes by itself where there is none. */
export async function setWritten(turn: Turn, written: Written, reader: Member): Promise<void> {
  const { remindAt } = patience(turn.now, reader, turn.isHoliday);
  await turn.records.alarms.set('written', alarmOf(written), remindAt.add({ hours: AFTER_SESSION_HOURS }));
}

/** At the end of a session: a question that somebody wrote for its learner. */
export async function putWritten(turn: Turn, reader: Member): Promise<void> {
  const waiting = (await turn.records.writtenQuestions.for(reader.id)).find(({ state }) => state === 'waiting');
  if (waiting && !(await hasHadEnough(turn, reader))) await put(turn, waiting.id, reader);
}

/** The alarm of one: it is put before its reader, goes back to its writer, or on to the authors without having been rated. */
export async function ringWritten(turn: Turn, subject: string): Promise<void> {
  const [readerId = '', id = ''] = subject.split(' ');
  const reader = await turn.records.members.lock(readerId);
  const written = await turn.records.writtenQuestions.get(id);
  if (!reader || written?.reader !== readerId) return;
  if (written.state === 'comparing' || written.state === 'answered') return offer(turn, written);
  if (written.state === 'sent') return giveBackWritten(turn, written);
  if (written.state !== 'waiting') return;
  const { returnAt } = patience(written.writtenAt, reader, turn.isHoliday);
  if (Temporal.Instant.compare(turn.now, returnAt) >= 0) return giveBackWritten(turn, written);
  if (isSilent(reader) || (await hasHadEnough(turn, reader))) {
    const next = nextSessionAt(turn.now, reader, turn.isHoliday) ?? returnAt;
    return turn.records.alarms.set('written', subject, sooner(next, returnAt));
  }
  if (await isTimeFor(turn, reader, { kind: 'written', subject })) await put(turn, id, reader);
}

function sooner(one: Temporal.Instant, other: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(one, other) < 0 ? one : other;
}

/** What they got of others to read or to answer today is enough for a day. */
async function hasHadEnough({ records, now }: Turn, reader: Member): Promise<boolean> {
  const today = now.toZonedDateTimeISO(reader.zone).startOfDay().toInstant();
  const questions = (await records.writtenQuestions.for(reader.id)).filter(
    ({ sentAt }) => sentAt && Temporal.Instant.compare(sentAt, today) >= 0,
  );
  return questions.length + (await records.explanations.countSent(reader.id, today)) >= MOST_A_DAY;
}

async function put(turn: Turn, id: string, reader: Member): Promise<void> {
  const written = await turn.records.writtenQuestions.get(id);
  if (written?.state !== 'waiting') return;
  const [writer] = await turn.records.members.all([written.writer]);
  // Who is no partner or buddy any more gets nothing of it.
  const isStill = (await readersOf(turn, written.writer)).some((each) => each.id === reader.id);
  if (!writer || !isStill) return giveBackWritten(turn, written);
  const purpose = `written:${writer.id}:${reader.id}:${id}`;
  const letter = await tell(turn, reader.id, toAnswer(written, writer), { purpose });
  if (!letter) return;
  await turn.records.writtenQuestions.save({ ...written, state: 'sent', sentAt: turn.now, letter });
  await turn.records.alarms.set('written', alarmOf(written), patience(turn.now, reader, turn.isHoliday).returnAt);
}

/** One that is not answered goes back, without a reason; its writer hears of it when they begin their next session. */
export async function giveBackWritten(turn: Turn, written: Written): Promise<void> {
  const { letter, ...rest } = written;
  await turn.records.writtenQuestions.save({ ...rest, state: 'returned' });
  await turn.records.alarms.set('written', alarmOf(written), undefined);
  if (letter) await tell(turn, written.reader, noMoreWritten(), { replaces: letter });
}
