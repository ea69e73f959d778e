import { LRUCache } from 'lru-cache';
import type { PlatformName, WorkspaceId } from '../events.ts';
import type { Letter } from '../letter.ts';
import type { KeptLetter } from '../ports/letters.ts';
import { LEASE_SECONDS, type LetterOutcome, type TakenLetter } from '../ports/outbox.ts';
import type { Store } from '../ports/store.ts';
import { type Budget, openBudget } from './budget.ts';
import { type HandDeps, hand, handedBack } from './hand.ts';
import { openSettling } from './settle.ts';

export type Post = {
  /** Sends the answers to people at once, those of one conversation in their order. Resolves when it is known what became of each; never throws. */
  deliver(letters: readonly KeptLetter[], at: Temporal.Instant): Promise<void>;
  /** Looks into every workspace in which letters wait, and sends them at the pace that their platform allows. Resolves when that has begun. */
  sweep(): Promise<void>;
  /** Sends what waits in one workspace. */
  wake(workspace: WorkspaceId): void;
  /** Resolves when nothing is on its way. */
  idle(): Promise<void>;
  /** Begins nothing more, and hands back what waits for its place. */
  stop(): Promise<void>;
};

export type Wait = (ms: number, signal: AbortSignal) => Promise<void>;

export type PostDeps = HandDeps & {
  store: Store;
  /** The platforms that this process serves. */
  platforms: () => readonly PlatformName[];
  /** Resolves after so much of `elapsedMs`, whether it was cut short or not. */
  wait: Wait;
  holder: string;
};

// Letters of a lane that are taken together: two seconds' worth, so that a lease never runs out over them.
const BATCH_SECONDS = 2;
const LARGEST_BATCH = 50;
// Who has to wait for longer gives the letter back, and the lane with it.
const LONGEST_WAIT_MS = 5_000;
const MANY_WORKSPACES = 200;
const MANY_MESSAGES = 5_000;
const MANY_BUDGETS = 10_000;
const RENEW_MS = 5_000;

