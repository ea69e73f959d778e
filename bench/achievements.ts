import { readdirSync, readFileSync } from 'node:fs';
import { readRule } from '../adapters/content/yaml-rule.ts';
import { achieve, awardsAfter, type Standing } from '../src/domain/achievements/achieve.ts';
import { pastOf } from '../src/domain/achievements/moment.ts';
import { subjectOf } from '../src/domain/achievements/proof.ts';
import { replayAwards, type Shown } from '../src/domain/achievements/replay.ts';
import { inOrder, type Rule } from '../src/domain/achievements/rule.ts';
import { isOfLearner } from '../src/domain/achievements/team-rule.ts';
import type { Attempt } from '../src/domain/attempt.ts';
import { type Bench, median, percentile, rounded, row } from './bench.ts';

const FOLDER = 'decks/achievements';
const START = Temporal.Instant.from('2020-01-01T09:00:00Z');
// An item is met every so often, however long somebody has been learning: more answers are of more items.
const ANSWERS_AN_ITEM = 10;
const SIZES = [500, 5_000];
const REPLAYED = 100_000;
const EVALUATIONS = 2_000;

/** How long one answer takes against all rules, after a short and a long history, beside counting the log anew; and a replay. */
export const achievements: Bench = async ({ rounds, tell }) => {
  const rules = shipped();
  const pasts = new Map(SIZES.map((size) => [size, pastOfLearner(rules, size)]));
  const times = new Map<number, number[]>(SIZES.map((size) => [size, []]));
  const ratios: number[] = [];
  for (let round = 0; round < rounds; round++) {
    for (const [size, past] of pasts) {
      const ms = msOf(() => {
        for (let i = 0; i < EVALUATIONS; i++) evaluate(rules, past);
      });
      times.get(size)?.push(ms / EVALUATIONS);
    }
    const long = pasts.get(5_000);
    const recount = long ? msOf(() => counted(long.log)) : 0;
    ratios.push((times.get(5_000)?.at(-1) ?? 0) / recount);
    tell(`one answer after 5,000: ${rounded(times.get(5_000)?.at(-1) ?? 0)} ms; counting the log: ${rounded(recount)} ms`);
  }
  const all = times.get(5_000) ?? [];
  const flat = median(all) / median(times.get(500) ?? []);
  const log = history(REPLAYED);
  const before = process.cpuUsage();
  const replayed = msOf(() => replay(rules, log)) / 1000;
  const { user, system } = process.cpuUsage(before);
  return [
    row('achievements', 'ms an answer against all rules, after 5,000', { atMost: 1 }, [median(all)], {
      p95: rounded(percentile(all, 0.95)),
    }),
    row('achievements', 'after 5,000 answers, times after 500', { atMost: 1.5 }, [flat]),
    row('achievements', 'times counting the log of 5,000 once', { atMost: 1 }, ratios),
    row('achievements', `seconds a replay of ${REPLAYED.toLocaleString('en')} answers`, { atMost: 10 }, [replayed], {
      secondsOfProcessor: rounded((user + system) / 1e6),
    }),
  ];
};

function shipped(): readonly Rule[] {
  const read = readdirSync(FOLDER).map((name) => readRule(readFileSync(`${FOLDER}/${name}`, 'utf8'), name));
  return inOrder(read.flatMap((each) => ('rule' in each ? [each.rule] : [])).filter(isOfLearner));
}

type Past = { log: readonly Attempt[]; attempt: Attempt; ofItem: readonly Attempt[]; days: readonly string[]; shown: Shown };

function pastOfLearner(rules: readonly Rule[], size: number): Past {
  const log = history(size);
  const [attempt] = log.slice(-1);
  if (!attempt) throw new Error('An empty history.');
  const days = [...new Set(log.map(({ day }) => String(day)))].sort().reverse();
  const ofItem = log.filter(({ item }) => item === attempt.item);
  return { log, attempt, ofItem, days: days.slice(0, 60), shown: replay(rules, log) };
}

/** What the engine does for an answer, once what it needs is read: the item's own log, the day, and a row for each family. */
function evaluate(rules: readonly Rule[], { attempt, ofItem, days, shown }: Past): number {
  const about = { kind: 'short-text', topic: 'topic' };
  const moment = { attempt, ...about, before: pastOf(ofItem, attempt), today: [{ attempt, topic: 'topic' }] };
  const awards = [...shown.awards];
  let changed = 0;
  for (const rule of rules) {
    const standing: Standing = {
      proofs: 40,
      here: { family: rule.family, subject: subjectOf(rule, moment), ...attempt, attempt: attempt.id },
      tries: shown.tries.get(rule.family) ?? '',
      days: { asked: days, isFree: () => false, isKept: () => true },
      awards: awards.filter(({ family }) => family === rule.family),
    };
    const after = achieve(rule, standing, moment);
    const who = {
      member: 'ana',
      now: attempt.answeredAt,
      day: attempt.day,
      strength: 0.8,
      others: awards,
      loss: 'lapsed',
    } as const;
    changed += awardsAfter(rule, after, who).length;
  }
  return changed;
}

// What an evaluation that keeps nothing would do at least: one pass over the log.
function counted(log: readonly Attempt[]): number {
  const proven = new Set<string>();
  for (const { deck, item, firstOfDay, verdict, gapHours = 0 } of log)
    if (firstOfDay && verdict === 'correct' && gapHours >= 18) proven.add(`${deck}/${item}`);
  return proven.size;
}

function replay(rules: readonly Rule[], log: readonly Attempt[]): Shown {
  const days = [...new Set(log.map(({ day }) => String(day)))].sort().reverse();
  const about = ({ item }: Attempt) => ({ kind: 'short-text', topic: `topic ${item.length}` });
  return replayAwards(() => rules, { member: 'ana', log, about, days: { asked: days, isFree: () => false }, otherwise: [] });
}

function history(size: number): Attempt[] {
  const items = Math.ceil(size / ANSWERS_AN_ITEM);
  const seen = new Map<number, { at: Temporal.Instant; day: string }>();
  return Array.from({ length: size }, (_, i) => {
    const at = START.add({ minutes: 240 * i });
    const item = (i * 7919) % items;
    const before = seen.get(item);
    const day = at.toZonedDateTimeISO('UTC').toPlainDate();
    const firstOfDay = before?.day !== String(day);
    seen.set(item, { at, day: String(day) });
    return answer(i, { at, day, item: `item-${item}`, firstOfDay, gapHours: before?.at.until(at).total('hours') });
  });
}

type Given = { at: Temporal.Instant; day: Temporal.PlainDate; item: string; firstOfDay: boolean; gapHours: number | undefined };

function answer(i: number, { at, day, item, firstOfDay, gapHours }: Given): Attempt {
  return {
    ...{ id: `a${i}`, member: 'ana', deck: 'd', item, version: 1, askedAt: at, answeredAt: at, day, zone: 'UTC' },
    ...({ purpose: 'review', reply: { type: 'typed', text: 'x' }, hints: 0, matched: [], missed: [], grader: 'rules' } as const),
    ...({ verdict: i % 10 < 8 ? 'correct' : 'incorrect', credit: 1, misconceptions: [] } as const),
    ...{ firstOfDay, ...(gapHours !== undefined && { gapHours, ...(firstOfDay && { predicted: 0.8 }) }) },
  };
}

function msOf(work: () => unknown): number {
  const from = performance.now();
  work();
  return performance.now() - from;
}
