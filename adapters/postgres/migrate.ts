import { Migrator } from 'kysely/migration';
import { up as first } from '../../migrations/0001_first.ts';
import { up as durable } from '../../migrations/0002_durable.ts';
import type { Database } from './tables.ts';

/** Applies what is missing. Kysely's lock lets one process do so while the others wait. */
export async function migrate(db: Database): Promise<void> {
  const migrations = { '0001_first': { up: first }, '0002_durable': { up: durable } };
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
}
