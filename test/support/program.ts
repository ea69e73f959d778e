import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

/** Cairn as an operator starts it. */
export type Program = {
  url: string;
  output(): string;
  /** Resolves when it has printed this. */
  prints(words: string): Promise<void>;
  /** Asks it to stop, and does not wait. */
  terminate(): void;
  /** Ends it as an orchestrator would; gives its exit code. */
  stop(): Promise<number | null>;
  /** Its exit code, when it has ended. */
  ended: Promise<number | null>;
};

/**
 * Starts the program with these variables alone, and resolves when it serves. Rejects with what it printed where it ends instead. `spawned` gets its
 * process, which may be ended before.
 */
export async function startProgram(env: Record<string, string>, spawned?: (child: ChildProcess) => void): Promise<Program> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'src/main.ts'], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'] ?? '', PORT: '0', TZ: 'Europe/Berlin', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'exit').then(() => child.exitCode);
  let output = '';
  const port = await new Promise<number>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const serving = /"port":(\d+),"msg":"Cairn is serving"/.exec(output);
      if (serving) resolve(Number(serving[1]));
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', () => reject(new Error(output)));
    spawned?.(child);
  });
  return {
    url: `http://127.0.0.1:${port}`,
    output: () => output,
    async prints(words) {
      while (!output.includes(words)) await once(child.stdout, 'data');
    },
    terminate: () => void child.kill('SIGTERM'),
    stop: () => stopped(child),
    ended,
  };
}

async function stopped(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null) return child.exitCode;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  await exited;
  return child.exitCode;
}
