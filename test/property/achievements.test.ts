import { describe, expect, it } from 'vitest';
import { awardsAfter } from '../../src/domain/achievements/achieve.ts';
import { replayAwards } from '../../src/domain/achievements/replay.ts';
import { tierRule } from '../../src/domain/achievements/rule.ts';
import type { Attempt } from '../../src/domain/attempt.ts';
import { attemptAt } from '../support/attempts.ts';
import { RULES } from '../support/rules.ts';
import { chanceOf } from '../support/seeded.ts';

const HISTORIES = 10_000;
const START = Temporal.Instant.from('2026-09-01T09:00:00Z');
const NO_DAYS = { asked: [], isFree: () => false, isKept: () => false };
const KINDS = ['short-text', 'sentence', 'single-choice'];

/** Weeks of answers to a handful of items, some of them corrected later. */
function history(seed: number): Attempt[] {
  const log: Attempt[] = [];
  const seen = new Map<string, { at: Temporal.Instant; day: string }>();
  const length = 4 + Math.floor(chanceOf(1, seed, 'length') * 14);
  let at = START;
  for (let i = 0; i < length; i++) {
    const chance = (what: string) => chanceOf(2, seed, i, what);
    at = at.add({ minutes: Math.floor(chance('gap') ** 3 * 60 * 24 * 12) + 1 });
    const item = `item-${Math.floor(chance('item') * 5)}`;
    const before = seen.get(item);
    const day = at.toZonedDateTimeISO('UTC').toPlainDate();
    const verdict = chance('right') < 0.7 ? 'correct' : 'incorrect';
    const firstOfDay = before?.day !== String(day);
    log.push(
      attemptAt(at, {
        ...{ id: `a${i}`, item, verdict, firstOfDay, purpose: chance('probe') < 0.1 ? 'probe' : 'review' },
        ...(before && { gapHours: before.at.until(at).total('hours'), ...(firstOfDay && { predicted: 0.8 }) }),
        ...(chance('wording') < 0.3 && { wording: 1 }),
        ...(chance('refused') < 0.1 && { refused: 'guess' }),
      }),
    );
    seen.set(item, { at, day: String(day) });
    const missed = log.find((each) => each.verdict === 'incorrect' && !log.some(({ corrects }) => corrects === each.id));
    if (missed && chance('ruled') < 0.1)
      log.push({
        ...missed,
        id: `c${i}`,
        corrects: missed.id,
        verdict: 'correct',
        grader: 'ruling',
        answeredAt: at.add({ seconds: 30 }),
      });
  }
  return log;
}

function replay(log: readonly Attempt[]) {
  const days = [...new Set(log.map(({ day }) => String(day)))].sort().reverse();
  const about = ({ item }: Attempt) => ({
    kind: KINDS[Number(item.at(-1)) % 3] ?? '',
    topic: `topic ${Number(item.at(-1)) % 4}`,
  });
  return replayAwards(() => RULES, { member: 'ana', log, about, days: { asked: days, isFree: () => false }, otherwise: [] });
}

describe('ten thousand histories', () => {
  const made = Array.from({ length: HISTORIES }, (_, seed) => ({ log: history(seed), seed }));

  it('give the same awards whenever they are replayed, and what came later changes nothing that was given before', () => {
    let given = 0;
    for (const { log, seed } of made) {
      const whole = replay(log);
      const cut = log.slice(0, Math.floor(chanceOf(3, seed) * log.length));
      const awarded = (of: ReturnType<typeof replay>) =>
        of.awards.map(({ family, tier, earnedAt }) => `${earnedAt} ${family} ${tier}`);
      expect(awarded(whole)).toEqual(awarded(replay(log)));
      for (const award of awarded(replay(cut))) expect(awarded(whole)).toContain(award);
      given += whole.awards.length;
    }
    expect(given).toBeGreaterThan(HISTORIES);
  });

  it('never give more than one tier of a family a day, nor a tier without those below, nor one that too little is left of', () => {
    for (const { log } of made) {
      const { awards, proofs, tries } = replay(log);
      for (const [family, own] of Map.groupBy(awards, (award) => award.family)) {
        const rule = RULES.find((each) => each.family === family);
        const standing = proofs.filter((proof) => proof.family === family && proof.lapsedBy === undefined).length;
        expect(own.map(({ tier }) => tier).sort()).toEqual(own.map((_, i) => i));
        expect(new Set(own.map(({ earnedOn }) => String(earnedOn))).size).toBe(own.length);
        for (const { tier, state } of own) {
          const asked = rule && tierRule(rule, tier);
          if (rule?.lapses && state === 'held')
            expect(standing).toBeGreaterThanOrEqual(Math.ceil((asked?.from ?? asked?.count ?? 0) * 0.8));
          if (!rule?.lapses) expect(state).toBe('held');
        }
        const settled = { proofs: standing, here: undefined, tries: tries.get(family) ?? '', days: NO_DAYS, awards: own };
        const who = { member: 'ana', now: START, day: own.at(-1)?.earnedOn ?? START.toZonedDateTimeISO('UTC').toPlainDate() };
        if (rule?.evidence.of === 'answers')
          expect(
            awardsAfter(rule, settled, { ...who, strength: undefined, others: awards, loss: 'lapsed' }).filter(
              ({ state }) => state === 'lapsed',
            ),
          ).toEqual([]);
      }
    }
  });

  it('prove nothing by a probe, a guess, or a second answer of a day', () => {
    for (const { log } of made) {
      const nothing = new Set(
        log.filter((each) => each.purpose === 'probe' || each.refused || !each.firstOfDay).map(({ id }) => id),
      );
      for (const { attempt } of replay(log).proofs) expect(nothing.has(attempt)).toBe(false);
    }
  });
});
