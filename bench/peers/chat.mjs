import { createServer } from 'node:http';
import { createSlackAdapter } from '@chat-adapter/slack';
import { createPostgresState } from '@chat-adapter/state-pg';
import { Chat } from 'chat';

// `chat` as its guides show it, its state in PostgreSQL: a direct message is answered with one call.
const bot = new Chat({
  userName: 'cairn',
  adapters: { slack: createSlackAdapter({ apiUrl: process.env['SLACK_API_URL'] }) },
  state: createPostgresState({ url: process.env['DATABASE_URL'] }),
  logger: 'silent',
});
bot.onDirectMessage(async (thread) => {
  await thread.post('✓ Right');
});
await bot.initialize();

const server = createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  const asked = new Request(`http://127.0.0.1${request.url}`, { method: 'POST', headers: request.headers, body });
  const answered = await bot.webhooks.slack(asked, { waitUntil: (task) => void task.catch(() => {}) });
  response.writeHead(answered.status, Object.fromEntries(answered.headers)).end(await answered.text());
});
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`${JSON.stringify({ port: server.address().port, msg: 'Cairn is serving' })}\n`);
});
