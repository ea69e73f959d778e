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
    PUBLIC_URL: z.url({ protocol: /^https?$/, error: 'a URL like https://cairn.example.com' }).optional(),
    ISSUER_KEY: z.base64('a private key as `cairn keys issuer` prints it').optional(),
    ISSUER_NAME: z.string().max(60).default('Cairn'),
    RETENTION_LETTERS_DAYS: z.coerce.number('a number of days').int().min(14).default(90),
    RETENTION_EVENTS_HOURS: z.coerce.number('a number of hours').int().min(48).default(72),
    RETENTION_AUDIT_DAYS: z.coerce.number('a number of days').int().min(30).default(730),
    RETENTION_ATTEMPTS_DAYS: z.coerce.number('a number of days').int().min(60).optional(),
    LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
    METRICS_TOKEN: z.string().min(16, 'a secret of at least 16 characters').optional(),
    PLAYGROUND: flag.optional(),
    PLAYGROUND_PASSWORD: z.string().min(12, 'at least 12 characters').optional(),
    SLACK_BOT_TOKEN: z.string().startsWith('xoxb-', 'the bot token, which begins with xoxb-').optional(),
    SLACK_SIGNING_SECRET: z.string().min(8, "the app's signing secret, under Basic Information").optional(),
    SLACK_APP_TOKEN: z.string().startsWith('xapp-', 'an app-level token, which begins with xapp-').optional(),
    SLACK_CLIENT_ID: z.string().optional(),
    SLACK_CLIENT_SECRET: z.string().min(8, "the app's client secret, under Basic Information").optional(),
    ENCRYPTION_KEYS: z
      .string()
      .regex(
        /^[\w-]{1,40}:[A-Za-z0-9+/]{43}=(\s*,\s*[\w-]{1,40}:[A-Za-z0-9+/]{43}=)*$/,
        'a key as `cairn keys new` prints it, or several with commas',
      )
      .optional(),
    SLACK_API_URL: z.url('a URL like https://slack.com/api/').optional(),
    MicrosoftAppId: z.string().min(1).optional(),
    MicrosoftAppPassword: z.string().min(1).optional(),
    MicrosoftAppTenantId: z.string().min(1).optional(),
    MicrosoftAppType: z.enum(['SingleTenant', 'MultiTenant', 'UserAssignedMSI']).default('SingleTenant'),
    TEAMS_ANONYMOUS: flag.optional(),
    LLM_BASE_URL: z.url({ protocol: /^https?$/, error: 'a URL like https://llm.example.com/v1' }).optional(),
    // A header takes no other characters, and who refuses them quotes them.
    LLM_API_KEY: z
      .string()
      .regex(/^[\x21-\x7e]+$/, 'a key of plain characters, without spaces')
      .optional(),
    LLM_MODEL: z.string().max(200).optional(),
  })
  .superRefine((env, context) => {
    const missing = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    if (env.SLACK_BOT_TOKEN && !env.SLACK_SIGNING_SECRET && !env.SLACK_APP_TOKEN) {
      missing('SLACK_SIGNING_SECRET', 'needed beside SLACK_BOT_TOKEN (for HTTP), or else SLACK_APP_TOKEN (for Socket Mode)');
    }
    if (!env.SLACK_BOT_TOKEN && !env.SLACK_CLIENT_ID && (env.SLACK_SIGNING_SECRET || env.SLACK_APP_TOKEN)) {
      missing('SLACK_BOT_TOKEN', 'needed beside the other Slack variables; it begins with xoxb-');
    }
    if (env.SLACK_CLIENT_ID) {
      if (env.SLACK_BOT_TOKEN) missing('SLACK_CLIENT_ID', 'is for several workspaces: leave it out beside SLACK_BOT_TOKEN');
      if (env.SLACK_APP_TOKEN)
        missing('SLACK_APP_TOKEN', 'Socket Mode is for one workspace: leave it out beside SLACK_CLIENT_ID');
      if (!env.SLACK_CLIENT_SECRET) missing('SLACK_CLIENT_SECRET', 'needed beside SLACK_CLIENT_ID');
      if (!env.SLACK_SIGNING_SECRET) missing('SLACK_SIGNING_SECRET', 'needed beside SLACK_CLIENT_ID');
      if (!env.ENCRYPTION_KEYS)
        missing('ENCRYPTION_KEYS', 'needed beside SLACK_CLIENT_ID: `npm run -s cairn -- keys new` makes one');
    }
    if (env.SLACK_CLIENT_SECRET && !env.SLACK_CLIENT_ID) missing('SLACK_CLIENT_ID', 'needed beside SLACK_CLIENT_SECRET');
    if (env.MicrosoftAppId && !env.MicrosoftAppPassword && env.MicrosoftAppType !== 'UserAssignedMSI') {
      missing('MicrosoftAppPassword', 'needed beside MicrosoftAppId: a client secret of the app registration');
    }
    if (env.MicrosoftAppId && !env.MicrosoftAppTenantId && env.MicrosoftAppType !== 'MultiTenant') {
      missing('MicrosoftAppTenantId', `needed for MicrosoftAppType ${env.MicrosoftAppType}: the id of your Microsoft 365 tenant`);
    }
    if (env.MicrosoftAppPassword && !env.MicrosoftAppId) missing('MicrosoftAppId', 'needed beside MicrosoftAppPassword');
    if (env.LLM_MODEL && !env.LLM_BASE_URL)
      missing('LLM_BASE_URL', 'needed beside LLM_MODEL: what stands before /chat/completions');
    if (env.LLM_BASE_URL && !env.LLM_MODEL) missing('LLM_MODEL', 'needed beside LLM_BASE_URL: the name of the model there');
    if (env.LLM_API_KEY && !env.LLM_BASE_URL) missing('LLM_BASE_URL', 'needed beside LLM_API_KEY, and LLM_MODEL too');
    if (env.LLM_BASE_URL && hasUser(env.LLM_BASE_URL))
      missing('LLM_BASE_URL', 'holds a user or password: put a key into LLM_API_KEY, which no log shows');
    const isReal = env.SLACK_BOT_TOKEN !== undefined || env.SLACK_CLIENT_ID !== undefined || env.MicrosoftAppId !== undefined;
    const isOpen = env.PLAYGROUND ?? (!isReal && !env.TEAMS_ANONYMOUS);
    // A proxy in front may make everybody look as if they came from this machine.
    if (isOpen && (isReal || env.PUBLIC_URL !== undefined) && !env.PLAYGROUND_PASSWORD) {
      missing(
        'PLAYGROUND_PASSWORD',
        'needed for a playground beside Slack or Teams, whose address others reach; or leave PLAYGROUND out',
      );
    }
    if (env.TEAMS_ANONYMOUS && env.MicrosoftAppId)
      missing('TEAMS_ANONYMOUS', 'is for trying Teams without an app: leave it out beside MicrosoftAppId');
  });

