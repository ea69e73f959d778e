import type { Button, Chart, Input } from '../../src/letter.ts';
import type { Paragraph } from '../../src/markdown.ts';

/** What the playground's server and its page say to one another. Types alone: the page imports this file too. */

export type Person = { id: string; name: string; role: string; locale?: string };

export type PlaceName = 'personal' | 'channel';

export type ShownButton = Omit<Button, 'intent'>;

/** A block with its Markdown read and without what its buttons mean. */
export type ShownBlock =
  | { type: 'text' | 'note'; text: Paragraph[] }
  | { type: 'facts'; facts: { label: string; value: string }[] }
  | { type: 'divider' }
  | Chart
  | { type: 'input'; input: Input }
  | { type: 'buttons'; buttons: ShownButton[] };

export type ShownLetter = { id: string; text: string; blocks: ShownBlock[] };

export type ShownEntry = {
  id: string;
  number: number;
  version: number;
  at: string;
  place: PlaceName;
  /** Seen by the reader alone, though it stands in the channel. */
  aside: boolean;
  /** Stands in the thread of another message. */
  thread: boolean;
  author: string;
  text?: string;
  attachments?: number;
  letter?: ShownLetter;
  /** Whether another letter stood here before. */
  changed: boolean;
};

export type ShownClock = { now: string; nextDueAt: string | null };

/** By member and place the number of the newest message from somebody else. */
export type News = Record<string, Record<PlaceName, number>>;

export type State = ShownClock & { people: readonly Person[]; channel: { id: string; name: string } };

export type SayBody = {
  event: string;
  member: string;
  place: PlaceName;
  text: string;
  attachments: number;
  zone: string;
};

export type PressBody = {
  event: string;
  member: string;
  letter: string;
  button: string;
  values: Record<string, string | string[]>;
  zone: string;
};

export type MoveBody = { advance: string; zone: string } | { to: string };

export type Refusal = { error: string };
