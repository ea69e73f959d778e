import { join } from 'node:path';
import { openEmbedded, openPostgres } from '../postgres/open.ts';
import type { Database } from '../postgres/tables.ts';
import { CannotRun, type Desk } from './command.ts';

/** Opens the database that `npm start` would use. */
export async function openDatabase({ databaseUrl, dataDir }: Desk): Promise<Database> {
  try {
    return await (databaseUrl ? openPostgres(databaseUrl) : openEmbedded(join(dataDir, 'postgres')));
  } catch (error) {
    // A server that is away has no words of its own for it: several addresses, several errors.
    const reason = error instanceof Error ? error.message || ('code' in error ? String(error.code) : error.name) : String(error);
    throw new CannotRun(`The database cannot be opened: ${reason}`, { cause: error });
  }
}
