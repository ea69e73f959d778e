import { evidenceOf } from '../domain/achievements/achievements.ts';
import { type Attempt, isRecall, type Purpose } from '../domain/attempt.ts';
import type { Confidence } from '../domain/confidence.ts';
import { keyPoints } from '../domain/deck.ts';
import type { Grade, Reply } from '../domain/kinds/kind.ts';
import type { Member } from '../domain/member.ts';
import { dayAt } from '../domain/rhythm.ts';
import { isFirstOfDay, type Memory, recallOn, remember } from '../domain/schedule.ts';
import { keepCourse } from './course.ts';
import { keepLedger } from './ledger.ts';
import type { Open } from './open-question.ts';
import { keepProbes } from './probe.ts';
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
  guess?: number;
};

/** Writes an answer into the log, and what follows from it: the memory of the item, and awards. */
export async function record(turn: Turn, member: Member, answered: Answered): Promise<Memory> {
  const before = await turn.records.memories.get(member.id, answered);
  const attempt = attemptOf(turn, member, answered, before);
  const { deck, item, day } = attempt;
  const { guess } = attempt;
  const memory = remember(
    { deck, item },
    before,
    isRecall(attempt.verdict),
    { now: turn.now, day, guess, again: !attempt.firstOfDay },
    turn.workspace.tuning,
  );
  const evidence = answered.purpose === 'replay' ? [] : evidenceOf(attempt, before);
  const kept = { ...attempt, evidence };
  await turn.records.attempts.append(kept);
  await turn.records.memories.save(member.id, memory);
  await keepProbes(turn, member, kept, before);
  await keepCourse(turn, attempt);
  if (answered.tells) await keepLedger(turn, attempt);
  if (evidence.length > 0) await giveAwards(turn, member);
  return memory;
}

/** Writes an answer into the log that somebody else will mark: until then it says nothing of memory, and earns nothing. */
export async function recordUnmarked(turn: Turn, open: Open, { id, said, grader, ...given }: Unmarked): Promise<Attempt> {
  const matched = open.prompt.found ?? [];
  const missed = keyPoints(open.item).filter((point) => !matched.includes(point));
  const grade: Grade = { verdict: 'unsure', credit: 0, matched, missed };
  const reply = { type: 'typed', text: said } as const;
  const answered = { ...whatWasAsked(turn, open), id, reply, grade, grader, tells: false };
  const before = await turn.records.memories.get(given.member.id, answered);
  const attempt = { ...attemptOf(turn, given.member, answered, before), evidence: [] };
  await turn.records.attempts.append(attempt);
  await keepProbes(turn, given.member, attempt, before);
  return attempt;
}

/** An open question, as the log keeps it with its answer. */
export function whatWasAsked({ now }: Turn, { session, prompt }: Open) {
  const { deck, item, version, purpose, confidence, wording, hints = 0 } = prompt;
  return { deck, item, version, purpose, confidence, hints, askedAt: session.askedAt ?? now, ...(wording && { wording }) };
}

type Unmarked = { id: string; member: Member; said: string; grader: Attempt['grader'] };

function attemptOf(turn: Turn, member: Member, answered: Answered, before: Memory | undefined): Omit<Attempt, 'evidence'> {
  const { grade, grader, confidence, tells: _, ...what } = answered;
  const day = dayAt(turn.now, member.zone);
  const firstOfDay = isFirstOfDay(before, { now: turn.now, day });
  return {
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
    firstOfDay,
    ...(before && firstOfDay && { predicted: recallOn(before, day, turn.workspace.tuning) }),
    ...(before && { gapHours: before.seenAt.until(turn.now).total('hours') }),
  };
}
