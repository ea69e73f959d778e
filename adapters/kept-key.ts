import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newKey } from './seal.ts';

/** The key that encrypts secrets beside an embedded database where the operator has set none: made once, and kept for its owner alone to read. */
export async function keptKey(dataDir: string): Promise<string> {
  const file = join(dataDir, 'encryption-key');
  await mkdir(dataDir, { recursive: true });
  try {
    await writeFile(file, newKey(), { flag: 'wx', mode: 0o600 });
    await chmod(file, 0o600);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  return (await readFile(file, 'utf8')).trim();
}
