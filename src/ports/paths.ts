import type { StageName } from '../domain/path/path.ts';
import type { Recall } from '../domain/path/standing.ts';

/** The path that a member follows, and since which day of theirs. */
export type Followed = { path: string; since: Temporal.PlainDate };

/** A stage of which its learner has been told that they hold it, since when. */
export type HeldStage = { path: string; module: string; stage: StageName; heldAt: Temporal.Instant };

/** What members build up by path. Which stages they hold follows from the log of answers. */
export interface Paths {
  followed(member: string): Promise<Followed | undefined>;
  /** In the place of another; without one, none is followed any more. */
  follow(member: string, followed: Followed | undefined): Promise<void>;
  /** What a member's answers to some decks show, as they stand, the oldest first. */
  recalls(member: string, decks: readonly string[]): Promise<readonly Recall[]>;
  held(member: string): Promise<readonly HeldStage[]>;
  /** False where it was known. */
  hold(member: string, stage: HeldStage): Promise<boolean>;
}
