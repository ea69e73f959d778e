import type { Attempt } from '../../domain/attempt.ts';
import { asRight, type Correction, correctedCourse, correctedMemory, correctionOf } from '../../domain/correction.ts';
import { answerOf, mayBeCredited, questionOf, type SameAnswer } from '../../domain/dispute.ts';
import type { Member } from '../../domain/member.ts';
import type { Memory } from '../../domain/schedule.ts';
import { sameQuestion } from '../../domain/wordings.ts';
import { keepProofs } from '../achievements/achieve.ts';
import type { Turn } from '../turn.ts';
import { mendLedger } from './ledger.ts';

/** Writes into the log that an answer was right, and what follows from it. */
export async function credit(turn: Turn, member: Member, attempt: Attempt): Promise<void> {
  await correct(turn, member, attempt, asRight(attempt));
}

/** Writes another mark for an answer into the log, and what follows from it. What stands there stays. Gives how it is remembered from then on. */
export async function correct(turn: Turn, member: Member, attempt: Attempt, given: Correction): Promise<Memory | undefined> {
  const { attempts, memories } = turn.records;
  const log = await attempts.log(member.id, attempt);
  const correction = correctionOf(attempt, given, { id: turn.newId(), now: turn.now });
  await attempts.append(correction);
  const memory = correctedMemory(log, correction, await memories.get(member.id, attempt), turn.workspace.tuning);
  if (memory) await memories.save(member.id, memory);
  if (attempt.misconceptions.length > 0) await mendLedger(turn, attempt);
  const course = correctedCourse(log, correction, await turn.records.courses.get(member.id, attempt));
  if (course) await turn.records.courses.save(member.id, course);
  const asked = await turn.records.decks.version(attempt);
  if (asked) await keepProofs(turn, correction, asked.item);
  return memory;
}

/** Everybody's answers that say the same to the same question, stand below right, and are not corrected yet. */
export async function sameAnswers(turn: Turn, same: SameAnswer): Promise<readonly Attempt[]> {
  const { attempts, decks } = turn.records;
  const alike = (await attempts.belowRight(same)).filter((each) => mayBeCredited(each) && answerOf(each) === same.answer);
  const corrected = await attempts.corrected(alike.map(({ id }) => id));
  const asking = new Set<Attempt>();
  for (const each of alike) {
    const asked = await decks.version(each);
    if (asked && questionOf(sameQuestion(asked.item, each.wording)) === same.question) asking.add(each);
  }
  return alike.filter((each) => asking.has(each) && !corrected.includes(each.id));
}
