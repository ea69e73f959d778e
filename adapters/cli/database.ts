import { join } from 'node:path';
import { openEmbedded, openPostgres } from '../postgres/open.ts';
import type { Database } from '../postgres/tables.ts';
import type { Desk } from './command.ts';

/** The database that Cairn runs on; the embedded one only while Cairn is stopped. */
export function openDatabase({ databaseUrl, dataDir }: Pick<Desk, 'databaseUrl' | 'dataDir'>): Promise<Database> {
  return databaseUrl ? openPostgres(databaseUrl) : openEmbedded(join(dataDir, 'postgres'));
}
