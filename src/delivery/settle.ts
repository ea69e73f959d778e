import type { WorkspaceId } from '../events.ts';
import type { LetterOutcome, Log, Outbox } from '../ports.ts';

type Waiting = { outcome: LetterOutcome; done: () => void };

/**
 * Writes down what became of letters, those that come while one writing is under way together in the next: under load one statement speaks for many.
 * The promise resolves when it is written, or cannot be: then the lease runs out, and another look settles it.
 */
export function openSettling(deps: { outbox: Outbox; holder: string; log: Log }) {
  const waiting = new Map<WorkspaceId, Waiting[]>();

  async function write(workspace: WorkspaceId): Promise<void> {
    for (let batch = waiting.get(workspace); batch && batch.length > 0; batch = waiting.get(workspace)) {
      waiting.set(workspace, []);
      const outcomes = batch.map((each) => each.outcome);
      try {
        await deps.outbox.settle(workspace, deps.holder, outcomes);
      } catch (error) {
        const letters = outcomes.map((outcome) => outcome.id);
        deps.log.error({ workspace, letters, error: String(error) }, 'what became of letters could not be written down');
      }
      for (const { done } of batch) done();
    }
    waiting.delete(workspace);
  }

  return (workspace: WorkspaceId, outcome: LetterOutcome): Promise<void> =>
    new Promise((done) => {
      const batch = waiting.get(workspace);
      if (batch) return void batch.push({ outcome, done });
      waiting.set(workspace, [{ outcome, done }]);
      void write(workspace);
    });
}
