import { z } from 'zod';
import type { Config } from '../../src/config.ts';
import { type Check, type Finding, fail, ok, skew, warn } from './check.ts';
import { scopesOf } from './manifest.ts';

type Slack = NonNullable<Config['slack']>;
type OneWorkspace = Extract<Slack, { botToken: string }>;
type Options = { slack: Slack; now: () => Temporal.Instant };

const answerSchema = z.object({
  ok: z.boolean(),
  error: z.string().optional(),
  team: z.string().optional(),
  team_id: z.string().optional(),
});

export function slackChecks({ slack, now }: Options): Check[] {
  // Where many workspaces install Cairn, each token was good when it was given, and a refused one marks its workspace.
  if (!('botToken' in slack)) return [listeningCheck(slack)];
  const checks = [tokenCheck(slack, now), listeningCheck(slack)];
  return slack.appToken === undefined ? checks : [...checks, socketCheck(slack, slack.appToken)];
}

function tokenCheck(slack: OneWorkspace, now: () => Temporal.Instant): Check {
  return {
    about: 'Slack bot token',
    look: async (signal) => {
      const asked = now();
      const { answer, headers } = await call(slack, 'auth.test', slack.botToken, signal);
      const clock = clockOf(headers.get('date'), asked, now());
      if (!answer.ok) {
        return [
          fail(`Slack refused it: ${codeOf(answer.error)}`, 'install the app again and set SLACK_BOT_TOKEN to its new token'),
          ...clock,
        ];
      }
      return [
        ok(`valid, of workspace ${answer.team_id ?? 'unknown'}`),
        ...(await scopes(headers.get('x-oauth-scopes'))),
        ...clock,
      ];
    },
  };
}

async function scopes(header: string | null): Promise<Finding[]> {
  if (header === null) return [warn('Slack did not say which scopes the token has', 'see OAuth & Permissions in the app')];
  const granted = header.split(',').map((scope) => scope.trim());
  const missing = (await scopesOf()).filter((scope) => !granted.includes(scope));
  if (missing.length === 0) return [ok('it has every scope of manifest/slack.yaml')];
  return [fail(`scopes are missing: ${missing.join(', ')}`, 'put manifest/slack.yaml into the app, then install it again')];
}

// Slack's header has whole seconds, and its answer was made some time between our two looks at the clock.
function clockOf(date: string | null, before: Temporal.Instant, after: Temporal.Instant): Finding[] {
  const theirs = Date.parse(date ?? '');
  if (Number.isNaN(theirs)) return [];
  const ours = (before.epochMilliseconds + after.epochMilliseconds) / 2;
  return [
    skew((ours - theirs - 500) / 1_000, {
      ...{ from: 'Slack', warnAbove: 30, failAbove: 240 },
      reliedOn: 'requests that seem older than 5 minutes are refused',
    }),
  ];
}

function socketCheck(slack: Slack, appToken: string): Check {
  return {
    about: 'Slack Socket Mode',
    look: async (signal) => {
      const { answer } = await call(slack, 'apps.connections.open', appToken, signal);
      if (answer.ok) return [ok('SLACK_APP_TOKEN opens a connection')];
      const todo = 'SLACK_APP_TOKEN needs the scope connections:write, and Socket Mode has to be on in the app';
      return [fail(`Slack refused SLACK_APP_TOKEN: ${codeOf(answer.error)}`, todo)];
    },
  };
}

function listeningCheck({ signingSecret, appToken }: Pick<OneWorkspace, 'signingSecret' | 'appToken'>): Check {
  return {
    about: 'Slack events',
    look: async () => {
      if (appToken !== undefined) return [ok('by Socket Mode')];
      if (signingSecret === undefined)
        return [fail('neither by HTTP nor by Socket Mode', 'set SLACK_SIGNING_SECRET or SLACK_APP_TOKEN')];
      if (/^[0-9a-f]{32}$/.test(signingSecret)) return [ok('by HTTP, at /slack/events')];
      return [
        warn('SLACK_SIGNING_SECRET does not look like one', 'copy it from Basic Information in the app: 32 hexadecimal digits'),
      ];
    },
  };
}

async function call({ apiUrl = 'https://slack.com/api/' }: Slack, method: string, token: string, signal: AbortSignal) {
  const url = new URL(method, apiUrl.endsWith('/') ? apiUrl : `${apiUrl}/`);
  const response = await fetch(url, { method: 'POST', headers: { authorization: `Bearer ${token}` }, signal });
  return { answer: answerSchema.parse(await response.json()), headers: response.headers };
}

function codeOf(error: string | undefined): string {
  return error !== undefined && /^[a-z_]{1,60}$/.test(error) ? error : 'no reason given';
}
