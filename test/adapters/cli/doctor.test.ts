import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Desk } from '../../../adapters/cli/command.ts';
import { doctor } from '../../../adapters/cli/doctor.ts';
import { healthRoutes } from '../../../adapters/health.ts';
import { openEmbedded } from '../../../adapters/postgres/open.ts';
import { reportFor } from '../../../src/engine/team/group-evidence.ts';
import * as fake from '../../support/fake-model.ts';
import { closed, listen, portOf, startFakeSlack } from '../../support/fake-slack.ts';
import { slackManifest } from '../../support/slack-manifest.ts';

const SECRETS = { SLACK_SIGNING_SECRET: '0123456789abcdef0123456789abcdef', MicrosoftAppPassword: 'the-client-secret' };
const TEAMS = { MicrosoftAppId: 'app-1', MicrosoftAppTenantId: 'tenant-1', MicrosoftAppPassword: SECRETS.MicrosoftAppPassword };

let dataDir: string;
const endings: (() => Promise<unknown>)[] = [];
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'cairn-doctor-'));
});
afterEach(async () => {
  for (const end of endings.splice(0)) await end();
  await rm(dataDir, { recursive: true, force: true });
});

type Look = { env?: Record<string, string>; args?: string[]; ahead?: string; microsoft?: string; node?: string };

async function examine({ env = {}, args = [], ahead = 'PT0S', microsoft = 'http://127.0.0.1:1', node = '26.1.0' }: Look) {
  const lines: string[] = [];
  const desk: Desk = {
    ...{ from: '.', dataDir, decksDir: './decks', input: process.stdin, note: () => {} },
    line: async (text) => void lines.push(text),
    now: () => Temporal.Now.instant(),
    newId: () => 'id',
    eraseMember: async () => false,
    replay: async () => [],
    replayTeams: async () => [],
    report: reportFor,
  };
  const command = doctor({
    env: { DATA_DIR: dataDir, ...env },
    now: () => Temporal.Now.instant().add(ahead),
    nodeVersion: node,
    microsoft: { login: microsoft, openIdMetadata: `${microsoft}/openid` },
  });
  const code = await command.run(args, desk);
  return { code, report: lines.join('\n') };
}

async function slackWith(scopes: readonly string[], socketUrl?: string) {
  const slack = await startFakeSlack({ users: [], scopes, socketUrl });
  endings.push(slack.stop);
  return { SLACK_BOT_TOKEN: slack.botToken, SLACK_SIGNING_SECRET: SECRETS.SLACK_SIGNING_SECRET, SLACK_API_URL: slack.url };
}

async function serve(http: express.Express): Promise<string> {
  const server = await listen(http);
  endings.push(() => closed(server));
  return `http://127.0.0.1:${portOf(server)}`;
}

const SCOPES = slackManifest.oauth_config.scopes.bot;

