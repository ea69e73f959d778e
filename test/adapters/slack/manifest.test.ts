import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { SCOPES } from '../../../adapters/slack/install.ts';
import { command } from '../../../adapters/slack/receive.ts';
import { slackManifest as manifest } from '../../support/slack-manifest.ts';

/** By https://docs.slack.dev/reference/methods and https://docs.slack.dev/reference/events */
const scopeOf: Readonly<Record<string, string | readonly string[] | undefined>> = {
  'auth.test': undefined,
  'chat.postMessage': 'chat:write',
  'chat.postEphemeral': 'chat:write',
  'chat.update': 'chat:write',
  'conversations.history': 'im:history',
  'conversations.open': ['im:write', 'mpim:write'],
  'users.info': 'users:read',
  'views.publish': undefined,
  app_home_opened: undefined,
  app_uninstalled: undefined,
  tokens_revoked: undefined,
  user_status_changed: 'users:read',
  'message.im': 'im:history',
  app_mention: 'app_mentions:read',
  '/cairn': 'commands',
};

test('the manifest asks for the scopes that the code uses, and for no other', () => {
  const used = [...methodsCalled(), ...manifest.settings.event_subscriptions.bot_events, command];
  expect(used.filter((each) => !(each in scopeOf))).toEqual([]);
  const needed = new Set(used.flatMap((each) => [scopeOf[each] ?? []].flat()));
  expect(manifest.oauth_config.scopes.bot.toSorted()).toEqual([...needed].toSorted());
});

test('a workspace that installs Cairn is asked for the same scopes, and sent back to Cairn', () => {
  expect(SCOPES.toSorted()).toEqual(manifest.oauth_config.scopes.bot.toSorted());
  expect(manifest.oauth_config.redirect_urls).toEqual(['https://cairn.example.com/slack/oauth_redirect']);
});

test('every method of the table is called somewhere', () => {
  expect(methodsCalled().toSorted()).toEqual([
    'auth.test',
    'chat.postEphemeral',
    'chat.postMessage',
    'chat.update',
    'conversations.history',
    'conversations.open',
    'users.info',
    'views.publish',
  ]);
});

test('it subscribes to the events that are handled, and has the one command', () => {
  expect(manifest.settings.event_subscriptions.bot_events.toSorted()).toEqual([
    'app_home_opened',
    'app_mention',
    'app_uninstalled',
    'message.im',
    'tokens_revoked',
    'user_status_changed',
  ]);
  expect(manifest.features.slash_commands.map((each) => each.command)).toEqual([command]);
});

test('everything comes to the one address, and people can write to Cairn', () => {
  const { event_subscriptions, interactivity } = manifest.settings;
  const addresses = [
    event_subscriptions.request_url,
    interactivity.request_url,
    ...manifest.features.slash_commands.map(({ url }) => url),
  ];
  expect(new Set(addresses)).toEqual(new Set(['https://cairn.example.com/slack/events']));
  expect(interactivity.is_enabled).toBe(true);
  expect(manifest.features.app_home).toEqual({
    home_tab_enabled: true,
    messages_tab_enabled: true,
    messages_tab_read_only_enabled: false,
  });
});

function methodsCalled(): string[] {
  const folder = new URL('../../../adapters/slack/', import.meta.url);
  const sources = readdirSync(folder).map((file) => readFileSync(new URL(file, folder), 'utf8'));
  const calls = sources.flatMap((source) => [...source.matchAll(/\bclient\.(\w+)\.(\w+)\(/g)]);
  return [...new Set(calls.map(([, family, method]) => `${family}.${method}`))];
}
