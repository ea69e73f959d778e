/** Whether somebody reads another's explanations: asked, and what they said; either may end it. */
export const BUDDY_STANDINGS = ['asked', 'agreed', 'declined', 'ended'] as const;

/** One who explains, and the colleague whom they chose to read it. */
export type Buddy = {
  member: string;
  buddy: string;
  standing: (typeof BUDDY_STANDINGS)[number];
  since: Temporal.Instant;
};

/** The buddy who reads a member's explanations at present. */
export function readerOf(buddies: readonly Buddy[]): Buddy | undefined {
  return buddies.find(({ standing }) => standing === 'agreed');
}

/** Who has said no, or has ended it, is not asked again by the same colleague. */
export function mayAsk(buddies: readonly Buddy[], buddy: string): boolean {
  return !buddies.some((each) => each.buddy === buddy && (each.standing === 'declined' || each.standing === 'ended'));
}
