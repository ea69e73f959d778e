import { z } from 'zod';

const flag = z.enum(['0', '1']).transform((value) => value === '1');

/** An empty variable is one that is not set: that is how `.env` files leave them. */
function set(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined || value.trim() === '' ? [] : [[name, value.trim()]])),
  );
}

const schema = z
  .object({
    PORT: z.coerce.number('a number').int().min(0).max(65535).default(3000),
    HOST: z.string().optional(),
    DATA_DIR: z.string().default('./data'),
    DECKS_DIR: z.string().default('./decks'),
    DATABASE_URL: z
      .string()
      .regex(/^postgres(ql)?:\/\//, 'a URL like postgres://user:password@host:5432/cairn')
      .optional(),
    LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
    PLAYGROUND: flag.optional(),
    PLAYGROUND_PASSWORD: z.string().min(12, 'at least 12 characters').optional(),
    SLACK_BOT_TOKEN: z.string().startsWith('xoxb-', 'the bot token, which begins with xoxb-').optional(),
    SLACK_SIGNING_SECRET: z.string().min(8, "the app's signing secret, under Basic Information").optional(),
    SLACK_APP_TOKEN: z.string().startsWith('xapp-', 'an app-level token, which begins with xapp-').optional(),
    SLACK_API_URL: z.url('a URL like https://slack.com/api/').optional(),
    MicrosoftAppId: z.string().min(1).optional(),
    MicrosoftAppPassword: z.string().min(1).optional(),
    MicrosoftAppTenantId: z.string().min(1).optional(),
    MicrosoftAppType: z.enum(['SingleTenant', 'MultiTenant', 'UserAssignedMSI']).default('SingleTenant'),
    TEAMS_ANONYMOUS: flag.optional(),
  })
  .superRefine((env, context) => {
    const missing = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    if (env.SLACK_BOT_TOKEN && !env.SLACK_SIGNING_SECRET && !env.SLACK_APP_TOKEN) {
      missing('SLACK_SIGNING_SECRET', 'needed beside SLACK_BOT_TOKEN (for HTTP), or else SLACK_APP_TOKEN (for Socket Mode)');
    }
    if (!env.SLACK_BOT_TOKEN && (env.SLACK_SIGNING_SECRET || env.SLACK_APP_TOKEN)) {
      missing('SLACK_BOT_TOKEN', 'needed beside the other Slack variables; it begins with xoxb-');
    }
    if (env.MicrosoftAppId && !env.MicrosoftAppPassword && env.MicrosoftAppType !== 'UserAssignedMSI') {
      missing('MicrosoftAppPassword', 'needed beside MicrosoftAppId: a client secret of the app registration');
    }
    if (env.MicrosoftAppId && !env.MicrosoftAppTenantId && env.MicrosoftAppType !== 'MultiTenant') {
      missing('MicrosoftAppTenantId', `needed for MicrosoftAppType ${env.MicrosoftAppType}: the id of your Microsoft 365 tenant`);
    }
    if (env.MicrosoftAppPassword && !env.MicrosoftAppId) missing('MicrosoftAppId', 'needed beside MicrosoftAppPassword');
    if (env.PLAYGROUND && (env.SLACK_BOT_TOKEN || env.MicrosoftAppId) && !env.PLAYGROUND_PASSWORD) {
      missing(
        'PLAYGROUND_PASSWORD',
        'needed for a playground beside Slack or Teams, whose address others reach; or leave PLAYGROUND out',
      );
    }
    if (env.TEAMS_ANONYMOUS && env.MicrosoftAppId)
      missing('TEAMS_ANONYMOUS', 'is for trying Teams without an app: leave it out beside MicrosoftAppId');
  });

type SlackSettings = { botToken: string; signingSecret?: string; appToken?: string; apiUrl?: string };
type TeamsSettings =
  | { anonymous: true }
  | { appId: string; appPassword: string; tenantId?: string; appType: 'SingleTenant' | 'MultiTenant' | 'UserAssignedMSI' };

export type Config = {
  port: number;
  /** Loopback unless a real platform has to reach us. */
  host: string;
  dataDir: string;
  decksDir: string;
  databaseUrl?: string;
  logLevel: string;
  playground: boolean;
  /** Other machines may open the playground: somebody chose the host, and it has a password or no real platform beside it. */
  playgroundAnywhere: boolean;
  playgroundPassword?: string;
  slack?: SlackSettings;
  teams?: TeamsSettings;
};

/** Thrown for a configuration with mistakes in it; its message names all of them. */
export class BadConfig extends Error {}

/** Reads the variables of `.env.example`. Throws one `BadConfig` that names every wrong one and says how to mend it. */
export function parseConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const parsed = schema.safeParse(set(env));
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new BadConfig(`These environment variables need mending (.env.example explains each):\n${lines.join('\n')}`);
  }
  const read = parsed.data;
  const slack = slackOf(read);
  const teams = teamsOf(read);
  const open = slack?.signingSecret !== undefined || (teams && 'appId' in teams);
  return {
    port: read.PORT,
    host: read.HOST ?? (open ? '0.0.0.0' : '127.0.0.1'),
    dataDir: read.DATA_DIR,
    decksDir: read.DECKS_DIR,
    ...(read.DATABASE_URL && { databaseUrl: read.DATABASE_URL }),
    logLevel: read.LOG_LEVEL,
    playground: read.PLAYGROUND ?? (!slack && !teams),
    playgroundAnywhere: read.HOST !== undefined && !isLoopback(read.HOST) && ((!slack && !teams) || !!read.PLAYGROUND_PASSWORD),
    ...(read.PLAYGROUND_PASSWORD && { playgroundPassword: read.PLAYGROUND_PASSWORD }),
    ...(slack && { slack }),
    ...(teams && { teams }),
  };
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}

type Read = z.infer<typeof schema>;

function slackOf(read: Read): SlackSettings | undefined {
  if (!read.SLACK_BOT_TOKEN) return undefined;
  return {
    botToken: read.SLACK_BOT_TOKEN,
    ...(read.SLACK_SIGNING_SECRET && { signingSecret: read.SLACK_SIGNING_SECRET }),
    ...(read.SLACK_APP_TOKEN && { appToken: read.SLACK_APP_TOKEN }),
    ...(read.SLACK_API_URL && { apiUrl: read.SLACK_API_URL }),
  };
}

function teamsOf(read: Read): TeamsSettings | undefined {
  if (read.TEAMS_ANONYMOUS) return { anonymous: true };
  if (!read.MicrosoftAppId) return undefined;
  return {
    appId: read.MicrosoftAppId,
    appPassword: read.MicrosoftAppPassword ?? '',
    ...(read.MicrosoftAppTenantId && { tenantId: read.MicrosoftAppTenantId }),
    appType: read.MicrosoftAppType,
  };
}
