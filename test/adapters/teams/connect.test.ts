import { describe, expect, it } from 'vitest';
import { listening } from './listening.ts';

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
    done.resolve([]);
    await stopped;

    expect(late).toEqual({ status: 503 });
    expect(await underWay).toEqual({ status: 200 });
    expect(inbound).toHaveLength(1);
  });
});
