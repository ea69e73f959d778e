import { sql } from 'kysely';
import type { WorkspaceId } from '../../src/events.ts';
import type { Seal } from '../seal.ts';
import { type Installation, type Installations, installationSchema } from '../slack/installations.ts';
import type { Database } from './tables.ts';

export function slackInstallations(db: Database, seal: Seal): Installations {
  const sealedOf = (workspace: WorkspaceId, installation: Installation) => seal.close(JSON.stringify(installation), workspace);
  return {
    async save(workspace, installation, at) {
      const kept = { sealed: sealedOf(workspace, installation), installed_at: at.toString(), removed_at: null };
      await db
        .insertInto('installation')
        .values({ workspace_id: workspace, ...kept })
        .onConflict((on) => on.column('workspace_id').doUpdateSet(kept))
        .execute();
      // Who has installed Cairn again is there again.
      await db.updateTable('workspace').set({ unreachable: null }).where('workspace_id', '=', workspace).execute();
    },

    async renew(workspace, installation) {
      await db
        .updateTable('installation')
        .set({ sealed: sealedOf(workspace, installation) })
        .where('workspace_id', '=', workspace)
        .where('removed_at', 'is', null)
        .execute();
    },

    async find(workspace) {
      const row = await db
        .selectFrom('installation')
        .select(['sealed', 'installed_at'])
        .where('workspace_id', '=', workspace)
        .where('removed_at', 'is', null)
        .executeTakeFirst();
      if (!row) return undefined;
      const kept: unknown = JSON.parse(seal.open(row.sealed, workspace));
      return { installation: installationSchema.parse(kept), installedAt: row.installed_at };
    },

    async remove(workspace, at) {
      await db
        .updateTable('installation')
        .set({ sealed: '', removed_at: at.toString() })
        .where('workspace_id', '=', workspace)
        .where('installed_at', '<=', sql<Temporal.Instant>`${at.toString()}`)
        .execute();
    },
  };
}

/** Seals every installation with the key that seals today, in all workspaces; gives how many were sealed anew. */
export async function resealInstallations(db: Database, seal: Seal): Promise<number> {
  const rows = await db.selectFrom('installation').select(['workspace_id', 'sealed']).where('removed_at', 'is', null).execute();
  let resealed = 0;
  for (const { workspace_id, sealed } of rows.filter((row) => !seal.isCurrent(row.sealed))) {
    const anew = seal.close(seal.open(sealed, workspace_id), workspace_id);
    const { numUpdatedRows } = await db
      .updateTable('installation')
      .set({ sealed: anew })
      .where('workspace_id', '=', workspace_id)
      // A running Cairn may have renewed the tokens meanwhile, with today's key.
      .where('sealed', '=', sealed)
      .executeTakeFirst();
    resealed += Number(numUpdatedRows);
  }
  return resealed;
}
