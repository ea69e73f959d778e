import type { Selectable } from 'kysely';
import type { Mentor } from '../../src/domain/goals/mentor.ts';
import type { Mentors } from '../../src/ports/goals.ts';
import type { Scope } from './scope.ts';
import type { Tables } from './tables.ts';

export function readMentor(row: Selectable<Tables['mentor']>): Mentor {
  return { member: row.member_id, mentor: row.mentor_id, since: row.since };
}

export function mentors({ trx, workspace }: Scope): Mentors {
  return {
    async of(member) {
      const rows = trx.selectFrom('mentor').selectAll().where('workspace_id', '=', workspace).where('member_id', '=', member);
      return (await rows.orderBy('since').orderBy('mentor_id').execute()).map(readMentor);
    },

    async add({ member, mentor, since }) {
      await trx
        .insertInto('mentor')
        .values({ workspace_id: workspace, member_id: member, mentor_id: mentor, since: since.toString() })
        .onConflict((on) => on.doNothing())
        .execute();
    },

    async remove({ member, mentor }) {
      const rows = trx.deleteFrom('mentor').where('workspace_id', '=', workspace).where('member_id', '=', member);
      await rows.where('mentor_id', '=', mentor).execute();
    },
  };
}
