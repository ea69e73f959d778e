import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepHouse, type Retention } from '../../adapters/postgres/housekeeping.ts';
import { openPostgres } from '../../adapters/postgres/open.ts';
import { timeId } from '../../adapters/postgres/partitions.ts';
import { openStore } from '../../adapters/postgres/store.ts';
import type { Database } from '../../adapters/postgres/tables.ts';
import type { Letter } from '../../src/letter.ts';
import { useDatabase } from '../support/database.ts';
import { startPostgres } from '../support/real-postgres.ts';
import { WORKSPACE } from '../support/world.ts';

const RETENTION: Retention = { lettersDays: 90, eventsHours: 72, auditDays: 730, attemptsDays: 400 };
const NOW = Temporal.Instant.from('2026-11-23T08:00:00Z');

/** An id as UUIDs of version 7 have them at a time. */
function idAt(at: string, n = 1): string {
  return `${timeId(Temporal.Instant.from(at))}-7000-8000-${String(n).padStart(12, '0')}`;
}

function letter(id: string): Letter {
  return {
    id,
    workspace: WORKSPACE,
    to: { kind: 'member', member: 'ana' },
    outbound: { text: 'Hello', blocks: [] },
    purpose: id,
  };
}

function housekeeping(database: () => Database): void {
  const house = (at = NOW, retention = RETENTION) => keepHouse(database(), at, retention);

  async function send(id: string, at: string, state = 'sent') {
    const when = Temporal.Instant.from(at);
    await openStore(database()).within(WORKSPACE, async (records) => {
      await records.letters.claim(id, when);
      await records.letters.add([letter(id)], when, undefined);
    });
    await database().updateTable('letter').set({ state }).where('letter_id', '=', id).execute();
  }

  async function attempt(id: string, at: string) {
    await sql`insert into attempt values (${WORKSPACE}, ${id}, 'ana', 'basics', 'item-1', 1, 'new', ${at}, ${at}, '2026-01-01', 'UTC',
      '{"type":"typed","text":"yes"}', 'correct', 1, '{}', '{}', 'rules', true, null)`.execute(database());
  }

  /** Where each row lies: the partition by the id. */
  async function places(table: 'letter' | 'attempt') {
    const id = sql.ref(`${table}_id`);
    const { rows } = await sql<{ id: string; place: string }>`select ${id} as id, tableoid::regclass::text as place
      from ${sql.table(table)} order by 1`.execute(database());
    return Object.fromEntries(rows.map((row) => [row.id, row.place]));
  }

  async function partitions() {
    const { rows } = await sql<{ name: string }>`select inhrelid::regclass::text as name from pg_inherits
      where inhparent::regclass::text in ('letter', 'attempt') order by 1`.execute(database());
    return rows.map((row) => row.name).filter((name) => !name.endsWith('_default'));
  }

  async function withoutPartitions() {
    for (const name of await partitions()) await sql`drop table ${sql.table(name)}`.execute(database());
  }

  it('makes the months and years to come, once', async () => {
    await withoutPartitions();
    const made = ['letter_2026_11', 'letter_2026_12', 'letter_2027_01', 'attempt_2026', 'attempt_2027'];
    expect((await house()).made).toEqual(made);
    expect((await house()).made).toEqual([]);
    expect(await partitions()).toEqual(made.sort());
    await send(idAt('2026-11-30T23:59:59.999Z'), NOW.toString());
    await send(idAt('2026-12-01T00:00:00Z'), NOW.toString());
    await send('by-hand', NOW.toString());
    expect(Object.values(await places('letter')).sort()).toEqual(['letter_2026_11', 'letter_2026_12', 'letter_default']);
  });

  it('moves what the default partition holds of that time', async () => {
    await withoutPartitions();
    const [here, there] = [idAt('2026-11-20T10:00:00Z'), idAt('2026-10-20T10:00:00Z')];
    await send(here, '2026-11-20T10:00:00Z', 'queued');
    await send(there, '2026-10-20T10:00:00Z');
    await attempt(here, '2026-11-20T10:00:00Z');
    expect(await places('letter')).toEqual({ [here]: 'letter_default', [there]: 'letter_default' });
    await house();
    expect(await places('letter')).toEqual({ [here]: 'letter_2026_11', [there]: 'letter_default' });
    expect(await places('attempt')).toEqual({ [here]: 'attempt_2026' });
    const found = await openStore(database()).within(WORKSPACE, (records) => records.letters.get(here));
    expect(found?.outbound.text).toBe('Hello');
  });

  it('drops whole months that are older than letters are kept, but none in which a letter waits', async () => {
    await withoutPartitions();
    for (const month of ['2026-06', '2026-07', '2026-08']) await house(Temporal.Instant.from(`${month}-15T00:00:00Z`));
    await send(idAt('2026-06-10T00:00:00Z'), '2026-06-10T00:00:00Z');
    await send(idAt('2026-07-10T00:00:00Z'), '2026-07-10T00:00:00Z', 'unsure');
    await send(idAt('2026-08-29T00:00:00Z'), '2026-08-29T00:00:00Z');
    const kept = await house();
    expect(kept.dropped).toEqual(['letter_2026_06']);
    expect(Object.values(await places('letter'))).toEqual(['letter_2026_07', 'letter_2026_08']);
  });

  it('drops years of answers only where it is told how long to keep them', async () => {
    await withoutPartitions();
    await house(Temporal.Instant.from('2024-05-01T00:00:00Z'));
    await attempt(idAt('2024-06-01T00:00:00Z'), '2024-06-01T00:00:00Z');
    const { attemptsDays: _, ...forEver } = RETENTION;
    expect((await house(NOW, forEver)).dropped.filter((name) => name.startsWith('attempt'))).toEqual([]);
    expect((await house(NOW)).dropped).toContain('attempt_2024');
    expect(await places('attempt')).toEqual({});
  });

  it('deletes what is old of the rest, and keeps what is not', async () => {
    const ages = {
      event: ['2026-11-20T07:00:00Z', '2026-11-20T09:00:00Z'],
      long: ['2024-11-01T00:00:00Z', '2026-11-01T00:00:00Z'],
    };
    await openStore(database()).within(WORKSPACE, async (records) => {
      for (const at of ages.event) await records.claim(`event-${at}`, Temporal.Instant.from(at));
      for (const at of ages.long) {
        const when = Temporal.Instant.from(at);
        const entry = { id: at, at: when, actor: 'operator', action: 'exported', subject: 'workspace', detail: {} } as const;
        await records.audit.add(entry);
        await records.exportLinks.add(`link-${at}`, 'ana', at === ages.long[0] ? when : NOW.add({ hours: 1 }));
      }
    });
    await send('old', '2026-08-01T00:00:00Z');
    await send('waits', '2026-08-01T00:00:00Z', 'queued');
    await send('team:t1', '2026-08-01T00:00:00Z');
    await send('young', '2026-11-01T00:00:00Z');
    await house();
    const column = async (table: 'inbound_event' | 'audit' | 'export_link' | 'letter' | 'said', name: string) => {
      const { rows } = await sql<{ is: string }>`select ${sql.ref(name)} as is from ${sql.table(table)} order by 1`.execute(
        database(),
      );
      return rows.map((row) => row.is);
    };
    expect(await column('inbound_event', 'event_id')).toEqual([`event-${ages.event[1]}`]);
    expect(await column('audit', 'audit_id')).toEqual([ages.long[1]]);
    expect(await column('export_link', 'link_hash')).toEqual([`link-${ages.long[1]}`]);
    expect(await column('letter', 'letter_id')).toEqual(['waits', 'young']);
    expect(await column('said', 'purpose')).toEqual(['team:t1', 'young']);
  });
}

