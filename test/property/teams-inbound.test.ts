import express from 'express';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { teamsConversations } from '../../adapters/postgres/teams-conversations.ts';
import { activitySchema, hear } from '../../adapters/teams/activity.ts';
import { connectTeams } from '../../adapters/teams/connect.ts';
import type { Connection } from '../../src/ports/platform.ts';
import { useDatabase } from '../support/database.ts';
import { everyKind } from '../support/decks.ts';
import { closed, listen, portOf } from '../support/fake-slack.ts';
import { type FakeTeams, fakeTeams } from '../support/fake-teams.ts';
import { actionsOn, inputsOn } from '../support/teams-cards.ts';
import { BOT, type TeamsClient, teamsClient } from '../support/teams-client.ts';
import { signed } from '../support/teams-tokens.ts';
import { logInto, openWorld, type World } from '../support/world.ts';
import { cases, changed, changes, written } from './cases.ts';

const APP = '00000000-0000-4000-8000-000000000001';
const CHANNEL = '19:support@thread.tacv2';
const database = useDatabase();

let teams: FakeTeams;
let world: World;
let connection: Connection;
let client: TeamsClient;
let appUrl: string;
let stop: () => Promise<void>;

beforeAll(async () => {
  teams = await fakeTeams({ names: { ana: 'Ana' } });
  const http = express();
  const server = await listen(http);
  world = openWorld({ db: database(), start: '2026-11-23T08:00:00Z', decks: [everyKind], platformOf: () => connection.platform });
  const config = { appId: APP, appPassword: 'secret', tenantId: 'tenant-1', appType: 'SingleTenant' } as const;
  const given = { accept: world.engine.accept, lose: async () => {}, now: world.now, wallClock: () => Temporal.Now.instant() };
  connection = await connectTeams(
    { http, config, conversations: teamsConversations(database()), ...given, log: logInto(world.log) },
    teams.trust,
  );
  appUrl = `http://127.0.0.1:${portOf(server)}`;
  client = teamsClient({ appUrl, teams, appId: APP });
  stop = async () => {
    await connection.stop();
    await world.engine.idle();
    await closed(server);
    await teams.stop();
  };
});

afterAll(() => stop());

const doing = fc.record({
  kind: fc.constantFrom('say', 'mention', 'press', 'submit', 'install', 'update'),
  member: fc.constantFrom('ana', 'ben'),
  which: fc.nat(1_000),
  words: written,
});
type Doing = typeof doing extends fc.Arbitrary<infer T> ? T : never;

function activityOf({ kind, member, which, words }: Doing): object {
  const mention = {
    entities: [{ type: 'mention', mentioned: BOT, text: '<at>Cairn</at>' }],
    attachments: [{ contentType: 'text/html', content: words }],
  };
  switch (kind) {
    case 'say':
      return client.activity(member, 'message', { text: words });
    case 'mention':
      return client.activity(member, 'message', { text: `<at>Cairn</at> ${words}`, ...mention }, CHANNEL);
    case 'press':
      return client.activity(member, 'invoke', {
        name: 'adaptiveCard/action',
        value: { action: { type: 'Action.Execute', verb: 'press', data: dataOf(member, which, words) }, trigger: 'manual' },
      });
    case 'submit':
      return client.activity(member, 'message', { value: dataOf(member, which, words) });
    case 'install':
      return client.activity(member, 'installationUpdate', { action: 'add' });
    default:
      return client.activity(
        member,
        'conversationUpdate',
        {
          membersAdded: [BOT, { id: '29:ana' }],
          channelData: { tenant: { id: 'tenant-1' }, channel: { id: CHANNEL, name: words } },
        },
        CHANNEL,
      );
  }
}

/** What any button on any card sends, with the same words in every input. */
function dataOf(member: string, which: number, words: string): object {
  const cards = [...teams.messagesIn(teams.chatOf(member)).slice(-10), ...teams.messagesIn(CHANNEL).slice(-10)].flatMap(
    ({ card }) => (card && actionsOn(card).length > 0 ? [card] : []),
  );
  const card = cards[which % Math.max(cards.length, 1)];
  if (!card) return { letter: words, button: words, inputs: [words], [words]: words };
  const actions = actionsOn(card);
  return {
    ...Object(actions[which % actions.length]?.['data']),
    ...Object.fromEntries(inputsOn(card).map(({ id }) => [String(id), words])),
  };
}

async function sent(activity: object): Promise<{ status: number; body: string }> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${signed(teams.token(APP))}` };
  const response = await fetch(`${appUrl}/api/messages`, { method: 'POST', headers, body: JSON.stringify(activity) });
  return { status: response.status, body: await response.text() };
}

test('whatever Teams sends is taken, ignored or refused, an invoke is answered in words or by a card, and the next good request is answered', async () => {
  let sentSoFar = 0;
  await fc.assert(
    fc.asyncProperty(doing, fc.oneof(fc.constant([]), changes), async (what, made) => {
      const activity = changed(activityOf(what), made);
      const { status, body } = await sent(activity);
      expect(status).toBeLessThan(500);
      if (status === 200 && 'type' in activity && activity.type === 'invoke')
        expect(JSON.parse(body)).toMatchObject({ statusCode: 200, value: expect.anything() });
      await world.engine.idle();
      sentSoFar += 1;
      if (sentSoFar % 25 === 0) expect(await client.say('ana', 'quiz')).toEqual({ status: 200 });
      expect(world.log.filter(({ level, message }) => level === 'error' || /Teams answered 4(00|13)/.test(message))).toEqual([]);
      world.log.length = 0;
    }),
    cases({ few: 150, of100: 2 }),
  );
});

test('whatever an activity holds, hearing it is no more than a hearing', () => {
  fc.assert(
    fc.property(doing, changes, (what, made) => {
      const activity = activitySchema.safeParse(changed(activityOf(what), made));
      if (!activity.success) return;
      const heard = hear(activity.data, world.now());
      expect(['inbound', 'lost', 'ignored']).toContain(heard.kind);
      if (heard.kind === 'inbound') expect(`${heard.inbound.id}${heard.inbound.member}`).toMatch(/^[\x20-\x7e]{2,900}$/);
    }),
    cases({ few: 300, of100: 30 }),
  );
});
