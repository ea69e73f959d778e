import { heldTier } from '../../domain/achievements/award.ts';
import { isRecall, isReturn } from '../../domain/attempt.ts';
import { telling } from '../../domain/confidence.ts';
import { asTheyStand } from '../../domain/correction.ts';
import type { Member } from '../../domain/member.ts';
import { dayAt, nextWorkingDay } from '../../domain/rhythm.ts';
import { streakOf } from '../../domain/streak.ts';
import { mixUps } from '../../views/misconceptions.ts';
import { stats as statsView } from '../../views/session.ts';
import { whenDay } from '../../views/words.ts';
import { goesWithout } from '../achievements/experiment.ts';
import { namedOf } from '../decks/misconceptions.ts';
import { pathLine } from '../path/path.ts';
import { reply, type Turn, type Visit } from '../turn.ts';
import { streakDays } from './days.ts';
import { countReviews, knownOf } from './plan.ts';
import { restingOf } from './rest.ts';

const RECENT_DAYS = 28;

export async function stats(visit: Visit): Promise<void> {
  const { member, records } = visit;
  const today = dayAt(visit.now, member.zone);
  const next = nextWorkingDay(today.add({ days: 1 }), member, visit.isHoliday);
  const known = await knownOf(visit, member);
  const { candidates: items, memories } = known;
  const recent = await records.attempts.since([member.id], today.subtract({ days: RECENT_DAYS }));
  const returns = asTheyStand(recent).filter(isReturn);
  const learning = new Set(items.map((item) => `${item.deck}/${item.item}`));
  await reply(
    visit,
    statsView({
      known: memories.filter((memory) => memory.recalled && learning.has(`${memory.deck}/${memory.item}`)).length,
      items: items.length,
      recalled: returns.filter((attempt) => isRecall(attempt.verdict)).length,
      tried: returns.length,
      next: { when: whenDay(next, today), due: await countReviews(visit, member, known, next) },
      resting: (await restingOf(visit, member)).map(({ item }) => item),
      streak: await streak(visit, member),
      path: await pathLine(visit, member),
      awards: await highestTiers(visit, member),
      confidence: telling(await records.attempts.confidence(member.id)),
      mixUps: mixUps(await namedOf(visit, await records.misconceptions.of([member.id]))),
    }),
  );
}

/** On how many of the last days that the learner was asked something was recalled. */
export async function streak(turn: Turn, member: Member): Promise<{ days: number; of: number }> {
  return streakOf(await streakDays(turn, member.id));
}

async function highestTiers(turn: Turn, member: Member): Promise<{ title: string; tier: number }[]> {
  if (await goesWithout(turn, member)) return [];
  const awards = await turn.records.awards.of(member.id);
  return turn.rules.map(({ family, title }) => ({ title, tier: heldTier(awards, family) })).filter(({ tier }) => tier >= 0);
}
