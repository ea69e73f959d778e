import { openHolidays } from '../../adapters/holidays.ts';
import { openStore } from '../../adapters/postgres/store.ts';
import type { Database } from '../../adapters/postgres/tables.ts';
import type { Rule } from '../../src/domain/achievements/rule.ts';
import type { Deck } from '../../src/domain/deck.ts';
import type { Path } from '../../src/domain/path/path.ts';
import { createEngine, type Engine, type EngineDeps } from '../../src/engine/engine.ts';
import type { WorkspaceId } from '../../src/events.ts';
import type { Showcase } from '../../src/ports/certificates.ts';
import type { Judge } from '../../src/ports/judge.ts';
import type { Log, Meter } from '../../src/ports/log.ts';
import type { Platform } from '../../src/ports/platform.ts';
import type { ExportLink } from '../../src/ports/privacy.ts';
import type { Store } from '../../src/ports/store.ts';
import { type MemoryChat, memoryChat } from './memory-chat.ts';
import { RULES, TEAM_RULES } from './rules.ts';

export const NO_METER: Meter = { event: () => {}, delivery: () => {}, alarm: () => {} };

export type LogLine = { level: 'info' | 'warn' | 'error'; ids: object; message: string };

/** People, decks, a clock that the test moves, and an engine over a real database. */
export type World = {
  engine: Engine;
  /** Another process over the same database and clock. */
  another(): Engine;
  store: Store;
  now(): Temporal.Instant;
  /** Moves the clock, and does what is due then. */
  moveTo(when: string): Promise<void>;
  advance(duration: string): Promise<void>;
  /** Moves the clock alone: nobody looks what is due. */
  pass(duration: string): void;
  setDecks(decks: readonly Deck[]): void;
  setPaths(paths: readonly Path[]): void;
  setRules(rules: readonly Rule[]): void;
  log: LogLine[];
  newId(): string;
};

export type WorldOptions = {
  db: Database;
  start: string;
  decks: readonly Deck[];
  platformOf: (workspace: WorkspaceId) => Platform | undefined;
  exportLink?: ExportLink;
  showcase?: Showcase | undefined;
  /** In the place of one that keeps its lines. */
  log?: Log;
  judge?: Judge | undefined;
  /** What cues need: a key, calendars, and an address for calls. */
  cues?: Cues | undefined;
};

export type Cues = Required<Pick<EngineDeps, 'vault' | 'feeds' | 'cueLink'>>;

export function openWorld({
  db,
  start,
  decks,
  platformOf,
  log,
  judge,
  showcase,
  cues,
  exportLink = () => undefined,
}: WorldOptions): World {
  let now = Temporal.Instant.from(start);
  let catalog = decks;
  let paths: readonly Path[] = [];
  let rules = RULES;
  let ids = 0;
  const lines: LogLine[] = [];
  // A platform's pace is waited for in the test's time: nobody waits while the machine's passes.
  let waitedUntil = 0;
  const elapsedMs = () => Math.max(now.epochMilliseconds, waitedUntil);
  const wait = async (ms: number) => {
    waitedUntil = Math.max(waitedUntil, elapsedMs() + ms);
  };
  const newId = () => `id-${String(++ids).padStart(5, '0')}`;
  const store = openStore(db);
  const begin = () =>
    createEngine({
      store,
      platformOf,
      catalog: {
        decks: () => catalog,
        rules: () => rules,
        teamRules: () => TEAM_RULES,
        paths: () => paths,
        refresh: async () => {},
      },
      holidays: openHolidays(),
      ...(judge && { judge }),
      ...cues,
      newId,
      exportLink,
      ...(showcase && { showcase }),
      now: () => now,
      elapsedMs,
      wait,
      meter: NO_METER,
      platforms: () => ['slack', 'teams', 'playground'],
      log: log ?? logInto(lines),
    });
  const engine = begin();
  const moveTo = async (when: Temporal.Instant) => {
    now = when;
    await engine.tick(now);
    await engine.sweep();
    await engine.idle();
  };
  return {
    engine,
    another: begin,
    store,
    now: () => now,
    moveTo: (when) => moveTo(Temporal.Instant.from(when)),
    advance: (duration) => moveTo(now.toZonedDateTimeISO('UTC').add(duration).toInstant()),
    pass(duration) {
      now = now.add(duration);
    },
    setDecks(changed) {
      catalog = changed;
    },
    setPaths(changed) {
      paths = changed;
    },
    setRules(changed) {
      rules = changed;
    },
    log: lines,
    newId,
  };
}

/** A world whose people talk to the engine without a platform between. */
export type MemoryWorld = World & MemoryChat;

export const WORKSPACE: WorkspaceId = 'playground:test';

export function openMemoryWorld(options: {
  db: Database;
  start?: string;
  decks: readonly Deck[];
  zones?: Record<string, string>;
  exportLink?: ExportLink;
  showcase?: Showcase;
  judge?: Judge;
  cues?: Cues;
}): MemoryWorld {
  const { db, start = '2026-11-23T08:00:00Z', decks, zones = {}, judge, showcase, cues, exportLink = () => undefined } = options;
  const chat = memoryChat(() => ({
    workspace: WORKSPACE,
    accept: world.engine.accept,
    idle: world.engine.idle,
    now: world.now,
    zones,
  }));
  const world = openWorld({ db, start, decks, exportLink, judge, showcase, cues, platformOf: () => chat.platform });
  return { ...world, ...chat };
}

export function logInto(lines: LogLine[]): Log {
  const line = (level: LogLine['level']) => (ids: object, message: string) => void lines.push({ level, ids, message });
  return { info: line('info'), warn: line('warn'), error: line('error') };
}
