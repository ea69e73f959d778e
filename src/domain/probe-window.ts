import { type Horizon, isIn, missed, type Probe, type Window } from './probe.ts';
import { type IsHoliday, nextSessionAt, type Rhythm } from './rhythm.ts';

/** When somebody is asked: their rhythm, and what is free for all. */
export type Calendar = { rhythm: Rhythm; isHoliday: IsHoliday };

// Hours after the last exposure (science.md, "Measuring retention honestly"). Where no session falls into the first, as after a Friday, the second is used and
// reported as what it is: three days, or a little more than a week.
const WINDOWS: Readonly<Record<Horizon, readonly (readonly [from: number, until: number])[]>> = {
  day: [
    [18, 36],
    [60, 108],
  ],
  week: [
    [6 * 24, 8 * 24],
    [8 * 24, 10 * 24],
  ],
};

// A session that comes at the end of a window leaves nobody time to answer.
const LEAST_HOURS_TO_ANSWER = 3;

/** When a probe is asked: within the first of its windows in which the learner has a session; nothing where none has. */
export function windowOf({ horizon, exposedAt }: Probe, { rhythm, isHoliday }: Calendar): Window | undefined {
  return windowsOf(horizon, exposedAt).find(({ from, until }) => {
    const session = nextSessionAt(from.subtract({ milliseconds: 1 }), rhythm, isHoliday);
    return session !== undefined && session.until(until).total('hours') >= LEAST_HOURS_TO_ANSWER;
  });
}

function windowsOf(horizon: Horizon, exposedAt: Temporal.Instant): Window[] {
  return WINDOWS[horizon].map(([from, until]) => ({
    from: exposedAt.add({ hours: from }),
    until: exposedAt.add({ hours: until }),
  }));
}

/** The window as it was settled; where the learner has seen the item since, it is found anew. */
export function windowNow(probe: Probe, calendar: Calendar): Window | undefined {
  return probe.window ?? windowOf(probe, calendar);
}

// So long what has to be practised first may take; then its learner, or the plan, has left it. Those who leave count in every arm.
const LONGEST_UNBEGUN_HOURS = 28 * 24;

/** When it is looked whether it was answered: the end of its window, or of its last where the learner is away in each. */
export function endOf(probe: Probe, calendar: Calendar): Temporal.Instant {
  if (probe.state === 'assigned') return probe.exposedAt.add({ hours: LONGEST_UNBEGUN_HOURS });
  const last = windowsOf(probe.horizon, probe.exposedAt).at(-1);
  return (windowNow(probe, calendar) ?? last ?? { until: probe.exposedAt }).until;
}

/** A probe at the end of its window: it moves to the next where the learner is away, else it is missing. */
export function atEnd(probe: Probe, now: Temporal.Instant, calendar: Calendar): Probe {
  if (Temporal.Instant.compare(endOf(probe, calendar), now) > 0) return probe;
  const window = probe.state === 'waiting' ? windowOf(probe, calendar) : undefined;
  return window && Temporal.Instant.compare(now, window.until) < 0 ? { ...probe, window } : missed(probe, now);
}

/** The probes that may be asked now, those that end first before the others. */
export function dueProbes(probes: readonly Probe[], now: Temporal.Instant, calendar: Calendar): Probe[] {
  const due = probes.filter((probe) => probe.state === 'waiting' && isIn(windowNow(probe, calendar), now));
  return due.sort((a, b) => Temporal.Instant.compare(endOf(a, calendar), endOf(b, calendar)));
}
