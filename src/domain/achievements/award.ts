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
};

/** The highest tier that somebody holds of a family; -1 for none. */
export function heldTier(awards: readonly Pick<Award, 'family' | 'tier' | 'state'>[], family: string): number {
  return awards.reduce(
    (highest, each) => (each.family === family && each.state === 'held' ? Math.max(highest, each.tier) : highest),
    -1,
  );
}
