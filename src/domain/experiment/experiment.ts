import { hash } from '../hash.ts';
import { learnersNeeded } from '../statistics/experiment.ts';

/** What percentage may go without achievements (science.md: 10 to 20 %), and how many days an experiment may take. */
export const HOLD_OUT = { least: 10, most: 20, usual: 15 } as const;
export const DAYS = { least: 21, most: 182, usual: 56 } as const;

/** What is written down before it starts, so that nobody can choose what to look at once the answers are in. */
export type Plan = {
  id: string;
  /** What its assignment is drawn from. */
  salt: string;
  /** The share of people who go without achievements. */
  share: number;
  days: number;
  /** Recall after a week as it is expected without achievements, and how much more is to be found with them. */
  recall: number;
  effect: number;
  plannedAt: Temporal.Instant;
};

/** Whether achievements help people remember: some go without them by lot, and recall after a week is compared. */
export type Experiment = Plan & { startedAt?: Temporal.Instant; stoppedAt?: Temporal.Instant };

export type Phase = 'planned' | 'running' | 'ended' | 'ended early' | 'withdrawn';

/** It ends by itself: nobody has to be there on the day. */
export function phaseOf({ startedAt, stoppedAt, days }: Experiment, now: Temporal.Instant): Phase {
  if (!startedAt) return stoppedAt ? 'withdrawn' : 'planned';
  if (stoppedAt) return 'ended early';
  return Temporal.Instant.compare(now, endOf(startedAt, days)) < 0 ? 'running' : 'ended';
}

export function endOf(startedAt: Temporal.Instant, days: number): Temporal.Instant {
  return startedAt.add({ hours: 24 * days });
}

/** The time whose checks count: from the start to the end, or until now where it has not ended. */
export function spanOf({ startedAt, stoppedAt, days }: Experiment, now: Temporal.Instant) {
  if (!startedAt) return undefined;
  const ends = [endOf(startedAt, days), stoppedAt ?? now, now];
  return { from: startedAt, until: ends.reduce((a, b) => (Temporal.Instant.compare(a, b) <= 0 ? a : b)) };
}

/** How practice tells recall after a week beforehand (science.md, "Sample"): adjusted by it, so much less has to be explained. */
const CORRELATION = 0.69;

/** How many people it takes, those with and without together, to find the planned effect in 80 of 100 experiments; and when adjusted by practice. */
export function peopleNeeded({ share, recall, effect }: Pick<Plan, 'share' | 'recall' | 'effect'>) {
  const each = learnersNeeded({ from: recall, to: recall + effect });
  // Two sides of unlike size tell as much as two of their harmonic mean.
  const plain = each / (2 * share * (1 - share));
  return { plain: Math.ceil(plain), adjusted: Math.ceil(plain * (1 - CORRELATION ** 2)) };
}

/** Which side a member is on. It never changes, whatever becomes of them; who has `leftAt` gets achievements, and counts where they were assigned. */
export type Assignment = { member: string; heldOut: boolean; assignedAt: Temporal.Instant; leftAt?: Temporal.Instant };

/**
 * Puts everybody who is there in line, team after team and within each in an order of the salt, and holds out whoever stands where the running share passes a
 * whole number. So each has the same chance, and of each team, as of all, what is held out is the share to within one person.
 */
export function assign({ salt, share }: Plan, people: readonly { member: string; team?: string | undefined }[]) {
  const rank = (name: string) => hash(`${salt}/${name}`);
  const line = people.toSorted(
    (a, b) =>
      rank(`team/${a.team ?? ''}`) - rank(`team/${b.team ?? ''}`) ||
      (a.team ?? '').localeCompare(b.team ?? '') ||
      rank(a.member) - rank(b.member) ||
      a.member.localeCompare(b.member),
  );
  const begin = rank('line') / 2 ** 32;
  const passed = (place: number) => Math.floor(begin + place * share);
  return line.map(({ member }, place) => ({ member, heldOut: passed(place + 1) > passed(place) }));
}

/** The side of somebody who came after the start, whose team was in line without them. */
export function drawn({ salt, share }: Plan, member: string): boolean {
  return hash(`${salt}/${member}`) / 2 ** 32 < share;
}
