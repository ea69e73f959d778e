import { openPost, type Wait } from '../delivery/post.ts';
import { type Inbound, type PlatformName, platformNameOf, type WorkspaceId } from '../events.ts';
import type { Alarm } from '../ports/alarms.ts';
import type { Meter } from '../ports/log.ts';
import type { Accept, Lose } from '../ports/platform.ts';
import { ringCue } from './member/cue.ts';
import { lose } from './reach.ts';
import { receive } from './receive.ts';
import { openSoon } from './soon.ts';
import { type TurnDeps, turnTaker } from './take-turn.ts';
import { openTick } from './tick.ts';
import type { Turn } from './turn.ts';

export type Engine = {
  accept: Accept;
  lose: Lose;
  /** Does what is due. May run twice, late, and in several processes at once. What there is to say waits for `sweep`. */
  tick(now: Temporal.Instant): Promise<void>;
  /** Sends what waits to be sent, whoever left it. Resolves when that has begun. */
  sweep(): Promise<void>;
  /** Does something in a workspace that nobody asked for, like setting up a demonstration. */
  prepare(workspace: WorkspaceId, now: Temporal.Instant, decide: (turn: Turn) => Promise<void>): Promise<void>;
  /** Resolves when nothing is on its way. */
  idle(): Promise<void>;
  /** A signed call of somebody's came in. Says what came of it. */
  cue(call: { workspace: WorkspaceId; member: string; id: string }): Promise<string>;
  /** Finishes what is on its way, and leaves to others what waits. */
  stop(): Promise<void>;
};

export type EngineDeps = TurnDeps & {
  now: () => Temporal.Instant;
  /** A clock that only runs forward, in milliseconds: what takes how long, and how fast may be sent. */
  elapsedMs: () => number;
  /** Waits on that clock. */
  wait: Wait;
  meter: Meter;
  /** The platforms that this process serves. */
  platforms: () => readonly PlatformName[];
};

export function createEngine(deps: EngineDeps): Engine {
  const { now, elapsedMs, meter, log } = deps;
  const holder = deps.newId();
  const takeTurn = turnTaker(deps);
  const loseIt: Lose = async ({ workspace, ...lost }) => {
    log.warn({ workspace, ...lost }, 'cannot be reached any more');
    const letters = await takeTurn(workspace, { cause: `lost:${deps.newId()}`, now: now() }, (turn) => lose(turn, lost));
    if (letters.length > 0) post.wake(workspace);
  };
  const post = openPost({ ...deps, holder, lose: loseIt });
  const soon = openSoon({ takeTurn, holder, deliver: post.deliver, log });
  const ticking = openTick({ ...deps, takeTurn, wake: post.wake });

  async function accept(inbound: Inbound) {
    const { workspace, id, at, what } = inbound;
    const member = inbound.conversation.kind === 'personal' ? inbound.member : undefined;
    const begun = elapsedMs();
    const told = (outcome: 'taken' | 'again' | 'failed') =>
      meter.event(platformNameOf(workspace), what.type, outcome, elapsedMs() - begun);
    try {
      let isNew = true;
      let set: readonly Alarm[] = [];
      const letters = await takeTurn(workspace, { cause: `event:${id}`, now: at, holder, member }, async (turn) => {
        isNew = await receive(turn, inbound);
        set = turn.soon;
      });
      told(isNew ? 'taken' : 'again');
      // Accepting is awaited, delivery is not: what a crash leaves unsent, the next sweep of any process sends.
      void post.deliver(letters, at);
      soon.ring(workspace, set, at);
      return letters;
    } catch (error) {
      told('failed');
      throw error;
    }
  }

  return {
    accept,
    lose: loseIt,
    tick: ticking.tick,
    sweep: post.sweep,
    async cue({ workspace, member, id }) {
      let outcome = '';
      const letters = await takeTurn(workspace, { cause: `cue:${id}`, now: now(), holder, member }, async (turn) => {
        outcome = await ringCue(turn, member, id);
      });
      void post.deliver(letters, now());
      return outcome;
    },
    async prepare(workspace, at, decide) {
      const letters = await takeTurn(workspace, { cause: 'prepare', now: at, holder }, decide);
      await post.deliver(letters, at);
    },
    async idle() {
      await soon.idle();
      await post.idle();
    },
    async stop() {
      ticking.stop();
      await soon.idle();
      await post.stop();
    },
  };
}
