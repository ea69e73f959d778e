import { setTimeout } from 'node:timers/promises';
import type { WorkspaceId } from '../events.ts';
import type { Log } from '../ports/log.ts';
import type { LetterOutcome, Outbox } from '../ports/outbox.ts';

type Waiting = { outcome: LetterOutcome; done: (written: boolean) => void };

// Together well within a lease, which nobody renews meanwhile.
const WAITS_MS = [100, 500, 2_000, 4_000];
// Under load a statement waits for company: each costs PostgreSQL a commit, however many letters it speaks for.
const GATHER_MS = 10;
const ENOUGH = 50;

/**
 * Writes down what became of letters, those that come while one writing is under way together in the next: under load one statement speaks for many.
 * The promise resolves when it is written, or, with false, when it cannot be: then the lease runs out, and another look settles it.
 */
export function openSettling(deps: { outbox: Outbox; holder: string; log: Log }) {
  const waiting = new Map<WorkspaceId, Waiting[]>();

  async function write(workspace: WorkspaceId): Promise<void> {
    for (let batch = waiting.get(workspace); batch && batch.length > 0; batch = waiting.get(workspace)) {
      waiting.set(workspace, []);
      const outcomes = batch.map((each) => each.outcome);
      const written = await writeDown(workspace, outcomes, WAITS_MS.slice(0, 1));
      // One by one, so that what cannot be written of one letter is not the fault of all.
      for (const { outcome, done } of batch) void (written ? done(true) : writeDown(workspace, [outcome], WAITS_MS).then(done));
      const next = waiting.get(workspace)?.length ?? 0;
      if (next > 0 && next < ENOUGH) await setTimeout(GATHER_MS);
    }
    waiting.delete(workspace);
  }

  async function writeDown(
    workspace: WorkspaceId,
    outcomes: readonly LetterOutcome[],
    waitsMs: readonly number[],
  ): Promise<boolean> {
    const letters = outcomes.map((outcome) => outcome.id);
    for (const waitMs of [...waitsMs, undefined]) {
      try {
        await deps.outbox.settle(workspace, deps.holder, outcomes);
        return true;
      } catch (error) {
        deps.log.error({ workspace, letters, error }, 'what became of letters could not be written down');
        if (waitMs !== undefined) await setTimeout(waitMs);
      }
    }
    return false;
  }

  return (workspace: WorkspaceId, outcome: LetterOutcome): Promise<boolean> =>
    new Promise((done) => {
      const batch = waiting.get(workspace);
      if (batch) return void batch.push({ outcome, done });
      waiting.set(workspace, [{ outcome, done }]);
      void write(workspace);
    });
}
