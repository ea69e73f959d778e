import { type Selectable, sql } from 'kysely';
import { z } from 'zod';
import { REFUSALS } from '../../src/domain/achievements/refusal.ts';
import { type Attempt, PURPOSES } from '../../src/domain/attempt.ts';
import { confidenceSchema } from '../../src/domain/confidence.ts';
import { replySchema, verdictSchema } from '../../src/domain/kinds/kind.ts';
import type { Attempts } from '../../src/ports/learning.ts';
import { own } from './own-rows.ts';
import type { Scope } from './scope.ts';
import type { Tables } from './tables.ts';

const purposeSchema = z.enum(PURPOSES);
const refusalSchema = z.enum(REFUSALS);
const graderSchema = z.enum(['rules', 'self', 'model', 'ruling', 'buddy']);

function read(row: Selectable<Tables['attempt']>): Attempt {
  return {
    id: row.attempt_id,
    member: row.member_id,
    deck: row.deck_id,
    item: row.item_id,
    version: row.version,
    purpose: purposeSchema.parse(row.purpose),
    askedAt: row.asked_at,
    answeredAt: row.answered_at,
    day: row.day,
    zone: row.zone,
    reply: replySchema.parse(row.reply),
    verdict: verdictSchema.parse(row.verdict),
    credit: row.credit,
    hints: row.hints,
    ...(row.confidence !== null && { confidence: confidenceSchema.parse(row.confidence) }),
    matched: row.matched,
    missed: row.missed,
    grader: graderSchema.parse(row.grader),
    firstOfDay: row.first_of_day,
    ...(row.gap_hours !== null && { gapHours: row.gap_hours }),
    misconceptions: row.misconceptions,
    ...(row.said !== null && { said: row.said }),
    ...(row.corrects !== null && { corrects: row.corrects }),
    ...(row.guess > 0 && { guess: row.guess }),
    ...(row.predicted !== null && { predicted: row.predicted }),
    ...(row.wording !== null && { wording: row.wording }),
    ...(row.refused !== null && { refused: refusalSchema.parse(row.refused) }),
    ...(row.letter !== null && { letter: row.letter }),
  };
}

