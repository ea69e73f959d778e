import { Migrator } from 'kysely/migration';
import { up as first } from '../../migrations/0001_first.ts';
import type { Database } from './tables.ts';

/** Applies what is missing. Kysely's lock lets one process do so while the others wait. */
export async function migrate(db: Database): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ '0001_first': { up: first } }) } });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
}
