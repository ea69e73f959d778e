import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { WorkspaceId } from '../../src/events.ts';
import type { MemberRef } from '../../src/ports/platform.ts';
import type { Store } from '../../src/ports/store.ts';
import { openEmbedded, openPostgres } from '../postgres/open.ts';
import { openStore } from '../postgres/store.ts';
import type { Database } from '../postgres/tables.ts';
import { BadUsage, CannotRun, type Desk } from './command.ts';

/** Opens the database that `npm start` would use, and closes it when the work is done. Throws `CannotRun` where it cannot be opened, as while a running Cairn has the embedded one. */
export async function withDatabase(desk: Desk, work: (store: Store, db: Database) => Promise<number>): Promise<number> {
  const db = await open(desk);
  try {
    return await work(openStore(db), db);
  } finally {
    await db.destroy();
  }
}

async function open({ databaseUrl, dataDir }: Desk): Promise<Database> {
  const folder = join(dataDir, 'postgres');
  // Nobody wants an empty database made by looking into it.
  if (!databaseUrl && !existsSync(folder) && !existsSync(`${folder}.lock`)) {
    throw new CannotRun(
      `There is no database in ${dataDir}: set DATA_DIR to that of your Cairn, or DATABASE_URL to its PostgreSQL.`,
    );
  }
  try {
    return await (databaseUrl ? openPostgres(databaseUrl) : openEmbedded(folder));
  } catch (error) {
    // A server that is away has no words of its own for it: several addresses, several errors.
    const reason = error instanceof Error ? error.message || ('code' in error ? String(error.code) : error.name) : String(error);
    throw new CannotRun(`The database cannot be opened: ${reason}`, { cause: error });
  }
}

/** Reads `slack:T0123/U0456`: a workspace's id, a slash and a member's. */
export function memberRef(text: string | undefined): MemberRef {
  const [, workspace, member] = /^((?:slack|teams|playground):[^/]+)\/(.+)$/.exec(text ?? '') ?? [];
  if (!workspace || !member) throw new BadUsage('Say whom: --member slack:T0123/U0456 (a workspace, a slash, a member).');
  return { workspace: workspace as WorkspaceId, member };
}

/** The workspace that a flag names; without one the only one that there is. Throws `BadUsage` where there are several, or none of that name. */
export async function chosenWorkspace(store: Store, text: string | undefined): Promise<WorkspaceId> {
  const known = await store.workspaces();
  const chosen = text === undefined && known.length === 1 ? known[0] : known.find((id) => id === text);
  if (chosen) return chosen;
  if (known.length === 0) throw new CannotRun('Nobody has talked to this Cairn yet: there is no workspace in its database.');
  const some = known.slice(0, SOME).join(', ');
  const all = known.length > SOME ? `${some} and ${known.length - SOME} more` : some;
  throw new BadUsage(
    `${text === undefined ? 'Say which workspace' : `There is no workspace ${text}`}: --workspace with one of ${all}.`,
  );
}

const SOME = 10;