export function attempts({ trx, workspace, only }: Scope): Attempts {
  const rows = () => trx.selectFrom('attempt').selectAll().where('workspace_id', '=', workspace);

  return {
    async get(id) {
      const row = await rows().where('attempt_id', '=', id).executeTakeFirst();
      return row && read(row);
    },

    async latest(member) {
      const found = rows().where('member_id', '=', member).where('corrects', 'is', null).where('purpose', '<>', 'channel');
      const row = await found
        .orderBy('day', 'desc')
        .orderBy('answered_at', 'desc')
        .orderBy('attempt_id', 'desc')
        .limit(1)
        .execute();
      return row[0] && read(row[0]);
    },

    async log(member, { deck, item }) {
      const found = rows().where('member_id', '=', member).where('deck_id', '=', deck).where('item_id', '=', item);
      return (await found.orderBy('answered_at').orderBy('attempt_id').execute()).map(read);
    },

    async belowRight({ deck, item }) {
      const found = rows().where('deck_id', '=', deck).where('item_id', '=', item);
      const below = found.where(sql<boolean>`verdict in ('partly', 'incorrect', 'unsure')`).where('corrects', 'is', null);
      return (await below.orderBy('answered_at').orderBy('attempt_id').execute()).map(read);
    },

    async corrected(ids) {
      const found = rows().where('corrects', 'in', [...ids, '']);
      return (await found.execute()).flatMap((row) => row.corrects ?? []);
    },

    async append(attempt) {
      own(only, attempt.member);
      await trx
        .insertInto('attempt')
        .values({
          workspace_id: workspace,
          attempt_id: attempt.id,
          member_id: attempt.member,
          deck_id: attempt.deck,
          item_id: attempt.item,
          version: attempt.version,
          purpose: attempt.purpose,
          asked_at: attempt.askedAt.toString(),
          answered_at: attempt.answeredAt.toString(),
          day: attempt.day.toString(),
          zone: attempt.zone,
          reply: JSON.stringify(attempt.reply),
          verdict: attempt.verdict,
          credit: attempt.credit,
          hints: attempt.hints,
          confidence: attempt.confidence ?? null,
          matched: [...attempt.matched],
          missed: [...attempt.missed],
          grader: attempt.grader,
          first_of_day: attempt.firstOfDay,
          gap_hours: attempt.gapHours ?? null,
          misconceptions: [...attempt.misconceptions],
          said: attempt.said ?? null,
          corrects: attempt.corrects ?? null,
          guess: attempt.guess ?? 0,
          predicted: attempt.predicted ?? null,
          wording: attempt.wording ?? null,
          refused: attempt.refused ?? null,
          letter: attempt.letter ?? null,
        })
        .execute();
    },

    async since(members, day) {
      const rows = await trx
        .selectFrom('attempt')
        .selectAll()
        .where('workspace_id', '=', workspace)
        .where('member_id', 'in', [...members, ''])
        .where('day', '>=', sql<Temporal.PlainDate>`${day.toString()}`)
        .orderBy('answered_at')
        .orderBy('attempt_id')
        .execute();
      return rows.map(read);
    },

    async picks(member, limit) {
      const found = rows().where('member_id', '=', member).where('letter', 'is not', null).where('corrects', 'is', null);
      const ordered = found.orderBy('day', 'desc').orderBy('answered_at', 'desc').orderBy('attempt_id', 'desc');
      return (await ordered.limit(limit).execute()).map(read);
    },

    async counts(members) {
      const found = await trx
        .selectFrom('attempt')
        .select((q) => ['member_id', q.cast<number>(q.fn.countAll(), 'integer').as('answers')])
        .where('workspace_id', '=', workspace)
        .where(sql<boolean>`member_id = any(${[...members]})`)
        .groupBy('member_id')
        .execute();
      return new Map(found.map((row) => [row.member_id, row.answers]));
    },

    async learners() {
      const found = await trx
        .selectFrom('attempt')
        .select('member_id')
        .where('workspace_id', '=', workspace)
        .distinct()
        .execute();
      return found.map((row) => row.member_id).sort();
    },

    async confidence(member) {
      const rows = await trx
        .selectFrom('attempt')
        .where('workspace_id', '=', workspace)
        .where('member_id', '=', member)
        .where('confidence', 'is not', null)
        .where('first_of_day', '=', true)
        .where('hints', '=', 0)
        .where('verdict', '<>', 'unsure')
        .where(sql<boolean>`not exists (
          select from attempt as later
          where later.workspace_id = attempt.workspace_id and later.member_id = attempt.member_id and later.corrects = attempt.attempt_id)`)
        .select((q) => ['confidence', q.fn.countAll<number>().as('answers')])
        .select((q) => q.fn.countAll<number>().filterWhere('verdict', '=', 'correct').as('right'))
        .groupBy('confidence')
        .execute();
      return rows.map((row) => ({ ...row, confidence: confidenceSchema.parse(row.confidence) }));
    },

    async foretold(limit, member) {
      const found = await trx
        .selectFrom('attempt')
        .leftJoin('attempt as correction', (join) =>
          join
            .onRef('correction.workspace_id', '=', 'attempt.workspace_id')
            .onRef('correction.corrects', '=', 'attempt.attempt_id')
            .on('correction.workspace_id', '=', workspace),
        )
        .select('attempt.predicted')
        .select(sql<string>`coalesce(correction.verdict, attempt.verdict)`.as('verdict'))
        .where('attempt.workspace_id', '=', workspace)
        .where('attempt.predicted', 'is not', null)
        .where('attempt.corrects', 'is', null)
        .where('attempt.member_id', '=', member)
        .orderBy('attempt.answered_at', 'desc')
        .orderBy('attempt.attempt_id', 'desc')
        .limit(limit)
        .execute();
      return found
        .filter(({ verdict }) => verdict !== 'unsure')
        .map(({ predicted, verdict }) => ({ probability: predicted ?? 0.5, right: verdict === 'correct' }))
        .reverse();
    },
  };
}
