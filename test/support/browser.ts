import { createReadStream, createWriteStream } from 'node:fs';
import { access, rename, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { createBrotliDecompress } from 'node:zlib';
import { type Browser, chromium } from 'playwright-core';

/**
 * A real browser without a screen, the one that comes packed in `@sparticuz/chromium`. Not with that package's own
 * arguments: they switch the web's security off, and the one process for all dies with the first context that closes.
 */
export async function openBrowser(): Promise<Browser> {
  return await chromium.launch({ executablePath: await unpacked(), args: ['--no-sandbox'] });
}

/** Unpacked once on a machine. The package's own way unpacks in place, where another test finds half a browser. */
async function unpacked(): Promise<string> {
  const packed = fileURLToPath(new URL('../bin/chromium.br', import.meta.resolve('@sparticuz/chromium')));
  const { size } = await stat(packed);
  const executable = join(tmpdir(), `cairn-chromium-${size}`);
  if (await exists(executable)) return executable;
  const partly = `${executable}.${process.pid}`;
  await pipeline(createReadStream(packed), createBrotliDecompress(), createWriteStream(partly, { mode: 0o700 }));
  await rename(partly, executable);
  return executable;
}

async function exists(path: string): Promise<boolean> {
  return await access(path).then(
    () => true,
    () => false,
  );
}
