import { letterOf, wordsIn } from '../../domain/achievements/moment.ts';
import { type Manner, type Refusal, RUN, refusalOf } from '../../domain/achievements/refusal.ts';
import { A_DAY_HOURS, type Attempt, isRecall, type Purpose } from '../../domain/attempt.ts';
import type { Confidence } from '../../domain/confidence.ts';
import { guessing, type Item, keyPoints, present } from '../../domain/deck.ts';
import type { Grade, Reply, Showing } from '../../domain/kinds/kind.ts';
import type { Member } from '../../domain/member.ts';
import { dayAt } from '../../domain/rhythm.ts';
import { A_NIGHT_HOURS, isFirstOfDay, type Memory, recallOn, remember } from '../../domain/schedule.ts';
import { showing } from '../../domain/session.ts';
import { keepProofs } from '../achievements/achieve.ts';
import { isCopied } from '../achievements/copied.ts';
import { keepLedger } from '../decks/ledger.ts';
import type { Turn } from '../turn.ts';
import { keepCourse } from './course.ts';
import type { Open } from './open-question.ts';
import { keepProbes } from './probe.ts';

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
  /** The question as it was put. */
  question: Item;
  showing: Showing;
  /** It came after the answer was revealed in a channel. */
  late?: boolean;
};

/** Writes an answer into the log, and what follows from it: the memory of the item, and awards. */
export async function record(turn: Turn, member: Member, answered: Answered): Promise<{ memory: Memory; refused?: Refusal }> {
  const before = await turn.records.memories.get(member.id, answered);
  const revealed = await revealedTo(turn, member, answered);
  const attempt = await withManner(turn, answered, attemptOf(turn, member, answered, { before, revealed }), revealed);
  const { deck, item, day, guess } = attempt;
  const memory = remember(
    { deck, item },
    before,
    isRecall(attempt.verdict),
    { now: turn.now, day, guess, again: !attempt.firstOfDay },
    turn.workspace.tuning,
  );
  await turn.records.attempts.append(attempt);
  await turn.records.memories.save(member.id, memory);
  await keepProbes(turn, member, attempt, before);
  await keepCourse(turn, attempt);
  if (answered.question.misconceptions !== undefined) await keepLedger(turn, attempt);
  await keepProofs(turn, attempt, answered.question);
  return { memory, ...(attempt.refused && { refused: attempt.refused }) };
}

/** Whether they could read the answer in a channel of theirs: a moment ago, or since they last slept. */
type Revealed = 'just' | 'today' | undefined;

// From it follow whether an answer is the first of its day, whether its memory foretold it, and whether it earns anything.
async function revealedTo({ records, now }: Turn, member: Member, { late, deck, item }: Answered): Promise<Revealed> {
  const since = now.subtract({ hours: A_DAY_HOURS });
  const at = late === true ? now : await records.channelAnswers.revealedAt(member.id, { deck, item }, since);
  return at && (at.until(now).total('hours') <= A_NIGHT_HOURS ? 'just' : 'today');
}

/** The answer with how it was given, and why it earns nothing, where that is so. */
async function withManner(turn: Turn, { question, showing }: Answered, attempt: Attempt, revealed: Revealed): Promise<Attempt> {
  const { form } = present(question, showing);
  const options = form.type === 'pick-one' ? form.options : [];
  const letter = letterOf(attempt, options);
  const picks = letter === undefined ? [] : await turn.records.attempts.picks(attempt.member, RUN - 1);
  const picked = { ...attempt, ...(letter !== undefined && { letter }) };
  // What was read before is known again at a glance.
  const words = wordsIn(question, options) / (attempt.gapHours === undefined ? 1 : 2);
  const isProof = isRecall(attempt.verdict) && attempt.firstOfDay;
  const shown = revealed === 'just' || isProof ? await shownToThem(turn, attempt, question, revealed) : undefined;
  const refused = refusalOf(picked, { words, isPicked: letter !== undefined, picks, shown });
  return { ...picked, ...(refused && { refused }) };
}

async function shownToThem(turn: Turn, attempt: Attempt, question: Item, revealed: Revealed): Promise<Manner['shown']> {
  return revealed ? 'revealed' : (await isCopied(turn, attempt, question)) ? 'copied' : undefined;
}

/** Writes an answer into the log that somebody else will mark: until then it says nothing of memory, and earns nothing. */
export async function recordUnmarked(turn: Turn, open: Open, { id, said, grader, ...given }: Unmarked): Promise<Attempt> {
  const matched = open.prompt.found ?? [];
  const missed = keyPoints(open.item).filter((point) => !matched.includes(point));
  const grade: Grade = { verdict: 'unsure', credit: 0, matched, missed };
  const reply = { type: 'typed', text: said } as const;
  const answered = { ...whatWasAsked(turn, open), id, reply, grade, grader };
  const before = await turn.records.memories.get(given.member.id, answered);
  const revealed = await revealedTo(turn, given.member, answered);
  const bare = attemptOf(turn, given.member, answered, { before, revealed });
  // Whoever marks it later: a guess is no proof, nor are others' words.
  const refused = bare.confidence === 'guess' ? 'guess' : await shownToThem(turn, bare, open.item, revealed);
  const attempt: Attempt = refused ? { ...bare, refused } : bare;
  await turn.records.attempts.append(attempt);
  await keepProbes(turn, given.member, attempt, before);
  return attempt;
}

/** An open question, as the log keeps it with its answer. */
export function whatWasAsked({ now }: Turn, { session, prompt, item: question }: Open) {
  const { deck, item, version, purpose, confidence, wording, hints = 0 } = prompt;
  const asked = { deck, item, version, purpose, confidence, hints, askedAt: session.askedAt ?? now, ...(wording && { wording }) };
  return { ...asked, question, showing: showing(session) };
}

type Unmarked = { id: string; member: Member; said: string; grader: Attempt['grader'] };

type Known = { before: Memory | undefined; revealed: Revealed };

function attemptOf(turn: Turn, member: Member, answered: Answered, { before, revealed }: Known): Attempt {
  const { grade, grader, confidence, question, showing: _, late: __, ...what } = answered;
  const day = dayAt(turn.now, member.zone);
  const firstOfDay = revealed !== 'just' && isFirstOfDay(before, { now: turn.now, day });
  return {
    ...what,
    guess: guessing(question),
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
    ...(before && firstOfDay && !revealed && { predicted: recallOn(before, day, turn.workspace.tuning) }),
    ...(before && { gapHours: before.seenAt.until(turn.now).total('hours') }),
  };
}
