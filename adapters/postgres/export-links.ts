import { sql } from 'kysely';
import type { ExportLinks } from '../../src/ports/privacy.ts';
import type { Scope } from './scope.ts';

export function exportLinks({ trx, workspace }: Scope): ExportLinks {
  return {
    async add(hash, member, until) {
      await trx
        .insertInto('export_link')
        .values({ workspace_id: workspace, link_hash: hash, member_id: member, expires_at: until.toString() })
        .execute();
    },

    async owner(hash, at) {
      const row = await trx
        .selectFrom('export_link')
        .select('member_id')
        .where('workspace_id', '=', workspace)
        .where('link_hash', '=', hash)
        .where('expires_at', '>', sql<Temporal.Instant>`${at.toString()}`)
        .forUpdate()
        .executeTakeFirst();
      return row?.member_id;
    },

    async remove(hash) {
      await trx.deleteFrom('export_link').where('workspace_id', '=', workspace).where('link_hash', '=', hash).execute();
    },
  };
}
