import express from 'express';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectSlack } from '../../adapters/slack/connect.ts';
import { read } from '../../adapters/slack/receive.ts';
import type { Connection } from '../../src/ports/platform.ts';
import { useDatabase } from '../support/database.ts';
import { everyKind } from '../support/decks.ts';
import { closed, type FakeSlack, listen, portOf, startFakeSlack } from '../support/fake-slack.ts';
import { buttonsOf, commandFields, eventBody, pressing, saying, slackClient } from '../support/slack-client.ts';
import { logInto, openWorld, type World } from '../support/world.ts';
import { cases, changed, changes, written } from './cases.ts';

const SECRET = 'shh-signing-secret';
const database = useDatabase();

let slack: FakeSlack;
let world: World;
let connection: Connection;
let client: ReturnType<typeof slackClient>;
let stop: () => Promise<void>;

beforeAll(async () => {
  slack = await startFakeSlack({
    users: [
      { id: 'U1', name: 'Ana' },
      { id: 'U2', name: 'Jo' },
    ],
    channels: [{ id: 'C1', name: 'support' }],
  });
  const http = express();
  const server = await listen(http);
  world = openWorld({ db: database(), start: '2026-11-23T08:00:00Z', decks: [everyKind], platformOf: () => connection.platform });
  const config = { botToken: 'xoxb-fake', signingSecret: SECRET, apiUrl: slack.url };
  const { accept, lose } = world.engine;
  const wallClock = () => Temporal.Now.instant();
  connection = await connectSlack({ http, config, accept, lose, wallClock, now: world.now, log: logInto(world.log) });
  client = slackClient({ appUrl: `http://127.0.0.1:${portOf(server)}`, signingSecret: SECRET });
  stop = async () => {
    await connection.stop();
    await world.engine.idle();
    await closed(server);
    await slack.stop();
  };
});

afterAll(() => stop());

const said = fc.record({
  kind: fc.constantFrom('say', 'mention', 'command'),
  user: fc.constantFrom('U1', 'U2'),
  words: written,
  id: fc.uuid(),
});
const pressed = fc.record({
  kind: fc.constant('press' as const),
  user: fc.constantFrom('U1', 'U2'),
  which: fc.nat(1_000),
  words: written,
});
type Doing = typeof said | typeof pressed extends fc.Arbitrary<infer T> ? T : never;

function payloadOf(doing: Doing): { payload: object; form: boolean } {
  if (doing.kind === 'press') return { payload: pressOf(doing), form: true };
  const { user, words, id } = doing;
  if (doing.kind === 'command') return { payload: commandFields(user, words, { id: 'C1', name: 'support' }), form: true };
  if (doing.kind === 'say') return { payload: eventBody(saying(user, words), id), form: false };
  return { payload: eventBody({ type: 'app_mention', user, channel: 'C1', text: `<@U0CAIRN> ${words}` }, id), form: false };
}

/** A press of any button that stands in any message, with every input filled by the same words; without one, of a made-up button. */
function pressOf({ user, which, words }: Extract<Doing, { kind: 'press' }>): object {
  const messages = [...slack.messagesIn(user), ...slack.messagesIn('C1')].filter((message) => buttonsOf(message).length > 0);
  const message = messages[which % Math.max(messages.length, 1)];
  if (!message)
    return {
      type: 'block_actions',
      trigger_id: `t${which}`,
      user: { id: user },
      team: { id: 'T0001' },
      actions: [{ type: 'button', value: words }],
    };
  const texts = message.blocks.flatMap((block) =>
    block.type === 'input' && block.element.type === 'plain_text_input' ? [block.element.action_id] : [],
  );
  const buttons = buttonsOf(message);
  return pressing(
    user,
    message,
    buttons[which % buttons.length]?.text.text ?? '',
    Object.fromEntries(texts.map((id) => [id, words])),
  );
}

async function sent({ payload, form }: { payload: object; form: boolean }): Promise<number> {
  const isCommand = 'command' in payload;
  const body = isCommand
    ? new URLSearchParams(
        Object.entries(payload).map(([key, value]) => [key, typeof value === 'string' ? value : JSON.stringify(value)]),
      )
    : form
      ? new URLSearchParams({ payload: JSON.stringify(payload) })
      : JSON.stringify(payload);
  const { status } = await client.send(String(body), form ? 'application/x-www-form-urlencoded' : 'application/json');
  return status;
}

test('whatever Slack sends is taken, ignored or refused, and the next good request is answered', async () => {
  let sentSoFar = 0;
  await fc.assert(
    fc.asyncProperty(fc.oneof(said, pressed), fc.oneof(fc.constant([]), changes), async (doing, made) => {
      const { payload, form } = payloadOf(doing);
      expect(await sent({ payload: changed(payload, made), form })).toBeLessThan(500);
      await world.engine.idle();
      sentSoFar += 1;
      if (sentSoFar % 25 === 0) expect((await client.say('U1', 'quiz')).status).toBe(200);
      expect(
        world.log.filter(
          ({ level, message }) => level === 'error' || /invalid_blocks|msg_too_long|invalid_arguments/.test(message),
        ),
      ).toEqual([]);
      world.log.length = 0;
    }),
    cases({ few: 150, of100: 2 }),
  );
});

test('whatever a payload holds, reading it is no more than a reading', () => {
  fc.assert(
    fc.property(fc.oneof(said, pressed), changes, (doing, made) => {
      const { payload } = payloadOf(doing);
      const reading = read(changed(payload, made), 'U0CAIRN', world.now());
      expect(['inbound', 'ignored']).toContain(reading.kind);
      if (reading.kind === 'inbound') expect(`${reading.inbound.id}${reading.inbound.member}`).toMatch(/^[\x20-\x7e]{2,600}$/);
    }),
    cases({ few: 300, of100: 30 }),
  );
});
