import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { access, mkdir, rename, stat } from 'node:fs/promises';
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
  const [executablePath, libraries] = await Promise.all([unpacked(), unpackedLibraries()]);
  return await chromium.launch({ executablePath, args: ['--no-sandbox'], env: { ...process.env, LD_LIBRARY_PATH: libraries } });
}

/** What the browser needs of a system (NSS and its like) comes in the package too, so that a bare machine has it. */
async function unpackedLibraries(): Promise<string> {
  const packed = fileURLToPath(new URL('../bin/al2023.tar.br', import.meta.resolve('@sparticuz/chromium')));
  const { size } = await stat(packed);
  const folder = join(tmpdir(), `cairn-chromium-libraries-${size}`);
  if (await exists(folder)) return join(folder, 'lib');
  const partly = `${folder}.${process.pid}`;
  await mkdir(partly, { recursive: true });
  const tar = spawn('tar', ['-xf', '-', '-C', partly], { stdio: ['pipe', 'ignore', 'inherit'] });
  const ended = once(tar, 'exit');
  await pipeline(createReadStream(packed), createBrotliDecompress(), tar.stdin);
  const [code] = await ended;
  if (code !== 0) throw new Error(`tar could not unpack the browser's libraries from ${packed}.`);
  // Another process may have been quicker; its folder holds the same.
  await rename(partly, folder).catch(async (error: unknown) => {
    if (!(await exists(folder))) throw error;
  });
  return join(folder, 'lib');
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
