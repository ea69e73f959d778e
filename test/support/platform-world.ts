import type { Database } from '../../adapters/postgres/tables.ts';
import type { Deck } from '../../src/domain/deck.ts';
import type { WorkspaceId } from '../../src/events.ts';
import type { Showcase } from '../../src/ports/certificates.ts';
import type { Judge } from '../../src/ports/judge.ts';
import type { Log } from '../../src/ports/log.ts';
import type { Accept, Platform } from '../../src/ports/platform.ts';
import type { Chat, Message } from './chat.ts';
import { type Cues, logInto, openWorld, type World } from './world.ts';

export type OpenPlatform = (deps: {
  people: readonly string[];
  /** What the platform says of people's languages; English where it says nothing. */
  locales: Readonly<Record<string, string>>;
  zone: string;
  accept: Accept;
  idle: () => Promise<void>;
  now: () => Temporal.Instant;
  newId: () => string;
  log: Log;
}) => Promise<OpenedPlatform>;

type OpenedPlatform = {
  name: string;
  workspace: WorkspaceId;
  platform: Platform;
  chat: Chat;
  /** What the platform calls a person. */
  idOf(person: string): string;
  /** The platform takes no message the next time, and quotes this in its answer; the playground takes all. */
  refuseNext(quoting: string): void;
  /** The page beside the chat, where the platform has one. */
  page?: Page;
  /** Where a browser finds the chat, where one can. */
  url?: string;
  stop(): Promise<void>;
};

export type Page = {
  open(person: string): Promise<void>;
  seen(person: string): Message | undefined;
  press(person: string, label: string): Promise<void>;
};

export type PlatformWorld = World & Chat & Pick<OpenedPlatform, 'page' | 'idOf' | 'refuseNext' | 'stop' | 'workspace'>;

/** A world whose people use a platform as they would, over its own protocol. */
export async function openPlatformWorld(
  open: OpenPlatform,
  options: {
    db: Database;
    start: string;
    decks: readonly Deck[];
    log?: Log;
    judge?: Judge;
    showcase?: Showcase;
    cues?: Cues;
    people?: readonly string[];
    locales?: Readonly<Record<string, string>>;
  },
): Promise<PlatformWorld> {
  let platform: Platform | undefined;
  const world = openWorld({ ...options, platformOf: () => platform });
  const opened = await open({
    people: options.people ?? ['ana', 'ben', 'lea'],
    locales: options.locales ?? {},
    zone: 'Europe/Berlin',
    accept: world.engine.accept,
    idle: world.engine.idle,
    now: world.now,
    newId: world.newId,
    log: options.log ?? logInto(world.log),
  });
  platform = opened.platform;
  const { idOf, refuseNext, stop, workspace } = opened;
  const page = opened.page && { page: opened.page };
  return { ...world, ...opened.chat, ...page, idOf, refuseNext, stop, workspace };
}
