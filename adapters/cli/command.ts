import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import type { Unseen } from '../../src/domain/achievements/gathering.ts';
import type { Rule } from '../../src/domain/achievements/rule.ts';
import type { TeamRule } from '../../src/domain/achievements/team-rule.ts';
import type { Report } from '../../src/domain/evidence/report.ts';
import type { WorkspaceId } from '../../src/events.ts';
import type { MemberRef } from '../../src/ports/platform.ts';
import type { Records, Store } from '../../src/ports/store.ts';

/** Where a command reads and writes. `line` resolves once there is room for more. */
export type Desk = {
  /** Where relative paths that were typed begin. */
  from: string;
  dataDir: string;
  decksDir: string;
  /** Of a PostgreSQL server; without one the embedded database in `dataDir` is meant. */
  databaseUrl?: string;
  encryptionKeys?: string;
  now(): Temporal.Instant;
  newId(): string;
  /** Erases a member; false where there is none. */
  eraseMember(store: Store, who: MemberRef): Promise<boolean>;
  /** Makes anew what follows from a member's log of answers; says what was kept otherwise, and mends that if asked to. */
  replay(
    store: Store,
    who: MemberRef,
    options: { mend: boolean; rules: readonly Rule[] },
  ): Promise<readonly { what: string; kept: string; replayed: string }[]>;
  /** The same of what the teams of a workspace have shown together, team by team; or why it cannot be made anew. */
  replayTeams(
    store: Store,
    workspace: WorkspaceId,
    options: { mend: boolean; rules: readonly Rule[]; teamRules: readonly TeamRule[] },
  ): Promise<
    readonly { team: string; differences: readonly { what: string; kept: string; replayed: string }[]; unseen?: Unseen }[]
  >;
  /** What the answers of some members prove since a day. */
  report(
    records: Records,
    members: readonly string[],
    when: { since: Temporal.PlainDate; now: Temporal.Instant },
  ): Promise<Report>;
  input: NodeJS.ReadableStream;
  line(text: string): Promise<void>;
  note(text: string): void;
};

export type Command = {
  /** One line for the list of commands. */
  summary: string;
  usage: string;
  /** Gives the exit code. Throws `BadUsage` for a wrong flag. */
  run(args: readonly string[], desk: Desk): Promise<number>;
};

/** A command that was typed wrong; the message says how. */
export class BadUsage extends Error {}

/** What was asked cannot be done now; the message says why, and what to do. */
export class CannotRun extends Error {}

/** Reads a day that a flag names. */
export function dayFlag(text: string): Temporal.PlainDate {
  try {
    return Temporal.PlainDate.from(text);
  } catch {
    throw new BadUsage(`${text} is no day: write it like 2026-11-01.`);
  }
}

/** Why a file that was named cannot be read. */
export function whyUnread(file: string, error: unknown): string {
  const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
  return isMissing
    ? `there is no file ${file}`
    : `${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`;
}

/** Takes a command line apart by its flags. */
export function flagsOf<T extends ParseArgsOptionsConfig>(args: readonly string[], options: T) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    // The rest of Node's sentence is about arguments that begin with a hyphen.
    throw new BadUsage(error instanceof Error ? (error.message.split('. ')[0] ?? '') : String(error));
  }
}
