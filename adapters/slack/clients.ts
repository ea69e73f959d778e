import type { Authorize } from '@slack/bolt';
import { WebClient, type WebClientOptions } from '@slack/web-api';
import { LRUCache } from 'lru-cache';
import type { WorkspaceId } from '../../src/events.ts';
import { NotDelivered } from '../../src/ports/platform.ts';
import { NotInstalled } from './installations.ts';
import { reasonOf } from './log.ts';
import { errorCode, isLockedOut } from './refusal.ts';

/** Who Cairn is in a workspace, and the token that it calls with. */
export type Identity = { botToken: string; botId?: string; botUserId?: string; teamId?: string };

/** Slack's Web API, workspace by workspace. */
export type Clients = {
  /** Calls with a token that is good: where it was refused, once more with the one that was stored meanwhile, if any. */
  use<T>(workspace: WorkspaceId, call: (client: WebClient) => Promise<T>): Promise<T>;
  readonly authorize: Authorize<boolean>;
  /** What was known of a workspace holds no more. */
  forget(workspace: WorkspaceId): void;
};

/** The clients of one workspace, whose token never changes. */
export function oneClient(botToken: string, options: WebClientOptions): Clients {
  const client = new WebClient(botToken, options);
  let known: Promise<Identity> | undefined;
  const ask = async (): Promise<Identity> => {
    const { bot_id, user_id, team_id } = await client.auth.test();
    return {
      botToken,
      ...(bot_id && { botId: bot_id }),
      ...(user_id && { botUserId: user_id }),
      ...(team_id && { teamId: team_id }),
    };
  };
  return {
    use: (_workspace, call) => call(client),
    authorize: () => {
      known ??= ask().catch((error: unknown) => {
        known = undefined;
        throw error;
      });
      return known;
    },
    forget: () => {},
  };
}

type Known = { identity: Identity; client: WebClient };

const MOST = 1_000;
// Another process may have installed or renewed meanwhile; renewing begins two hours before a token expires.
const KNOWN_MS = 60_000;

/** The clients of every workspace that has installed Cairn; `identify` gives a token that is good for an hour at least. */
export function installedClients(identify: (team: string) => Promise<Identity>, options: WebClientOptions): Clients {
  const known = new LRUCache<WorkspaceId, Promise<Known>>({ max: MOST, ttl: KNOWN_MS });

  function at(workspace: WorkspaceId): Promise<Known> {
    const found = known.get(workspace);
    if (found) return found;
    const asked = identify(workspace.slice('slack:'.length)).then((identity) => ({
      identity,
      client: new WebClient(identity.botToken, options),
    }));
    known.set(workspace, asked);
    asked.catch(() => known.get(workspace) === asked && known.delete(workspace));
    return asked;
  }

  return {
    async use(workspace, call) {
      const first = await at(workspace).catch(noToken);
      try {
        return await call(first.client);
      } catch (error) {
        if (!isLockedOut(error)) throw error;
        known.delete(workspace);
        const second = await at(workspace).catch(noToken);
        if (second.identity.botToken !== first.identity.botToken) return call(second.client);
        if (errorCode(error) !== 'token_expired') throw error;
        throw new NotDelivered('failed', 'its token has expired and could not be renewed yet', { cause: error });
      }
    },
    async authorize({ teamId }) {
      if (!teamId) throw new NotInstalled('Cairn is installed by workspace, not by organisation');
      return (await at(`slack:${teamId}`)).identity;
    },
    forget: (workspace) => void known.delete(workspace),
  };
}

function noToken(cause: unknown): never {
  const gone = cause instanceof NotInstalled;
  throw new NotDelivered(gone ? 'unreachable' : 'failed', `no token for the workspace: ${reasonOf(cause)}`, {
    whole: gone,
    cause,
  });
}
