import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { slackInstallations } from '../../../adapters/postgres/installations.ts';
import { openEmbedded } from '../../../adapters/postgres/open.ts';
import { newKey, openSeal } from '../../../adapters/seal.ts';
import { runCairn } from './run-cairn.ts';

let dataDir: string;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'cairn-keys-'));
});
afterEach(() => rm(dataDir, { recursive: true }));

const installation = {
  team: { id: 'T1' },
  bot: { id: 'B1', userId: 'U1', token: 'xoxb-1', scopes: ['chat:write'] },
};
const installedAt = Temporal.Instant.from('2026-11-23T09:00:00Z');

async function within<T>(keys: string, work: (kept: ReturnType<typeof slackInstallations>) => Promise<T>): Promise<T> {
  const db = await openEmbedded(join(dataDir, 'postgres'));
  try {
    return await work(slackInstallations(db, openSeal(keys)));
  } finally {
    await db.destroy();
  }
}

describe('cairn keys', () => {
  it('prints a key that works as it is', async () => {
    const { code, out } = await runCairn(['keys', 'new'], { dataDir });
    expect(code).toBe(0);
    expect(openSeal(out.trim()).open(openSeal(out.trim()).close('x', 'y'), 'y')).toBe('x');
  });

  it('rotates: the old key is needed no more, and what was sealed already stays', async () => {
    const [old, fresh] = [newKey(), newKey()];
    await within(old, async (kept) => {
      await kept.save('slack:T1', installation, installedAt);
      await kept.save('slack:T2', { ...installation, team: { id: 'T2' } }, installedAt);
      await kept.save('slack:T3', { ...installation, team: { id: 'T3' } }, installedAt);
      await kept.remove('slack:T3', installedAt);
    });
    const rotate = () => runCairn(['keys', 'rotate'], { dataDir, env: { ENCRYPTION_KEYS: `${fresh},${old}` } });
    expect(await rotate()).toMatchObject({ code: 0, out: '2 installations were sealed anew.\n' });
    expect(await rotate()).toMatchObject({ code: 0, out: '0 installations were sealed anew.\n' });
    await within(fresh, async (kept) => {
      expect(await kept.find('slack:T2')).toEqual({ installation: { ...installation, team: { id: 'T2' } }, installedAt });
      expect(await kept.find('slack:T3')).toBeUndefined();
    });
  });

  it('names the key that is missing, and leaves everything as it was', async () => {
    const [old, fresh] = [newKey(), newKey()];
    await within(old, (kept) => kept.save('slack:T1', installation, installedAt));
    const { code, err } = await runCairn(['keys', 'rotate'], { dataDir, env: { ENCRYPTION_KEYS: fresh } });
    expect(code).toBe(1);
    expect(err).toContain(`"${old.split(':')[0]}", which is not in ENCRYPTION_KEYS`);
    expect(await within(old, (kept) => kept.find('slack:T1'))).toMatchObject({ installation });
  });

  it('says how it is used', async () => {
    expect(await runCairn(['keys'], { dataDir })).toMatchObject({ code: 2, err: expect.stringContaining('keys rotate') });
    expect(await runCairn(['keys', 'rotate'], { dataDir })).toMatchObject({ code: 1, err: expect.stringContaining('keys new') });
  });
});
