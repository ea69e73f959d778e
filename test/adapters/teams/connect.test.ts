import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { type TeamsConfig, teamsAdapter } from '../../../adapters/teams/authentication.ts';
import { APP_ID, listening } from './listening.ts';

describe('stopping', () => {
  it('lets what was taken finish, and takes nothing more', async () => {
    const { client, connection, inbound, acceptWith } = await listening();
    const heard = Promise.withResolvers<void>();
    const done = Promise.withResolvers<[]>();
    acceptWith(() => {
      heard.resolve();
      return done.promise;
    });

    const underWay = client.say('ana', 'quiz');
    await heard.promise;
    const stopped = connection.stop();
    const late = await client.say('bo', 'quiz');
    const pressed = await client.send(client.activity('bo', 'invoke', { name: 'adaptiveCard/action', value: {} }));
    done.resolve([]);
    await stopped;

    expect(late).toEqual({ status: 503 });
    expect(pressed).toEqual({ status: 200, text: 'That did not get through: please press again.' });
    expect(await underWay).toEqual({ status: 200 });
    expect(inbound).toHaveLength(1);
  });
});

describe('an app registration', () => {
  const app = { appId: APP_ID, tenantId: 'tenant-1' };

  it.each<TeamsConfig>([
    { ...app, appType: 'SingleTenant', appPassword: 'secret' },
    { appId: APP_ID, appType: 'MultiTenant', appPassword: 'secret' },
    { ...app, appType: 'UserAssignedMSI', appPassword: '' },
  ])('can be of the type $appType', (config) => {
    expect(() => teamsAdapter(config)).not.toThrow();
  });

  it('of one tenant must name it', () => {
    expect(() => teamsAdapter({ appId: APP_ID, appType: 'SingleTenant', appPassword: 'secret' })).toThrow('MicrosoftAppTenantId');
  });
});

describe('botbuilder', () => {
  async function loads(file: string): Promise<boolean> {
    const script = `await import('./adapters/teams/${file}');
      const { Module } = await import('node:module');
      console.log(Object.keys(Module._cache).some((name) => /botbuilder|teams-ai/.test(name)));`;
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script]);
    return stdout.trim() === 'true';
  }

  it('is loaded where Teams is connected, and not where a card is only looked at', async () => {
    expect(await loads('connect.ts')).toBe(true);
    expect(await loads('render.ts')).toBe(false);
  });
});
