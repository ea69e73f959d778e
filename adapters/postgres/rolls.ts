import { z } from 'zod';
import type { Roll } from '../../src/domain/achievements/gathering.ts';
import type { Rolls } from '../../src/ports/teams.ts';
import type { Scope } from './scope.ts';

const whySchema = z.enum(['asked', 'looked']);

export function rolls({ trx, workspace }: Scope): Rolls {
  const rows = () => trx.selectFrom('roll').selectAll().where('workspace_id', '=', workspace);

  return {
    async take({ id, team, why, at, people, deck }) {
      if (people.length === 0) return;
      const roll = { team_id: team, roll_id: id, why, taken_at: at.toString(), people: people.length, deck_id: deck ?? null };
      await trx
        .insertInto('roll')
        .values(people.map((member) => ({ workspace_id: workspace, member_id: member, ...roll })))
        .execute();
    },

    async of(team, since) {
      const found = rows().where('team_id', '=', team);
      const later = since === undefined ? found : found.where('taken_at', '>=', since);
      const own = await later.orderBy('taken_at').orderBy('roll_id').orderBy('member_id').execute();
      return [...Map.groupBy(own, (row) => row.roll_id)].flatMap(([id, all]): Roll[] => {
        const [first] = all;
        if (!first) return [];
        const people = all.map((row) => row.member_id);
        const known = {
          ...(first.deck_id !== null && { deck: first.deck_id }),
          isWhole: (first.people ?? people.length) === people.length,
        };
        return [{ id, team, why: whySchema.parse(first.why), at: first.taken_at, people, ...known }];
      });
    },

    async with(member) {
      const own = await rows().where('member_id', '=', member).orderBy('taken_at').execute();
      return own.map((row) => ({
        ...{ id: row.roll_id, team: row.team_id, why: whySchema.parse(row.why), at: row.taken_at },
        ...(row.people !== null && { size: row.people }),
        ...(row.deck_id !== null && { deck: row.deck_id }),
      }));
    },
  };
}
