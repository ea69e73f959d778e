import { tmpdir } from 'node:os';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { slackInstallations } from '../../../adapters/postgres/installations.ts';
import { openPostgres } from '../../../adapters/postgres/open.ts';
import { openStore } from '../../../adapters/postgres/store.ts';
import type { Database } from '../../../adapters/postgres/tables.ts';
import { newKey, openSeal } from '../../../adapters/seal.ts';
import { newMember } from '../../../src/domain/member.ts';
import type { Records } from '../../../src/ports/store.ts';
import { startPostgres } from '../../support/real-postgres.ts';
import { runCairn } from './run-cairn.ts';

let server: Awaited<ReturnType<typeof startPostgres>>;
let db: Database;

beforeAll(async () => {
  server = await startPostgres();
  db = await openPostgres(server.url);
});
afterAll(async () => {
  await db.destroy();
  await server.stop();
});
beforeEach(async () => void (await db.deleteFrom('installation').execute()));

function cairn(args: readonly string[], keys = '') {
  return runCairn(args, { dataDir: tmpdir(), env: { DATABASE_URL: server.url, ENCRYPTION_KEYS: keys } });
}

const installation = {
  team: { id: 'T1' },
  bot: { id: 'B1', userId: 'U1', token: 'xoxb-1', scopes: ['chat:write'] },
};
const installedAt = Temporal.Instant.from('2026-11-23T09:00:00Z');

const kept = (keys: string) => slackInstallations(db, openSeal(keys));

describe('cairn keys', () => {
  it('prints a key that works as it is', async () => {
    const { code, out } = await cairn(['keys', 'new']);
    expect(code).toBe(0);
    expect(openSeal(out.trim()).open(openSeal(out.trim()).close('x', 'y'), 'y')).toBe('x');
  });

  it('rotates: the old key is needed no more, and what was sealed already stays', async () => {
    const [old, fresh] = [newKey(), newKey()];
    await kept(old).save('slack:T1', installation, installedAt);
    await kept(old).save('slack:T2', { ...installation, team: { id: 'T2' } }, installedAt);
    await kept(old).save('slack:T3', { ...installation, team: { id: 'T3' } }, installedAt);
    await kept(old).remove('slack:T3', installedAt);
    const rotate = () => cairn(['keys', 'rotate'], `${fresh},${old}`);
    expect(await rotate()).toMatchObject({ code: 0, out: '2 installations were sealed anew.\n' });
    expect(await rotate()).toMatchObject({ code: 0, out: '0 installations were sealed anew.\n' });
    expect(await kept(fresh).find('slack:T2')).toEqual({ installation: { ...installation, team: { id: 'T2' } }, installedAt });
    expect(await kept(fresh).find('slack:T3')).toBeUndefined();
  });

  it('rotates the secrets of cues as well', async () => {
    const [old, fresh] = [newKey(), newKey()];
    const member = newMember('ana', { name: 'Ana' }, 'UTC');
    const sealed = openSeal(old).close('https://calendar.example.com/secret.ics', 'slack:T1 ana');
    const records = <T>(work: (records: Records) => Promise<T>) => openStore(db).within('slack:T1', work);
    await records(({ members }) => members.save({ ...member, cue: { kind: 'calendar', event: 'Stand-up', sealed } }));
    const rotate = () => cairn(['keys', 'rotate'], `${fresh},${old}`);
    expect((await rotate()).out).toContain('1 cue was sealed anew.');
    expect((await rotate()).out).not.toContain('cue');
    const cue = (await records(({ members }) => members.lock('ana')))?.cue;
    expect(cue).toMatchObject({ kind: 'calendar', event: 'Stand-up' });
    expect(openSeal(fresh).open(cue?.sealed ?? '', 'slack:T1 ana')).toBe('https://calendar.example.com/secret.ics');
    await records(({ members }) => members.save(member));
  });

  it('names the key that is missing, and leaves everything as it was', async () => {
    const [old, fresh] = [newKey(), newKey()];
    await kept(old).save('slack:T1', installation, installedAt);
    const { code, err } = await cairn(['keys', 'rotate'], fresh);
    expect(code).toBe(1);
    expect(err).toContain(`"${old.split(':')[0]}", which is not in ENCRYPTION_KEYS`);
    expect(await kept(old).find('slack:T1')).toMatchObject({ installation });
  });

  it('says how it is used', async () => {
    expect(await cairn(['keys'])).toMatchObject({ code: 2, err: expect.stringContaining('keys rotate') });
    expect(await cairn(['keys', 'rotate'])).toMatchObject({ code: 1, err: expect.stringContaining('keys new') });
  });
});
