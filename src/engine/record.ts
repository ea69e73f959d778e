import { evidenceOf } from '../domain/achievements/achievements.ts';
import { type Attempt, isRecall, type Purpose } from '../domain/attempt.ts';
import type { Confidence } from '../domain/confidence.ts';
import type { Grade, Reply } from '../domain/kinds/kind.ts';
import type { Member } from '../domain/member.ts';
import { dayAt } from '../domain/rhythm.ts';
import { type Memory, remember } from '../domain/schedule.ts';
import { keepCourse } from './course.ts';
import { keepLedger } from './ledger.ts';
import { giveAwards } from './reward.ts';
import type { Turn } from './turn.ts';

/** What was asked, and what came of it. */
export type Answered = {
  /** The attempt's id, where it is known before. */
  id?: string;
  said?: string;
  deck: string;
  item: string;
  version: number;
  wording?: number;
  purpose: Purpose;
  askedAt: Temporal.Instant;
  reply: Reply;
  grade: Grade;
  grader: Attempt['grader'];
  hints: number;
  confidence?: Confidence | undefined;
  /** The item names misconceptions, so that the answer tells something of them. */
  tells: boolean;
};

/** Writes an answer into the log, and what follows from it: the memory of the item, and awards. */
export async function record(turn: Turn, member: Member, answered: Answered): Promise<Memory> {
  const { grade, grader, confidence, tells, ...what } = answered;
  const { deck, item } = answered;
  const day = dayAt(turn.now, member.zone);
  const before = await turn.records.attempts.memory(member.id, { deck, item });
  const attempt: Omit<Attempt, 'evidence'> = {
    ...what,
    id: what.id ?? turn.newId(),
    member: member.id,
    answeredAt: turn.now,
    day,
    zone: member.zone,
    verdict: grade.verdict,
    // What is played again on its day is practice.
    credit: answered.purpose === 'replay' ? 0 : grade.credit,
    matched: grade.matched,
    missed: grade.missed,
    grader,
    ...(confidence && { confidence }),
    misconceptions: grade.misconceptions ?? [],
    firstOfDay: !before || Temporal.PlainDate.compare(before.lastDay, day) < 0,
    ...(before && { gapHours: before.seenAt.until(turn.now).total('hours') }),
  };
  const memory = remember({ deck, item }, before, isRecall(grade.verdict), { now: turn.now, day });
  const evidence = answered.purpose === 'replay' ? [] : evidenceOf(attempt, before);
  await turn.records.attempts.append({ ...attempt, evidence });
  await turn.records.attempts.saveMemory(member.id, memory);
  await keepCourse(turn, attempt);
  if (tells) await keepLedger(turn, attempt);
  if (evidence.length > 0) await giveAwards(turn, member);
  return memory;
}
