import { settingsSchema } from './ledger.ts';
import { startSlackServer } from './server.ts';

// The server as a process of its own (`remote.ts`): its settings come as JSON, its address goes to the standard output. It ends with
// the process that started it, however that ends: the standard input is closed then.
const given = settingsSchema.partial().parse(JSON.parse(process.argv[2] ?? '{}'));
const server = await startSlackServer(Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)));
process.stdout.write(`${server.url}\n`);
process.stdin.on('close', () => process.exit()).resume();
