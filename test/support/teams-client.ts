import { z } from 'zod';
import { accountOf, type FakeTeams, type TeamsMessage } from './fake-teams.ts';
import { actionsOn, type CardElement, elementSchema, inputsOn, textOn } from './teams-cards.ts';
import { signed } from './teams-tokens.ts';

type ClientOptions = {
  /** The address of the app, without a path. */
  appUrl: string;
  teams: FakeTeams;
  /** Without one, nothing is signed. */
  appId?: string;
  tenant?: string;
  zone?: string;
  locale?: string;
  /** Where people's differ. */
  locales?: Readonly<Record<string, string>>;
  names?: Record<string, string>;
};

/** What the app answered to an activity; to a pressed button with a card or a text in the place of the pressed one. */
type TeamsAnswer = { status: number; card?: CardElement; text?: string };

/** Values of a form by the id of the field, as `FormValues` holds them. */
type Filled = Record<string, string | readonly string[]>;
type Activity = { id: string; type: string; [key: string]: unknown };

export const BOT = { id: '28:cairn-bot', name: 'Cairn' };

/** Teams, as people use it: sends the activities that their doing would. */
export type TeamsClient = {
  /** In a channel by mentioning the bot, since it hears nothing else there. */
  say(member: string, text: string, channel?: string): Promise<TeamsAnswer>;
  /** Throws where Teams would not send anything: no such button, or a required input is empty. */
  press(member: string, message: TeamsMessage, button: string, values?: Filled, channel?: string): Promise<TeamsAnswer>;
  /** The same in a Teams too old for Action.Execute. */
  submit(member: string, message: TeamsMessage, button: string, values?: Filled, channel?: string): Promise<TeamsAnswer>;
  install(member: string): Promise<TeamsAnswer>;
  /** The bot comes to a channel. */
  join(member: string, channel: string, name?: string): Promise<TeamsAnswer>;

  /** An activity of a member, to be sent by `send`, more than once if need be. */
  activity(member: string, type: string, what: object, channel?: string): Activity;
  send(activity: object, authorization?: string): Promise<TeamsAnswer>;
};

export function teamsClient(options: ClientOptions): TeamsClient {
  const { appUrl, teams, appId, tenant = 'tenant-1', zone = 'Europe/Berlin', locales = {}, names = {} } = options;

  function activity(member: string, type: string, what: object, channel?: string): Activity {
    const locale = locales[member] ?? options.locale ?? 'en-GB';
    const id = teams.newId();
    const conversation = channel
      ? { id: channel, conversationType: 'channel', isGroup: true, tenantId: tenant }
      : { id: teams.chatOf(member), conversationType: 'personal', tenantId: tenant };
    teams.open(conversation.id);
    return {
      id,
      type,
      channelId: 'msteams',
      serviceUrl: teams.serviceUrl,
      timestamp: '2026-03-02T08:00:00.000Z',
      from: { id: accountOf(member), aadObjectId: member, ...(names[member] && { name: names[member] }) },
      recipient: BOT,
      conversation: channel && type === 'message' ? { ...conversation, id: `${channel};messageid=${id}` } : conversation,
      channelData: { tenant: { id: tenant }, ...(channel && { channel: { id: channel }, team: { id: channel } }) },
      entities: [{ type: 'clientInfo', locale, country: 'DE', platform: 'Web', timezone: zone }],
      locale,
      ...(type === 'message' && { localTimezone: zone, textFormat: 'plain' }),
      ...what,
    };
  }

  async function send(body: object, authorization = appId && `Bearer ${signed(teams.token(appId))}`): Promise<TeamsAnswer> {
    const response = await fetch(`${appUrl}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(authorization && { authorization }) },
      body: JSON.stringify(body),
    });
    return { status: response.status, ...invokeAnswer(await response.text()) };
  }

  return {
    activity,
    send,
    say(member, text, channel) {
      if (!channel) return send(activity(member, 'message', { text }));
      const mention = `<at>${BOT.name}</at>`;
      const entities = [{ type: 'mention', mentioned: BOT, text: mention }];
      return send(activity(member, 'message', { text: `${mention} ${text}`, entities }, channel));
    },
    press(member, message, button, values = {}, channel) {
      const { data, ...action } = pressed(message, button, values);
      const value = { action: { type: 'Action.Execute', title: action.title, verb: action.verb, data }, trigger: 'manual' };
      return send(activity(member, 'invoke', { name: 'adaptiveCard/action', value, replyToId: message.id }, channel));
    },
    submit(member, message, button, values = {}, channel) {
      const { data } = pressed(message, button, values);
      return send(activity(member, 'message', { value: data, replyToId: message.id }, channel));
    },
    install: (member) => send(activity(member, 'installationUpdate', { action: 'add' })),
    join: (member, channel, name) =>
      send(
        activity(
          member,
          'conversationUpdate',
          { membersAdded: [BOT], channelData: { tenant: { id: tenant }, channel: { id: channel, name }, team: { id: channel } } },
          channel,
        ),
      ),
  };
}

const actionSchema = z.looseObject({
  title: z.string(),
  verb: z.string(),
  data: z.record(z.string(), z.unknown()),
  associatedInputs: z.enum(['auto', 'none']).default('auto'),
});

/** The action with what Teams puts among its data: the inputs of the card, as far as they are filled. */
function pressed({ card }: TeamsMessage, button: string, values: Filled): z.infer<typeof actionSchema> {
  const found = actionsOn(card).find(({ title }) => title === button);
  if (!found) throw new Error(`The card has no button ${button}: ${textOn(card)}`);
  const action = actionSchema.parse(found);
  if (action.associatedInputs === 'none') return action;
  return { ...action, data: { ...action.data, ...filledIn(inputsOn(card), values) } };
}

function filledIn(inputs: readonly CardElement[], values: Filled): Record<string, string> {
  const fields = inputs.map((input) => [String(input['id']), input] as const);
  const unknown = Object.keys(values).filter((field) => !fields.some(([id]) => fieldOf(id) === field));
  if (unknown.length > 0) throw new Error(`The card has no input for ${unknown.join(', ')}`);
  const filled = fields.map(([id, input]): [string, string] => {
    const value = values[fieldOf(id)] ?? z.string().default('').parse(input['value']);
    if (input['isRequired'] && value.length === 0) throw new Error(`Teams would not send it: ${input['errorMessage']}`);
    return [id, Array.isArray(value) ? value.join(',') : String(value)];
  });
  return Object.fromEntries(filled.filter(([, value]) => value !== ''));
}

/** Our cards write before the id of a field whether it takes one value or many. */
function fieldOf(inputId: string): string {
  return inputId.replace(/^[^.]*\./, '');
}

const invokeSchema = z.object({ statusCode: z.literal(200), type: z.string(), value: z.union([z.string(), elementSchema]) });

function invokeAnswer(body: string): Pick<TeamsAnswer, 'card' | 'text'> {
  if (!body.startsWith('{')) return {};
  const { type, value } = invokeSchema.parse(JSON.parse(body));
  if (type === 'application/vnd.microsoft.activity.message') return { text: z.string().parse(value) };
  if (type === 'application/vnd.microsoft.card.adaptive') return { card: elementSchema.parse(value) };
  throw new Error(`Teams does not know an answer of the type ${type}`);
}
