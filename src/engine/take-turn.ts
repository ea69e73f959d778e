import { rulesAt, rulesIn } from '../domain/achievements/overlay.ts';
import type { Rule } from '../domain/achievements/rule.ts';
import type { Deck } from '../domain/deck.ts';
import type { Finding } from '../domain/grade/rubric.ts';
import type { Workspace } from '../domain/workspace.ts';
import type { WorkspaceId } from '../events.ts';
import type { Showcase } from '../ports/certificates.ts';
import type { CueLink, Feeds, Vault } from '../ports/cues.ts';
import type { Catalog } from '../ports/decks.ts';
import type { Holidays } from '../ports/holidays.ts';
import type { Judge } from '../ports/judge.ts';
import type { KeptLetter } from '../ports/letters.ts';
import type { Log } from '../ports/log.ts';
import type { Platform, Profile } from '../ports/platform.ts';
import type { ExportLink } from '../ports/privacy.ts';
import { Conflict, type Store } from '../ports/store.ts';
import { withdrawWrong } from './achievements/withdraw.ts';
import { holidaysOf } from './holidays.ts';
import { Strangers, type Turn, Unfetched, Unread } from './turn.ts';

export type TurnDeps = {
  store: Store;
  platformOf: (workspace: WorkspaceId) => Platform | undefined;
  catalog: Catalog;
  holidays: Holidays;
  newId: () => string;
  /** Left out where no public address is known. */
  exportLink?: ExportLink;
  showcase?: Showcase;
  /** Left out where no public address is known. */
  cueLink?: CueLink;
  /** Left out where no key is known. */
  vault?: Vault;
  feeds?: Feeds;
  /** Left out where the operator has no language model. */
  judge?: Judge;
  log: Log;
};

/**
 * What a turn is about. `holder`: the process that sends what is said at once; without one it waits for a place in its workspace's lane. `member`: whose
 * it is, where it is likely to be about them alone; others' turns may then share its transaction.
 */
type About = { cause: string; now: Temporal.Instant; holder?: string; member?: string | undefined };

export type TakeTurn = (
  workspace: WorkspaceId,
  about: About,
  decide: (turn: Turn) => Promise<void>,
) => Promise<readonly KeptLetter[]>;

// Two turns that were in each other's way: one of them starts over, and seldom more than once.
const MOST_TRIES = 5;

/** Takes turns: each decides and says in one transaction, of which all is kept or nothing. Gives what is to be sent. */
export function turnTaker(deps: TurnDeps): TakeTurn {
  // The authors' decks that each workspace has been brought into step with, or is being.
  const inStep = new Map<WorkspaceId, { decks: readonly Deck[]; done: Promise<void> }>();

  async function once(
    workspace: WorkspaceId,
    about: About,
    known: Pick<Turn, 'profiles' | 'findings' | 'feeds'>,
    decide: (turn: Turn) => Promise<void>,
  ): Promise<readonly KeptLetter[]> {
    await bringInStep(workspace, about.now);
    const { cause, now, holder, member } = about;
    const work = async (records: Turn['records']) => {
      const own = { letters: [], soon: [], languages: new Map() };
      const turn: Turn = {
        cause,
        now,
        id: workspace,
        records,
        ...known,
        ...(await surroundings(workspace, records, now)),
        ...own,
      };
      await decide(turn);
      return records.letters.add(turn.letters, now, holder);
    };
    return deps.store.within(workspace, work, { member });
  }

  // A transaction of its own: what a turn reads of a deck has been kept.
  function bringInStep(workspace: WorkspaceId, now: Temporal.Instant): Promise<void> {
    const decks = deps.catalog.decks();
    const known = inStep.get(workspace);
    if (known?.decks === decks) return known.done;
    const done = deps.store.within(workspace, async (records) => {
      const turn = { ...(await surroundings(workspace, records, now)), records, now };
      for (const [i, deck] of decks.entries())
        for (const { item, ...changed } of await records.decks.put(deck, i))
          await withdrawWrong(turn, { ...changed, item: item.id });
    });
    inStep.set(workspace, { decks, done });
    done.catch(() => inStep.delete(workspace));
    return done;
  }

  function rulesOf({ id, families }: Workspace, now: Temporal.Instant): readonly Rule[] {
    return rulesAt(rulesIn(id, deps.catalog.rules()), families, now);
  }

  async function surroundings(id: WorkspaceId, records: Turn['records'], now: Temporal.Instant) {
    const workspace = await records.workspace.get();
    const isHoliday = holidaysOf(workspace, deps.holidays);
    const { newId, log, vault, showcase, exportLink = () => undefined, cueLink = () => undefined } = deps;
    const hasJudge = deps.judge !== undefined;
    const { tellsStatus = false, opensGroups = false } = deps.platformOf(id) ?? {};
    const paths = deps.catalog.paths();
    return {
      ...(showcase && { showcase }),
      workspace,
      families: rulesIn(id, deps.catalog.rules()),
      rules: rulesOf(workspace, now),
      teamRules: deps.catalog.teamRules(),
      paths,
      isHoliday,
      tellsStatus,
      opensGroups,
      isRegion: deps.holidays.isKnown,
      exportLink,
      cueLink,
      vault,
      hasJudge,
      newId,
      log,
    };
  }

  async function ask(workspace: WorkspaceId, members: readonly string[], profiles: Map<string, Profile>): Promise<void> {
    const platform = deps.platformOf(workspace);
    const told = await Promise.all(members.map((member) => platform?.profile(workspace, member) ?? { name: member }));
    for (const [i, member] of members.entries()) profiles.set(member, told[i] ?? { name: member });
  }

  async function read({ answer, rubric }: Unread['asked'], findings: Map<string, readonly Finding[] | undefined>) {
    findings.set(answer, await deps.judge?.find(answer, rubric));
  }

  return async (workspace, about, decide) => {
    const profiles = new Map<string, Profile>();
    const findings = new Map<string, readonly Finding[] | undefined>();
    const feeds = new Map<string, readonly Temporal.Instant[] | undefined>();
    for (let tries = 1; ; tries++) {
      try {
        // What has to start over does so alone.
        return await once(
          workspace,
          tries === 1 ? about : { ...about, member: undefined },
          { profiles, findings, feeds },
          decide,
        );
      } catch (error) {
        // Asked outside the transaction, which starts over: a platform may be slow, and a model is.
        if (error instanceof Strangers) await ask(workspace, error.members, profiles);
        else if (error instanceof Unread) await read(error.asked, findings);
        else if (error instanceof Unfetched) feeds.set(JSON.stringify(error.question), await deps.feeds?.endings(error.question));
        else if (!(error instanceof Conflict) || tries >= MOST_TRIES) throw error;
      }
    }
  };
}
