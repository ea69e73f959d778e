import { App, ExpressReceiver } from '@slack/bolt';

/** Bolt as its guide shows it: an event is answered with one call. It keeps nothing, and takes an event that comes twice twice. */
const env = process.env;
const receiver = new ExpressReceiver({ signingSecret: env['SLACK_SIGNING_SECRET'] ?? '', endpoints: '/slack/events' });
receiver.router.get('/readyz', (_request, response) => void response.json({ status: 'ready' }));
const app = new App({
  receiver,
  token: env['SLACK_BOT_TOKEN'] ?? '',
  ...(env['SLACK_API_URL'] && { clientOptions: { slackApiUrl: env['SLACK_API_URL'] } }),
});
app.message(async ({ message, client }) => {
  await client.chat.postMessage({ channel: message.channel, text: '✓ Right' });
});
const server = await app.start({ port: 0, host: '127.0.0.1' });
const address = server.address();
process.stdout.write(`${JSON.stringify({ port: typeof address === 'object' ? address?.port : 0, msg: 'Cairn is serving' })}\n`);
