import { type Logger, LogLevel } from '@slack/bolt';
import type { Log } from '../../src/ports/log.ts';
import { withoutQuotes } from '../reason.ts';

/** Hands Bolt's own warnings and errors to our log; the rest of what it says would hold tokens and people's words. */
export function slackLogger(log: Log): Logger {
  return {
    debug: () => {},
    info: () => {},
    warn: (...said: unknown[]) => log.warn({ platform: 'slack' }, spoken(said)),
    error: (...said: unknown[]) => log.error({ platform: 'slack' }, spoken(said)),
    setLevel: () => {},
    getLevel: () => LogLevel.WARN,
    setName: () => {},
  };
}

/** What an error says, without what it quotes: a parser quotes the text that it stumbled over. */
export function reasonOf(error: unknown): string {
  return withoutQuotes(error instanceof Error ? error.message + codeBeneath(error) : String(error));
}

// "fetch failed" alone helps nobody; the system's code, such as ECONNREFUSED, lies in one of its causes.
function codeBeneath(error: Error): string {
  const { cause } = error;
  if (!(cause instanceof Error)) return '';
  return 'code' in cause && typeof cause.code === 'string' ? ` (${cause.code})` : codeBeneath(cause);
}

function spoken(said: readonly unknown[]): string {
  return said
    .filter((part) => typeof part === 'string' || part instanceof Error)
    .map(reasonOf)
    .join(' ');
}
