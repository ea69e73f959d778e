import { type Selectable, sql } from 'kysely';
import { z } from 'zod';
import { type CheckIn, type CheckInEntry, OUTCOMES } from '../../src/domain/check-in.ts';
import { weekFiguresSchema } from '../../src/domain/week-figures.ts';
import type { CheckIns } from '../../src/ports/teams.ts';
import type { Scope } from './scope.ts';
import type { Tables } from './tables.ts';

const outcomeSchema = z.enum(OUTCOMES);

function read(row: Selectable<Tables['check_in']>): CheckIn {
  return {
    id: row.check_in_id,
    team: row.team_id,
    week: row.week,
    askedAt: row.asked_at,
    ...(row.summary_letter_id && { summary: row.summary_letter_id }),
    ...(row.figures !== null && { figures: weekFiguresSchema.parse(row.figures) }),
    ...(row.focus !== null && { focus: row.focus }),
    ...(row.details_letter_id !== null && { details: row.details_letter_id }),
  };
}

export function readEntry(row: Selectable<Tables['check_in_entry']>): CheckInEntry {
  return {
    checkIn: row.check_in_id,
    member: row.member_id,
    did: row.did,
    hurdles: row.hurdles,
    success: row.success,
    next: row.next,
    ...(row.last_next && { lastNext: outcomeSchema.parse(row.last_next) }),
    draft: row.draft,
    named: row.named,
    asksHelp: row.asks_help,
    sharesNext: row.shares_next,
    carried: row.carried,
    at: row.entered_at,
  };
}

export function checkIns({ trx, workspace }: Scope): CheckIns {
  const rows = () => trx.selectFrom('check_in').selectAll().where('workspace_id', '=', workspace);
  return {
    async get(id) {
      const row = await rows().where('check_in_id', '=', id).forUpdate().executeTakeFirst();
      return row && read(row);
    },

    async upTo(team, week) {
      const row = await rows()
        .where('team_id', '=', team)
        .where('week', '<=', sql<Temporal.PlainDate>`${week.toString()}`)
        .orderBy('week', 'desc')
        .limit(1)
        .forUpdate()
        .executeTakeFirst();
      return row && read(row);
    },

    async save(checkIn) {
      const values = {
        summary_letter_id: checkIn.summary ?? null,
        figures: checkIn.figures ? JSON.stringify(checkIn.figures) : null,
        focus: checkIn.focus ?? null,
        details_letter_id: checkIn.details ?? null,
        asked_at: checkIn.askedAt.toString(),
      };
      await trx
        .insertInto('check_in')
        .values({
          workspace_id: workspace,
          check_in_id: checkIn.id,
          team_id: checkIn.team,
          week: checkIn.week.toString(),
          ...values,
        })
        .onConflict((on) => on.columns(['workspace_id', 'check_in_id']).doUpdateSet(values))
        .execute();
    },

    async entries(checkIn) {
      const found = await trx
        .selectFrom('check_in_entry')
        .selectAll()
        .where('workspace_id', '=', workspace)
        .where('check_in_id', '=', checkIn)
        .orderBy('entered_at')
        .orderBy('member_id')
        .execute();
      return found.map(readEntry);
    },

    async saveEntry({ checkIn, member, lastNext, at, asksHelp, sharesNext, ...said }) {
      const consents = { asks_help: asksHelp, shares_next: sharesNext };
      const values = { ...said, ...consents, last_next: lastNext ?? null, entered_at: at.toString() };
      await trx
        .insertInto('check_in_entry')
        .values({ workspace_id: workspace, check_in_id: checkIn, member_id: member, ...values })
        .onConflict((on) => on.columns(['workspace_id', 'check_in_id', 'member_id']).doUpdateSet(values))
        .execute();
    },

    async before({ team, week }, member) {
      const row = await trx
        .selectFrom('check_in_entry')
        .innerJoin('check_in', (join) =>
          join
            .onRef('check_in.workspace_id', '=', 'check_in_entry.workspace_id')
            .onRef('check_in.check_in_id', '=', 'check_in_entry.check_in_id'),
        )
        .selectAll('check_in_entry')
        .where('check_in_entry.workspace_id', '=', workspace)
        .where('check_in.workspace_id', '=', workspace)
        .where('team_id', '=', team)
        .where('week', '<', sql<Temporal.PlainDate>`${week.toString()}`)
        .where('member_id', '=', member)
        .where('draft', '=', false)
        .where('next', '<>', '')
        .orderBy('week', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row && readEntry(row);
    },
  };
}
