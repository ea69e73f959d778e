import { type DatabaseConnection, DefaultQueryExecutor, type KyselyPlugin, PostgresDialect, Transaction } from 'kysely';
import type { Database, Tables } from './tables.ts';

// For its compiler and adapter alone: the connections are the database's own.
const dialect = new PostgresDialect({ pool: async () => Promise.reject(new Error('There is no pool behind this.')) });
const parts = { config: { dialect }, dialect, driver: dialect.createDriver() };

/**
 * One transaction whose queries need not wait for each other's answers, as Kysely's own would: PostgreSQL takes what comes over a connection in order, and
 * what is asked at the same moment travels together.
 */
export function transact<T>(db: Database, plugins: KyselyPlugin[], work: (trx: Transaction<Tables>) => Promise<T>): Promise<T> {
  return db
    .transaction()
    .execute((trx) => trx.getExecutor().provideConnection((connection) => work(pipelined(connection, plugins))));
}

function pipelined(connection: DatabaseConnection, plugins: KyselyPlugin[]): Transaction<Tables> {
  const straight = { provideConnection: <T>(use: (connection: DatabaseConnection) => Promise<T>) => use(connection) };
  const executor = new DefaultQueryExecutor(dialect.createQueryCompiler(), dialect.createAdapter(), straight, plugins);
  return new Transaction<Tables>({ ...parts, executor });
}
