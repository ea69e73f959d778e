import type { Inbound, WorkspaceId } from '../events.ts';
import type { Letter } from '../letter.ts';

/** A member, and whose. */
export type MemberRef = { workspace: WorkspaceId; member: string };

/** What a chat platform knows of a person; what it does not know is left out. */
export type Profile = { name: string; zone?: string; locale?: string };

/** A letter with the reference of the message in whose thread it goes, where it goes into one. */
export type PlacedLetter = Letter & { under?: string };

/** A chat platform, as the engine needs it. */
export interface Platform {
  /** Posts a letter as a new message. Gives the message's reference, opaque to us, which `update` takes. Throws `NotDelivered`. */
  post(letter: PlacedLetter): Promise<string>;
  /** Puts a letter in the place of a message that was posted before; posts it anew where the message is gone. Throws `NotDelivered`. */
  update(letter: PlacedLetter, ref: string): Promise<string>;
  /** Looks for a letter of which nobody knows whether it arrived, among what was posted in its conversation since then. */
  find(letter: Letter, since: Temporal.Instant): Promise<Sighting>;
  profile(workspace: WorkspaceId, member: string): Promise<Profile>;
  readonly pace: Pace;
  /** Whether it tells when somebody's status changes, like "on holiday until Friday". */
  readonly tellsStatus: boolean;
  /** Whether it lets us open a chat of some people. */
  readonly opensGroups: boolean;
}

/** Whether a message was found; `unknown` where the platform does not let us look. */
export type Sighting = { seen: 'yes'; ref: string } | { seen: 'no' } | { seen: 'unknown' };

/** How many messages a second a platform takes: from one workspace, and in one conversation. */
export type Pace = { workspace: number; conversation: number };

/**
 * Takes what reached us. Resolves when it and all that is to be said are saved, so that it may be acknowledged; the
 * letters it gives back are delivered on their own. An event that was taken before gives none.
 */
export type Accept = (inbound: Inbound) => Promise<readonly Letter[]>;

/** Takes what can no longer be reached: one member, one channel, or, with neither, the whole workspace, as when the app was removed from it. */
export type Lose = (lost: { workspace: WorkspaceId; member?: string; channel?: string; reason: string }) => Promise<void>;

/** A platform that is being listened to. */
export interface Connection {
  readonly platform: Platform;
  /** Takes nothing more, and lets what it has taken finish. */
  stop(): Promise<void>;
}

/** Why a letter was not delivered, and whether to try again. */
export class NotDelivered extends Error {
  readonly reason: 'unreachable' | 'refused' | 'throttled' | 'failed' | 'unsure';
  readonly retryAfterMs: number | undefined;
  /** Of what cannot be reached: the conversation alone, or everybody in the workspace, as when the app was removed from it. */
  readonly whole: boolean;

  /**
   * `unreachable`: blocked, uninstalled, archived, and no use to repeat. `refused`: what we sent is wrong, and no use to repeat. `throttled`: wait `retryAfterMs`. `failed`: certainly not posted, may be
   * repeated. `unsure`: the answer got lost, so it may have been posted.
   */
  constructor(
    reason: NotDelivered['reason'],
    message: string,
    options: { retryAfterMs?: number; whole?: boolean; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.reason = reason;
    this.retryAfterMs = options.retryAfterMs;
    this.whole = options.whole ?? false;
  }
}
