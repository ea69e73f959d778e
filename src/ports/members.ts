import type { FamilyChange } from '../domain/achievements/overlay.ts';
import type { Member } from '../domain/member.ts';
import type { SavedItem } from '../domain/saved-item.ts';
import type { Tuning } from '../domain/schedule.ts';
import type { Workspace } from '../domain/workspace.ts';

export interface Workspaces {
  /** Makes the workspace where it is not there yet. */
  get(): Promise<Workspace>;
  /** Waits for whoever else is adding the workspace's first people. */
  lock(): Promise<void>;
  save(workspace: Omit<Workspace, 'families'>): Promise<void>;
  /** Keeps what it wants of families of achievements. */
  keepFamilies(changes: readonly FamilyChange[]): Promise<void>;
  /** Keeps what its probes are drawn from, unless there is something already; gives what is kept. */
  salt(fresh: string): Promise<string>;
  /** Keeps what the workspace's reviews prove of memory. */
  tune(tuning: Tuning): Promise<void>;
}

export interface Members {
  /** Locks the row: what one member does is decided one after the other. */
  lock(id: string): Promise<Member | undefined>;
  all(ids?: readonly string[]): Promise<readonly Member[]>;
  any(): Promise<boolean>;
  /** Whose signed calls are known by this. */
  hooked(hook: string): Promise<Member | undefined>;
  /** How many active members there are in a zone, counted up to `most`. */
  countIn(zone: string, most: number): Promise<number>;
  save(member: Member): Promise<void>;
}

export interface Enrolments {
  /** The decks that a member learns, the first chosen first. */
  of(member: string): Promise<readonly string[]>;
  add(member: string, deck: string, at: Temporal.Instant): Promise<void>;
  /** The items that a member saved for themselves, of whatever deck. */
  saved(member: string): Promise<readonly SavedItem[]>;
  save(member: string, item: SavedItem): Promise<void>;
}
