import type { Selectable } from 'kysely';
import type { TeamAward, TeamProof } from '../../src/domain/achievements/team-achieve.ts';
import type { TeamAwards } from '../../src/ports/achievements.ts';
import { actionSchema, stateSchema } from './awards.ts';
import type { Scope } from './scope.ts';
import type { Tables } from './tables.ts';

function readProof(row: Selectable<Tables['team_proof']>): TeamProof {
  const { family, subject, level, people, day, lapsed } = row;
  return { family, subject, level, people, day, lapsed, roll: row.roll_id };
}

function readAward(row: Selectable<Tables['team_award']>): TeamAward {
  const { family, tier, announced } = row;
  const earned = { earnedAt: row.earned_at, earnedOn: row.earned_on };
  return { family, tier, announced, ...earned, state: stateSchema.parse(row.state), action: actionSchema.parse(row.action) };
}

export function teamAwards({ trx, workspace }: Scope): TeamAwards {
  const rows = (table: 'team_proof' | 'team_award', team: string) =>
    trx.selectFrom(table).where('workspace_id', '=', workspace).where('team_id', '=', team);

  return {
    async shown(team) {
      const proofs = await rows('team_proof', team).selectAll('team_proof').orderBy('family').orderBy('subject').execute();
      const awards = await rows('team_award', team).selectAll('team_award').orderBy('family').orderBy('tier').execute();
      return { proofs: proofs.map(readProof), awards: awards.map(readAward) };
    },

    async saveAward(team, { family, tier, earnedAt, earnedOn, state, announced, action }) {
      const values = { earned_at: earnedAt.toString(), earned_on: earnedOn.toString(), state, announced, action };
      await trx
        .insertInto('team_award')
        .values({ workspace_id: workspace, team_id: team, family, tier, ...values })
        .onConflict((on) => on.columns(['workspace_id', 'team_id', 'family', 'tier']).doUpdateSet(values))
        .execute();
    },

    async saveProof(team, { family, subject, level, roll, people, day, lapsed }) {
      const values = { level, roll_id: roll, people, day: day.toString(), lapsed };
      await trx
        .insertInto('team_proof')
        .values({ workspace_id: workspace, team_id: team, family, subject, ...values })
        .onConflict((on) => on.columns(['workspace_id', 'team_id', 'family', 'subject']).doUpdateSet(values))
        .execute();
    },

    async forget(team) {
      for (const table of ['team_proof', 'team_award'] as const)
        await trx.deleteFrom(table).where('workspace_id', '=', workspace).where('team_id', '=', team).execute();
    },
  };
}
