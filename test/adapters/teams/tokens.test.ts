import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { tokenCheck } from '../../../adapters/teams/tokens.ts';
import { fakeTeams } from '../../support/fake-teams.ts';
import { signed } from '../../support/teams-tokens.ts';
import { APP_ID, listening, NOW } from './listening.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

describe('the keys of the Bot Connector', () => {
  async function check() {
    const teams = await fakeTeams();
    onTestFinished(() => teams.stop());
    const fetched = vi.spyOn(globalThis, 'fetch');
    const clock = { now: NOW };
    const isGenuine = tokenCheck({ openIdMetadataUrl: teams.trust.openIdMetadataUrl, appId: APP_ID, now: () => clock.now });
    const token = teams.token(APP_ID);
    return {
      fetched,
      clock,
      known: () => isGenuine(`Bearer ${signed(token)}`),
      unknown: () => isGenuine(`Bearer ${signed({ ...token, header: { ...token.header, kid: 'new' } })}`),
    };
  }

  it('are read once for many tokens, and again after a day', async () => {
    const { known, fetched, clock } = await check();

    expect([await known(), await known()]).toEqual([true, true]);
    expect(fetched).toHaveBeenCalledTimes(2);

    clock.now = NOW.add({ hours: 24 });
    expect(await known()).toBe(true);
    expect(fetched).toHaveBeenCalledTimes(4);
  });

  it('are read once for many tokens that come at once', async () => {
    const { known, unknown, fetched } = await check();

    expect(await Promise.all([known(), unknown(), known(), unknown()])).toEqual([true, false, true, false]);
    expect(fetched).toHaveBeenCalledTimes(2);
  });

  it('are read again for one that we do not know, but not at every try', async () => {
    const { known, unknown, fetched, clock } = await check();

    await known();
    expect([await unknown(), await unknown()]).toEqual([false, false]);
    expect(fetched).toHaveBeenCalledTimes(2);

    clock.now = NOW.add({ hours: 1 });
    expect([await unknown(), await unknown()]).toEqual([false, false]);
    expect(fetched).toHaveBeenCalledTimes(4);
  });

  it('are missed without blaming the sender: Teams is to come again', async () => {
    const { client, teams, logged } = await listening();
    const { fetch } = globalThis;
    vi.spyOn(globalThis, 'fetch').mockImplementation((url, init) =>
      String(url).startsWith(teams.trust.openIdMetadataUrl)
        ? Promise.resolve(new Response('', { status: 500 }))
        : fetch(url, init),
    );

    expect(await client.say('ana', 'quiz')).toEqual({ status: 503 });
    expect(logged).toMatchObject([{ level: 'error', message: 'the signing keys of the Bot Connector cannot be read' }]);

    vi.restoreAllMocks();
    expect(await client.say('ana', 'quiz')).toEqual({ status: 200 });
  });
});