describe('doctor', () => {
  it('finds nothing wrong with a Cairn that has just been fetched', async () => {
    const { code, report } = await examine({});
    expect(code).toBe(0);
    expect(report).toMatch(/^ok {4}configuration: serves the playground$/m);
    expect(report).toMatch(/^ok {4}Node: 26/m);
    expect(report).toContain('there is none yet: the first start makes it');
    expect(report).toMatch(/^ok {4}decks: \d+ can be read, and \d+ files of achievements and paths$/m);
    expect(report).not.toMatch(/^(warn|fail)/m);
  });

  it('names every variable that is wrong', async () => {
    const { code, report } = await examine({ env: { PORT: 'many', SLACK_BOT_TOKEN: 'abc' }, node: '20.1.0' });
    expect(code).toBe(1);
    expect(report).toMatch(/^fail {2}configuration: .*\n.*PORT[\s\S]*SLACK_BOT_TOKEN/m);
    expect(report).toMatch(/^fail {2}Node: 20.1.0/m);
  });

  it('looks into a database without changing it, and leaves alone one that a running Cairn has', async () => {
    const db = await openEmbedded(join(dataDir, 'postgres'));
    await db.destroy();
    expect((await examine({})).report).toMatch(
      /ok {4}database: PostgreSQL 1\d[\s\S]*all migrations are applied[\s\S]*no letter has failed/,
    );
    await writeFile(join(dataDir, 'postgres.lock'), String(process.ppid));
    const { code, report } = await examine({});
    expect(code).toBe(0);
    expect(report).toContain('a running Cairn has it open');
  });

  it('says why a database cannot be reached, without its password', async () => {
    const { code, report } = await examine({ env: { DATABASE_URL: 'postgres://cairn:hush@127.0.0.1:1/cairn' } });
    expect(code).toBe(1);
    expect(report).toMatch(/^fail {2}database: .*ECONNREFUSED/m);
    expect(report).not.toContain('hush');
  });

  it('is content with a Slack app that has all it needs', async () => {
    const { code, report } = await examine({ env: await slackWith(SCOPES) });
    expect(code).toBe(0);
    expect(report).toContain('ok    Slack bot token: valid, of workspace T0001');
    expect(report).toContain('it has every scope of manifest/slack.yaml');
    expect(report).toContain('the clocks of this machine and Slack agree');
    expect(report).toContain('ok    Slack events: by HTTP');
    expect(report).toMatch(/warn {2}public URL: PUBLIC_URL is not set\n.*\/slack\/events can be tried/);
  });

  it('names missing scopes, a refused token, a secret that is none, and a Socket Mode that is off', async () => {
    const env = await slackWith(SCOPES.slice(1));
    expect((await examine({ env })).report).toContain(`fail  Slack bot token: scopes are missing: ${SCOPES[0]}`);
    const refused = await examine({ env: { ...env, SLACK_BOT_TOKEN: 'xoxb-of-another', SLACK_SIGNING_SECRET: 'not a secret' } });
    expect(refused.code).toBe(1);
    expect(refused.report).toContain('fail  Slack bot token: Slack refused it: invalid_auth');
    expect(refused.report).toContain('warn  Slack events: SLACK_SIGNING_SECRET does not look like one');
    expect(refused.report).not.toMatch(/xoxb-of-another|not a secret/);
    const socket = await examine({ env: { ...env, SLACK_APP_TOKEN: 'xapp-1' } });
    expect(socket.report).toContain('fail  Slack Socket Mode: Slack refused SLACK_APP_TOKEN: not_allowed_token_type');
    const on = await examine({ env: { ...(await slackWith(SCOPES, 'ws://127.0.0.1:1')), SLACK_APP_TOKEN: 'xapp-1' } });
    expect(on.report).toContain('ok    Slack Socket Mode: SLACK_APP_TOKEN opens a connection');
    expect(on.code).toBe(0);
  });

  it.each([
    ['PT1M', 'warn', 'ahead of', 0],
    ['PT10M', 'fail', 'ahead of', 1],
    ['-PT10M', 'fail', 'behind', 1],
  ])('compares its clock with Slack’s: %s', async (ahead, level, side, code) => {
    const found = await examine({ env: await slackWith(SCOPES), ahead });
    expect(found.report).toMatch(new RegExp(`^${level} +Slack bot token: this machine's clock is \\d+ s ${side} Slack$`, 'm'));
    expect(found.code).toBe(code);
  });

  it('tries the password of a Teams app where Microsoft gives tokens, and its keys', async () => {
    const http = express().use(express.urlencoded());
    http.post('/tenant-1/oauth2/v2.0/token', ({ body }, response) => {
      if (body.client_secret === SECRETS.MicrosoftAppPassword) response.json({ access_token: 'a-token-of-microsoft' });
      else response.status(401).json({ error: 'invalid_client', error_description: 'AADSTS7000222: expired' });
    });
    http.get('/openid', (_request, response) => response.json({ jwks_uri: 'https://keys.example' }));
    const microsoft = await serve(http);
    const good = await examine({ env: TEAMS, microsoft });
    expect(good.code).toBe(0);
    expect(good.report).toContain('ok    Teams password: Microsoft gives a token for it');
    expect(good.report).toContain('ok    Teams signing keys: can be read');
    const bad = await examine({ env: { ...TEAMS, MicrosoftAppPassword: 'an-old-secret' }, microsoft });
    expect(bad.code).toBe(1);
    expect(bad.report).toMatch(
      /fail {2}Teams password: Microsoft refused it: 401 AADSTS7000222\n.*the client secret has expired/,
    );
    expect(good.report + bad.report).not.toMatch(/a-token-of-microsoft|the-client-secret|an-old-secret/);
  });

  it('says clearly what it could not try offline', async () => {
    const { code, report } = await examine({ env: TEAMS });
    expect(code).toBe(0);
    expect(report).toContain('warn  Teams password: not tried: 127.0.0.1:1 cannot be reached from here');
  });

  it('goes in by the public URL as the platforms do', async () => {
    const store = { ping: async () => {}, lag: async () => ({ letterMs: {}, alarmMs: 0 }) };
    const stopping = new AbortController().signal;
    const http = express().use(
      healthRoutes({
        store,
        pendingMigrations: async () => [],
        platforms: () => [],
        now: () => Temporal.Now.instant(),
        stopping,
      }),
    );
    http.post('/slack/events', (_request, response) => response.sendStatus(401));
    const env = { ...(await slackWith(SCOPES)), ...TEAMS, PUBLIC_URL: await serve(http) };
    const { code, report } = await examine({ env });
    expect(code).toBe(1);
    expect(report).toContain('warn  public URL: http, not https');
    expect(report).toContain('ok    public URL: Cairn answers there');
    expect(report).toContain('ok    public URL: /slack/events refuses what nobody signed');
    expect(report).toContain('fail  public URL: /api/messages answered 404');
    const nowhere = await examine({ env: { ...env, PUBLIC_URL: 'http://127.0.0.1:1' } });
    expect(nowhere.report).toContain('fail  public URL: no Cairn answers there');
  });

  it('reads the manifest of the app where it is given', async () => {
    const file = join(dataDir, 'manifest.yaml');
    const ours = await readFile('manifest/slack.yaml', 'utf8');
    const env = await slackWith(SCOPES);
    const look = async (text: string, more = {}) => {
      await writeFile(file, text);
      return (await examine({ env: { ...env, ...more }, args: ['--manifest', file] })).report;
    };
    expect(await look(ours)).toContain('fail  manifest: cairn.example.com still stands in it');
    const mine = ours.replaceAll('cairn.example.com', 'cairn.acme.test');
    expect(await look(mine)).toMatch(/ok {4}manifest: it has all scopes[^\n]*\nok {4}manifest: its addresses are replaced/);
    expect(await look(mine.replace('- im:history', '- im:read'))).toContain('fail  manifest: it lacks im:history');
    expect(await look(mine.replace('messages_tab_enabled: true', 'messages_tab_enabled: false'))).toContain(
      'fail  manifest: these are missing or wrong: features.app_home.messages_tab_enabled',
    );
    expect(await look(mine, { SLACK_APP_TOKEN: 'xapp-1' })).toContain('fail  manifest: socket_mode_enabled is false');
    expect((await examine({ args: ['--manifest', join(dataDir, 'none')] })).report).toContain(
      'fail  manifest: the file cannot be read',
    );
  });

  it('asks the language model about a sample, and says how it answers or what to mend', async () => {
    const endpoint = await fake.startFakeModel();
    endings.push(endpoint.stop);
    const found = fake.finding({ is: 'met', quote: 'blue' });
    const env = { LLM_BASE_URL: endpoint.url, LLM_MODEL: 'small', LLM_API_KEY: 'key-that-nobody-sees' };
    const look = async (behaviour: fake.Behaviour, more = {}) => {
      endpoint.will(behaviour);
      const { code, report } = await examine({ env: { ...env, ...more } });
      expect(report).not.toMatch(/key-that-nobody-sees|your key is in here/);
      return `${code} ${report}`;
    };
    expect(await look(found)).toContain('ok    language model: answers, by json_schema');
    expect(await look(fake.refusing(['json_schema'], found))).toContain('ok    language model: answers, by json_object');
    expect(await look(fake.refusing(['json_schema', 'json_object'], found))).toMatch(/warn {2}language model: [^\n]*plain text/);
    expect(await look(fake.finding({ is: 'missing', quote: '' }))).toContain('→ choose a more able model in LLM_MODEL');
    expect(await look(fake.status(401))).toMatch(
      /^1 [\s\S]*fail {2}language model: it refused the request \(401\)[\s\S]*→ check LLM_API_KEY/,
    );
    expect(await look(fake.status(404))).toContain('→ check LLM_MODEL');
    expect(await look(fake.saying('no'))).toContain('→ choose a model in LLM_MODEL that can answer in JSON');
    expect(await look(found, { LLM_BASE_URL: 'http://127.0.0.1:1/v1' })).toContain('→ check LLM_BASE_URL');
    expect((await examine({})).report).not.toContain('language model');
  });

  it('counts the files of decks, of achievements and of paths that have mistakes', async () => {
    const decks = join(dataDir, 'some');
    await mkdir(join(decks, 'achievements'), { recursive: true });
    await mkdir(join(decks, 'paths'));
    const deck = 'title: A\nitems:\n  - { id: a, topic: t, kind: true-false, prompt: P, answer: true }\n';
    await writeFile(join(decks, 'good.yaml'), deck);
    for (const broken of ['bad.yaml', 'achievements/bad.yaml', 'paths/bad.yaml'])
      await writeFile(join(decks, broken), 'title: A\n');
    const { report } = await examine({ env: { DECKS_DIR: decks } });
    expect(report).toContain('decks: 3 of 4 files have mistakes, and do not count as they are\n      → see cairn check');
  });

  it('says it as lines of JSON for programs', async () => {
    const { report } = await examine({ args: ['--json'], env: { DECKS_DIR: dataDir } });
    expect(report.split('\n').map((line) => JSON.parse(line))).toContainEqual({
      about: 'decks',
      level: 'fail',
      what: expect.stringContaining('there is no deck in'),
      todo: 'set DECKS_DIR to where the decks are',
    });
  });
});
