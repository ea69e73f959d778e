import { sql } from 'kysely';
import type { ChannelAnswer } from '../../src/domain/channel-question.ts';
import { replySchema, verdictSchema } from '../../src/domain/kinds/kind.ts';
import type { ChannelAnswers } from '../../src/ports/teams.ts';
import type { Scope } from './scope.ts';

export function channelAnswers({ trx, workspace }: Scope): ChannelAnswers {
  return {
    async of(question) {
      const found = await trx
        .selectFrom('channel_answer')
        .selectAll()
        .where('workspace_id', '=', workspace)
        .where('question_id', '=', question)
        .orderBy('member_id')
        .execute();
      return found.map((row): ChannelAnswer => {
        const [reply, verdict] = [replySchema.parse(row.reply), verdictSchema.parse(row.verdict)];
        return { question, member: row.member_id, reply, verdict, late: row.late };
      });
    },

    async add({ question, member, reply, verdict, late }) {
      const added = await trx
        .insertInto('channel_answer')
        .values({
          workspace_id: workspace,
          question_id: question,
          member_id: member,
          reply: JSON.stringify(reply),
          verdict,
          late,
        })
        .onConflict((on) => on.doNothing())
        .returning('member_id')
        .execute();
      return added.length > 0;
    },

    async askedOf({ team, askedAt }) {
      const rows = await trx
        .selectFrom('team_member')
        .select('member_id')
        .where('workspace_id', '=', workspace)
        .where('team_id', '=', team)
        .where('since', '<=', sql<Temporal.Instant>`${askedAt.toString()}`)
        .orderBy('member_id')
        .execute();
      return rows.map((row) => row.member_id);
    },

    async naming(member) {
      const rows = await trx
        .selectFrom('channel_question')
        .select('question_id')
        .where('workspace_id', '=', workspace)
        .where(sql<boolean>`${member} = any(named)`)
        .orderBy('question_id')
        .execute();
      return rows.map((row) => row.question_id);
    },

    async revealedAt(member, { deck, item }, since) {
      const row = await trx
        .selectFrom('channel_question as question')
        .innerJoin('team_member as own', (join) =>
          join.onRef('own.workspace_id', '=', 'question.workspace_id').onRef('own.team_id', '=', 'question.team_id'),
        )
        .select('question.revealed_at')
        .where('question.workspace_id', '=', workspace)
        .where('question.deck_id', '=', deck)
        .where('question.item_id', '=', item)
        .where('question.revealed_at', '>=', sql<Temporal.Instant>`${since.toString()}`)
        .where('own.member_id', '=', member)
        .orderBy('question.revealed_at', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row?.revealed_at ?? undefined;
    },
  };
}
