import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { NotTogether, ownRows } from '../../../adapters/postgres/own-rows.ts';
import type { Tables } from '../../../adapters/postgres/tables.ts';
import { useDatabase } from '../../support/database.ts';

const database = useDatabase();
const inCompany = () => database().withPlugin(ownRows);

/** What turns may write while others share their transaction. A table that is missing here is for turns of their own, whatever is added. */
const OWN = [
  ...[
    'alarm',
    'assignment',
    'attempt',
    'audit',
    'award',
    'certificate',
    'course',
    'dispute',
    'enrolment',
    'followed_path',
    'goal',
    'held_stage',
    'inbound_event',
    'letter',
    'member',
    'memory',
    'misconception',
    'probe',
    'proof',
    'said',
    'session',
    'tries',
  ],
];

async function tables(): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select tablename as name from pg_tables where schemaname = 'public' and tablename not like 'kysely%' and tablename !~ '_(default|[0-9]{4}.*)$'
    order by 1`.execute(database());
  return rows.map(({ name }) => name);
}

function passes(query: () => { compile(): unknown }): boolean {
  try {
    query().compile();
    return true;
  } catch (error) {
    if (error instanceof NotTogether) return false;
    throw error;
  }
}

describe('in company', () => {
  it('rows of these tables are written and locked, and of no other', async () => {
    const name = (table: string) => table as keyof Tables;
    const all = await tables();
    expect(all.length).toBeGreaterThan(20);
    expect(all.filter((table) => passes(() => inCompany().insertInto(name(table)).defaultValues()))).toEqual(OWN);
    expect(all.filter((table) => passes(() => inCompany().deleteFrom(name(table))))).toEqual(OWN);
    expect(all.filter((table) => passes(() => inCompany().updateTable(name(table)).set({})))).toEqual(OWN);
    expect(all.filter((table) => passes(() => inCompany().selectFrom(name(table)).selectAll().forUpdate()))).toEqual(OWN);
  });

  it('everything may be read', async () => {
    for (const table of await tables())
      expect(
        passes(() =>
          inCompany()
            .selectFrom(table as keyof Tables)
            .selectAll(),
        ),
      ).toBe(true);
  });

  it('nothing is locked by a join or written beside a select', () => {
    const joined = () => inCompany().selectFrom('member').innerJoin('team', 'team.zone', 'member.zone').selectAll().forUpdate();
    const beside = () =>
      inCompany()
        .with('gone', (db) => db.deleteFrom('team').returningAll())
        .selectFrom('gone')
        .selectAll();
    expect(passes(joined)).toBe(false);
    expect(passes(beside)).toBe(false);
  });

  it.each([
    ['select 1', true],
    ['select * from member for update', false],
    ['select pg_advisory_lock(1)', false],
    ['update team set name = 1', false],
    ['with gone as (delete from team returning *) select * from gone', false],
  ])('by hand: %s', async (text, isRead) => {
    const asked = sql.raw(text).execute(inCompany());
    if (isRead) await asked;
    else await expect(asked).rejects.toThrow(NotTogether);
  });
});
