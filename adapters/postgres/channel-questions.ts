import type { Selectable } from 'kysely';
import { type ChannelQuestion, readFigures, readNews } from '../../src/domain/channel-question.ts';
import type { ChannelQuestions } from '../../src/ports/teams.ts';
import type { Scope } from './scope.ts';
import type { Tables } from './tables.ts';

function read(row: Selectable<Tables['channel_question']>): ChannelQuestion {
  return {
    id: row.question_id,
    team: row.team_id,
    deck: row.deck_id,
    item: row.item_id,
    version: row.version,
    askedAt: row.asked_at,
    revealAt: row.reveal_at,
    ...(row.revealed_at && { revealedAt: row.revealed_at }),
    letter: row.letter_id,
    ...(row.for_family !== null && row.for_tier !== null && { action: { family: row.for_family, tier: row.for_tier } }),
    ...(row.counted_at && { countedAt: row.counted_at }),
    ...(row.figures !== null && { figures: readFigures(row.figures) }),
    named: row.named,
    ...(row.news !== null && { news: readNews(row.news) }),
  };
}

export function channelQuestions({ trx, workspace }: Scope): ChannelQuestions {
  const rows = () => trx.selectFrom('channel_question').selectAll().where('workspace_id', '=', workspace);
  return {
    async get(id) {
      const row = await rows().where('question_id', '=', id).forUpdate().executeTakeFirst();
      return row && read(row);
    },

    ofTeam: async (team) => (await rows().where('team_id', '=', team).orderBy('asked_at').execute()).map(read),

    async save(question) {
      const values = {
        letter_id: question.letter,
        revealed_at: question.revealedAt?.toString() ?? null,
        counted_at: question.countedAt?.toString() ?? null,
        figures: question.figures ? JSON.stringify(question.figures) : null,
        named: [...question.named],
        news: question.news ? JSON.stringify(question.news) : null,
      };
      await trx
        .insertInto('channel_question')
        .values({
          workspace_id: workspace,
          question_id: question.id,
          team_id: question.team,
          deck_id: question.deck,
          item_id: question.item,
          version: question.version,
          asked_at: question.askedAt.toString(),
          reveal_at: question.revealAt.toString(),
          for_family: question.action?.family ?? null,
          for_tier: question.action?.tier ?? null,
          ...values,
        })
        .onConflict((on) => on.columns(['workspace_id', 'question_id']).doUpdateSet(values))
        .execute();
    },
  };
}
