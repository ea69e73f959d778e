/** A tier of a family that somebody has reached. */
export type Award = {
  member: string;
  family: string;
  /** 0 is the starter tier. */
  tier: number;
  earnedAt: Temporal.Instant;
  earnedOn: Temporal.PlainDate;
  /** `lapsed` while too little of what it was given for is still known; `withdrawn` since what proved it was not right after all. */
  state: 'held' | 'lapsed' | 'withdrawn';
  announced: boolean;
  /** What became of its next action. */
  action: 'offered' | 'taken' | 'done' | 'declined';
  /** When that was first told. */
  offeredAt?: Temporal.Instant;
};

/** A next action that is neither done nor declined for so long is ignored, and stays so. */
export const DAYS_TO_ACT = 7;

/** What became of an award's next action by a time: nothing yet where it has not been told. */
export function stepOf(
  { action, offeredAt }: Pick<Award, 'action' | 'offeredAt'>,
  now: Temporal.Instant,
): 'untold' | 'open' | 'done' | 'declined' | 'ignored' {
  if (action === 'done' || action === 'declined') return action;
  if (!offeredAt) return 'untold';
  return Temporal.Instant.compare(offeredAt.add({ hours: 24 * DAYS_TO_ACT }), now) <= 0 ? 'ignored' : 'open';
}

/** The highest tier that somebody holds of a family; -1 for none. */
export function heldTier(awards: readonly Pick<Award, 'family' | 'tier' | 'state'>[], family: string): number {
  return awards.reduce(
    (highest, each) => (each.family === family && each.state === 'held' ? Math.max(highest, each.tier) : highest),
    -1,
  );
}
