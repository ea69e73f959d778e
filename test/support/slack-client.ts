import { createHmac } from 'node:crypto';
import type { ButtonElement, InputElement, MessageBlock } from './slack-blocks.ts';
import { dmOf, type Message } from './slack-web-api.ts';

/** What a person entered, by the id of the input; what is not named stays as the message had it. */
export type Entered = Readonly<Record<string, string | readonly string[]>>;
type Reply = { status: number; text: string };
type Signing = { signedAt?: Temporal.Instant; secret?: string; retry?: number };

export type SlackClient = {
  /** Somebody writes to the bot. */
  say(user: string, text: string, more?: object): Promise<Reply>;
  /** Somebody mentions the bot in a channel: `text` follows the mention. */
  mention(user: string, channel: string, text: string): Promise<Reply>;
  /** Somebody types `/cairn …`; without a channel, in the DM with the bot. */
  command(user: string, text: string, channel?: { id: string; name: string }): Promise<Reply>;
  /** Somebody presses a button of a message, found by its label, after entering what they like. */
  press(user: string, message: Message, label: string, entered?: Entered): Promise<Reply>;
  /** Somebody presses a button of their Home tab. */
  pressHome(user: string, page: Message, label: string): Promise<Reply>;
  /** An event of the Events API, as it is. */
  event(event: object, signing?: Signing & { id?: string }): Promise<Reply>;
  /** An interaction, as it is. */
  interaction(payload: object): Promise<Reply>;
  /** Any body, signed as Slack signs. */
  send(body: string, contentType: string, signing?: Signing): Promise<Reply>;
};

type Options = { appUrl: string; signingSecret: string; team?: string; botUser?: string };

/** The other side of Slack: what it sends to an app when people write, press and type commands. */
export function slackClient({ appUrl, signingSecret, team = 'T0001', botUser = 'U0CAIRN' }: Options): SlackClient {
  const send: SlackClient['send'] = async (body, contentType, signing = {}) => {
    const headers = { 'content-type': contentType, ...signatureOf(body, { secret: signingSecret, ...signing }) };
    const response = await fetch(new URL('/slack/events', appUrl), { method: 'POST', body, headers });
    return { status: response.status, text: await response.text() };
  };
  const form = (fields: Record<string, string>) =>
    send(new URLSearchParams(fields).toString(), 'application/x-www-form-urlencoded');
  const event: SlackClient['event'] = (inner, { id = nextId('Ev'), ...signing } = {}) =>
    send(JSON.stringify(eventBody(inner, id, team, botUser)), 'application/json', signing);
  const interaction: SlackClient['interaction'] = (payload) => form({ payload: JSON.stringify(payload) });
  return {
    send,
    event,
    interaction,
    say: (user, text, more = {}) => event(saying(user, text, more)),
    mention: (user, channel, text) =>
      event({ type: 'app_mention', user, channel, text: `<@${botUser}> ${asSlackWrites(text)}`, ts: nextTs() }),
    command: (user, text, channel = { id: dmOf(user), name: 'directmessage' }) => form(commandFields(user, text, channel, team)),
    pressHome: (user, page, label) => interaction(pressingHome(user, page, label, team)),
    press: (user, message, label, entered = {}) => interaction(pressing(user, message, label, entered, team)),
  };
}

/** What Slack sends for a message in the DM with the bot. */
export function saying(user: string, text: string, more: object = {}): object {
  return { type: 'message', channel_type: 'im', channel: dmOf(user), user, text: asSlackWrites(text), ts: nextTs(), ...more };
}

export function eventBody(event: object, id: string, team = 'T0001', botUser = 'U0CAIRN'): object {
  return {
    type: 'event_callback',
    token: 'legacy-verification-token',
    team_id: team,
    api_app_id: 'A0CAIRN',
    event,
    event_id: id,
    event_time: 1_700_000_000,
    authorizations: [{ enterprise_id: null, team_id: team, user_id: botUser, is_bot: true, is_enterprise_install: false }],
  };
}

export function commandFields(
  user: string,
  text: string,
  channel: { id: string; name: string },
  team = 'T0001',
): Record<string, string> {
  return {
    token: 'legacy-verification-token',
    team_id: team,
    team_domain: 'fake',
    channel_id: channel.id,
    channel_name: channel.name,
    user_id: user,
    user_name: user.toLowerCase(),
    command: '/cairn',
    text: asSlackWrites(text),
    api_app_id: 'A0CAIRN',
    is_enterprise_install: 'false',
    response_url: 'https://hooks.slack.example/commands/1',
    trigger_id: nextId('1.'),
  };
}

