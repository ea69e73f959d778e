import { type DestinationStream, type LoggerOptions, pino } from 'pino';
import type { Log } from '../src/ports/log.ts';
import { withoutQuotes } from './reason.ts';

// Nobody should log these. Where somebody does one day, the log still holds nothing that a person wrote, is called or can be robbed of.
const PRIVATE = ['text', 'name', 'values', 'reply', 'outbound', 'body', 'profile', 'token', 'authorization', 'headers', 'detail'];

/** The structured log, one line of JSON each: ids and reasons. Reasons lose what they quote, and errors all but their message. */
export function openLog(level: string, destination?: DestinationStream): Log {
  const options: LoggerOptions = {
    level,
    redact: { paths: PRIVATE.flatMap((key) => [key, `*.${key}`]), censor: '…' },
    formatters: { log: cleaned },
    hooks: {
      logMethod(args, method) {
        const [ids, message] = args;
        method.call(this, ids, ...(typeof message === 'string' ? [withoutQuotes(message)] : []));
      },
    },
  };
  return destination ? pino(options, destination) : pino(options);
}

function cleaned(ids: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(ids).map(([key, value]) => [key, plain(value)]));
}

// An error's other fields are for debuggers: PostgreSQL's `detail` holds the row, Slack's `data` the message. What stands in these is never theirs.
const TELLING = ['code', 'table', 'constraint'];

function plain(value: unknown): unknown {
  if (typeof value === 'string') return withoutQuotes(value);
  if (!(value instanceof Error)) return value;
  const fields = TELLING.flatMap((key) => (typeof Reflect.get(value, key) === 'string' ? [Reflect.get(value, key)] : []));
  return withoutQuotes(fields.length > 0 ? `${value} (${fields.join(' ')})` : String(value));
}
