import express from 'express';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectPlayground } from '../../adapters/playground/connect.ts';
import { playgroundTranscript } from '../../adapters/postgres/playground-transcript.ts';
import type { Connection } from '../../src/ports/platform.ts';
import { useDatabase } from '../support/database.ts';
import { everyKind } from '../support/decks.ts';
import { closed, listen, portOf } from '../support/fake-slack.ts';
import { logInto, openWorld, type World } from '../support/world.ts';
import { cases, changed, changes, written } from './cases.ts';

const database = useDatabase();
let world: World;
let connection: Connection;
let url: string;
let stop: () => Promise<void>;

beforeAll(async () => {
  const http = express();
  const server = await listen(http);
  world = openWorld({ db: database(), start: '2026-11-23T08:00:00Z', decks: [everyKind], platformOf: () => connection.platform });
  connection = await connectPlayground({
    http,
    people: [{ id: 'ana', name: 'Ana', role: 'learner' }],
    channel: { id: 'team', name: 'team' },
    workspace: 'playground:demo',
    transcript: playgroundTranscript(database(), 'playground:demo'),
    renderers: { slack: ({ outbound }) => outbound, teams: ({ outbound }) => outbound },
    clock: { now: world.now, moveTo: (to) => world.moveTo(to.toString()) },
    nextDueAt: world.store.nextDueAt,
    accept: world.engine.accept,
    newId: world.newId,
    log: logInto(world.log),
  });
  url = `http://127.0.0.1:${portOf(server)}/playground`;
  stop = async () => {
    await connection.stop();
    await world.engine.idle();
    await closed(server);
  };
});

afterAll(() => stop());

const posted = fc.oneof(
  fc.record({
    path: fc.constant('/say'),
    body: fc.record({
      member: fc.constant('ana'),
      place: fc.constantFrom('personal', 'channel'),
      text: written,
      zone: fc.constant('Europe/Berlin'),
    }),
  }),
  fc.record({
    path: fc.constant('/press'),
    body: fc.record({
      member: fc.constant('ana'),
      letter: fc.oneof(fc.constant('id-00002'), written),
      button: written,
      values: fc.dictionary(written, written),
    }),
  }),
  fc.record({
    path: fc.constant('/clock'),
    body: fc.record({ advance: fc.oneof(fc.constantFrom('PT1M', 'P99999Y', '-P1D', 'P1D'), written) }),
  }),
);

async function post(path: string, body: object): Promise<number> {
  const { status } = await fetch(url + path, { method: 'POST', body: JSON.stringify(body) });
  return status;
}

test('whatever is posted to the playground is taken or refused, and the next good request is answered', async () => {
  await fc.assert(
    fc.asyncProperty(posted, fc.oneof(fc.constant([]), changes), async ({ path, body }, made) => {
      expect(await post(path, changed(body, made))).toBeLessThan(500);
      expect(await post('/say', { member: 'ana', place: 'personal', text: 'quiz' })).toBe(202);
      await world.engine.idle();
      expect(world.log.filter(({ level }) => level === 'error')).toEqual([]);
      world.log.length = 0;
    }),
    cases({ few: 60, of100: 0.7 }),
  );
});
