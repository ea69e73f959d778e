import type { WorkspaceId } from '../events.ts';

/** Encrypts secrets that have to be kept; `about` must be the same to open them again. */
export interface Vault {
  close(text: string, about: string): string;
  /** Throws where the key is missing, or anything was changed. */
  open(sealed: string, about: string): string;
}

/** Which events of a calendar are meant, and in which zone their day is. */
export type FeedQuestion = { url: string; event: string; day: Temporal.PlainDate; zone: string };

/** Calendars that somebody publishes under a secret address. */
export interface Feeds {
  /** When the events of a day with these words in their title end, the first first; nothing where the calendar cannot be read. Never throws. */
  endings(question: FeedQuestion): Promise<readonly Temporal.Instant[] | undefined>;
}

/** A new address for signed calls, what it is known by, and the secret that signs them; nothing where no public address is known. */
export type CueLink = (workspace: WorkspaceId) => { url: string; hook: string; secret: string } | undefined;
