import { type Selectable, sql } from 'kysely';
import { z } from 'zod';
import { ANSWERS, MATCH_STATES, type Match, type Partner } from '../../src/domain/partners/partner.ts';
import type { Matches } from '../../src/ports/partners.ts';
import type { Scope } from './scope.ts';
import type { Tables } from './tables.ts';

const stateSchema = z.enum(MATCH_STATES);
const answerSchema = z.enum(ANSWERS);

function read(row: Selectable<Tables['match']>, partners: readonly Partner[]): Match {
  return {
    id: row.match_id,
    week: row.week,
    state: stateSchema.parse(row.state),
    deck: row.deck_id,
    topics: row.topics,
    ...(row.meets_at && { at: row.meets_at }),
    partners,
  };
}

export function readPartner(row: Selectable<Tables['match_partner']>): Partner {
  return {
    member: row.member_id,
    answer: answerSchema.parse(row.answer),
    ...(row.explains !== null && { explains: row.explains }),
    ...(row.letter_id !== null && { letter: row.letter_id }),
    ...(row.met !== null && { met: row.met }),
  };
}

export function matches({ trx, workspace }: Scope): Matches {
  const rows = () => trx.selectFrom('match').selectAll().where('workspace_id', '=', workspace);

  async function whole(found: readonly Selectable<Tables['match']>[]): Promise<Match[]> {
    const partners = await trx
      .selectFrom('match_partner')
      .selectAll()
      .where('workspace_id', '=', workspace)
      .where(sql<boolean>`match_id = any(${found.map((row) => row.match_id)})`)
      .orderBy('member_id')
      .execute();
    const byMatch = Map.groupBy(partners, (row) => row.match_id);
    return found.map((row) => read(row, (byMatch.get(row.match_id) ?? []).map(readPartner)));
  }

  return {
    async get(id) {
      return (await whole(await rows().where('match_id', '=', id).forUpdate().execute()))[0];
    },

    async latest(member) {
      const newest = rows()
        .where(({ exists, selectFrom }) =>
          exists(
            selectFrom('match_partner')
              .select('member_id')
              .where('match_partner.workspace_id', '=', workspace)
              .whereRef('match_partner.match_id', '=', 'match.match_id')
              .where('member_id', '=', member),
          ),
        )
        .orderBy('week', 'desc')
        .limit(1);
      return (await whole(await newest.forUpdate().execute()))[0];
    },

    async since(week) {
      return whole(
        await rows()
          .where('week', '>=', sql<Temporal.PlainDate>`${week.toString()}`)
          .orderBy('week')
          .orderBy('match_id')
          .execute(),
      );
    },

    async save({ id, week, state, deck, topics, at, partners }) {
      const values = { week: week.toString(), state, deck_id: deck, topics: [...topics], meets_at: at?.toString() ?? null };
      await trx
        .insertInto('match')
        .values({ workspace_id: workspace, match_id: id, ...values })
        .onConflict((on) => on.columns(['workspace_id', 'match_id']).doUpdateSet(values))
        .execute();
      for (const { member, answer, explains = null, letter = null, met = null } of partners) {
        const said = { answer, explains, letter_id: letter, met };
        await trx
          .insertInto('match_partner')
          .values({ workspace_id: workspace, match_id: id, member_id: member, ...said })
          .onConflict((on) => on.columns(['workspace_id', 'match_id', 'member_id']).doUpdateSet(said))
          .execute();
      }
    },

    async studies(members) {
      const decks = await trx
        .selectFrom('enrolment')
        .select(['member_id', 'deck_id'])
        .where('workspace_id', '=', workspace)
        .where(sql<boolean>`member_id = any(${[...members]})`)
        .orderBy('enrolled_at')
        .orderBy('deck_id')
        .execute();
      const followed = await trx
        .selectFrom('followed_path')
        .select(['member_id', 'path_id'])
        .where('workspace_id', '=', workspace)
        .where(sql<boolean>`member_id = any(${[...members]})`)
        .execute();
      const [ofDecks, paths] = [
        Map.groupBy(decks, (row) => row.member_id),
        new Map(followed.map((row) => [row.member_id, row.path_id])),
      ];
      return members.map((member) => {
        const path = paths.get(member);
        return { member, decks: (ofDecks.get(member) ?? []).map((row) => row.deck_id), ...(path !== undefined && { path }) };
      });
    },
  };
}
