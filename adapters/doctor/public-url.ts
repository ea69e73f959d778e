import { lookup } from 'node:dns/promises';
import { z } from 'zod';
import type { Config } from '../../src/config.ts';
import { type Check, type Finding, fail, ok, warn } from './check.ts';

const aliveSchema = z.object({ status: z.literal('ok') });

/** Whether the platforms can reach a running Cairn at PUBLIC_URL, and only they. */
export function publicUrlCheck({ publicUrl, slack, teams }: Pick<Config, 'publicUrl' | 'slack' | 'teams'>): Check {
  const doors = [
    ...(slack && !('appToken' in slack) ? ['/slack/events'] : []),
    ...(teams && 'appId' in teams ? ['/api/messages'] : []),
  ];
  return {
    about: 'public URL',
    look: async (signal) => {
      if (publicUrl === undefined) return [notSet(doors)];
      const { protocol, hostname } = new URL(publicUrl);
      const secure =
        protocol === 'https:'
          ? ok('https')
          : warn(
              `${protocol.slice(0, -1)}, not https`,
              'Slack and Teams send to https alone: put a proxy with a certificate before Cairn',
            );
      const address = await lookup(hostname.replace(/^\[|\]$/g, '')).catch(() => undefined);
      if (!address) return [secure, fail(`${hostname} has no address`, 'check PUBLIC_URL and the DNS record of its name')];
      if (!(await isServed(publicUrl, signal))) {
        return [secure, fail('no Cairn answers there', 'start it; then see that the proxy before it passes every path on')];
      }
      const opened = await Promise.all(doors.map((path) => isGuarded(new URL(path, publicUrl), signal)));
      return [secure, ok('Cairn answers there'), ...opened];
    },
  };
}

function notSet(doors: readonly string[]): Finding {
  if (doors.length === 0) return ok('not needed: nothing has to reach Cairn from outside');
  return warn('PUBLIC_URL is not set', `set it to where Cairn is reached, so that ${doors.join(' and ')} can be tried`);
}

async function isServed(publicUrl: string, signal: AbortSignal): Promise<boolean> {
  const response = await fetch(new URL('/healthz', publicUrl), { signal }).catch(() => undefined);
  return aliveSchema.safeParse(await response?.json().catch(() => undefined)).success;
}

async function isGuarded(door: URL, signal: AbortSignal): Promise<Finding> {
  const { status } = await fetch(door, { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' }, signal });
  if (status === 401) return ok(`${door.pathname} refuses what nobody signed`);
  const todo =
    status === 404
      ? 'is the Cairn that runs there configured like this one?'
      : status === 503
        ? 'see the log of the Cairn that runs there'
        : 'something else answers there: check the proxy';
  return fail(`${door.pathname} answered ${status} to what nobody signed, in place of 401`, todo);
}
