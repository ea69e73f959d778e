import { readFile, writeFile } from 'node:fs/promises';

/** Another process has the data; the message says what to do. */
export class DataInUse extends Error {}

/**
 * Keeps a second process away from an embedded database, which two would ruin: a file beside the folder names the process
 * that has it. One left by a process that is gone counts for nothing.
 */
export async function lockData(folder: string): Promise<void> {
  const file = `${folder}.lock`;
  const holder = Number(await readFile(file, 'utf8').catch(() => ''));
  if (holder !== process.pid && isRunning(holder)) {
    throw new DataInUse(
      `The data in ${folder} are in use by process ${holder}: stop that Cairn, or choose another DATA_DIR (or set DATABASE_URL).`,
    );
  }
  await writeFile(file, String(process.pid));
}

function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
