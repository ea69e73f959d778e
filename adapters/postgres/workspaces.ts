import { z } from 'zod';
import { familyChangeSchema } from '../../src/domain/achievements/overlay.ts';
import { LANGUAGES } from '../../src/domain/language.ts';
import { tuningSchema } from '../../src/domain/schedule.ts';
import type { Workspaces } from '../../src/ports/members.ts';
import type { Scope } from './scope.ts';

const familiesSchema = z.array(familyChangeSchema);

export function workspaces({ trx, workspace }: Scope): Workspaces {
  async function make(): Promise<void> {
    await trx
      .insertInto('workspace')
      .values({ workspace_id: workspace, zone: 'UTC', language: 'en', default_deck: null, holidays: null })
      .onConflict((on) => on.doNothing())
      .execute();
  }

  return {
    async get() {
      const read = () => trx.selectFrom('workspace').selectAll().where('workspace_id', '=', workspace).executeTakeFirst();
      const row = (await read()) ?? (await make().then(read));
      if (!row) throw new Error(`The workspace ${workspace} could not be made.`);
      return {
        id: workspace,
        zone: row.zone,
        language: z.enum(LANGUAGES).parse(row.language),
        families: familiesSchema.parse(row.families),
        ...(row.default_deck && { defaultDeck: row.default_deck }),
        ...(row.holidays && { holidays: row.holidays }),
        ...(row.memory !== null && { tuning: tuningSchema.parse(row.memory) }),
        ...(row.probe_salt !== null && { probeSalt: row.probe_salt }),
        ...(row.unreachable !== null && { unreachable: row.unreachable }),
      };
    },

    async lock() {
      await trx.selectFrom('workspace').select('workspace_id').where('workspace_id', '=', workspace).forUpdate().execute();
    },

    async salt(fresh) {
      const row = await trx
        .updateTable('workspace')
        .set((q) => ({ probe_salt: q.fn.coalesce('probe_salt', q.val(fresh)) }))
        .where('workspace_id', '=', workspace)
        .returning('probe_salt')
        .executeTakeFirst();
      return row?.probe_salt ?? fresh;
    },

    async tune(tuning) {
      await trx
        .updateTable('workspace')
        .set({ memory: JSON.stringify(tuning) })
        .where('workspace_id', '=', workspace)
        .execute();
    },

    async keepFamilies(changes) {
      await trx
        .updateTable('workspace')
        .set({ families: JSON.stringify(changes) })
        .where('workspace_id', '=', workspace)
        .execute();
    },

    async save({ zone, language, defaultDeck, holidays, unreachable }) {
      await trx
        .updateTable('workspace')
        .set({ zone, language, default_deck: defaultDeck ?? null, holidays: holidays ?? null, unreachable: unreachable ?? null })
        .where('workspace_id', '=', workspace)
        .execute();
    },
  };
}
