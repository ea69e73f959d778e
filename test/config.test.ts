import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseConfig } from '../src/config.ts';

const SLACK = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 'a-signing-secret' };
const KEY = `k1:${Buffer.alloc(32, 7).toString('base64')}`;
const INSTALLED = {
  SLACK_CLIENT_ID: '1.2',
  SLACK_CLIENT_SECRET: 'a-client-secret',
  SLACK_SIGNING_SECRET: 'a-signing-secret',
  ENCRYPTION_KEYS: KEY,
};
const PASSWORD = 'a long password';
const TEAMS = { MicrosoftAppId: 'app', MicrosoftAppPassword: 'secret', MicrosoftAppTenantId: 'tenant' };

describe('the configuration', () => {
  it('with nothing set is a playground on loopback with an embedded database', () => {
    expect(parseConfig({})).toEqual({
      port: 3000,
      host: '127.0.0.1',
      dataDir: './data',
      decksDir: './decks',
      issuer: { name: 'Cairn' },
      retention: { lettersDays: 90, eventsHours: 72, auditDays: 730 },
      logLevel: 'info',
      playground: true,
      playgroundAnywhere: false,
    });
  });

  it('takes an empty variable for one that is not set', () => {
    expect(parseConfig({ PORT: '', DATABASE_URL: ' ', SLACK_BOT_TOKEN: '' })).toEqual(parseConfig({}));
  });

  it('serves Slack over HTTP to the outside, and then no playground unless it is asked for', () => {
    expect(parseConfig(SLACK)).toMatchObject({
      host: '0.0.0.0',
      playground: false,
      slack: { botToken: 'xoxb-1', signingSecret: 'a-signing-secret' },
    });
    expect(parseConfig({ ...SLACK, PLAYGROUND: '1', PLAYGROUND_PASSWORD: PASSWORD }).playground).toBe(true);
    expect(parseConfig({ PLAYGROUND: '0' }).playground).toBe(false);
  });

  it.each([
    [{}, false],
    [{ HOST: '127.0.0.1' }, false],
    [{ HOST: 'localhost', PLAYGROUND_PASSWORD: PASSWORD }, false],
    [{ PLAYGROUND_PASSWORD: PASSWORD }, false],
    [{ HOST: '0.0.0.0' }, true],
    [{ TEAMS_ANONYMOUS: '1', HOST: '0.0.0.0', PLAYGROUND: '1' }, false],
    [{ ...SLACK, PLAYGROUND: '1', PLAYGROUND_PASSWORD: PASSWORD }, false],
    [{ ...SLACK, HOST: '0.0.0.0', PLAYGROUND: '1', PLAYGROUND_PASSWORD: PASSWORD }, true],
    [{ ...TEAMS, HOST: '0.0.0.0', PLAYGROUND: '1', PLAYGROUND_PASSWORD: PASSWORD }, true],
  ])(
    'lets other machines into the playground only where a host was chosen, and beside a real platform by a password: %o',
    (env, anywhere) => {
      expect(parseConfig(env).playgroundAnywhere).toBe(anywhere);
    },
  );

  it('serves Slack in several workspaces with a client id, its secrets and a key', () => {
    const { slack, host, playground } = parseConfig(INSTALLED);
    expect({ host, playground }).toEqual({ host: '0.0.0.0', playground: false });
    expect(slack).toEqual({
      clientId: '1.2',
      clientSecret: 'a-client-secret',
      signingSecret: 'a-signing-secret',
      encryptionKeys: KEY,
    });
    expect(() => parseConfig({ ...INSTALLED, ENCRYPTION_KEYS: `${KEY}, ${KEY.replace('k1', 'k2')}` })).not.toThrow();
  });

  it('needs no port open to the outside for Socket Mode', () => {
    expect(parseConfig({ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' }).host).toBe('127.0.0.1');
  });

  it('serves Teams, by an app or, on loopback only, without', () => {
    expect(parseConfig(TEAMS)).toMatchObject({
      host: '0.0.0.0',
      teams: { appId: 'app', tenantId: 'tenant', appType: 'SingleTenant' },
    });
    expect(parseConfig({ TEAMS_ANONYMOUS: '1' })).toMatchObject({
      host: '127.0.0.1',
      playground: false,
      teams: { anonymous: true },
    });
  });

  it('names every variable that is wrong in one error, and how to mend it', () => {
    const wrong = {
      PORT: 'many',
      LOG_LEVEL: 'loud',
      SLACK_BOT_TOKEN: 'abc',
      DATABASE_URL: 'mysql://x',
      MicrosoftAppType: 'Other',
      PLAYGROUND: 'yes',
    };
    expect(() => parseConfig(wrong)).toThrow(
      /PORT.*\n.*DATABASE_URL: a URL like postgres.*\n.*LOG_LEVEL.*\n.*PLAYGROUND.*\n.*SLACK_BOT_TOKEN.*xoxb-.*\n.*MicrosoftAppType/s,
    );
  });

  it.each([
    [{ SLACK_BOT_TOKEN: 'xoxb-1' }, /SLACK_SIGNING_SECRET: needed beside SLACK_BOT_TOKEN/],
    [{ SLACK_SIGNING_SECRET: 'a-signing-secret' }, /SLACK_BOT_TOKEN: needed/],
    [{ SLACK_CLIENT_ID: '1.2' }, /SLACK_CLIENT_SECRET: needed[\s\S]*SLACK_SIGNING_SECRET: needed[\s\S]*ENCRYPTION_KEYS: needed/],
    [{ SLACK_CLIENT_SECRET: 'a-client-secret' }, /SLACK_CLIENT_ID: needed/],
    [{ ...INSTALLED, SLACK_BOT_TOKEN: 'xoxb-1' }, /SLACK_CLIENT_ID: is for several workspaces/],
    [{ ...INSTALLED, SLACK_APP_TOKEN: 'xapp-1' }, /SLACK_APP_TOKEN: Socket Mode is for one workspace/],
    [{ ...INSTALLED, ENCRYPTION_KEYS: 'k1:short' }, /ENCRYPTION_KEYS: a key as `cairn keys new` prints it/],
    [{ METRICS_TOKEN: 'short' }, /METRICS_TOKEN: a secret of at least 16 characters/],
    [{ PUBLIC_URL: 'ftp://cairn.example.com' }, /PUBLIC_URL: a URL like https/],
    [{ MicrosoftAppId: 'app' }, /MicrosoftAppPassword: needed[\s\S]*MicrosoftAppTenantId: needed/],
    [{ ...SLACK, PLAYGROUND: '1' }, /PLAYGROUND_PASSWORD: needed for a playground beside Slack or Teams/],
    [{ ...TEAMS, PLAYGROUND: '1', HOST: '127.0.0.1' }, /PLAYGROUND_PASSWORD: needed/],
    [{ ...INSTALLED, PLAYGROUND: '1' }, /PLAYGROUND_PASSWORD: needed/],
    [{ PUBLIC_URL: 'https://cairn.example.com' }, /PLAYGROUND_PASSWORD: needed/],
    [{ PLAYGROUND_PASSWORD: 'short' }, /PLAYGROUND_PASSWORD: at least 12/],
    [{ MicrosoftAppPassword: 'secret' }, /MicrosoftAppId: needed/],
    [{ ...TEAMS, TEAMS_ANONYMOUS: '1' }, /TEAMS_ANONYMOUS/],
    [{ LLM_MODEL: 'small' }, /LLM_BASE_URL: needed beside LLM_MODEL/],
    [{ LLM_BASE_URL: 'http://127.0.0.1:11434/v1' }, /LLM_MODEL: needed beside LLM_BASE_URL/],
    [{ LLM_API_KEY: 'key' }, /LLM_BASE_URL: needed beside LLM_API_KEY, and LLM_MODEL too/],
    [{ LLM_BASE_URL: 'localhost:11434', LLM_MODEL: 'small' }, /LLM_BASE_URL: a URL like https/],
    [{ LLM_BASE_URL: 'https://me:secret@llm.example.com', LLM_MODEL: 'small' }, /LLM_BASE_URL: holds a user or password/],
    [{ LLM_BASE_URL: 'https://llm.example.com', LLM_MODEL: 'small', LLM_API_KEY: 'a b' }, /LLM_API_KEY: a key of plain/],
  ])('says what is missing beside %o', (env, message) => {
    expect(() => parseConfig(env)).toThrow(message);
  });

  it('knows a language model, which needs a key only where its endpoint does', () => {
    const local = { LLM_BASE_URL: 'http://127.0.0.1:11434/v1/', LLM_MODEL: 'small' };
    expect(parseConfig(local).model).toEqual({ baseUrl: 'http://127.0.0.1:11434/v1', name: 'small' });
    expect(parseConfig({ ...local, LLM_API_KEY: 'key' }).model).toMatchObject({ apiKey: 'key' });
    expect(parseConfig({}).model).toBeUndefined();
  });

  it('says how long things are kept, with bounds that delivery and learning need', () => {
    expect(
      parseConfig({ RETENTION_ATTEMPTS_DAYS: '365', PUBLIC_URL: 'https://cairn.example.com/', PLAYGROUND: '0' }),
    ).toMatchObject({
      retention: { attemptsDays: 365 },
      publicUrl: 'https://cairn.example.com',
    });
    const wrong = { RETENTION_EVENTS_HOURS: '47', RETENTION_ATTEMPTS_DAYS: '1', PUBLIC_URL: 'cairn.example.com' };
    expect(() => parseConfig(wrong)).toThrow(/PUBLIC_URL[\s\S]*RETENTION_EVENTS_HOURS[\s\S]*RETENTION_ATTEMPTS_DAYS/);
  });

  it('is explained whole in .env.example', async () => {
    const example = await readFile(join(import.meta.dirname, '../.env.example'), 'utf8');
    const source = await readFile(join(import.meta.dirname, '../src/config.ts'), 'utf8');
    const read = [...source.matchAll(/^ {4}(\w+): (?:z\.|flag|z$)/gm)].map((found) => found[1]);
    expect(read.length).toBeGreaterThan(10);
    const explained = [...example.matchAll(/^(\w+)=/gm)].map((found) => found[1]);
    expect(explained.sort()).toEqual(read.sort());
  });
});
