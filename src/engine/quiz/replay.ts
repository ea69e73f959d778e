import type { Rule } from '../../domain/achievements/rule.ts';
import type { Attempt } from '../../domain/attempt.ts';
import { asAnswered } from '../../domain/correction.ts';
import { isOf, type LedgerEntry, ledgerOf, type Verification } from '../../domain/misconception.ts';
import { replayed, replayedCourse } from '../../domain/replay.ts';
import type { IsHoliday } from '../../domain/rhythm.ts';
import type { Memory, Tuning } from '../../domain/schedule.ts';
import type { Records } from '../../ports/store.ts';
import { replayMemberAwards } from '../achievements/replay-awards.ts';

/** What was kept otherwise than the log of answers says: a member's memory of an item or its course, how they stand with a misconception, what they have shown. */
export type Difference = { member: string; what: string; kept: string; replayed: string };

type Options = { mend: boolean; tuning: Tuning };

const FIRST_DAY = Temporal.PlainDate.from('2000-01-01');

/** Makes anew what follows from a member's log of answers, says what was kept otherwise, and mends that if asked to. */
export async function replayMember(
  records: Records,
  member: string,
  options: Options & { rules: readonly Rule[]; isHoliday: IsHoliday },
): Promise<Difference[]> {
  const log = await records.attempts.since([member], FIRST_DAY);
  return [
    ...(await replayMemories(records, member, log, options)),
    ...(await replayCourses(records, member, log, options)),
    ...(await replayLedger(records, member, log, options)),
    ...(await replayMemberAwards(records, member, log, options)),
  ];
}

/** Makes a member's memories anew from their log of answers. */
export async function remakeMemories(records: Records, member: string, tuning: Tuning): Promise<void> {
  const log = await records.attempts.since([member], FIRST_DAY);
  await replayMemories(records, member, log, { mend: true, tuning });
}

async function replayMemories(
  records: Records,
  member: string,
  log: readonly Attempt[],
  { mend, tuning }: Options,
): Promise<Difference[]> {
  const kept = new Map((await records.memories.of(member)).map((memory) => [`${memory.deck}/${memory.item}`, memory]));
  const differences: Difference[] = [];
  for (const [what, attempts] of Map.groupBy(log, ({ deck, item }) => `${deck}/${item}`)) {
    const [before, after] = [kept.get(what), replayed(attempts, tuning)];
    // Part of a log that was kept for a time only says less than what is kept of it.
    if (!after || (before && before.reviews > after.reviews) || told(before) === told(after)) continue;
    differences.push({ member, what, kept: told(before), replayed: told(after) });
    if (mend) await records.memories.save(member, { ...after, seenAt: latest(before?.seenAt, after.seenAt) });
  }
  return differences;
}

// When an item was last seen may be later than its last answer: a colleague's explanation was read.
function latest(a: Temporal.Instant | undefined, b: Temporal.Instant): Temporal.Instant {
  return a && Temporal.Instant.compare(a, b) > 0 ? a : b;
}

function told(memory: Memory | undefined): string {
  if (!memory) return 'nothing';
  const { stability, difficulty, lastDay, dueDay, reviews, missed, recalled } = memory;
  const state = `stability ${stability.toFixed(4)}, difficulty ${difficulty.toFixed(4)}`;
  return `${state}, ${reviews} reviews, last ${lastDay}, due ${dueDay}, ${missed ? 'missed' : recalled ? 'recalled' : 'seen'}`;
}

// One that is kept may say more than the log: somebody wanted an item back. Only those that are missing are made.
async function replayCourses(
  records: Records,
  member: string,
  log: readonly Attempt[],
  { mend }: Options,
): Promise<Difference[]> {
  const kept = new Set((await records.courses.of(member)).map(({ deck, item }) => `${deck}/${item}`));
  const differences: Difference[] = [];
  for (const [what, attempts] of Map.groupBy(log, ({ deck, item }) => `${deck}/${item}`)) {
    const course = kept.has(what) ? undefined : replayedCourse(attempts);
    if (!course) continue;
    const { startedOn, misses, restsSince } = course;
    const state = `course since ${startedOn}, ${misses} misses in a row${restsSince ? `, rests since ${restsSince}` : ''}`;
    differences.push({ member, what, kept: 'nothing', replayed: state });
    if (mend) await records.courses.save(member, course);
  }
  return differences;
}

async function replayLedger(records: Records, member: string, log: readonly Attempt[], { mend }: Options): Promise<Difference[]> {
  const kept = await records.misconceptions.of([member]);
  const verified = kept.flatMap((each): Verification[] =>
    each.verifiedAt ? [{ ...each, at: each.verifiedAt, day: each.sinceDay }] : [],
  );
  const made = ledgerOf(asAnswered(log), verified);
  const differences: Difference[] = [];
  for (const entry of [...made, ...kept.filter((each) => !made.some(isOf(each)))]) {
    const [before, after] = [kept.find(isOf(entry)), made.find(isOf(entry))];
    if (stood(before) === stood(after)) continue;
    differences.push({ member, what: `${entry.deck}/${entry.misconception}`, kept: stood(before), replayed: stood(after) });
    if (mend) await (after ? records.misconceptions.save(after) : records.misconceptions.remove(entry));
  }
  return differences;
}

function stood(entry: LedgerEntry | undefined): string {
  return entry ? `${entry.standing} since ${entry.sinceDay}, ${entry.times} times` : 'nothing';
}
