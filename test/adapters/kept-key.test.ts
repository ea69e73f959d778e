import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { keptKey } from '../../adapters/kept-key.ts';
import { openSeal } from '../../adapters/seal.ts';

it('is made once, for its owner alone to read', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'cairn-key-'));
  const [first, again] = [await keptKey(join(folder, 'data')), await keptKey(join(folder, 'data'))];
  expect(again).toBe(first);
  expect(openSeal(first).open(openSeal(again).close('secret', 'x'), 'x')).toBe('secret');
  expect((await stat(join(folder, 'data', 'encryption-key'))).mode & 0o777).toBe(0o600);
  await rm(folder, { recursive: true });
});
