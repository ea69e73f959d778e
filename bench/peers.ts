import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, 'peers');

/** Installs what Cairn is measured against, once, into a folder of its own: `npm ci` stays lean. */
export async function installPeers(tell: (line: string) => void): Promise<void> {
  if (existsSync(join(FOLDER, 'node_modules', 'pg-boss'))) return;
  tell('the peers are installed, once');
  const args = ['install', '--no-audit', '--no-fund', '--no-package-lock', '--loglevel', 'error'];
  const npm = spawn('npm', args, { cwd: FOLDER, stdio: ['ignore', 'ignore', 'inherit'] });
  const [code] = await once(npm, 'exit');
  if (code !== 0) throw new Error('The peers could not be installed: is the package registry reachable?');
}
