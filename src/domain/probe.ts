import { type Attempt, isRecall } from './attempt.ts';
import { hash } from './hash.ts';

/** Which probes a learner's item gets; the control's is not reviewed before its own. */
export const ARMS = ['day', 'week', 'both', 'control'] as const;
export type Arm = (typeof ARMS)[number];

export const HORIZONS = ['day', 'week'] as const;
export type Horizon = (typeof HORIZONS)[number];

/**
 * How far it is. `assigned`: the item is reviewed as any until its next recall; `waiting`: it is left alone until its window; `asked`: its question
 * is open; `answered` and `missing`: how it ends.
 */
export const PROBE_STATES = ['assigned', 'waiting', 'asked', 'answered', 'missing'] as const;

type Item = { deck: string; item: string };
export type Window = { from: Temporal.Instant; until: Temporal.Instant };

/** One check of whether a learner still knows an item, a day or a week after they last saw it. One of each horizon for an item, ever. */
export type Probe = Item & {
  member: string;
  horizon: Horizon;
  arm: Arm;
  state: (typeof PROBE_STATES)[number];
  /** When the learner last saw the item: a lesson, a prompt, or what reveals its answer. */
  exposedAt: Temporal.Instant;
  /** The window in which it is asked, or was to be; none after its item was seen elsewhere. */
  window?: Window;
  settledAt?: Temporal.Instant;
  /** The first answer to it. */
  attempt?: string;
};

// The control is kept small, as its items go without review for a week (science.md: 5 to 10 %); the others are alike, so that a comparison of any two has the
// most people that it can.
const CONTROL_SHARE = 0.08;
const OTHERS = ['day', 'week', 'both'] as const;

/** Drawn from a salt of the workspace, so that nobody can foretell it and it never changes. */
export function armOf(salt: string, member: string, { deck, item }: Item): Arm {
  const draw = hash(`${salt}/${member}/${deck}/${item}`) / 2 ** 32;
  if (draw < CONTROL_SHARE) return 'control';
  return OTHERS[Math.floor(((draw - CONTROL_SHARE) / (1 - CONTROL_SHARE)) * OTHERS.length)] ?? 'both';
}

/** The probes of an item that has just been recalled for the first time. What is reviewed in between waits for its next recall. */
export function assigned(arm: Arm, member: string, { deck, item }: Item, exposedAt: Temporal.Instant): Probe[] {
  const probe = (horizon: Horizon, state: Probe['state']): Probe => ({ member, deck, item, horizon, arm, state, exposedAt });
  const day = arm === 'day' || arm === 'both' ? [probe('day', 'waiting')] : [];
  const week = arm === 'day' ? [] : [probe('week', arm === 'control' ? 'waiting' : 'assigned')];
  return [...day, ...week];
}

export function isIn(window: Window | undefined, now: Temporal.Instant): window is Window {
  if (!window) return false;
  return Temporal.Instant.compare(window.from, now) <= 0 && Temporal.Instant.compare(now, window.until) <= 0;
}

/** Waits to be asked, or for its answer: meanwhile nothing else may remind the learner of the item. */
export function isLocking({ state }: Probe): boolean {
  return state === 'waiting' || state === 'asked';
}

/** The items that may be asked as practice: all but those of which a probe waits. */
export function unlocked<T extends Item>(candidates: readonly T[], probes: readonly Probe[]): T[] {
  const locked = new Set(probes.filter(isLocking).map(({ deck, item }) => `${deck}/${item}`));
  return candidates.filter(({ deck, item }) => !locked.has(`${deck}/${item}`));
}

/** The item's probes after an answer to it: the one that was asked has its answer, and for the others the learner has seen the item. */
export function afterAnswer(probes: readonly Probe[], attempt: AnswerTo): Probe[] {
  const settled = probes.map((probe) => (answers(attempt, probe) ? settledBy(probe, attempt) : probe));
  const isFree = !settled.some(isLocking);
  return settled.map((probe) => {
    if (probe.settledAt) return probe;
    const { window: _, ...rest } = probe;
    const seen = { ...rest, exposedAt: attempt.answeredAt };
    return probe.state === 'assigned' && isFree && proves(attempt) ? { ...seen, state: 'waiting' } : seen;
  });
}

type AnswerTo = Pick<Attempt, 'id' | 'purpose' | 'answeredAt' | 'verdict' | 'firstOfDay'>;

/** Recalled on a day of its own, not a moment after the answer was shown. */
export function proves({ verdict, firstOfDay }: AnswerTo): boolean {
  return isRecall(verdict) && firstOfDay;
}

function answers({ purpose }: AnswerTo, { state }: Probe): boolean {
  return purpose === 'probe' && state === 'asked';
}

// What was answered too late, or after the item was seen elsewhere, says nothing of a day or a week.
function settledBy(probe: Probe, { id, answeredAt }: AnswerTo): Probe {
  const isTimely = isIn(probe.window, answeredAt);
  return isTimely ? { ...probe, state: 'answered', settledAt: answeredAt, attempt: id } : missed(probe, answeredAt);
}

/** Not answered, or not as a probe has to be: counted, so that nobody takes those who answered for all. */
export function missed(probe: Probe, settledAt: Temporal.Instant): Probe {
  return { ...probe, state: 'missing', settledAt };
}
