import type { PlatformName, WorkspaceId } from '../events.ts';
import type { Letter } from '../letter.ts';

/**
 * Letters on their way, of all workspaces. Who sends a letter has taken it: it is theirs for `LEASE_SECONDS`, and what became of it counts only
 * from them. `holder` names a process.
 */
export interface Outbox {
  /** Workspaces in which letters wait, those that wait longest first; left out is whose lane somebody holds, or is told to wait. */
  waiting(now: Temporal.Instant, platforms: readonly PlatformName[], limit: number): Promise<readonly WorkspaceId[]>;
  /** Takes or keeps the lane of a workspace, in which one process sends what waits; false where another has it. */
  hold(workspace: WorkspaceId, holder: string, now: Temporal.Instant): Promise<boolean>;
  /** Gives a lane back; with a time, nobody takes it before then. */
  release(workspace: WorkspaceId, holder: string, notBefore?: Temporal.Instant): Promise<void>;
  /** Takes letters that wait, of each conversation the first alone; or of these those that may go, in their order. */
  take(workspace: WorkspaceId, holder: string, now: Temporal.Instant, which: number | readonly string[]): Promise<TakenLetter[]>;
  /** Keeps a letter that takes long to send; false where it is nobody's any more, or somebody else's. */
  renew(workspace: WorkspaceId, holder: string, letter: string, now: Temporal.Instant): Promise<boolean>;
  /** Writes down what became of letters; of one that somebody else has taken since, nothing. */
  settle(workspace: WorkspaceId, holder: string, outcomes: readonly LetterOutcome[]): Promise<void>;
}

/** How long a letter or a lane is somebody's: twice the longest call to a platform. Who is silent for longer is gone. */
export const LEASE_SECONDS = 20;

/** A letter in the hands of the process that sends it. */
export type TakenLetter = Letter & {
  /** The message that it is put in the place of. */
  ref?: string;
  /** The message in whose thread it goes. */
  under?: string;
  /** Whether it may have arrived: whoever had it before has fallen silent, or could not know. */
  doubt?: 'silent' | 'unsure';
  tries: number;
  /** How often it was taken in doubt, this time counted. */
  repeats: number;
  queuedAt: Temporal.Instant;
  leasedUntil: Temporal.Instant;
};

export type LetterOutcome = {
  id: string;
  tries: number;
  repeats: number;
} /** `moved`: the letter whose message was gone, so that this one was posted anew. */ & (
  | { state: 'sent'; ref: string; moved?: string }
  | { state: 'queued' | 'unsure'; notBefore: Temporal.Instant; reason: string }
  | { state: 'failed'; reason: string }
);
