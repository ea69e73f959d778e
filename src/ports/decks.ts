import type { Rule } from '../domain/achievements/rule.ts';
import type { TeamRule } from '../domain/achievements/team-rule.ts';
import type { Deck, ItemVersion } from '../domain/deck.ts';
import type { Ruling } from '../domain/dispute.ts';
import type { DeckCalibration } from '../domain/grade/calibration.ts';
import type { Path } from '../domain/path/path.ts';
import type { Candidate } from '../domain/pick.ts';

export interface Decks {
  /** Those that are asked, in the order of their positions. */
  list(): Promise<readonly DeckListing[]>;
  /** Those that an author has taken out: they are asked no more, whatever their files say. */
  retired(): Promise<readonly DeckListing[]>;
  retire(deck: string, retired: boolean): Promise<void>;
  /**
   * Keeps a deck's items, those that were written here beside them, with what was ruled on them, where they differ from what is there: a changed item becomes a new version, one that is gone is
   * asked no more. Gives those that are new versions of what was there.
   */
  put(deck: Deck, position: number): Promise<readonly ItemVersion[]>;
  version(item: { deck: string; item: string; version: number }): Promise<ItemVersion | undefined>;
  /** The number of an item's newest version. Locks the item. */
  current(item: { deck: string; item: string }): Promise<number | undefined>;
  /** Adds a version that a ruling makes, or a new item, the last of its deck: it is asked from now on. */
  revise(version: ItemVersion): Promise<void>;
  /** Reads a deck's calibration anew from its rulings: items that it changes become new versions. */
  recalibrate(deck: string): Promise<void>;
  calibration(deck: string): Promise<DeckCalibration | undefined>;
  isRetired(deck: string): Promise<boolean>;
  /** Whether the deck's author lets answers be sent to a language model. */
  mayAskModel(deck: string): Promise<boolean>;
  /** The items of some decks, deck by deck in the order given. */
  items(decks: readonly string[]): Promise<readonly Candidate[]>;
}

export type DeckListing = { id: string; title: string; description: string; items: number };

/** What authors keep in files. */
export interface Catalog {
  decks(): readonly Deck[];
  /** The families of achievements, in the order in which they are shown. */
  rules(): readonly Rule[];
  /** Those of teams, in their order. */
  teamRules(): readonly TeamRule[];
  paths(): readonly Path[];
  /** Reads what has changed since. */
  refresh(): Promise<void>;
}

/** What was ruled on answers in this workspace. */
export interface Rulings {
  get(id: string): Promise<Ruling | undefined>;
  /** On a deck's items or on one, the oldest first. */
  on(deck: string, item?: string): Promise<readonly Ruling[]>;
  add(ruling: Ruling): Promise<void>;
}
