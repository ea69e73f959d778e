import { resolve } from 'node:path';
import { BadConfig, type Config, parseConfig } from '../../src/config.ts';
import { type Check, type Finding, fail, ok, runChecks, warn } from '../doctor/check.ts';
import { databaseCheck } from '../doctor/database.ts';
import { decksCheck } from '../doctor/decks.ts';
import { manifestCheck } from '../doctor/manifest.ts';
import { modelCheck } from '../doctor/model.ts';
import { publicUrlCheck } from '../doctor/public-url.ts';
import { slackChecks } from '../doctor/slack.ts';
import { MICROSOFT, type MicrosoftUrls, teamsChecks } from '../doctor/teams.ts';
import { withoutQuotes } from '../reason.ts';
import { BadUsage, type Command, flagsOf } from './command.ts';

type Surroundings = {
  env: Readonly<Record<string, string | undefined>>;
  now: () => Temporal.Instant;
  nodeVersion: string;
  microsoft?: MicrosoftUrls;
};

const FLAGS = { json: { type: 'boolean' }, manifest: { type: 'string' } } as const;

/** Looks at everything that Cairn needs before or while it runs; changes nothing. */
export function doctor(surroundings: Surroundings): Command {
  return {
    summary: 'see whether everything is set up, and what to do where it is not',
    usage: `cairn doctor [--json] [--manifest FILE]

  Tries what npm start would use: configuration, database, tokens and scopes, clocks, the public URL, the language model, decks.
  --manifest FILE      also look at the manifest that the Slack app was made from
  --json               a line of JSON for each finding
  Ends with 1 where something fails.`,

    async run(args, desk) {
      const { values: flags, positionals } = flagsOf(args, FLAGS);
      if (positionals.length > 0) throw new BadUsage('doctor takes no arguments');
      const manifest = flags.manifest === undefined ? undefined : resolve(desk.from, flags.manifest);
      let failed = false;
      for (const { about, findings } of await runChecks(checksFor(surroundings, manifest), reasonOf)) {
        for (const finding of findings) {
          failed ||= finding.level === 'fail';
          await desk.line(flags.json ? JSON.stringify({ about, ...finding }) : inWords(about, finding));
        }
      }
      return failed ? 1 : 0;
    },
  };
}

function checksFor({ env, now, nodeVersion, microsoft = MICROSOFT }: Surroundings, manifest: string | undefined): Check[] {
  const node: Check = { about: 'Node', look: async () => [nodeFinding(nodeVersion)] };
  const config = configOf(env);
  if (config instanceof BadConfig) {
    return [
      { about: 'configuration', look: async () => [fail(config.message, 'mend these; what follows from them was not tried')] },
      node,
    ];
  }
  return [
    { about: 'configuration', look: async () => [configured(config)] },
    node,
    databaseCheck({ config, now }),
    ...(config.slack ? slackChecks({ slack: config.slack, now }) : []),
    ...(config.teams ? teamsChecks(config.teams, microsoft) : []),
    ...(config.model ? [modelCheck(config.model)] : []),
    publicUrlCheck(config),
    ...(manifest === undefined ? [] : [manifestCheck(manifest, config)]),
    decksCheck(config),
  ];
}

function configOf(env: Surroundings['env']): Config | BadConfig {
  try {
    return parseConfig(env);
  } catch (error) {
    if (error instanceof BadConfig) return error;
    throw error;
  }
}

function configured({ slack, teams, playground }: Config): Finding {
  const served = [slack && 'Slack', teams && 'Teams', playground && 'the playground'].filter(
    (each) => each !== undefined && each,
  );
  return served.length > 0
    ? ok(`serves ${served.join(' and ')}`)
    : warn('serves nothing', 'set the variables of Slack or Teams, or PLAYGROUND=1');
}

const OLDEST_NODE = 26;

function nodeFinding(version: string): Finding {
  const isNewEnough = Number.parseInt(version, 10) >= OLDEST_NODE;
  return isNewEnough ? ok(version) : fail(version, `run Cairn by npm: it brings Node ${OLDEST_NODE} along`);
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return withoutQuotes(String(error));
  const code = [error, error.cause].flatMap((each) => (each instanceof Error && 'code' in each ? [String(each.code)] : []));
  return withoutQuotes([error.message, ...code.slice(-1)].filter((part) => part !== '').join(' '));
}

function inWords(about: string, { level, what, todo }: Finding): string {
  return `${level.padEnd(4)}  ${about}: ${what}${todo ? `\n      → ${todo}` : ''}`;
}
