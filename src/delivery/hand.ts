import type { WorkspaceId } from '../events.ts';
import { platformNameOf } from '../events.ts';
import { type LetterOutcome, type Log, type Lose, type Meter, NotDelivered, type Platform, type TakenLetter } from '../ports.ts';
import type { Budget } from './budget.ts';

export type HandDeps = {
  platformOf: (workspace: WorkspaceId) => Platform | undefined;
  now: () => Temporal.Instant;
  elapsedMs: () => number;
  lose: Lose;
  meter: Meter;
  log: Log;
};

const MOST_TRIES = 10;
// Where nobody can look whether it arrived: sent once more, and then left to a person.
const MOST_REPEATS = 1;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 10 * 60_000;
const UNSURE_WAIT_MS = 10_000;
const NO_PLATFORM_WAIT_MS = 10 * 60_000;
/** The longest call to a platform: who has less left of a lease does not begin one. */
const CALL_MS = 10_000;

/** Hands a letter to its platform; first settles whether it has arrived already, where that is in doubt. */
export async function hand(deps: HandDeps, letter: TakenLetter, budget: Budget): Promise<LetterOutcome> {
  const platform = deps.platformOf(letter.workspace);
  // Another process may have it.
  if (!platform) return wait(deps, letter, NO_PLATFORM_WAIT_MS, 'its platform is not configured here');
  if (deps.now().until(letter.leasedUntil).total('milliseconds') < CALL_MS) return handedBack(deps, letter);
  try {
    const known = await lookFor(platform, letter);
    if (known === 'given up') return { ...counts(letter), state: 'failed', reason: 'it may have arrived, twice' };
    const ref = known.ref ?? (await call(deps, platform, letter));
    const moved = letter.replaces !== undefined && ref !== letter.ref;
    return { ...counts(letter), repeats: known.repeats, state: 'sent', ref, ...(moved && { moved: letter.replaces }) };
  } catch (error) {
    return refused(deps, letter, error instanceof NotDelivered ? error : new NotDelivered('failed', String(error)), budget);
  }
}

/** The letter as it was taken: not sent, and nothing said against it. */
export function handedBack(deps: Pick<HandDeps, 'now'>, letter: TakenLetter, afterMs = 0): LetterOutcome {
  return wait(deps, letter, afterMs, 'handed back');
}

type Known = { ref?: string; repeats: number };

/** Whether a letter in doubt has arrived. To change a message once more is harmless, so only new ones are looked for. */
async function lookFor(platform: Platform, letter: TakenLetter): Promise<Known | 'given up'> {
  const { repeats } = letter;
  if (!letter.doubtful || letter.ref !== undefined) return { repeats };
  const sighting = await platform.find(letter, letter.queuedAt);
  switch (sighting.seen) {
    case 'yes':
      return { ref: sighting.ref, repeats };
    case 'no':
      return { repeats };
    case 'unknown':
      return repeats < MOST_REPEATS ? { repeats: repeats + 1 } : 'given up';
  }
}

async function call(deps: HandDeps, platform: Platform, letter: TakenLetter): Promise<string> {
  const begun = deps.elapsedMs();
  const name = platformNameOf(letter.workspace);
  const repeated = letter.tries > 0 || letter.doubtful;
  const told = (outcome: Parameters<Meter['delivery']>[1]) =>
    deps.meter.delivery(name, outcome, repeated, deps.elapsedMs() - begun);
  try {
    const ref = letter.ref === undefined ? await platform.post(letter) : await platform.update(letter, letter.ref);
    told('sent');
    return ref;
  } catch (error) {
    told(error instanceof NotDelivered ? error.reason : 'failed');
    throw error;
  }
}

async function refused(deps: HandDeps, letter: TakenLetter, refusal: NotDelivered, budget: Budget): Promise<LetterOutcome> {
  const tries = letter.tries + 1;
  const { reason, message } = refusal;
  if (reason === 'throttled') {
    const afterMs = refusal.retryAfterMs ?? FIRST_WAIT_MS;
    budget.throttled(afterMs);
    return wait(deps, letter, afterMs, message);
  }
  if (reason === 'unreachable') await lose(deps, letter, refusal);
  if (reason === 'unreachable' || tries >= MOST_TRIES) return { ...counts(letter), tries, state: 'failed', reason: message };
  const waitMs = Math.min(FIRST_WAIT_MS * 2 ** tries, LONGEST_WAIT_MS);
  const later = wait(deps, letter, waitMs, message);
  if (reason !== 'unsure') return { ...later, tries };
  const repeats = letter.doubtful && letter.ref === undefined ? letter.repeats + 1 : letter.repeats;
  // It may still be appearing: to look too early would find nothing.
  return {
    ...later,
    tries,
    repeats,
    state: 'unsure',
    notBefore: deps.now().add({ milliseconds: Math.max(UNSURE_WAIT_MS, waitMs) }),
  };
}

async function lose(deps: HandDeps, { workspace, to }: TakenLetter, { message: reason, whole }: NotDelivered): Promise<void> {
  if (whole) return deps.lose({ workspace, reason });
  if (to.kind === 'member') return deps.lose({ workspace, member: to.member, reason });
  // What only one person would have seen says nothing about the channel.
  if (to.kind === 'channel') return deps.lose({ workspace, channel: to.channel, reason });
}

function wait(deps: Pick<HandDeps, 'now'>, letter: TakenLetter, ms: number, reason: string) {
  const notBefore = deps.now().add({ milliseconds: Math.ceil(ms) });
  return { ...counts(letter), state: letter.doubtful ? ('unsure' as const) : ('queued' as const), notBefore, reason };
}

function counts({ id, tries, repeats }: TakenLetter): { id: string; tries: number; repeats: number } {
  return { id, tries, repeats };
}
