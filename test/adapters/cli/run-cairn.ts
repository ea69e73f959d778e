import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));

export type Ran = { code: number | null; out: string; err: string };

/** Runs the command line as a process of its own, as `npm run -s cairn -- …` does. */
export function runCairn(
  args: readonly string[],
  options: { dataDir: string; input?: string | Uint8Array; env?: Record<string, string> },
): Promise<Ran> {
  const child = spawn(`${root}/node_modules/.bin/node`, ['--disable-warning=ExperimentalWarning', 'src/cli.ts', ...args], {
    cwd: root,
    env: { PATH: process.env['PATH'], DATA_DIR: options.dataDir, ...options.env },
  });
  const ran: Ran = { code: null, out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    ran.out += chunk;
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    ran.err += chunk;
  });
  child.stdin.end(options.input ?? '');
  return new Promise((done, fail) => {
    child.on('error', fail);
    child.on('close', (code) => done({ ...ran, code }));
  });
}
