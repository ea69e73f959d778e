import express from 'express';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { slackInstallations } from '../../../adapters/postgres/installations.ts';
import { newKey, openSeal } from '../../../adapters/seal.ts';
import { connectSlack } from '../../../adapters/slack/connect.ts';
import type { Installations } from '../../../adapters/slack/installations.ts';
import type { Inbound } from '../../../src/events.ts';
import type { Recipient } from '../../../src/letter.ts';
import type { Connection, Lose } from '../../../src/ports/platform.ts';
import { useDatabase } from '../../support/database.ts';
import { closed, type FakeSlack, listen, portOf, startFakeSlack } from '../../support/fake-slack.ts';
import { type LogLine, letter, noon, recordingLog, signingSecret } from '../../support/slack-app.ts';
import { slackClient } from '../../support/slack-client.ts';
import { beginInstall, install as installIn } from '../../support/slack-install.ts';
import { clientSecret } from '../../support/slack-web-api.ts';

const database = useDatabase();
const ana: Recipient = { kind: 'member', member: 'U1' };

let slack: FakeSlack;
let installations: Installations;
let url: string;
let connection: Connection;
let inbounds: Inbound[];
let lost: Parameters<Lose>[0][];
let logged: LogLine[];
let stop: () => Promise<void>;

beforeEach(async () => {
  const users = [{ id: 'U1', name: 'Ana' }];
  slack = await startFakeSlack({
    users,
    others: [
      { team: 'T0002', users },
      { team: 'T0003', users, refreshToken: 'xoxe-first' },
      { team: 'E0001', users },
    ],
  });
  installations = slackInstallations(database(), openSeal(newKey()));
  ({ url, connection, stop } = await serve());
});
afterEach(async () => {
  await stop();
  await slack.stop();
});

async function serve(): Promise<{ url: string; connection: Connection; stop(): Promise<void> }> {
  const http = express();
  const server = await listen(http);
  const recording = recordingLog();
  inbounds = [];
  lost = [];
  logged = recording.logged;
  const connection = await connectSlack({
    http,
    config: { clientId: '1.2', clientSecret, signingSecret, apiUrl: slack.url },
    installations,
    accept: async (inbound) => {
      inbounds.push(inbound);
      return [];
    },
    lose: async (gone) => void lost.push(gone),
    now: () => noon,
    wallClock: () => Temporal.Now.instant(),
    log: recording.log,
  });
  const stop = async () => {
    await connection.stop();
    await closed(server);
  };
  return { url: `http://127.0.0.1:${portOf(server)}`, connection, stop };
}

const begin = () => beginInstall(url);
const install = (team: string) => installIn(url, team);
const to = (team: string, id = 'L1') => ({ ...letter(ana, { text: `For ${team}` }, id), workspace: `slack:${team}` as const });
const people = (team: string) => slackClient({ appUrl: url, signingSecret, team });

describe('installing', () => {
  test('leads to Slack with the scopes that Cairn needs and a state of its own', async () => {
    const { to, cookie, state } = await begin();
    expect(to.origin).toBe(new URL(slack.url).origin);
    expect(to.searchParams.get('scope')?.split(',')).toContain('chat:write');
    expect(to.searchParams.get('client_id')).toBe('1.2');
    expect(cookie).toBe(`slack-app-oauth-state=${state}`);
  });

  test('each workspace is written to with its own token, and heard as itself', async () => {
    expect((await install('T0001')).status).toBe(200);
    expect((await install('T0002')).status).toBe(200);
    await connection.platform.post(to('T0001'));
    await connection.platform.post(to('T0002', 'L2'));
    expect(slack.messagesIn('U1', 'T0001').map(({ text }) => text)).toEqual(['For T0001']);
    expect(slack.messagesIn('U1', 'T0002').map(({ text }) => text)).toEqual(['For T0002']);
    await people('T0002').say('U1', 'quiz');
    expect(inbounds).toMatchObject([{ workspace: 'slack:T0002', member: 'U1' }]);
  });

  test('no token lies open in the database, nor in the log', async () => {
    await install('T0003');
    const [row] = await database().selectFrom('installation').selectAll().execute();
    expect(row).toMatchObject({ workspace_id: 'slack:T0003', removed_at: null });
    expect(row?.sealed).toMatch(/^v1\./);
    expect(JSON.stringify([row, logged])).not.toMatch(/xox|client-secret/);
    expect((await installations.find('slack:T0003'))?.installation.bot.token).toMatch(/^xoxb-T0003/);
  });

  test.each<[string, (state: string) => string, boolean]>([
    ['without the cookie of the browser that began', (state) => state, false],
    ['with another state than the browser began with', () => 'another', true],
    ['without a state', () => '', true],
  ])('is refused %s', async (_, changed, withCookie) => {
    const { cookie, state } = await begin();
    const back = new URLSearchParams({ code: 'code-T0001', state: changed(state) });
    const answer = await fetch(`${url}/slack/oauth_redirect?${back}`, { headers: withCookie ? { cookie } : {} });
    expect(answer.status).toBe(400);
    expect(await installations.find('slack:T0001')).toBeUndefined();
    expect(slack.calls).toEqual([]);
  });

  test('a whole organisation is told that it cannot be', async () => {
    const answer = await install('E0001');
    expect(answer.status).toBe(400);
    expect(await answer.text()).toMatch(/one workspace at a time/);
    expect(await installations.find('slack:E0001')).toBeUndefined();
  });
});

