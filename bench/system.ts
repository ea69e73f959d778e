import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { withClient } from '../test/support/crowd.ts';

const ROOT = join(import.meta.dirname, '..');

/** A system under test in a process of its own. */
export type System = { name: string; url: string; pid: number; readyMs: number; stop(): Promise<void> };

const PROGRAMS = { cairn: 'src/main.ts', bolt: 'bench/peers/bolt.ts', chat: 'bench/peers/chat.mjs' };

/** Starts Cairn as an operator does, or a peer; resolves with the first healthy answer where there is a `/readyz`, else when it listens. */
export async function startSystem(name: keyof typeof PROGRAMS, env: Record<string, string>): Promise<System> {
  const from = performance.now();
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', PROGRAMS[name]], {
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

/** The processor time that a process has used, in milliseconds (Linux, where a tick is 10 ms). */
export async function processorMs(pid: number): Promise<number> {
  const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** An empty database of its own on a server. */
export async function newDatabase(serverUrl: string, name: string): Promise<string> {
  await withClient(serverUrl, (client) => client.query(`create database ${pg.escapeIdentifier(name)}`));
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}