export function openPost(deps: PostDeps): Post {
  const { store, holder, log } = deps;
  const { outbox } = store;
  const settle = openSettling({ outbox, holder, log });
  const budgets = new LRUCache<WorkspaceId, Budget>({ max: MANY_BUDGETS });
  // The end of each conversation's queue in this process, so that its letters keep their order.
  const ends = new Map<string, Promise<boolean>>();
  // Where messages stand that have just left: what is said meanwhile did not find it written down.
  const justSent = new LRUCache<string, string>({ max: MANY_MESSAGES });
  const lanes = new Map<WorkspaceId, Promise<void>>();
  const wanted = new Set<WorkspaceId>();
  const inHand = new Set<string>();
  const stopping = new AbortController();

  function budgetOf(workspace: WorkspaceId): Budget {
    const known = budgets.get(workspace);
    if (known) return known;
    const budget = openBudget(deps.platformOf(workspace)?.pace ?? { workspace: 1, conversation: 1 }, deps.elapsedMs);
    budgets.set(workspace, budget);
    return budget;
  }

  /** Does a conversation's work after what was begun before; `work` is told whether all of that has left. */
  function inOrder(conversation: string, work: (clear: boolean) => Promise<boolean>): Promise<boolean> {
    const done = (ends.get(conversation) ?? Promise.resolve(true)).then(work).catch((error: unknown) => {
      log.error({ error: String(error) }, 'letters could not be taken or settled; they are tried again');
      return false;
    });
    ends.set(conversation, done);
    return done.finally(() => {
      if (ends.get(conversation) === done) ends.delete(conversation);
    });
  }

  async function send(letter: TakenLetter): Promise<LetterOutcome['state']> {
    // A clock that was moved makes a lease look old that is not.
    if (inHand.has(letter.id)) return 'queued';
    inHand.add(letter.id);
    const lease = keep(letter);
    try {
      const outcome = await hand(deps, placed(letter), budgetOf(letter.workspace), lease.leftMs);
      if (outcome.state === 'sent') justSent.set(letter.id, outcome.ref);
      // Of what could not be written down nobody else knows: what follows in the conversation waits until it is settled.
      return (await settled(letter, outcome)) ? outcome.state : 'unsure';
    } finally {
      lease.end();
      inHand.delete(letter.id);
    }
  }

  // The message in whose thread it goes may have left after it was looked up.
  function placed(letter: TakenLetter): TakenLetter {
    const thread = letter.to.kind === 'channel' ? letter.to.thread : undefined;
    const under = letter.under ?? (thread && justSent.get(thread));
    return under ? { ...letter, under } : letter;
  }

  /** Renews the lease of a letter while it is in hand: a platform may take several calls for one. */
  function keep({ workspace, id, leasedUntil }: TakenLetter): { leftMs(): number; end(): void } {
    let until = leasedUntil;
    const renewing = setInterval(() => {
      const at = deps.now();
      outbox.renew(workspace, holder, id, at).then(
        (isOurs) => {
          until = isOurs ? at.add({ seconds: LEASE_SECONDS }) : at;
        },
        (error: unknown) => log.warn({ workspace, letter: id, error }, 'a lease could not be renewed'),
      );
    }, RENEW_MS);
    return { leftMs: () => deps.now().until(until).total('milliseconds'), end: () => clearInterval(renewing) };
  }

  function settled(letter: TakenLetter, outcome: LetterOutcome): Promise<boolean> {
    const { workspace, id, to } = letter;
    if ('reason' in outcome && outcome.reason !== 'handed back') {
      log.warn({ workspace, letter: id, to: addressOf(to) }, `not delivered: ${outcome.reason}`);
    }
    return settle(workspace, outcome);
  }

  /** One conversation's letters: the next only when it is known that the one before has left. Gives whether all of them have. */
  async function sendAll(letters: readonly TakenLetter[], clear: boolean): Promise<boolean> {
    for (const [i, letter] of letters.entries()) {
      const isPlaced = letter.replaces === undefined || letter.ref !== undefined;
      if (clear && isPlaced) {
        budgetOf(letter.workspace).spend(conversationOf(letter));
        if (hasLeft(await send(letter))) continue;
      }
      const rest = clear && isPlaced ? letters.slice(i + 1) : letters.slice(i);
      for (const each of rest) await settled(each, handedBack(deps, each));
      if (clear) wake(letter.workspace);
      return false;
    }
    return true;
  }

  async function answer(letters: readonly KeptLetter[], at: Temporal.Instant, clear: boolean): Promise<boolean> {
    const [first] = letters;
    if (!first) return clear;
    if (first.taken)
      return sendAll(
        letters.map((letter) => fresh(letter, at)),
        clear,
      );
    const ids = letters.map((letter) => letter.id);
    const taken = await outbox.take(first.workspace, holder, deps.now(), ids);
    // Behind letters that somebody else has in hand: they follow in their lane.
    if (taken.length < letters.length) wake(first.workspace);
    return (await sendAll(taken, true)) && taken.length === letters.length;
  }

  function fresh({ taken: _, ...letter }: KeptLetter, at: Temporal.Instant): TakenLetter {
    // It may have left after it was looked up where the message stands.
    const ref = letter.ref ?? (letter.replaces && justSent.get(letter.replaces));
    const leasedUntil = at.add({ seconds: LEASE_SECONDS });
    return { ...letter, ...(ref && { ref }), tries: 0, repeats: 0, queuedAt: at, leasedUntil };
  }

  async function sendPaced(letter: TakenLetter): Promise<boolean> {
    const budget = budgetOf(letter.workspace);
    const waitMs = budget.book(conversationOf(letter), LONGEST_WAIT_MS);
    const waited = waitMs <= 0 || (waitMs <= LONGEST_WAIT_MS && (await wait(waitMs)));
    if (waited && budget.pausedMs() === 0) return hasLeft(await send(letter));
    await settled(letter, handedBack(deps, letter, Math.max(budget.pausedMs(), waitMs > LONGEST_WAIT_MS ? waitMs : 0)));
    return false;
  }

  async function wait(ms: number): Promise<boolean> {
    await deps.wait(ms, stopping.signal);
    return !stopping.signal.aborted;
  }

  async function run(workspace: WorkspaceId): Promise<void> {
    wanted.delete(workspace);
    if (!(await outbox.hold(workspace, holder, deps.now()))) return;
    const budget = budgetOf(workspace);
    try {
      while (!stopping.signal.aborted && budget.pausedMs() === 0) {
        wanted.delete(workspace);
        const batch = Math.min(LARGEST_BATCH, Math.ceil(budget.rate() * BATCH_SECONDS));
        const letters = await outbox.take(workspace, holder, deps.now(), batch);
        await Promise.all(letters.map((letter) => inOrder(conversationOf(letter), () => sendPaced(letter))));
        if (letters.length === 0 && !wanted.has(workspace)) break;
        if (!(await outbox.hold(workspace, holder, deps.now()))) return;
      }
    } finally {
      const pausedMs = Math.ceil(budget.pausedMs());
      if (pausedMs > 0) wanted.delete(workspace);
      await outbox.release(workspace, holder, pausedMs > 0 ? deps.now().add({ milliseconds: pausedMs }) : undefined);
    }
  }

  function wake(workspace: WorkspaceId): void {
    // Another process may have its platform.
    if (deps.platformOf(workspace) === undefined || stopping.signal.aborted) return;
    wanted.add(workspace);
    if (lanes.has(workspace)) return;
    const lane = run(workspace)
      .catch((error: unknown) => log.error({ workspace, error: String(error) }, 'a lane broke off; the next sweep goes on'))
      .finally(() => {
        lanes.delete(workspace);
        if (wanted.has(workspace)) wake(workspace);
      });
    lanes.set(workspace, lane);
  }

  async function idle(): Promise<void> {
    while (ends.size + lanes.size > 0) await Promise.allSettled([...ends.values(), ...lanes.values()]);
  }

  return {
    async deliver(letters, at) {
      const conversations = Map.groupBy(letters, conversationOf);
      await Promise.all([...conversations].map(([name, each]) => inOrder(name, (clear) => answer(each, at, clear))));
    },
    async sweep() {
      for (const workspace of await outbox.waiting(deps.now(), deps.platforms(), MANY_WORKSPACES)) wake(workspace);
    },
    wake,
    idle,
    async stop() {
      stopping.abort();
      await idle();
    },
  };
}

// One that failed for good keeps no other waiting.
function hasLeft(state: LetterOutcome['state']): boolean {
  return state === 'sent' || state === 'failed';
}

function conversationOf({ workspace, to }: Letter): string {
  if (to.kind === 'aside') return `${workspace} aside ${to.channel} ${to.member}`;
  return `${workspace} ${to.kind} ${addressOf(to)}`;
}

function addressOf(to: Letter['to']): string {
  return to.kind === 'channel' ? to.channel : to.kind === 'group' ? to.members.join(',') : to.member;
}
