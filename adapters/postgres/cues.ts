import type { Seal } from '../seal.ts';
import { readCue } from './members.ts';
import type { Database } from './tables.ts';

/** Seals the secret of every cue with the key that seals today, in all workspaces; gives how many were sealed anew. */
export async function resealCues(db: Database, seal: Seal): Promise<number> {
  const rows = await db.selectFrom('member').select(['workspace_id', 'member_id', 'cue']).where('cue', 'is not', null).execute();
  let resealed = 0;
  for (const { workspace_id, member_id, cue } of rows) {
    const kept = readCue(cue);
    if (seal.isCurrent(kept.sealed)) continue;
    const about = `${workspace_id} ${member_id}`;
    const anew = { ...kept, sealed: seal.close(seal.open(kept.sealed, about), about) };
    const { numUpdatedRows } = await db
      .updateTable('member')
      .set({ cue: JSON.stringify(anew) })
      .where('workspace_id', '=', workspace_id)
      .where('member_id', '=', member_id)
      // Their owner may have set another meanwhile.
      .where(({ eb, cast, val }) => eb('cue', '=', cast(val(JSON.stringify(kept)), 'jsonb')))
      .executeTakeFirst();
    resealed += Number(numUpdatedRows);
  }
  return resealed;
}
