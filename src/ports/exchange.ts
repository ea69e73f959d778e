import type { Contributed, Written } from '../domain/exchange.ts';

/** Questions that people write for each other. */
export interface WrittenQuestions {
  /** Locks the row: it is answered once, or taken back. */
  get(id: string): Promise<Written | undefined>;
  save(written: Written): Promise<void>;
  remove(id: string): Promise<void>;
  /** Those that somebody wrote, the oldest first. */
  by(writer: string): Promise<readonly Written[]>;
  /** Those that were written for somebody, the oldest first. */
  for(reader: string): Promise<readonly Written[]>;
  /** Those that wait for an author, the oldest first. */
  offered(): Promise<readonly Written[]>;
}

/** Accepted questions, kept beside the decks' files. */
export interface ContributedItems {
  /** A deck's, the oldest first. */
  on(deck: string): Promise<readonly Contributed[]>;
  add(contributed: Contributed): Promise<void>;
  /** Who wrote an item and likes to be named. */
  writer(item: { deck: string; item: string }): Promise<string | undefined>;
}