describe('a workspace without Cairn', () => {
  test('cannot be reached as a whole, and what it sends has to come again', async () => {
    await expect(connection.platform.post(to('T0002'))).rejects.toMatchObject({ reason: 'unreachable', whole: true });
    expect((await people('T0002').say('U1', 'quiz')).status).toBe(503);
    expect(inbounds).toEqual([]);
  });

  test.each<[string, object]>([
    ['Cairn was removed from the workspace', { type: 'app_uninstalled' }],
    ["Cairn's token was revoked", { type: 'tokens_revoked', tokens: { bot: ['U0CAIRN'] } }],
  ])('is noticed when it removes Cairn, and its token is gone: %s', async (reason, event) => {
    await install('T0002');
    expect((await removed('T0002', event)).status).toBe(200);
    expect(lost).toEqual([{ workspace: 'slack:T0002', reason }]);
    const [row] = await database().selectFrom('installation').selectAll().execute();
    expect(row).toMatchObject({ sealed: '', removed_at: expect.anything() });
    await expect(connection.platform.post(to('T0002'))).rejects.toMatchObject({ reason: 'unreachable', whole: true });
  });

  test('comes back by installing Cairn again, and late news of the removal changes nothing', async () => {
    await install('T0002');
    await removed('T0002', { type: 'app_uninstalled' });
    await install('T0002');
    await removed('T0002', { type: 'app_uninstalled' }, -60);
    expect(lost).toHaveLength(1);
    await expect(connection.platform.post(to('T0002'))).resolves.toMatch(/^D1:/);
  });

  test('tokens of people are none of ours', async () => {
    await install('T0002');
    await removed('T0002', { type: 'tokens_revoked', tokens: { oauth: ['U1'] } });
    expect(lost).toEqual([]);
    await expect(connection.platform.post(to('T0002'))).resolves.toMatch(/^D1:/);
  });
});

/** Slack tells that a workspace removed Cairn, some seconds from now. */
function removed(team: string, event: object, seconds = 60): Promise<{ status: number }> {
  const event_time = Math.floor(Temporal.Now.instant().epochMilliseconds / 1_000) + seconds;
  const body = { type: 'event_callback', team_id: team, event, event_id: `Ev${seconds}`, event_time, authorizations: [] };
  return people(team).send(JSON.stringify(body), 'application/json');
}

describe('a token', () => {
  test('that expires within two hours is renewed before something is sent, once for all that wait', async () => {
    await install('T0003');
    const before = await expiring('slack:T0003', { minutes: 60 });
    await Promise.all([1, 2, 3].map((i) => connection.platform.post(to('T0003', `L${i}`))));
    const renewed = (await installations.find('slack:T0003'))?.installation.bot;
    expect(renewed?.token).not.toBe(before.token);
    expect(renewed?.refreshToken).not.toBe(before.refreshToken);
    expect(slack.calls.filter(({ args }) => args['grant_type'] === 'refresh_token')).toHaveLength(1);
    expect(slack.messagesIn('U1', 'T0003')).toHaveLength(3);
  });

  test('that could be renewed but not be stored is stored later', async () => {
    await install('T0003');
    await expiring('slack:T0003', { minutes: 60 });
    const { renew } = installations;
    installations.renew = async () => {
      throw new Error('the database is away');
    };
    await expect(connection.platform.post(to('T0003'))).rejects.toMatchObject({ reason: 'failed' });
    installations.renew = renew;
    await expect(connection.platform.post(to('T0003'))).resolves.toMatch(/^D1:/);
    expect((await installations.find('slack:T0003'))?.installation.bot.expiresAt).toBeGreaterThan(inSeconds({ hours: 11 }));
    expect(slack.calls.filter(({ args }) => args['grant_type'] === 'refresh_token')).toHaveLength(1);
  });

  test('that another process replaced is looked up before a letter is given up', async () => {
    await install('T0002');
    await connection.platform.post(to('T0002'));
    const other = await serve();
    ({ url } = other);
    slack.revoke('T0002');
    await install('T0002');
    await expect(connection.platform.post(to('T0002', 'L2'))).resolves.toMatch(/^D1:/);
    expect(slack.messagesIn('U1', 'T0002')).toHaveLength(2);
    await other.stop();
  });

  test('that was revoked, and not replaced, leaves nobody of the workspace to reach', async () => {
    await install('T0002');
    slack.revoke('T0002');
    await expect(connection.platform.post(to('T0002'))).rejects.toMatchObject({ reason: 'unreachable', whole: true });
  });

  test('that expired while it could not be renewed leaves the letter for later', async () => {
    await install('T0003');
    await expiring('slack:T0003', { minutes: -60 });
    for (const _ of [1, 2]) slack.failNext('oauth.v2.access', { status: 500 });
    slack.failNext('chat.postMessage', { error: 'token_expired' });
    await expect(connection.platform.post(to('T0003'))).rejects.toMatchObject({ reason: 'failed', whole: false });
    await expect(connection.platform.post(to('T0003'))).resolves.toMatch(/^D1:/);
  });

  test('that is not to be had leaves the letter for later', async () => {
    await install('T0002');
    installations.find = async () => {
      throw new Error('the database is away');
    };
    const again = await serve();
    await expect(again.connection.platform.post(to('T0002'))).rejects.toMatchObject({ reason: 'failed', whole: false });
    await again.stop();
  });
});

/** What was installed a while ago: its token expires soon. Gives its tokens. */
async function expiring(workspace: 'slack:T0003', left: Temporal.DurationLike) {
  const found = await installations.find(workspace);
  if (!found) throw new Error('it is not installed');
  const { installation } = found;
  const bot = { ...installation.bot, expiresAt: inSeconds(left) };
  await installations.save(workspace, { ...installation, bot }, Temporal.Now.instant());
  return bot;
}

function inSeconds(duration: Temporal.DurationLike): number {
  return Math.floor(Temporal.Now.instant().add(duration).epochMilliseconds / 1_000);
}
