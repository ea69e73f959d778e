import { minutesFor } from '../session.ts';
import { FEWEST_MINUTES, type GoalType, PRIORITIES, type Priority } from './goal.ts';

/** A part of a large goal. */
export type Part = {
  topic: string;
  items: number;
  priority: Priority;
  /** All of it has been recalled before: it is tried again, and not learned anew. */
  held?: boolean;
};

/** One micro-goal of a plan, for a day; answers count from `startsOn`. */
export type Step = {
  topic: string;
  type: Extract<GoalType, 'completion' | 'recall' | 'accuracy'>;
  items: number;
  minutes: number;
  priority: Priority;
  startsOn: Temporal.PlainDate;
  day: Temporal.PlainDate;
};

export type Plan = { steps: readonly Step[]; left: readonly Part[] };

// Longer steps are put off (the articles: 5 to 20 minutes).
const LONGEST_STEP = 20;
const SECONDS_A_QUESTION = 40;

type Sketch = Omit<Step, 'day' | 'startsOn'> & {
  /** The step, by its place, that has to be on an earlier day. */
  after?: number;
  /** The one before it of the same topic and type: its answers count for that one alone. */
  follows?: number;
};

/**
 * Plans a large goal from its day backwards: each part is first answered, and on a later day recalled, or, where it is held already, tried again; musts come before shoulds and these before coulds; no day
 * has more minutes than were said, and the goal's own day stays free. What does not fit is left out, the least important first.
 */
export function planBackwards(
  parts: readonly Part[],
  { days, minutes }: { days: readonly Temporal.PlainDate[]; minutes: number },
): Plan {
  const sorted = PRIORITIES.flatMap((priority) => parts.filter((part) => part.priority === priority));
  for (let kept = sorted.length; kept > 0; kept--) {
    const sketches = sketchesOf(sorted.slice(0, kept), Math.min(minutes, LONGEST_STEP));
    // At an even pace where that can be had, else as late as it goes.
    const places = placed(sketches, days.length, minutes, true) ?? placed(sketches, days.length, minutes, false);
    if (places) return { steps: stepsAt(sketches, places, days), left: sorted.slice(kept) };
  }
  return { steps: [], left: sorted };
}

/** In their order: of each priority the first parts are answered, and each is recalled while the next is answered. */
function sketchesOf(parts: readonly Part[], minutes: number): Sketch[] {
  const sketches: Sketch[] = [];
  for (const priority of PRIORITIES) {
    const pieces = parts.filter((part) => part.priority === priority).flatMap((part) => piecesOf(part, minutes));
    const learned = new Map<number, number>();
    for (let i = 0; i <= pieces.length; i++) {
      const [now, before] = [pieces[i], pieces[i - 1]];
      if (now) {
        const type = now.held ? 'accuracy' : 'completion';
        if (!now.held) learned.set(i, sketches.length);
        sketches.push({ ...unheld(now), type, ...following(sketches, now.topic, type) });
      }
      const after = learned.get(i - 1);
      if (before && after !== undefined)
        sketches.push({ ...unheld(before), type: 'recall', after, ...following(sketches, before.topic, 'recall') });
    }
  }
  return sketches;
}

type Piece = Omit<Sketch, 'type'> & Pick<Part, 'held'>;

function unheld({ held: _, ...piece }: Piece): Omit<Sketch, 'type'> {
  return piece;
}

function following(sketches: readonly Sketch[], topic: string, type: GoalType): { follows?: number } {
  const follows = sketches.findLastIndex((each) => each.topic === topic && each.type === type);
  return follows < 0 ? {} : { follows };
}

function piecesOf({ items, ...part }: Part, minutes: number): Piece[] {
  const most = Math.max(1, Math.floor((minutes * 60) / SECONDS_A_QUESTION));
  const pieces = Math.ceil(items / most);
  return Array.from({ length: pieces }, (_, i) => {
    const size = Math.floor(items / pieces) + (i < items % pieces ? 1 : 0);
    return { ...part, items: size, minutes: Math.max(FEWEST_MINUTES, Math.min(minutes, minutesFor(size))) };
  });
}

/** The days of some steps, the last first; nothing where they do not fit. */
function placed(sketches: readonly Sketch[], days: number, minutes: number, evenly: boolean): number[] | undefined {
  const free = new Array<number>(days).fill(minutes);
  const latest = new Array<number>(sketches.length).fill(days - 1);
  const all = sketches.reduce((sum, { items }) => sum + items, 0);
  let upTo = all;
  const places: number[] = [];
  for (let i = sketches.length - 1; i >= 0; i--) {
    const step = sketches[i];
    if (!step) continue;
    // As many days as its share of the questions, so that the same number of them a day is enough for each step.
    const pace = evenly ? Math.ceil((upTo * days) / all) - 1 : days - 1;
    upTo -= step.items;
    let day = Math.min(places[i + 1] ?? days - 1, latest[i] ?? days - 1, pace);
    while (day >= 0 && (free[day] ?? 0) < step.minutes) day--;
    if (day < 0) return undefined;
    places[i] = day;
    free[day] = (free[day] ?? 0) - step.minutes;
    if (step.after !== undefined) latest[step.after] = Math.min(latest[step.after] ?? day, day - 1);
    if (step.follows !== undefined) latest[step.follows] = Math.min(latest[step.follows] ?? day, day - 1);
  }
  return places;
}

function stepsAt(sketches: readonly Sketch[], places: readonly number[], days: readonly Temporal.PlainDate[]): Step[] {
  const [first] = days;
  return sketches.flatMap(({ after: _, follows, ...step }, i) => {
    const day = days[places[i] ?? -1];
    const before = follows === undefined ? undefined : days[places[follows] ?? -1];
    return day && first ? [{ ...step, day, startsOn: before ? before.add({ days: 1 }) : first }] : [];
  });
}
