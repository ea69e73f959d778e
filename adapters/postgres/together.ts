import { setTimeout } from 'node:timers/promises';
import type { WorkspaceId } from '../../src/events.ts';
import { Conflict } from '../../src/ports/store.ts';

/** What one turn does inside a transaction that others may share; `member`: whose it is. It may be done again. */
export type Traveller<R> = { member: string; work: (records: R) => Promise<unknown> };

type Result = PromiseSettledResult<unknown>;
type Waiting<R> = Traveller<R> & { settle(result: Result): void };

/** Carries all of them in one transaction: one result each, which are all kept, or none where one was rejected. Never rejects. */
type Carry<R> = (workspace: WorkspaceId, travellers: readonly Traveller<R>[]) => Promise<Result[]>;

/** The turns of a workspace: those that wait, and the members of whom one is being tried again alone. */
type Queue<R> = { waiting: Waiting<R>[]; busy: Set<string>; running: boolean; most: number };

const MOST_TOGETHER = 16;
// Under load a transaction waits for company: without it, one of few would be begun for the first that comes, and the others wait all the longer.
const GATHER_MS = 2;

/**
 * Turns of a workspace that come while others are under way are taken together next, of each member one: under load a transaction, and each trip to the
 * database, serves many. Nobody waits where nothing is under way. Of a transaction that was not kept each is tried again alone, and until then the next
 * turn of its member waits, so that what people say keeps its order.
 */
export function openTogether<R>(carry: Carry<R>) {
  const queues = new Map<WorkspaceId, Queue<R>>();

  async function run(workspace: WorkspaceId, queue: Queue<R>): Promise<void> {
    queue.running = true;
    for (let crowded = false; queue.waiting.length > 0; ) {
      if (crowded && queue.waiting.length < queue.most) await setTimeout(GATHER_MS);
      const group = takeFirstOfEach(queue);
      // All that wait are behind a second try, which goes on with them.
      if (group.length === 0) break;
      crowded = group.length > 1;
      const results = await carry(workspace, group);
      const failed = group.filter((each, i) => !settled(each, results[i], crowded));
      // Where much cannot be done in company, company is more work than it saves.
      queue.most = failed.length > 0 ? Math.max(1, queue.most >> 1) : Math.min(MOST_TOGETHER, queue.most + 1);
      for (const each of failed) void again(workspace, queue, each);
    }
    queue.running = false;
    if (queue.waiting.length + queue.busy.size === 0) queues.delete(workspace);
  }

  async function again(workspace: WorkspaceId, queue: Queue<R>, waiting: Waiting<R>): Promise<void> {
    queue.busy.add(waiting.member);
    const [result] = await carry(workspace, [waiting]);
    settled(waiting, result, false);
    queue.busy.delete(waiting.member);
    if (!queue.running) await run(workspace, queue);
  }

  return (workspace: WorkspaceId, traveller: Traveller<R>): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const settle = (result: Result) => (result.status === 'fulfilled' ? resolve(result.value) : reject(result.reason));
      const queue = queues.get(workspace) ?? { waiting: [], busy: new Set(), running: false, most: MOST_TOGETHER };
      queues.set(workspace, queue);
      queue.waiting.push({ ...traveller, settle });
      if (!queue.running) void run(workspace, queue);
    });
}

/** Tells a turn what came of it; false where it is to be tried again alone. */
function settled<R>({ settle }: Waiting<R>, result: Result | undefined, inCompany: boolean): boolean {
  if (inCompany && result?.status === 'rejected' && result.reason instanceof Conflict) return false;
  settle(result ?? { status: 'rejected', reason: new Error('A turn was lost among others.') });
  return true;
}

/** Takes the first of each member, as many as go together, out of those that wait. */
function takeFirstOfEach<R>(queue: Queue<R>): Waiting<R>[] {
  const [group, rest]: [Map<string, Waiting<R>>, Waiting<R>[]] = [new Map(), []];
  for (const each of queue.waiting) {
    if (group.size < queue.most && !group.has(each.member) && !queue.busy.has(each.member)) group.set(each.member, each);
    else rest.push(each);
  }
  queue.waiting = rest;
  return [...group.values()];
}
