import { hash } from '../../domain/hash.ts';
import { before, type History, historiesIn, newestFrom, provenBest, reviewsIn } from '../../domain/memory-fit.ts';
import type { WorkspaceId } from '../../events.ts';
import type { Log } from '../../ports/log.ts';
import type { Fitter } from '../../ports/memory.ts';
import type { Store } from '../../ports/store.ts';
import { remakeMemories } from './replay.ts';

type Deps = { store: Store; fitter: Fitter; log: Log };

// Those of some learners, drawn once and for all, say what there is to say.
const ENOUGH_REVIEWS = 20_000;
const LEARNERS_AT_ONCE = 50;
// science.md, "The scheduler": what is fitted to fewer than some 200 reviews hurts.
const FEWEST_REVIEWS = 200;
const FIRST_DAY = Temporal.PlainDate.from('2000-01-01');

/** Every night: what each workspace's reviews prove of how its people remember. One that fails waits for the next night. */
export async function tuneMemories({ store, fitter, log }: Deps): Promise<void> {
  for (const workspace of await store.workspaces()) {
    await tune(workspace, { store, fitter, log }).catch((error: unknown) =>
      log.error({ workspace, error: String(error) }, 'memory could not be tuned; it is tried again tomorrow'),
    );
  }
}

async function tune(workspace: WorkspaceId, deps: Deps): Promise<void> {
  const histories = await historiesOf(workspace, deps.store);
  if (reviewsIn(histories) >= FEWEST_REVIEWS) await prove(workspace, histories, deps);
  await follow(workspace, deps.store);
}

async function prove(workspace: WorkspaceId, histories: readonly History[], { store, fitter, log }: Deps): Promise<void> {
  const from = newestFrom(histories);
  const fitted = await fitter.fit(before(histories, from));
  const { tuning: known } = await store.within(workspace, (records) => records.workspace.get());
  const { tuning } = provenBest(histories, from, [known?.weights, undefined, ...(fitted ? [fitted] : [])]);
  const isBehind = known?.behind || String(tuning.weights) !== String(known?.weights);
  await store.within(workspace, (records) => records.workspace.tune({ ...tuning, ...(isBehind && { behind: true }) }));
  log.info({ workspace, fitted: tuning.weights !== undefined, ...tuning.measured }, 'memory is read as reviews prove');
}

/** The histories of learners in an order of chance that stays, until there are enough. */
async function historiesOf(workspace: WorkspaceId, store: Store): Promise<History[]> {
  const learners = await store.within(workspace, ({ attempts }) => attempts.learners());
  const drawn = learners.toSorted((a, b) => hash(a) - hash(b) || (a < b ? -1 : 1));
  const histories: History[] = [];
  while (drawn.length > 0 && reviewsIn(histories) < ENOUGH_REVIEWS) {
    const some = drawn.splice(0, LEARNERS_AT_ONCE);
    histories.push(...historiesIn(await store.within(workspace, ({ attempts }) => attempts.since(some, FIRST_DAY))));
  }
  return histories;
}

/** Where parameters are others, every memory of the workspace is made anew by them, one learner after the other. What breaks off is begun again the next night. */
async function follow(workspace: WorkspaceId, store: Store): Promise<void> {
  const { tuning } = await store.within(workspace, (records) => records.workspace.get());
  if (!tuning?.behind) return;
  const learners = await store.within(workspace, ({ attempts }) => attempts.learners());
  for (const member of learners) {
    await store.within(workspace, async (records) => {
      await records.members.lock(member);
      await remakeMemories(records, member, tuning);
    });
  }
  const { behind: _, ...followed } = tuning;
  await store.within(workspace, (records) => records.workspace.tune(followed));
}