export function pressing(user: string, message: Message, label: string, entered: Entered, team = 'T0001'): object {
  const button = buttonOf(message, label);
  const { channel, ts } = message;
  return {
    type: 'block_actions',
    user: { id: user, username: user.toLowerCase(), team_id: team },
    api_app_id: 'A0CAIRN',
    token: 'legacy-verification-token',
    container: { type: 'message', message_ts: ts, channel_id: channel, is_ephemeral: 'to' in message },
    trigger_id: nextId('2.'),
    team: { id: team, domain: 'fake' },
    enterprise: null,
    is_enterprise_install: false,
    channel: { id: channel, name: channel.startsWith('D') ? 'directmessage' : 'privategroup' },
    state: { values: stateOf(message.blocks, entered) },
    response_url: 'https://hooks.slack.example/actions/1',
    actions: [
      { type: 'button', block_id: 'b1', action_id: button.action_id, value: button.value, text: button.text, action_ts: ts },
    ],
  };
}

/** What Slack sends for a button of the Home tab: it stands in no channel. */
function pressingHome(user: string, page: Message, label: string, team: string): object {
  const { channel: _, container: __, ...pressed } = pressing(user, page, label, {}, team) as Record<string, unknown>;
  return { ...pressed, container: { type: 'view', view_id: `V${user}` }, view: { id: `V${user}`, type: 'home' } };
}

export function buttonsOf(message: Pick<Message, 'blocks'>): ButtonElement[] {
  return message.blocks.flatMap((block) => (block.type === 'actions' ? block.elements : []));
}

// Bolt compares the time of a signature with the machine's own clock, whatever time the world under test has.
function signatureOf(body: string, { signedAt = Temporal.Now.instant(), secret = '', retry }: Signing): Record<string, string> {
  const timestamp = String(Math.floor(signedAt.epochMilliseconds / 1_000));
  const hash = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex');
  return {
    'x-slack-request-timestamp': timestamp,
    'x-slack-signature': `v0=${hash}`,
    ...(retry && { 'x-slack-retry-num': String(retry), 'x-slack-retry-reason': 'http_timeout' }),
  };
}

function buttonOf(message: Message, label: string): ButtonElement {
  const buttons = buttonsOf(message);
  const button = buttons.find((each) => each.text.text === label);
  if (!button) throw new Error(`no button "${label}" among ${buttons.map((each) => each.text.text).join(', ')}`);
  return button;
}

function stateOf(blocks: readonly MessageBlock[], entered: Entered): object {
  const inputs = blocks.flatMap((block) => (block.type === 'input' ? [block] : []));
  return Object.fromEntries(
    inputs.map(({ block_id = '', element }) => [block_id, { [element.action_id]: fieldOf(element, entered[element.action_id]) }]),
  );
}

function fieldOf(element: InputElement, entered: string | readonly string[] | undefined): object {
  const { type } = element;
  switch (element.type) {
    case 'plain_text_input':
      return { type, value: (entered ?? element.initial_value) || null };
    case 'timepicker':
      return { type, selected_time: entered ?? element.initial_time ?? null };
    case 'multi_users_select':
      return { type, selected_users: entered ?? element.initial_users ?? [] };
    case 'static_select':
    case 'radio_buttons':
      return {
        type,
        selected_option: (entered === undefined ? element.initial_option : optionsOf(element, [entered].flat())[0]) ?? null,
      };
    case 'checkboxes':
    case 'multi_static_select':
      return {
        type,
        selected_options: entered === undefined ? (element.initial_options ?? []) : optionsOf(element, [entered].flat()),
      };
  }
}

function optionsOf({ options }: Extract<InputElement, { options: unknown }>, values: readonly string[]) {
  return values.map((value) => {
    const option = options.find((each) => each.value === value);
    if (!option) throw new Error(`no option "${value}" among ${options.map((each) => each.value).join(', ')}`);
    return option;
  });
}

function asSlackWrites(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

let ids = 0;

function nextId(prefix: string): string {
  ids += 1;
  return `${prefix}${String(ids).padStart(9, '0')}`;
}

function nextTs(): string {
  ids += 1;
  return `1700000001.${String(ids).padStart(6, '0')}`;
}
