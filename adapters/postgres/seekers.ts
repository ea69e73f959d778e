import { type Selectable, sql } from 'kysely';
import { z } from 'zod';
import { PARTS_OF_DAY, type Seeker } from '../../src/domain/partners/partner.ts';
import type { Seekers } from '../../src/ports/partners.ts';
import type { Scope } from './scope.ts';
import type { Tables } from './tables.ts';

const partsSchema = z.array(z.enum(PARTS_OF_DAY));

export function readSeeker(row: Selectable<Tables['seeker']>): Seeker {
  return {
    member: row.member_id,
    days: row.days,
    parts: partsSchema.parse(row.parts),
    languages: row.languages,
    everyWeeks: row.every_weeks,
    tellsTopics: row.tells_topics,
    paused: row.paused,
    since: row.since,
  };
}

export function seekers({ trx, workspace }: Scope): Seekers {
  const rows = () => trx.selectFrom('seeker').selectAll().where('workspace_id', '=', workspace);
  return {
    async get(member) {
      const row = await rows().where('member_id', '=', member).forUpdate().executeTakeFirst();
      return row && readSeeker(row);
    },

    async all() {
      return (await rows().orderBy('since').orderBy('member_id').forUpdate().execute()).map(readSeeker);
    },

    async among(members) {
      return (
        await rows()
          .where(sql<boolean>`member_id = any(${[...members]})`)
          .execute()
      ).map(readSeeker);
    },

    async any() {
      return (await rows().limit(1).executeTakeFirst()) !== undefined;
    },

    async save(seeker) {
      const values = {
        days: [...seeker.days],
        parts: [...seeker.parts],
        languages: [...seeker.languages],
        every_weeks: seeker.everyWeeks,
        tells_topics: seeker.tellsTopics,
        paused: seeker.paused,
        since: seeker.since.toString(),
      };
      await trx
        .insertInto('seeker')
        .values({ workspace_id: workspace, member_id: seeker.member, ...values })
        .onConflict((on) => on.columns(['workspace_id', 'member_id']).doUpdateSet(values))
        .execute();
    },

    async remove(member) {
      await trx.deleteFrom('seeker').where('workspace_id', '=', workspace).where('member_id', '=', member).execute();
    },
  };
}
