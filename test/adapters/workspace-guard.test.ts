import type { Transaction } from 'kysely';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { workspaceGuard } from '../../adapters/postgres/guard.ts';
import type { Tables } from '../../adapters/postgres/tables.ts';
import { useDatabase } from '../support/database.ts';

const database = useDatabase();
const HERE = 'slack:T1';

const within = <T>(work: (trx: Transaction<Tables>) => Promise<T>): Promise<T> =>
  database()
    .transaction()
    .execute((trx) => work(trx.withPlugin(workspaceGuard(HERE))));

describe('a query within a workspace', () => {
  it.each<[string, (trx: Transaction<Tables>) => Promise<unknown>]>([
    ['reads all', (trx) => trx.selectFrom('member').selectAll().execute()],
    ['reads by another key alone', (trx) => trx.selectFrom('member').selectAll().where('member_id', '=', 'ana').execute()],
    ['names another workspace', (trx) => trx.selectFrom('member').selectAll().where('workspace_id', '=', 'slack:T2').execute()],
    ['takes all but its own', (trx) => trx.selectFrom('member').selectAll().where('workspace_id', '!=', HERE).execute()],
    ['changes all', (trx) => trx.updateTable('member').set({ admin: true }).execute()],
    ['deletes all', (trx) => trx.deleteFrom('member').execute()],
    [
      'joins a table without its workspace',
      (trx) =>
        trx
          .selectFrom('item')
          .innerJoin('deck', 'deck.deck_id', 'item.deck_id')
          .selectAll()
          .where('item.workspace_id', '=', HERE)
          .execute(),
    ],
    [
      'looks into another table in a condition',
      (trx) =>
        trx
          .selectFrom('member')
          .selectAll()
          .where('workspace_id', '=', HERE)
          .where(({ exists, selectFrom }) => exists(selectFrom('award').selectAll()))
          .execute(),
    ],
    [
      'adds a row elsewhere',
      (trx) =>
        trx.insertInto('said').values({ workspace_id: 'slack:T2', purpose: 'x', said_at: '2026-11-23T08:00:00Z' }).execute(),
    ],
    ['is written by hand without it', (trx) => sql`select * from member`.execute(trx)],
  ])('fails where it %s', async (_, query) => {
    await expect(within(query)).rejects.toThrow('reaches beyond its workspace');
  });

  it('passes where every table is narrowed to it', async () => {
    const found = within(async (trx) => {
      await trx.insertInto('said').values({ workspace_id: HERE, purpose: 'x', said_at: '2026-11-23T08:00:00Z' }).execute();
      await sql`update said set purpose = 'y' where workspace_id = ${HERE}`.execute(trx);
      return trx
        .selectFrom('said')
        .leftJoin('member', (on) => on.on('member.workspace_id', '=', HERE).onRef('member.member_id', '=', 'said.purpose'))
        .select('purpose')
        .where('said.workspace_id', '=', HERE)
        .execute();
    });
    expect(await found).toEqual([{ purpose: 'y' }]);
  });
});
