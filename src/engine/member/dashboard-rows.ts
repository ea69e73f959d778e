import { shown } from '../../domain/achievements/achieve.ts';
import type { Member } from '../../domain/member.ts';
import { lastPutRight } from '../../domain/put-right.ts';
import { dayAt } from '../../domain/rhythm.ts';
import { lastDays } from '../../domain/streak.ts';
import { plainly } from '../../markdown.ts';
import { phrase } from '../../phrase.ts';
import { daysRow, nextRow, putRightRow, type Row, tierRow } from '../../views/dashboard.ts';
import { progressLine } from '../../views/goals.ts';
import { laddersOf } from '../achievements/achievements.ts';
import { goesWithout } from '../achievements/experiment.ts';
import { rulesShownTo } from '../achievements/rollout-week.ts';
import { goalsNow } from '../goals/goal-progress.ts';
import { sorted } from '../goals/goals.ts';
import { pathLine } from '../path/path.ts';
import { streakDays } from '../quiz/days.ts';
import { knownOf, nextSession } from '../quiz/plan.ts';
import type { Turn } from '../turn.ts';

/** What a dashboard shows of a member beside today: each row is of them alone, or of nothing. */
export const ROWS: readonly ((turn: Turn, member: Member) => Promise<Row | undefined>)[] = [
  nextDue,
  putRight,
  tier,
  goal,
  path,
  days,
];

async function nextDue(turn: Turn, member: Member): Promise<Row | undefined> {
  const known = await knownOf(turn, member);
  if (member.status !== 'active' || known.candidates.length === 0) return undefined;
  const next = await nextSession(turn, member, known);
  return next === undefined ? undefined : nextRow(next);
}

// What was put right longer ago is no news any more.
const LOOK_BACK_WEEKS = 8;

async function putRight({ records, now }: Turn, member: Member): Promise<Row | undefined> {
  const today = dayAt(now, member.zone);
  const found = lastPutRight(await records.attempts.since([member.id], today.subtract({ weeks: LOOK_BACK_WEEKS })));
  const asked = found && (await records.decks.version(found));
  return asked && putRightRow(found, asked.item.prompt, today);
}

/** Of the family in which a tier was earned last, as long as there is one more to reach; else of the first that is shown. */
async function tier(turn: Turn, member: Member): Promise<Row | undefined> {
  if (await goesWithout(turn, member)) return undefined;
  const awards = await turn.records.awards.of(member.id);
  const open = shown(await rulesShownTo(turn, member), awards);
  const newest = awards.filter(({ state }) => state === 'held').sort((a, b) => Temporal.Instant.compare(b.earnedAt, a.earnedAt));
  const rule = newest.flatMap(({ family }) => open.find((each) => each.family === family) ?? [])[0] ?? open[0];
  const [ladder] = rule ? await laddersOf({ ...turn, member }, [rule]) : [];
  return ladder && tierRow(ladder);
}

async function goal(turn: Turn, member: Member): Promise<Row | undefined> {
  if (!(await turn.records.goals.of(member.id)).some(({ state }) => state === 'set')) return undefined;
  const now = await goalsNow(turn, member);
  const [nearest] = sorted(now).underWay.filter(({ progress }) => !progress.reachedOn);
  return nearest && { label: phrase`Goal`, value: plainly(progressLine(nearest, now)) };
}

async function path(turn: Turn, member: Member): Promise<Row | undefined> {
  const line = await pathLine(turn, member);
  return line === undefined ? undefined : { label: phrase`Path`, value: line };
}

async function days(turn: Turn, member: Member): Promise<Row | undefined> {
  const row = lastDays(await streakDays(turn, member.id));
  return row.length === 0 ? undefined : daysRow(row);
}
