import type { AuditEntry, Subject } from '../domain/audit.ts';
import type { Member } from '../domain/member.ts';
import type { PersonalData } from '../domain/personal-data.ts';
import type { WorkspaceId } from '../events.ts';
import type { Outbound } from '../letter.ts';

/** Who did what on whom, and when: ids only. */
export interface Audit {
  add(entry: AuditEntry): Promise<void>;
  /** The newest entries about any of these, the newest first. */
  about(subjects: readonly Subject[], limit: number): Promise<readonly AuditEntry[]>;
  /** Everything since a time, the oldest first. */
  since(at: Temporal.Instant): Promise<readonly AuditEntry[]>;
}

/** What members may ask about their own data: to have it all, and to have it gone. */
export interface Privacy {
  gather(member: string): Promise<PersonalData>;
  /** The check-ins in which a member wrote something, with the messages that summed them up, and what stands in their threads. */
  summaries(member: string): Promise<readonly { checkIn: string; letters: readonly string[]; details: readonly string[] }[]>;
  /**
   * Removes every row about a member, and their name elsewhere. Of their answers counts by item stay, which name nobody; of what was written to
   * them these letters stay, and how to reach them, where there are any.
   */
  erase(member: Member, letters: readonly string[]): Promise<void>;
  /** Makes every stored copy of a message, named by its first letter, say this. */
  retell(letter: string, outbound: Outbound): Promise<void>;
  /** Removes what `erase` left so that its confirmation could be sent; false while that still waits. */
  forget(member: string): Promise<boolean>;
}

/** Links by which members download their data, known by the hashes of their secrets. */
export interface ExportLinks {
  add(hash: string, member: string, until: Temporal.Instant): Promise<void>;
  /** Whose link it is, while it counts. Locks it, so that two downloads at once are one. */
  owner(hash: string, at: Temporal.Instant): Promise<string | undefined>;
  remove(hash: string): Promise<void>;
}

/** Makes a link by which its owner downloads their data once, and the hash by which it is known again; nothing where we have no address. */
export type ExportLink = (workspace: WorkspaceId) => { url: string; hash: string } | undefined;
