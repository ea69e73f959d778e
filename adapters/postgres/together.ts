import { setTimeout } from 'node:timers/promises';
import type { WorkspaceId } from '../../src/events.ts';

/** What one turn does inside a transaction that others may share; `member`: whose it is. */
export type Traveller<R> = { member: string; work: (records: R) => Promise<unknown> };

type Waiting<R> = Traveller<R> & { settle(result: PromiseSettledResult<unknown>): void };

/** Carries all of them in one transaction: one result each, which are all kept, or none where one was rejected. */
type Carry<R> = (workspace: WorkspaceId, travellers: readonly Traveller<R>[]) => Promise<PromiseSettledResult<unknown>[]>;

const MOST_TOGETHER = 16;
// Under load a transaction waits for company: without it, one of few would be begun for the first that comes, and the others wait all the longer.
const GATHER_MS = 2;

/**
 * Turns of a workspace that come while others are under way are taken together next, of each member one: under load a transaction, and each trip to the
 * database, serves many. Nobody waits where nothing is under way.
 */
export function openTogether<R>(carry: Carry<R>) {
  const queues = new Map<WorkspaceId, Waiting<R>[]>();

  async function run(workspace: WorkspaceId): Promise<void> {
    for (let crowded = false; (queues.get(workspace)?.length ?? 0) > 0; ) {
      if (crowded && (queues.get(workspace)?.length ?? 0) < MOST_TOGETHER) await setTimeout(GATHER_MS);
      const [group, rest] = firstOfEach(queues.get(workspace) ?? []);
      crowded = group.length > 1;
      queues.set(workspace, rest);
      // Whatever happens, everybody is told, and whoever waits is next.
      const failed = (reason: unknown) => ({ status: 'rejected', reason }) as const;
      const results = await carry(workspace, group).catch((error: unknown) => group.map(() => failed(error)));
      for (const [i, { settle }] of group.entries()) settle(results[i] ?? failed(new Error('A turn was lost among others.')));
    }
    queues.delete(workspace);
  }

  return (workspace: WorkspaceId, traveller: Traveller<R>): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const settle = (result: PromiseSettledResult<unknown>) =>
        result.status === 'fulfilled' ? resolve(result.value) : reject(result.reason);
      const waiting = { ...traveller, settle };
      const queue = queues.get(workspace);
      if (queue) return void queue.push(waiting);
      queues.set(workspace, [waiting]);
      void run(workspace);
    });
}

/** The first of each member, as many as go together, and those that wait for the next time. */
function firstOfEach<T extends { member: string }>(queue: readonly T[]): [T[], T[]] {
  const [group, rest]: [Map<string, T>, T[]] = [new Map(), []];
  for (const each of queue) {
    if (group.size < MOST_TOGETHER && !group.has(each.member)) group.set(each.member, each);
    else rest.push(each);
  }
  return [[...group.values()], rest];
}
