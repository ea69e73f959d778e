import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

const manifestSchema = z.object({
  features: z.object({
    app_home: z.object({
      home_tab_enabled: z.boolean(),
      messages_tab_enabled: z.boolean(),
      messages_tab_read_only_enabled: z.boolean(),
    }),
    slash_commands: z.array(z.object({ command: z.string(), url: z.url() })),
  }),
  oauth_config: z.object({ scopes: z.strictObject({ bot: z.array(z.string()) }), redirect_urls: z.array(z.url()) }),
  settings: z.object({
    event_subscriptions: z.object({ request_url: z.url(), bot_events: z.array(z.string()) }),
    interactivity: z.object({ is_enabled: z.boolean(), request_url: z.url() }),
  }),
});

/** manifest/slack.yaml, as far as tests ask about it. */
export const slackManifest = manifestSchema.parse(
  parse(readFileSync(new URL('../../manifest/slack.yaml', import.meta.url), 'utf8')),
);
