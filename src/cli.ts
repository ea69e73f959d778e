import { randomUUIDv7 } from 'node:crypto';
import { resolve } from 'node:path';
import { audit } from '../adapters/cli/audit.ts';
import { check } from '../adapters/cli/check.ts';
import { BadUsage, CannotRun, type Command, type Desk } from '../adapters/cli/command.ts';
import { doctor } from '../adapters/cli/doctor.ts';
import { erase } from '../adapters/cli/erase.ts';
import { experiment } from '../adapters/cli/experiment.ts';
import { exportMember } from '../adapters/cli/export.ts';
import { forecast } from '../adapters/cli/forecast.ts';
import { grade } from '../adapters/cli/grade.ts';
import { importDeck } from '../adapters/cli/import.ts';
import { keys } from '../adapters/cli/keys.ts';
import { letters } from '../adapters/cli/letters.ts';
import { replay } from '../adapters/cli/replay.ts';
import { report } from '../adapters/cli/report.ts';
import { rulings } from '../adapters/cli/rulings.ts';
import { simulate } from '../adapters/cli/simulate.ts';
import { verify } from '../adapters/cli/verify.ts';
import type { Rule } from './domain/achievements/rule.ts';
import type { TeamRule } from './domain/achievements/team-rule.ts';
import type { WorkspaceId } from './events.ts';
import type { MemberRef } from './ports/platform.ts';
import type { Store } from './ports/store.ts';

const COMMANDS: ReadonlyMap<string, Command> = new Map([
  ['import', importDeck],
  ['check', check],
  ['grade', grade],
  ['forecast', forecast],
  ['simulate', simulate],
  ['keys', keys],
  ['export', exportMember],
  ['erase', erase],
  ['audit', audit],
  ['rulings', rulings],
  ['verify', verify],
  ['replay', replay],
  ['report', report],
  ['experiment', experiment],
  ['letters', letters],
  ['doctor', doctor({ env: process.env, now: () => Temporal.Now.instant(), nodeVersion: process.versions.node })],
]);

const HELP = `npm run -s cairn -- COMMAND

${[...COMMANDS].map(([name, { summary }]) => `  ${name.padEnd(10)} ${summary}`).join('\n')}
  ${'help'.padEnd(10)} this list; "help COMMAND" for one of them
`;

try {
  process.loadEnvFile();
} catch {
  // There is no .env file: the environment alone is fine.
}

const isByNpm = process.env['npm_lifecycle_event'] === 'cairn';
const databaseUrl = process.env['DATABASE_URL']?.trim();
const desk: Desk = {
  // npm goes to the project's root first; what was typed is meant from where it was typed.
  from: resolve((isByNpm && process.env['INIT_CWD']) || '.'),
  dataDir: resolve(process.env['DATA_DIR']?.trim() || './data'),
  ...(databaseUrl && { databaseUrl }),
  decksDir: resolve(process.env['DECKS_DIR']?.trim() || './decks'),
  ...(process.env['ENCRYPTION_KEYS']?.trim() && { encryptionKeys: process.env['ENCRYPTION_KEYS'].trim() }),
  now: () => Temporal.Now.instant(),
  newId: () => randomUUIDv7(),
  eraseMember,
  replay: replayLog,
  report: async (...of) => (await import('./engine/team/group-evidence.ts')).reportFor(...of),
  replayTeams,
  input: process.stdin,
  line: (text) => new Promise((done) => process.stdout.write(`${text}\n`, () => done())),
  note: (text) => process.stderr.write(`${text}\n`),
};

// Whoever reads us may stop when they have seen enough.
process.stdout.on('error', () => process.exit(0));

process.exitCode = await run(process.argv.slice(2));

async function run([name = '', ...args]: readonly string[]): Promise<number> {
  const asked = ['help', '--help', '-h'].includes(name)
    ? (args[0] ?? '')
    : args.some((arg) => arg === '--help' || arg === '-h')
      ? name
      : undefined;
  if (asked !== undefined) {
    const usage = asked === '' ? HELP : COMMANDS.get(asked)?.usage;
    if (usage === undefined) return misuse(`There is no command "${asked}".`, HELP);
    await desk.line(usage);
    return 0;
  }
  const command = COMMANDS.get(name);
  if (!command) return misuse(name === '' ? 'Say which command.' : `There is no command "${name}".`, HELP);
  try {
    return await command.run(args, desk);
  } catch (error) {
    if (error instanceof BadUsage) return misuse(error.message, command.usage);
    if (error instanceof CannotRun) {
      desk.note(error.message);
      return 1;
    }
    throw error;
  }
}

/** As the member's own button does; a running Cairn delivers what has to be said to others. */
async function eraseMember(store: Store, { workspace, member }: MemberRef): Promise<boolean> {
  const { turnTaker } = await import('./engine/take-turn.ts');
  const { eraseByOperator } = await import('./engine/member/erase.ts');
  const takeTurn = turnTaker({
    store,
    platformOf: () => undefined,
    catalog: { decks: () => [], rules: () => [], teamRules: () => [], paths: () => [], refresh: async () => {} },
    holidays: { isKnown: () => false, isHoliday: () => false },
    newId: desk.newId,
    log: { info: () => {}, warn: () => {}, error: (ids, message) => desk.note(`${message} ${JSON.stringify(ids)}`) },
  });
  let erased = false;
  await takeTurn(workspace, { cause: `operator:${desk.newId()}`, now: desk.now() }, async (turn) => {
    erased = await eraseByOperator(turn, member);
  });
  return erased;
}

async function replayLog(store: Store, { workspace, member }: MemberRef, options: { mend: boolean; rules: readonly Rule[] }) {
  const { openHolidays } = await import('../adapters/holidays.ts');
  const { holidaysOf } = await import('./engine/holidays.ts');
  const { replayMember } = await import('./engine/quiz/replay.ts');
  return store.within(workspace, async (records) => {
    const here = await records.workspace.get();
    await records.members.lock(member);
    const isHoliday = holidaysOf(here, openHolidays());
    return replayMember(records, member, { ...options, tuning: here.tuning ?? {}, isHoliday });
  });
}

async function replayTeams(
  store: Store,
  workspace: WorkspaceId,
  options: { mend: boolean; rules: readonly Rule[]; teamRules: readonly TeamRule[] },
) {
  const { replayTeam } = await import('./engine/achievements/replay-team.ts');
  const teams = await store.within(workspace, (records) => records.teams.all());
  const found = [];
  for (const { id } of teams) {
    const told = await store.within(workspace, async (records) => {
      const team = await records.teams.get(id);
      return team ? replayTeam(records, team, options) : { differences: [] };
    });
    found.push({ team: id, ...told });
  }
  return found;
}

function misuse(problem: string, help: string): number {
  process.stderr.write(`${problem}\n\n${help}\n`);
  return 2;
}