type SlackSettings =
  | { botToken: string; signingSecret?: string; appToken?: string; apiUrl?: string }
  | { clientId: string; clientSecret: string; signingSecret: string; encryptionKeys: string; apiUrl?: string };
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
  /** Where others reach us, without a slash at the end; links that are sent begin with it. */
  publicUrl?: string;
  retention: { lettersDays: number; eventsHours: number; auditDays: number; attemptsDays?: number };
  /** Who gives certificates, and with what key they are signed; without one they are pictures. */
  issuer: { name: string; key?: string };
  /** What encrypts secrets in the database. */
  encryptionKeys?: string;
  logLevel: string;
  /** Who shows it may read the metrics; without it they are read on this machine alone. */
  metricsToken?: string;
  playground: boolean;
  /** Other machines may open the playground: somebody chose the host, and it has a password or no real platform beside it. */
  playgroundAnywhere: boolean;
  playgroundPassword?: string;
  slack?: SlackSettings;
  teams?: TeamsSettings;
  /** A language model behind an OpenAI-compatible endpoint. */
  model?: { baseUrl: string; name: string; apiKey?: string };
};

/** Thrown for what an operator has to mend before Cairn can start; its message says how, and no stack would say more. */
export class CannotStart extends Error {}

/** A configuration with mistakes in it; the message names all of them. */
export class BadConfig extends CannotStart {}

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
    ...(read.PUBLIC_URL && { publicUrl: read.PUBLIC_URL.replace(/\/+$/, '') }),
    issuer: { name: read.ISSUER_NAME, ...(read.ISSUER_KEY && { key: read.ISSUER_KEY }) },
    retention: {
      lettersDays: read.RETENTION_LETTERS_DAYS,
      eventsHours: read.RETENTION_EVENTS_HOURS,
      auditDays: read.RETENTION_AUDIT_DAYS,
      ...(read.RETENTION_ATTEMPTS_DAYS !== undefined && { attemptsDays: read.RETENTION_ATTEMPTS_DAYS }),
    },
    logLevel: read.LOG_LEVEL,
    ...(read.ENCRYPTION_KEYS && { encryptionKeys: read.ENCRYPTION_KEYS }),
    ...(read.METRICS_TOKEN && { metricsToken: read.METRICS_TOKEN }),
    playground: read.PLAYGROUND ?? (!slack && !teams),
    playgroundAnywhere: read.HOST !== undefined && !isLoopback(read.HOST) && ((!slack && !teams) || !!read.PLAYGROUND_PASSWORD),
    ...(read.PLAYGROUND_PASSWORD && { playgroundPassword: read.PLAYGROUND_PASSWORD }),
    ...(slack && { slack }),
    ...(teams && { teams }),
    ...modelOf(read),
  };
}

// A wrong URL has been told of already.
function hasUser(url: string): boolean {
  const parsed = URL.parse(url);
  return parsed !== null && (parsed.username !== '' || parsed.password !== '');
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}

type Read = z.infer<typeof schema>;

function slackOf(read: Read): SlackSettings | undefined {
  if (read.SLACK_CLIENT_ID) {
    return {
      clientId: read.SLACK_CLIENT_ID,
      clientSecret: read.SLACK_CLIENT_SECRET ?? '',
      signingSecret: read.SLACK_SIGNING_SECRET ?? '',
      encryptionKeys: read.ENCRYPTION_KEYS ?? '',
      ...(read.SLACK_API_URL && { apiUrl: read.SLACK_API_URL }),
    };
  }
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

function modelOf({ LLM_BASE_URL: url, LLM_MODEL: name, LLM_API_KEY: apiKey }: Read): Pick<Config, 'model'> {
  if (url === undefined || name === undefined) return {};
  return { model: { baseUrl: url.replace(/\/+$/, ''), name, ...(apiKey !== undefined && { apiKey }) } };
}
