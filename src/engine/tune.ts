import { before, historiesIn, newestFrom, proofOf, reviewsIn } from '../domain/memory-fit.ts';
import { provenRecall } from '../domain/memory-tuning.ts';
import type { Tuning } from '../domain/schedule.ts';
import type { WorkspaceId } from '../events.ts';
import type { Log } from '../ports/log.ts';
import type { Fitter } from '../ports/memory.ts';
import type { Store } from '../ports/store.ts';
import { replayMember } from './replay.ts';

type Deps = { store: Store; fitter: Fitter; log: Log };

// The newest of more say what there is to say.
const MOST_REVIEWS = 20_000;
// science.md, "The scheduler": fitted parameters hurt below some 200 reviews.
const FEWEST_TO_FIT = 200;
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
  const { store, log } = deps;
  const known = await store.within(workspace, (records) => records.workspace.get());
  const fitted = await fittedTo(workspace, known.tuning ?? {}, deps);
  if (fitted) return adopt(workspace, fitted, deps);
  const reviews = await store.within(workspace, ({ attempts }) => attempts.foretold(MOST_REVIEWS));
  const calibration = provenRecall(reviews);
  const { calibration: _, ...rest } = known.tuning ?? {};
  await store.within(workspace, (records) => records.workspace.tune({ ...rest, ...(calibration && { calibration }) }));
  if (calibration) log.info({ workspace, reviews: reviews.length, ...calibration }, 'recall is read as reviews prove');
}

/** Parameters that foretell the newest fifth of the reviews better than those that are there; nothing where there are none. */
async function fittedTo(workspace: WorkspaceId, known: Tuning, { store, fitter, log }: Deps): Promise<Tuning | undefined> {
  const attempts = await store.within(workspace, async (records) => {
    return records.attempts.since(await records.attempts.learners(), FIRST_DAY);
  });
  const histories = historiesIn(attempts);
  if (reviewsIn(histories) < FEWEST_TO_FIT) return undefined;
  const from = newestFrom(histories);
  const weights = await fitter.fit(before(histories, from));
  if (!weights) return undefined;
  const fitted = { weights: [...weights] };
  const [now, then] = [proofOf(histories, known, from), proofOf(histories, fitted, from)];
  log.info(
    { workspace, reviews: reviewsIn(histories), loss: now.loss, fitted: then.loss },
    'the parameters of memory were fitted',
  );
  if (!(then.loss < now.loss)) return undefined;
  return { ...fitted, ...(then.calibration && { calibration: then.calibration }) };
}

/** Every memory of the workspace is made anew by its new parameters, one learner after the other. */
async function adopt(workspace: WorkspaceId, tuning: Tuning, { store }: Deps): Promise<void> {
  await store.within(workspace, (records) => records.workspace.tune(tuning));
  const learners = await store.within(workspace, ({ attempts }) => attempts.learners());
  for (const member of learners) {
    await store.within(workspace, async (records) => {
      await records.members.lock(member);
      await replayMember(records, member, { mend: true, tuning });
    });
  }
}
