import type { Database } from '../../adapters/postgres/tables.ts';
import type { Deck } from '../../src/domain/deck.ts';
import type { WorkspaceId } from '../../src/events.ts';
import type { Judge } from '../../src/ports/judge.ts';
import type { Log } from '../../src/ports/log.ts';
import type { Accept, Platform } from '../../src/ports/platform.ts';
import type { Chat } from './chat.ts';
import { logInto, openWorld, type World } from './world.ts';

export type OpenPlatform = (deps: {
  people: readonly string[];
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
  stop(): Promise<void>;
};

export type PlatformWorld = World & Chat & Pick<OpenedPlatform, 'idOf' | 'refuseNext' | 'stop' | 'workspace'>;

/** A world whose people use a platform as they would, over its own protocol. */
export async function openPlatformWorld(
  open: OpenPlatform,
  options: { db: Database; start: string; decks: readonly Deck[]; log?: Log; judge?: Judge; people?: readonly string[] },
): Promise<PlatformWorld> {
  let platform: Platform | undefined;
  const world = openWorld({ ...options, platformOf: () => platform });
  const opened = await open({
    people: options.people ?? ['ana', 'ben', 'lea'],
    zone: 'Europe/Berlin',
    accept: world.engine.accept,
    idle: world.engine.idle,
    now: world.now,
    newId: world.newId,
    log: options.log ?? logInto(world.log),
  });
  platform = opened.platform;
  const { idOf, refuseNext, stop, workspace } = opened;
  return { ...world, ...opened.chat, idOf, refuseNext, stop, workspace };
}
