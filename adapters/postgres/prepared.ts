import type { Duplex } from 'node:stream';
import type { PostgresPool, PostgresPoolClient } from 'kysely';
import pg from 'pg';

// More different statements than the code has: lists of several lengths make some of them differ.
const MOST_STATEMENTS = 500;

/**
 * A pool whose connections keep the plan of each statement, since to read and plan one anew costs more than to carry it out; and which send the writes
 * of a transaction along with whatever is asked next, since to wait for each of them costs more than the writing. PostgreSQL does all in order, so
 * later reads see earlier writes; a write that fails makes the next read or the commit fail with its error.
 */
export function preparedPool(config: pg.PoolConfig): PostgresPool {
  const names = new Map<string, string>();

  function nameOf(text: string): string | undefined {
    const known = names.get(text);
    if (known || names.size >= MOST_STATEMENTS || !/^\s*(select|insert|update|delete|with)\b/i.test(text)) return known;
    const name = `cairn_${names.size}`;
    names.set(text, name);
    return name;
  }

  const pool = new pg.Pool({ ...config, pipeline: true } as pg.PoolConfig);
  // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => {});
  // One that breaks in somebody's hands fails what they asked; that it says so to nobody else must not end the process.
  pool.on('connect', (client) => client.on('error', () => {}));
  const wires = new WeakMap<pg.PoolClient, Wire>();
  return {
    options: config,
    end: () => pool.end(),
    async connect() {
      const client = await pool.connect();
      const wire = wires.get(client) ?? openWire(client, nameOf);
      wires.set(client, wire);
      const release = (destroy?: boolean) => client.release(destroy || wire.isStale());
      // Kysely's type has cursors as well; nothing here asks for one.
      return { query: wire.query, release } as unknown as PostgresPoolClient;
    },
  };
}

type Answer = pg.QueryResult | { command: string; rowCount: number; rows: [] };
type Wire = { query(text: string, values?: readonly unknown[]): Promise<Answer>; isStale(): boolean };

const TAKEN_FOR_DONE = { command: 'INSERT', rowCount: 0, rows: [] } satisfies Answer;
// "cached plan must not change result type": another process has migrated the schema meanwhile.
const STALE_PLAN = '0A000';
// PostgreSQL's manual, appendix A.
const CONNECTION_FAILURE = '08006';

function openWire(client: pg.PoolClient, nameOf: (text: string) => string | undefined): Wire {
  // What collects small packets into one: @types/pg leaves the connection out.
  const stream = (): Duplex => Reflect.get(Reflect.get(client, 'connection'), 'stream');
  let open = false;
  let corked = false;
  let stale = false;
  let failure: Error | undefined;

  // What is asked in one turn of the event loop travels in one packet.
  function gather(): void {
    if (corked) return;
    corked = true;
    const packet = stream();
    packet.cork();
    setImmediate(() => {
      corked = false;
      packet.uncork();
    });
  }

  function send(text: string, values: readonly unknown[]): Promise<Answer> {
    gather();
    const name = nameOf(text);
    return client.query({ text, values: [...values], ...(name !== undefined && { name }) });
  }

  function noted(cause: unknown): Error {
    const error = cause instanceof Error ? cause : new Error(String(cause));
    // Of a connection that broke, or an answer that did not come, pg's client gives no code of its own.
    const coded = 'code' in error ? error : Object.assign(error, { code: CONNECTION_FAILURE });
    failure ??= coded;
    if (coded.code === STALE_PLAN) stale = true;
    return coded;
  }

  function post(text: string, values: readonly unknown[]): Answer {
    send(text, values).catch(noted);
    return TAKEN_FOR_DONE;
  }

  async function ask(text: string, values: readonly unknown[]): Promise<Answer> {
    try {
      return await send(text, values);
    } catch (cause) {
      const error = noted(cause);
      throw open ? (failure ?? error) : error;
    }
  }

  return {
    isStale: () => stale,
    async query(text, values = []) {
      if (text === 'begin') {
        [open, failure] = [true, undefined];
        return post(text, values);
      }
      if (open && /^\s*(insert|update|delete)\b/i.test(text) && !/\breturning\b/i.test(text)) return post(text, values);
      // What failed on our side alone PostgreSQL would keep the rest of.
      const answer = await ask(text === 'commit' && failure ? 'rollback' : text, values);
      if (text !== 'commit' && text !== 'rollback') return answer;
      open = false;
      // PostgreSQL has rolled back what it could not keep, and says so only to those who ask.
      if (text === 'commit' && failure) throw failure;
      return answer;
    },
  };
}
