import { expect, it } from 'vitest';
import { run } from './run.ts';
import { explained } from './tell.ts';

// The long version of this is `npm run test:crash`. A lease of a process that is gone runs for up to a minute.
it('nothing is lost, repeated or counted twice while processes are killed and Slack fails', { timeout: 600_000 }, async () => {
  const outcome = await run({ seed: 7, dms: 100, kills: 4, workspaces: 8 }, () => {});
  expect(outcome.faults.slice(0, 5).map((fault) => explained(fault, outcome))).toEqual([]);
  expect(outcome.kills).toHaveLength(4);
  expect(new Set(outcome.ledger.map((saying) => saying.outcome)).size).toBeGreaterThan(3);
});
