import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Config } from '../../src/config.ts';
import { type Check, fail, ok, warn } from './check.ts';

const OURS = fileURLToPath(new URL('../../manifest/slack.yaml', import.meta.url));

const manifestSchema = z.object({
  features: z.object({
    app_home: z.object({ messages_tab_enabled: z.literal(true), messages_tab_read_only_enabled: z.literal(false) }),
    slash_commands: z.array(z.object({ command: z.string(), url: z.url().optional() })),
  }),
  oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }),
  settings: z.object({
    event_subscriptions: z.object({ request_url: z.url().optional(), bot_events: z.array(z.string()) }),
    interactivity: z.object({ is_enabled: z.literal(true), request_url: z.url().optional() }),
    socket_mode_enabled: z.boolean().default(false),
  }),
});

type Manifest = z.infer<typeof manifestSchema>;

/** The scopes that Cairn asks for. */
export async function scopesOf(): Promise<readonly string[]> {
  return manifestSchema.parse(parse(await readFile(OURS, 'utf8'))).oauth_config.scopes.bot;
}

/** Compares the manifest of the operator's app with ours. */
export function manifestCheck(file: string, { publicUrl, slack }: Pick<Config, 'publicUrl' | 'slack'>): Check {
  return {
    about: 'manifest',
    look: async () => {
      const text = await readFile(file, 'utf8').catch(() => undefined);
      if (text === undefined) return [fail('the file cannot be read', 'give the path of the manifest after --manifest')];
      const read = manifestSchema.safeParse(parse(text));
      if (!read.success) {
        const places = read.error.issues.map((issue) => issue.path.join('.')).join(', ');
        return [fail(`these are missing or wrong: ${places}`, 'begin with manifest/slack.yaml, and change its addresses alone')];
      }
      const ours = manifestSchema.parse(parse(await readFile(OURS, 'utf8')));
      return [...missingIn(read.data, ours), ...addresses(read.data, publicUrl, slack !== undefined && 'appToken' in slack)];
    },
  };
}

function missingIn(theirs: Manifest, ours: Manifest) {
  const absent = <T>(wanted: readonly T[], there: readonly T[]) => wanted.filter((each) => !there.includes(each));
  const missing = [
    ...absent(ours.oauth_config.scopes.bot, theirs.oauth_config.scopes.bot),
    ...absent(ours.settings.event_subscriptions.bot_events, theirs.settings.event_subscriptions.bot_events),
    ...absent(commandsOf(ours), commandsOf(theirs)),
  ];
  if (missing.length === 0) return [ok('it has all scopes, events and commands')];
  return [fail(`it lacks ${missing.join(', ')}`, 'take them from manifest/slack.yaml')];
}

function addresses(manifest: Manifest, publicUrl: string | undefined, bySocket: boolean) {
  if (bySocket !== manifest.settings.socket_mode_enabled) {
    const todo = bySocket
      ? 'set socket_mode_enabled to true, or leave SLACK_APP_TOKEN out'
      : 'set it to false, or set SLACK_APP_TOKEN';
    return [fail(`socket_mode_enabled is ${manifest.settings.socket_mode_enabled}`, todo)];
  }
  if (bySocket) return [];
  const { features, settings } = manifest;
  const urls = [
    settings.event_subscriptions.request_url,
    settings.interactivity.request_url,
    ...features.slash_commands.map(({ url }) => url),
  ];
  if (urls.some((url) => url === undefined))
    return [fail('an address is missing', 'all three are https://your-host/slack/events')];
  const hosts = [...new Set(urls)];
  if (hosts.some((url) => url && new URL(url).hostname.endsWith('example.com'))) {
    return [fail('cairn.example.com still stands in it', 'put the address of your Cairn in its place, three times')];
  }
  const expected = publicUrl && new URL('/slack/events', publicUrl).href;
  if (hosts.length > 1 || (expected && hosts[0] !== expected)) {
    return [warn(`its addresses differ: ${hosts.join(', ')}`, `all three should be ${expected ?? 'the same'}`)];
  }
  return [ok('its addresses are replaced')];
}

function commandsOf(manifest: Manifest): string[] {
  return manifest.features.slash_commands.map(({ command }) => command);
}
