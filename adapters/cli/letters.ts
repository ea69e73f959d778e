import type { Recipient } from '../../src/letter.ts';
import { type Choice, type LetterOnDesk, lookAtLetters, queueAgain } from '../postgres/letter-desk.ts';
import type { Database } from '../postgres/tables.ts';
import { withoutQuotes } from '../reason.ts';
import { BadUsage, type Command, type Desk, flagsOf } from './command.ts';
import { withDatabase } from './database.ts';

const FLAGS = {
  failed: { type: 'boolean' },
  waiting: { type: 'boolean' },
  retry: { type: 'boolean' },
  all: { type: 'boolean' },
  workspace: { type: 'string' },
  since: { type: 'string' },
  json: { type: 'boolean' },
} as const;

const MOST_SHOWN = 1_000;

export const letters: Command = {
  summary: 'messages that could not be delivered: see them, send them again',
  usage: `cairn letters --failed | --waiting | --retry ID … | --retry --all

  --failed             what was given up: when, where to, for what, and why
  --waiting            what is on its way, with its age and why it waits
  --retry ID …         queue failed letters again; --retry --all all of them
  --workspace ID       of one workspace alone, like slack:T0123
  --since DAY          queued on that day (UTC) or later, like 2026-11-23
  --json               a line of JSON each

  Shows ids and reasons, never what a message says. A running Cairn sends what is queued within seconds.`,

  async run(args, desk) {
    const { values: flags, positionals } = flagsOf(args, FLAGS);
    const asked = [flags.failed, flags.waiting, flags.retry].filter(Boolean).length;
    if (asked !== 1) throw new BadUsage('say one of --failed, --waiting and --retry');
    if (!flags.retry && (positionals.length > 0 || flags.all)) throw new BadUsage('ids and --all go with --retry');
    if (flags.retry && positionals.length > 0 === Boolean(flags.all)) throw new BadUsage('--retry needs ids, or --all');
    const choice: Choice = {
      workspace: flags.workspace,
      since: flags.since === undefined ? undefined : dayOf(flags.since),
      ...(positionals.length > 0 && { letters: positionals }),
    };
    return withDatabase(desk, async (_, db) => {
      if (flags.retry) return retry(db, choice, desk);
      return list(db, flags.failed ? 'failed' : 'waiting', choice, flags.json ? JSON.stringify : inWords, desk);
    });
  },
};

async function retry(db: Database, choice: Choice, desk: Desk): Promise<number> {
  const count = await queueAgain(db, choice);
  desk.note(`${counted(count)} queued again.`);
  const missed = (choice.letters?.length ?? 0) - count;
  if (missed > 0)
    desk.note(`${missed} of those named ${missed === 1 ? 'is' : 'are'} no failed letter: see cairn letters --failed.`);
  return missed > 0 ? 1 : 0;
}

async function list(
  db: Database,
  which: 'failed' | 'waiting',
  choice: Choice,
  write: (letter: LetterOnDesk) => string,
  desk: Desk,
): Promise<number> {
  const found = await lookAtLetters(db, which, choice, MOST_SHOWN);
  for (const letter of found.letters)
    await desk.line(write({ ...letter, reason: letter.reason && withoutQuotes(letter.reason) }));
  const more = found.total > found.letters.length ? `, the newest ${MOST_SHOWN} of them shown` : '';
  desk.note(`${counted(found.total)} ${which}${more}.`);
  return 0;
}

function inWords({ workspace, letter, state, to, purpose, reason, tries, queuedAt, ageSeconds }: LetterOnDesk): string {
  const tried = tries > 0 ? ` (tried ${tries} ${tries === 1 ? 'time' : 'times'})` : '';
  const age = state === 'failed' ? queuedAt.toString({ smallestUnit: 'second' }) : `${state} for ${ageSeconds} s`;
  return [age, letter, workspace, addressOf(to), purpose, `${reason ?? 'no reason yet'}${tried}`].join('  ');
}

function addressOf(to: Recipient): string {
  if (to.kind === 'group') return to.members.join(', ');
  return to.kind === 'aside' ? `${to.member} in ${to.channel}` : to.kind === 'channel' ? to.channel : to.member;
}

function counted(letters: number): string {
  return letters === 1 ? '1 letter' : `${letters} letters`;
}

function dayOf(text: string): Temporal.PlainDate {
  try {
    return Temporal.PlainDate.from(text);
  } catch {
    throw new BadUsage(`--since takes a day like 2026-11-23, not ${text}`);
  }
}
