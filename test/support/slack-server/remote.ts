import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { z } from 'zod';
import { ledgerSchema, type Saying, type Settings, type Stats, statsSchema } from './ledger.ts';

/** The server in a process of its own. */
export type RemoteSlack = {
  url: string;
  pid: number;
  ledger(): Promise<readonly Saying[]>;
  stats(): Promise<Stats>;
  reset(): Promise<void>;
  set(settings: Partial<Settings>): Promise<void>;
  stop(): Promise<void>;
};

export async function spawnSlackServer(settings: Partial<Settings> = {}): Promise<RemoteSlack> {
  const main = new URL('main.ts', import.meta.url).pathname;
  const args = ['--disable-warning=ExperimentalWarning', main, JSON.stringify(settings)];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const [line] = z.tuple([z.string()]).parse(await once(createInterface(child.stdout), 'line'));
  const control = async (what: string, body?: object): Promise<unknown> => {
    const response = await fetch(new URL(`/control/${what}`, line), { method: 'POST', body: JSON.stringify(body ?? {}) });
    return response.json();
  };
  return {
    url: line,
    pid: child.pid ?? 0,
    ledger: async () => ledgerSchema.parse(await control('ledger')),
    stats: async () => statsSchema.parse(await control('stats')),
    reset: async () => void (await control('reset')),
    set: async (changes) => void (await control('settings', changes)),
    async stop() {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** Is told of each call that says something to a server in another process, until that ends; resolves when it listens. */
export async function watchSlack(url: string, tell: (saying: Saying) => void): Promise<void> {
  const { body } = await fetch(new URL('/control/watch', url), { method: 'POST' });
  if (!body) throw new Error('the fake Slack tells nothing');
  const lines = createInterface(Readable.from(body));
  // Trusted: our own process wrote the lines, and parsing each by its schema would cost the load generator its time.
  lines.on('line', (text) => tell(JSON.parse(text)));
  lines.on('error', () => {});
}
