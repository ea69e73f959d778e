import type { Letter } from '../letter.ts';

export const LETTER_STATES = ['queued', 'sending', 'unsure', 'sent', 'failed'] as const;

/** `sentAt` is no more than a lease too late. */
export type StoredLetter = Letter & { state: (typeof LETTER_STATES)[number]; ref?: string; sentAt?: Temporal.Instant };

export interface Letters {
  get(id: string): Promise<StoredLetter | undefined>;
  /** Claims a purpose; false where something has been said for it already. */
  claim(purpose: string, at: Temporal.Instant): Promise<boolean>;
  /**
   * Keeps letters to be sent. With a holder they are taken at once, but for those that have to wait for earlier ones of their conversation which
   * are not in its own hands. However
   * often a message has changed, what `replaces` it then names the letter that was first shown there.
   */
  add(letters: readonly Letter[], at: Temporal.Instant, holder: string | undefined): Promise<readonly KeptLetter[]>;
}

/** A letter that has been kept, with the message that it goes in the place of, or in whose thread. `taken`: it is the holder's to send. */
export type KeptLetter = Letter & { ref?: string; under?: string; taken: boolean };
