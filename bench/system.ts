import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { withClient } from '../test/support/crowd.ts';

const ROOT = join(import.meta.dirname, '..');

/** A system under test in a process of its own. */
export type System = { name: string; url: string; pid: number; readyMs: number; stop(): Promise<void> };

// Cairn and bare Bolt as `npm start` starts Cairn; the peer that is JavaScript has nothing to be kept.
const CACHED = ['--import', './src/compile-cache.js'];
const PROGRAMS = {
  cairn: ['--max-semi-space-size=8', ...CACHED, 'src/main.ts'],
  bolt: [...CACHED, 'bench/peers/bolt.ts'],
  chat: ['bench/peers/chat.mjs'],
};

/** Starts Cairn as an operator does, or a peer; resolves with the first healthy answer where there is a `/readyz`, else when it listens. */
export async function startSystem(name: keyof typeof PROGRAMS, env: Record<string, string>): Promise<System> {
  const from = performance.now();
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...PROGRAMS[name]], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'] ?? '', NODE_ENV: 'production', PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'info', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const url = `http://127.0.0.1:${await portOf(child, name)}`;
  if (name !== 'chat') await healthy(url);
  const readyMs = performance.now() - from;
  return {
    name,
    url,
    pid: child.pid ?? 0,
    readyMs,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}

function portOf(child: ChildProcess, name: string): Promise<number> {
  return new Promise((resolve, reject) => {
    let output = '';
    const read = (chunk: Buffer) => {
      if (output.length < 100_000) output += chunk.toString();
      const serving = /"port":(\d+),"msg":"Cairn is serving"/.exec(output);
      if (serving) resolve(Number(serving[1]));
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', () => reject(new Error(`${name} ended:\n${output}`)));
  });
}

async function healthy(url: string): Promise<void> {
  for (let tries = 0; tries < 1_000; tries++) {
    if ((await fetch(`${url}/readyz`)).ok) return;
  }
  throw new Error(`${url} does not become ready`);
}

/** The memory that a process has in use, in MB (Linux). */
export async function memoryMb(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1_024;
}

/** The processor time that a process has used, in milliseconds. */
export async function processorMs(pid: number): Promise<number> {
  const { ownMs } = await statOf(pid);
  return ownMs;
}

/** The processor time of all processes of a PostgreSQL server on this machine, in milliseconds. */
export async function databaseMs(url: string): Promise<number> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() pid');
    const { parent } = await statOf(rows[0]?.pid ?? 0);
    const children = await readFile(`/proc/${parent}/task/${parent}/children`, 'utf8');
    const running = await Promise.all(
      children
        .trim()
        .split(' ')
        .map((pid) => processorMs(Number(pid)).catch(() => 0)),
    );
    return running.reduce((all, ms) => all + ms, (await statOf(parent)).endedMs);
  });
}

// Linux counts in ticks of 10 ms: proc(5), the fields 4, 14 to 17 of stat.
async function statOf(pid: number): Promise<{ parent: number; ownMs: number; endedMs: number }> {
  const fields = ((await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ')[1] ?? '').split(' ').map(Number);
  const [parent = 0, user = 0, system = 0, endedUser = 0, endedSystem = 0] = [1, 11, 12, 13, 14].map((i) => fields[i]);
  return { parent, ownMs: (user + system) * 10, endedMs: (endedUser + endedSystem) * 10 };
}

/** An empty database of its own on a server. */
export async function newDatabase(serverUrl: string, name: string): Promise<string> {
  await withClient(serverUrl, (client) => client.query(`create database ${pg.escapeIdentifier(name)}`));
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}
