import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { WorkspaceId } from '../../src/events.ts';
import type { MemberRef, Store } from '../../src/ports.ts';
import { openEmbedded, openPostgres } from '../postgres/open.ts';
import { openStore } from '../postgres/store.ts';
import type { Database } from '../postgres/tables.ts';
import { BadUsage, type Desk } from './command.ts';

/**
 * Opens the database as the server does, and closes it when the work is done. Where it cannot be opened (it is not there, or a running Cairn has
 * the embedded one) the reason is noted, and the exit code is 1.
 */
export async function withDatabase(desk: Desk, work: (store: Store, db: Database) => Promise<number>): Promise<number> {
  let db: Database;
  try {
    db = await open(desk);
  } catch (error) {
    desk.note(error instanceof Error ? error.message : String(error));
    return 1;
  }
  try {
    return await work(openStore(db), db);
  } finally {
    await db.destroy();
  }
}

async function open({ databaseUrl, dataDir }: Desk): Promise<Database> {
  if (databaseUrl) {
    return openPostgres(databaseUrl).catch((error: unknown) => {
      throw new Error(`The database at DATABASE_URL cannot be opened: ${error instanceof Error ? error.message : String(error)}`);
    });
  }
  const folder = join(dataDir, 'postgres');
  // Nobody wants an empty database made by looking into it.
  if (!existsSync(folder)) {
    throw new Error(`There is no database in ${dataDir}: set DATA_DIR to that of your Cairn, or DATABASE_URL to its PostgreSQL.`);
  }
  return openEmbedded(folder);
}

/** Reads `slack:T0123/U0456`: a workspace's id, a slash and a member's. */
export function memberRef(text: string | undefined): MemberRef {
  const [, workspace, member] = /^((?:slack|teams|playground):[^/]+)\/(.+)$/.exec(text ?? '') ?? [];
  if (!workspace || !member) throw new BadUsage('Say whom: --member slack:T0123/U0456 (a workspace, a slash, a member).');
  return { workspace: workspace as WorkspaceId, member };
}

/** Reads a workspace's id: `slack:T0123`. */
export function workspaceRef(text: string | undefined): WorkspaceId {
  if (!/^(slack|teams|playground):[^/]+$/.test(text ?? '')) throw new BadUsage('Say which workspace: --workspace slack:T0123.');
  return text as WorkspaceId;
}
