import type { WorkspaceId } from '../events.ts';
import { platformNameOf } from '../events.ts';
import type { Log, Meter } from '../ports/log.ts';
import type { LetterOutcome, TakenLetter } from '../ports/outbox.ts';
import { type Lose, NotDelivered, type Platform } from '../ports/platform.ts';
import type { Budget } from './budget.ts';

export type HandDeps = {
  platformOf: (workspace: WorkspaceId) => Platform | undefined;
  now: () => Temporal.Instant;
  elapsedMs: () => number;
  lose: Lose;
  meter: Meter;
  log: Log;
};

// What a platform does not take for so long is of no use any more; until then it may be away.
const TRIES_FOR_HOURS = 24;
// Where nobody can look whether it arrived: sent once more, and then left to a person.
const MOST_REPEATS = 1;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 10 * 60_000;
const UNSURE_WAIT_MS = 10_000;
const NO_PLATFORM_WAIT_MS = 10 * 60_000;
/** The longest call to a platform: who has less left of a lease does not begin one. */
const CALL_MS = 10_000;

/**
 * Hands a letter to its platform; first settles whether it has arrived already, where that is in doubt. `leftMs` tells for how long the letter is
 * still ours.
 */
export async function hand(deps: HandDeps, letter: TakenLetter, budget: Budget, leftMs: () => number): Promise<LetterOutcome> {
  const platform = deps.platformOf(letter.workspace);
  // Another process may have it.
  if (!platform) return notSent(deps, letter, NO_PLATFORM_WAIT_MS, 'its platform is not configured here');
  if (leftMs() < CALL_MS) return handedBack(deps, letter);
  try {
    const found = await lookFor(platform, letter);
    if (found === 'given up') return { ...counts(letter), state: 'failed', reason: 'it may have arrived, twice' };
    if (found === undefined && leftMs() < CALL_MS) return handedBack(deps, letter);
    const ref = found ?? (await call(deps, platform, letter));
    const moved = letter.replaces !== undefined && ref !== letter.ref;
    return { ...counts(letter), state: 'sent', ref, ...(moved && { moved: letter.replaces }) };
  } catch (error) {
    return refused(deps, letter, error instanceof NotDelivered ? error : new NotDelivered('failed', String(error)), budget);
  }
}

/** The letter as it was taken: not sent, and nothing said against it. */
export function handedBack(deps: Pick<HandDeps, 'now'>, letter: TakenLetter, afterMs = 0): LetterOutcome {
  return notSent(deps, letter, afterMs, 'handed back');
}

/** Where a letter in doubt has arrived. To change a message once more is harmless, so only what may have been posted is looked for. */
async function lookFor(platform: Platform, letter: TakenLetter): Promise<string | 'given up' | undefined> {
  const { doubt, ref, to } = letter;
  const isChange = ref !== undefined && to.kind !== 'aside';
  // A change is never unsure: where it is, its message was gone, and a new one may have come.
  if (doubt === undefined || (doubt === 'silent' && isChange)) return undefined;
  const sighting = await platform.find(letter, letter.queuedAt);
  if (sighting.seen === 'yes') return sighting.ref;
  return sighting.seen === 'unknown' && letter.repeats > MOST_REPEATS ? 'given up' : undefined;
}

async function call(deps: HandDeps, platform: Platform, letter: TakenLetter): Promise<string> {
  const begun = deps.elapsedMs();
  const name = platformNameOf(letter.workspace);
  const repeated = letter.tries > 0 || letter.doubt !== undefined;
  const told = (outcome: Parameters<Meter['delivery']>[1]) =>
    deps.meter.delivery(name, outcome, repeated, deps.elapsedMs() - begun);
  try {
    if (isLoose(letter)) throw new NotDelivered('refused', 'the message in whose thread it goes was not posted');
    const ref = letter.ref === undefined ? await platform.post(letter) : await platform.update(letter, letter.ref);
    told('sent');
    return ref;
  } catch (error) {
    told(error instanceof NotDelivered ? error.reason : 'failed');
    throw error;
  }
}

// Its message has failed before it: alone in the channel it would say nothing to anybody.
function isLoose({ to, ref, under }: TakenLetter): boolean {
  return to.kind === 'channel' && to.thread !== undefined && ref === undefined && under === undefined;
}

async function refused(deps: HandDeps, letter: TakenLetter, refusal: NotDelivered, budget: Budget): Promise<LetterOutcome> {
  const { reason, message, retryAfterMs } = refusal;
  if (reason === 'unreachable') await lose(deps, letter, refusal);
  if (reason === 'unreachable' || reason === 'refused') return { ...counts(letter), state: 'failed', reason: message };
  if (reason === 'throttled') {
    budget.throttled(retryAfterMs ?? FIRST_WAIT_MS);
    return notSent(deps, letter, retryAfterMs ?? FIRST_WAIT_MS, message);
  }
  const tries = letter.tries + 1;
  const isOver = letter.queuedAt.until(deps.now()).total('hours') >= TRIES_FOR_HOURS;
  if (isOver) return { ...counts(letter), tries, state: 'failed', reason: message };
  const waitMs = Math.max(retryAfterMs ?? 0, Math.min(FIRST_WAIT_MS * 2 ** tries, LONGEST_WAIT_MS));
  if (reason === 'failed') return { ...notSent(deps, letter, waitMs, message), tries };
  // It may still be appearing: to look too early would find nothing.
  const notBefore = deps.now().add({ milliseconds: Math.max(UNSURE_WAIT_MS, waitMs) });
  return { ...counts(letter), tries, state: 'unsure', notBefore, reason: message };
}

async function lose(deps: HandDeps, { workspace, to }: TakenLetter, { message: reason, whole }: NotDelivered): Promise<void> {
  if (whole) return deps.lose({ workspace, reason });
  if (to.kind === 'member') return deps.lose({ workspace, member: to.member, reason });
  // What only one person would have seen says nothing about the channel.
  if (to.kind === 'channel') return deps.lose({ workspace, channel: to.channel, reason });
}

/** Certainly not sent this time: what was in doubt before still is, and no more than before. */
function notSent(deps: Pick<HandDeps, 'now'>, letter: TakenLetter, afterMs: number, reason: string): LetterOutcome {
  const notBefore = deps.now().add({ milliseconds: Math.ceil(afterMs) });
  const { id, tries, repeats } = letter;
  if (letter.doubt === undefined) return { id, tries, repeats, state: 'queued', notBefore, reason };
  return { id, tries, repeats: repeats - 1, state: 'unsure', notBefore, reason };
}

function counts({ id, tries, repeats }: TakenLetter): { id: string; tries: number; repeats: number } {
  return { id, tries, repeats };
}
