import express from 'express';
import type { Accept } from '../../src/ports/platform.ts';
import { parseJson, rawBody, textOf } from '../body-limit.ts';
import { inTurn } from './in-turn.ts';
import { destination } from './move-clock.ts';
import { type Received, type ReceiveOptions, receiver } from './receive.ts';
import { Refused } from './refused.ts';
import { type Room, shownLetter } from './room.ts';
import type { PlaceName } from './wire.ts';
import type { Work } from './work.ts';

export type PostOptions = ReceiveOptions & {
  room: Room;
  work: Work;
  clock: { now(): Temporal.Instant; moveTo(to: Temporal.Instant): Promise<void> };
  accept: Accept;
  /** Where the zones that the page tells are kept, by member. */
  zones: Map<string, string>;
  /** Called after everything that may have changed when the next thing falls due. */
  told(): Promise<void>;
};

/** A person types far less, and the transcript keeps and sends all of it. */
const LONGEST_POST_BYTES = 256_000;

/** What the page and scripts may post: words, a press of a button, a move of the clock. */
export function postRoutes(options: PostOptions): express.Router {
  const { clock, work, told } = options;
  const { readSay, readPress } = receiver(options);
  const placeOf = placesIn(options.room);
  const move = inTurn();
  const router = express.Router();
  // Scripts may post without a content type; that the Origin is our own has been checked.
  router.use(rawBody(LONGEST_POST_BYTES));
  router.use((request, _response, next) => {
    const text = textOf(request);
    request.body = text === '' ? undefined : parseJson(text);
    next();
  });

  router.post('/say', async (request, response) => {
    await work.run(() => take(readSay(request.body, clock.now()), options));
    response.status(202).json({});
    await told();
  });

  router.post('/press', async (request, response) => {
    await work.run(() => take(readPress(request.body, clock.now(), placeOf), options));
    response.status(202).json({});
    await told();
  });

  router.post('/clock', async (request, response) => {
    await work.run(() => move(() => clock.moveTo(destination(request.body, clock.now()))));
    response.json({ now: clock.now().toString() });
    await told();
  });

  return router;
}

async function take({ member, zone, shown, inbound }: Received, { room, zones, accept }: PostOptions): Promise<void> {
  if (zone !== undefined) zones.set(member, zone);
  if (shown) await room.add(shown);
  if (inbound) await accept(inbound);
}

function placesIn(room: Room): (letter: string, member: string) => PlaceName {
  return (letter, member) => {
    const entry = shownLetter(room, letter, member);
    if (!entry) throw new Refused(404, `letter: none with this id was shown to ${member}`);
    return entry.place.kind;
  };
}
