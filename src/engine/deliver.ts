import type { WorkspaceId } from '../events.ts';
import type { Letter, Recipient } from '../outbound.ts';
import { type LetterOutcome, type Log, NotDelivered, type Platform, type Store } from '../ports.ts';

export type Post = {
  /** Sends letters, those of one conversation in their order; resolves when it is known what became of each. Never throws. */
  deliver(letters: readonly Letter[]): Promise<void>;
  /** Sends what a crash or a throttled platform has left. */
  deliverUnsent(): Promise<void>;
  /** Resolves when nothing is on its way. */
  idle(): Promise<void>;
};

type Deps = { store: Store; platformOf: (workspace: WorkspaceId) => Platform | undefined; now: () => Temporal.Instant; log: Log };

const MOST_TRIES = 5;
const FIRST_WAIT_MS = 2_000;
const UNSENT_BATCH = 200;
const NO_PLATFORM_WAIT_MS = 10 * 60_000;

export function openPost(deps: Deps): Post {
  // The end of each conversation's queue, so that its letters keep their order.
  const ends = new Map<string, Promise<void>>();

  function enqueue(letter: Letter): Promise<void> {
    const key = conversationOf(letter);
    const done = (ends.get(key) ?? Promise.resolve()).then(() => send(deps, letter));
    ends.set(key, done);
    return done.finally(() => {
      if (ends.get(key) === done) ends.delete(key);
    });
  }

  return {
    deliver: async (letters) => void (await Promise.all(letters.map(enqueue))),
    deliverUnsent: async () => void (await Promise.all((await deps.store.unsent(deps.now(), UNSENT_BATCH)).map(enqueue))),
    idle: async () => void (await Promise.all(ends.values())),
  };
}

function conversationOf({ workspace, to }: Letter): string {
  return `${workspace} ${to.kind === 'member' ? to.member : to.channel}`;
}

async function send(deps: Deps, letter: Letter): Promise<void> {
  const { store, log } = deps;
  const ids = { workspace: letter.workspace, letter: letter.id };
  try {
    const taken = await store.within(letter.workspace, async ({ letters }) => {
      const mine = await letters.take(letter.id, deps.now());
      return mine && { tries: mine.tries, ref: letter.replaces && (await letters.get(letter.replaces))?.ref };
    });
    if (!taken) return;
    const outcome = await hand(deps, letter, taken);
    if (outcome.state !== 'sent') log.warn({ ...ids, to: idsOf(letter.to) }, `not delivered: ${outcome.reason}`);
    await store.within(letter.workspace, ({ letters }) => letters.settle(letter.id, taken, outcome));
  } catch (error) {
    log.error({ ...ids, error: String(error) }, 'a letter could not be taken or settled; it is tried again');
  }
}

async function hand(deps: Deps, letter: Letter, taken: { tries: number; ref: string | undefined }): Promise<LetterOutcome> {
  const platform = deps.platformOf(letter.workspace);
  // Another process may have it.
  if (!platform) return later(deps, NO_PLATFORM_WAIT_MS, 'its platform is not configured here');
  try {
    const ref = taken.ref === undefined ? await platform.post(letter) : await platform.update(letter, taken.ref);
    return { state: 'sent', ref };
  } catch (error) {
    const refusal = error instanceof NotDelivered ? error : new NotDelivered('failed', String(error), { cause: error });
    if (refusal.reason === 'throttled') return later(deps, refusal.retryAfterMs ?? FIRST_WAIT_MS, refusal.message);
    if (refusal.reason === 'unreachable' || taken.tries >= MOST_TRIES) return { state: 'failed', reason: refusal.message };
    return later(deps, FIRST_WAIT_MS * 2 ** taken.tries, refusal.message);
  }
}

function later(deps: Deps, waitMs: number, reason: string): LetterOutcome {
  return { state: 'queued', notBefore: deps.now().add({ milliseconds: Math.ceil(waitMs) }), reason };
}

function idsOf(to: Recipient): string {
  return to.kind === 'channel' ? to.channel : to.member;
}
