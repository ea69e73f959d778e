import type { WorkspaceId } from '../../src/events.ts';
import { type Entry, entrySchema, type Transcript } from '../playground/transcript.ts';
import type { Database } from './tables.ts';

export function playgroundTranscript(db: Database, workspace: WorkspaceId): Transcript {
  return {
    async entries() {
      const rows = await db.selectFrom('playground_entry').select('entry').where('workspace_id', '=', workspace).execute();
      return rows.map((row): Entry => entrySchema.parse(row.entry)).sort((a, b) => a.number - b.number);
    },

    async put(entry) {
      const kept = JSON.stringify(entry);
      await db
        .insertInto('playground_entry')
        .values({ workspace_id: workspace, entry_id: entry.id, entry: kept })
        .onConflict((on) => on.columns(['workspace_id', 'entry_id']).doUpdateSet({ entry: kept }))
        .execute();
    },
  };
}