describe('housekeeping in the embedded PostgreSQL', () => housekeeping(useDatabase()));

describe('housekeeping on a PostgreSQL server', () => {
  let server: Awaited<ReturnType<typeof startPostgres>>;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.stop());
  const database = useDatabase(() => openPostgres(server.url));
  housekeeping(database);

  it('may be done by several processes at once', async () => {
    const at = Temporal.Instant.from('2031-03-01T00:00:00Z');
    const all = await Promise.all(Array.from({ length: 6 }, () => keepHouse(database(), at, RETENTION)));
    await keepHouse(database(), at, RETENTION);
    const { rows } = await sql<{ there: string | null }>`select to_regclass('letter_2031_05')::text as there`.execute(database());
    expect(rows).toEqual([{ there: 'letter_2031_05' }]);
    expect(all.flatMap((each) => each.made).filter((name) => name === 'letter_2031_03').length).toBeLessThanOrEqual(1);
  });

  it('waits for nobody for long: what is in use is left for the next day', async () => {
    await keepHouse(database(), Temporal.Instant.from('2020-01-01T00:00:00Z'), RETENTION);
    const kept = await database()
      .transaction()
      .execute(async (trx) => {
        await sql`select * from letter`.execute(trx);
        return keepHouse(database(), NOW, RETENTION);
      });
    expect(kept.postponed).toContain('letter_2020_01');
    expect((await keepHouse(database(), NOW, RETENTION)).dropped).toContain('letter_2020_01');
  });
});
