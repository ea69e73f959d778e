import type { Selectable } from 'kysely';
import type { ChannelQuestion } from '../../src/domain/channel-question.ts';
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
  };
}

export function channelQuestions({ trx, workspace }: Scope): ChannelQuestions {
  const rows = () => trx.selectFrom('channel_question').selectAll().where('workspace_id', '=', workspace);
  return {
    async get(id) {
      // Two last answers at once are counted one after the other, so that the question is revealed once.
      const row = await rows().where('question_id', '=', id).forUpdate().executeTakeFirst();
      return row && read(row);
    },

    ofTeam: async (team) => (await rows().where('team_id', '=', team).orderBy('asked_at').execute()).map(read),

    async save(question) {
      const values = { letter_id: question.letter, revealed_at: question.revealedAt?.toString() ?? null };
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

    async wasRevealedTo(member, { deck, item }, since) {
      const own = trx
        .selectFrom('team_member')
        .select('team_id')
        .where('workspace_id', '=', workspace)
        .where('member_id', '=', member);
      const revealed = rows().where('team_id', 'in', own).where('deck_id', '=', deck).where('item_id', '=', item);
      return (await revealed.where('revealed_at', '>=', since).limit(1).executeTakeFirst()) !== undefined;
    },

    async answers(question) {
      const found = await trx
        .selectFrom('channel_answer')
        .select(['member_id', 'option_id', 'correct'])
        .where('workspace_id', '=', workspace)
        .where('question_id', '=', question)
        .orderBy('member_id')
        .execute();
      return found.map((row) => ({ question, member: row.member_id, option: row.option_id, correct: row.correct }));
    },

    async addAnswer({ question, member, option, correct }) {
      const added = await trx
        .insertInto('channel_answer')
        .values({ workspace_id: workspace, question_id: question, member_id: member, option_id: option, correct })
        .onConflict((on) => on.doNothing())
        .returning('member_id')
        .execute();
      return added.length > 0;
    },
  };
}
