import { z } from 'zod';
import { botUser, dmOf } from '../slack-web-api.ts';
import { Channels } from './channels.ts';
import { FaultPlan } from './faults.ts';
import { type Outcome, type Saying, type Settings, type Stats, statsOf } from './ledger.ts';
import { Limits } from './limits.ts';

type Args = Readonly<Record<string, string | string[] | undefined>>;
type Call = { via: string; team: string; method: string; args: Args; nowMs: number };

/** What the caller is told: a body; to wait; that it failed; or nothing, as the line is cut. */
type Answer = { body: object } | { retryAfter: number } | { status: number } | { cut: true };

const letterSchema = z.object({ event_payload: z.object({ letter: z.string() }) });
const RECORDED: readonly Outcome[] = ['ok', 'failedAfter', 'droppedAfter'];

/** As many workspaces of Slack as there are tokens, with a ledger of all that was said in them. */
export class Slack {
  settings: Settings;
  ledger: Saying[] = [];
  readonly #watchers = new Set<(saying: Saying) => void>();
  #calls: Record<string, number> = {};
  #channels = new Channels();
  #limits = new Limits();
  #faults = new FaultPlan();

  constructor(settings: Settings) {
    this.settings = settings;
  }

  get stats(): Stats {
    return statsOf(this.ledger, this.#calls);
  }

  reset(): void {
    this.ledger = [];
    this.#calls = {};
    this.#channels = new Channels();
    this.#limits = new Limits();
    this.#faults = new FaultPlan();
  }

  /** Tells of each call that says something; gives what ends that. */
  watch(tell: (saying: Saying) => void): () => void {
    this.#watchers.add(tell);
    return () => this.#watchers.delete(tell);
  }

  take(call: Call): Answer {
    const { team, method, args } = call;
    this.#calls[method] = (this.#calls[method] ?? 0) + 1;
    switch (method) {
      case 'chat.postMessage':
      case 'chat.update':
      case 'chat.postEphemeral':
        return this.#say(call, method);
      case 'conversations.history':
        return this.#history(call);
      case 'auth.test':
        return ok({ team_id: team, team, user: 'cairn', user_id: botUser, bot_id: 'B0CAIRN' });
      case 'conversations.open':
        return ok({ channel: { id: dmOf(word(args['users'])) } });
      case 'oauth.v2.access':
        return ok(granted(word(args['code'])));
      case 'users.info':
        return ok({ user: this.#person(team, word(args['user'])) });
      default:
        return { body: { ok: false, error: 'unknown_method' } };
    }
  }

  #say(call: Call, method: Saying['method']): Answer {
    const { via, team, args, nowMs } = call;
    const channel = dmOf(word(args['channel']));
    const isUpdate = method === 'chat.update';
    const wait = this.settings.limits && method === 'chat.postMessage' ? this.#limits.wait(team, channel, nowMs) : 0;
    const ts = isUpdate ? word(args['ts']) : this.#channels.nextTs(nowMs);
    if (isUpdate && !this.#channels.has(team, channel, ts)) return { body: { ok: false, error: 'message_not_found' } };
    const { faults } = this.settings;
    const outcome = wait > 0 ? 'limited' : faults ? this.#faults.next(faults, method, channel) : 'ok';
    const metadata = json(args['metadata']);
    const held = { ts, text: word(args['text']), metadata };
    const recorded = RECORDED.includes(outcome);
    if (recorded && isUpdate) this.#channels.change(team, channel, held);
    if (recorded && method === 'chat.postMessage') this.#channels.add(team, channel, held);
    const letter = letterSchema.safeParse(metadata).data?.event_payload.letter;
    const said = { at: nowMs, method, via, team, channel, ts, ...(letter && { letter }), text: held.text.slice(0, 300) };
    const saying: Saying = { ...said, recorded, outcome };
    this.ledger.push(saying);
    for (const tell of this.#watchers) tell(saying);
    return told(saying, wait);
  }

  #history({ team, args }: Call): Answer {
    const [oldest, limit] = [Number(args['oldest'] ?? 0), Number(args['limit'] ?? 100)];
    const { messages, more } = this.#channels.newest(team, word(args['channel']), oldest, limit);
    const shown = messages.map(({ metadata, ...message }) => ({
      type: 'message',
      user: botUser,
      bot_id: 'B0CAIRN',
      ...message,
      ...(args['include_all_metadata'] === 'true' && metadata !== undefined && { metadata }),
    }));
    return ok({ messages: shown, has_more: more });
  }

  #person(team: string, id: string): object {
    const profile = { display_name: '', real_name: id };
    return { id, team_id: team, name: id, real_name: id, tz: this.settings.zone, locale: 'en-US', profile };
  }
}

/** `code-T1` installs the app in T1, as `slack-install.ts` asks. */
function granted(code: string): object {
  const team = code.replace(/^code-/, '');
  const app = { app_id: 'A0CAIRN', bot_user_id: botUser, authed_user: { id: 'U1' }, scope: 'chat:write', token_type: 'bot' };
  return { ...app, access_token: `xoxb-${team}`, team: { id: team, name: team }, enterprise: null, is_enterprise_install: false };
}

function told({ method, outcome, channel, ts, text }: Saying, wait: number): Answer {
  switch (outcome) {
    case 'ok':
      return ok(method === 'chat.postEphemeral' ? { message_ts: ts } : { channel, ts, message: { ts, text } });
    case 'limited':
    case 'throttled':
      return { retryAfter: Math.max(1, Math.ceil(wait)) };
    case 'failedBefore':
    case 'failedAfter':
      return { status: 500 };
    case 'droppedBefore':
    case 'droppedAfter':
      return { cut: true };
  }
}

function ok(fields: object): Answer {
  return { body: { ok: true, ...fields } };
}

function word(value: string | string[] | undefined): string {
  return typeof value === 'string' ? value : '';
}

function json(value: string | string[] | undefined): unknown {
  return typeof value === 'string' && value !== '' ? JSON.parse(value) : undefined;
}
