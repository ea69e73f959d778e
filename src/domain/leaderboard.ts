import { type Attempt, isRecall, isReturn } from './attempt.ts';
import { asAnswered } from './correction.ts';
import { hash } from './hash.ts';
import { type Days, streakOf } from './streak.ts';
import { SMALLEST_GROUP } from './week-figures.ts';

/** What people may be compared by, each with where they were themselves. How fast somebody is, is none of it. */
export const MEASURES = ['improvement', 'consistency'] as const;
export type Measure = (typeof MEASURES)[number];

/** Somebody who agreed to be compared. */
export type LeaderboardMember = { team: string; member: string; joinedAt: Temporal.Instant };

/** How somebody does: recall now less recall four weeks ago, or the share of days. */
export type Figure = { of: 'improvement'; points: number } | { of: 'consistency'; days: number; asked: number };

// Two weeks of reviews against two weeks that ended four weeks ago: of less, a figure is chance.
const SPAN_DAYS = 14;
const AGO_DAYS = 28;
const FEWEST_REVIEWS = 5;
const FEWEST_DAYS = 5;
export const LOOK_BACK_DAYS = SPAN_DAYS + AGO_DAYS;

/** Recall of what came back in the last two weeks against somebody's own four weeks ago; nothing of few reviews. */
export function improvementOf(log: readonly Attempt[], today: Temporal.PlainDate): Figure | undefined {
  const reviews = asAnswered(log).filter((each) => isReturn(each) && each.purpose !== 'replay');
  const shareIn = (from: number, until: number) => {
    const own = reviews.filter(({ day }) => {
      const ago = day.until(today).days;
      return ago < from && ago >= until;
    });
    return own.length < FEWEST_REVIEWS ? undefined : own.filter(({ verdict }) => isRecall(verdict)).length / own.length;
  };
  const [now, before] = [shareIn(SPAN_DAYS, 0), shareIn(LOOK_BACK_DAYS, AGO_DAYS)];
  return now === undefined || before === undefined ? undefined : { of: 'improvement', points: Math.round((now - before) * 100) };
}

/** Of the last twenty days on which somebody was asked, those on which they recalled something; leave, holidays and a today that is not over do not count against them. */
export function consistencyOf(days: Days, today: Temporal.PlainDate): Figure | undefined {
  const isFree = (day: string) => days.isFree(day) || day === String(today);
  const { days: recalled, of } = streakOf({ ...days, isFree });
  return of < FEWEST_DAYS ? undefined : { of: 'consistency', days: recalled, asked: of };
}

/** Who is next to somebody, and nobody else; nothing where too few can be compared, or where they cannot be themselves. */
export function neighboursOf(
  figures: ReadonlyMap<string, Figure>,
  member: string,
  seed: string,
): { above?: string; below?: string } | undefined {
  const own = figures.get(member);
  if (!own || figures.size < SMALLEST_GROUP) return undefined;
  // Equals stand in an order that says nothing.
  const order = [...figures].sort(([a, x], [b, y]) => worthOf(y) - worthOf(x) || hash(`${seed}/${a}`) - hash(`${seed}/${b}`));
  const at = order.findIndex(([id]) => id === member);
  const [above, below] = [order[at - 1]?.[0], order[at + 1]?.[0]];
  return { ...(above !== undefined && { above }), ...(below !== undefined && { below }) };
}

function worthOf(figure: Figure): number {
  return figure.of === 'improvement' ? figure.points : figure.days / figure.asked;
}
