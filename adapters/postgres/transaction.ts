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
  return db.transaction().execute((trx) =>
    trx.getExecutor().provideConnection(async (connection) => {
      const whole = { ended: false };
      try {
        return await work(pipelined(connection, whole, plugins));
      } finally {
        whole.ended = true;
      }
    }),
  );
}

function pipelined(connection: DatabaseConnection, whole: { ended: boolean }, plugins: KyselyPlugin[]): Transaction<Tables> {
  const straight = {
    async provideConnection<T>(use: (connection: DatabaseConnection) => Promise<T>): Promise<T> {
      // The connection may be in another transaction by now.
      if (whole.ended) throw new Error('A query came after the end of its transaction: what it belongs to was not waited for.');
      return use(connection);
    },
  };
  const executor = new DefaultQueryExecutor(dialect.createQueryCompiler(), dialect.createAdapter(), straight, plugins);
  return new Transaction<Tables>({ ...parts, executor });
}
