import type { Selectable } from 'kysely';
import { z } from 'zod';
import { LINES } from '../../src/domain/check-in.ts';
import { CADENCES, type Team } from '../../src/domain/team.ts';
import type { Teams } from '../../src/ports/teams.ts';
import type { Scope } from './scope.ts';
import type { Tables } from './tables.ts';

const cadenceSchema = z.enum(CADENCES);
export const roleSchema = z.enum(['lead', 'member']);

function read(row: Selectable<Tables['team']>): Team {
  const [did = '', hurdles = '', success = '', next = ''] = row.questions;
  return {
    id: row.team_id,
    name: row.name,
    channel: row.channel_id,
    deck: row.deck_id,
    zone: row.zone,
    checkIn: { days: row.check_in_days, time: row.check_in_time },
    summary: { days: row.summary_days, time: row.summary_time },
    cadence: cadenceSchema.parse(row.cadence),
    questions: { did, hurdles, success, next },
    question: { days: row.question_days, time: row.question_time },
    revealTime: row.reveal_time,
    ...(row.unreachable !== null && { unreachable: row.unreachable }),
  };
}

export function teams({ trx, workspace }: Scope): Teams {
  const rows = () => trx.selectFrom('team').selectAll().where('workspace_id', '=', workspace);
  return {
    all: async () => (await rows().orderBy('name').orderBy('team_id').execute()).map(read),

    async get(id) {
      const row = await rows().where('team_id', '=', id).forUpdate().executeTakeFirst();
      return row && read(row);
    },

    async save(team) {
      const values = {
        name: team.name,
        channel_id: team.channel,
        deck_id: team.deck,
        zone: team.zone,
        check_in_days: [...team.checkIn.days],
        check_in_time: team.checkIn.time.toString(),
        summary_days: [...team.summary.days],
        summary_time: team.summary.time.toString(),
        cadence: team.cadence,
        questions: LINES.map((line) => team.questions[line]),
        question_days: [...team.question.days],
        question_time: team.question.time.toString(),
        reveal_time: team.revealTime.toString(),
        unreachable: team.unreachable ?? null,
      };
      await trx
        .insertInto('team')
        .values({ workspace_id: workspace, team_id: team.id, ...values })
        .onConflict((on) => on.columns(['workspace_id', 'team_id']).doUpdateSet(values))
        .execute();
    },

    async members(team) {
      const found = await trx
        .selectFrom('team_member')
        .select(['member_id', 'role'])
        .where('workspace_id', '=', workspace)
        .where('team_id', '=', team)
        .orderBy('member_id')
        .execute();
      return found.map((row) => ({ member: row.member_id, role: roleSchema.parse(row.role) }));
    },

    async setMember(team, member, role, since) {
      if (!role) {
        await trx
          .deleteFrom('team_member')
          .where('workspace_id', '=', workspace)
          .where('team_id', '=', team)
          .where('member_id', '=', member)
          .execute();
        return;
      }
      await trx
        .insertInto('team_member')
        .values({ workspace_id: workspace, team_id: team, member_id: member, role, ...(since && { since: since.toString() }) })
        .onConflict((on) => on.columns(['workspace_id', 'team_id', 'member_id']).doUpdateSet({ role }))
        .execute();
    },
  };
}
