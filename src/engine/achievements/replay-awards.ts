import { rulesIn, rulesOverTime } from '../../domain/achievements/overlay.ts';
import { type History, replayAwards, type Shown, type ShownOtherwise } from '../../domain/achievements/replay.ts';
import type { Rule } from '../../domain/achievements/rule.ts';
import type { Attempt } from '../../domain/attempt.ts';
import { dayAt, type IsHoliday } from '../../domain/rhythm.ts';
import type { Records } from '../../ports/store.ts';
import { daysWithQuestions } from '../quiz/days.ts';
import type { Difference } from '../quiz/replay.ts';
import type { Turn } from '../turn.ts';
import { WITHDRAWN } from './achieve.ts';

const EVERY_DAY = 100_000;

/** Makes a member's proofs and awards anew from the log, says what was kept otherwise, and mends that if asked to. Nothing is announced anew. */
export async function replayMemberAwards(
  records: Records,
  member: string,
  log: readonly Attempt[],
  { mend, rules, isHoliday }: { mend: boolean; rules: readonly Rule[]; isHoliday: IsHoliday },
): Promise<Difference[]> {
  const { id, families } = await records.workspace.get();
  const all = {
    proofs: await records.proofs.of(member),
    tries: await records.proofs.tries(member),
    awards: await records.awards.of(member),
  };
  const awarded = await isAwarded(records, member);
  // What was shown by answers that are gone by now stays as it is.
  const ids = new Set(log.map(({ id }) => id));
  const otherwise = await shownOtherwise(records, member);
  const known = new Set([...ids, ...otherwise.map(({ shown }) => shown.attempt)]);
  if (all.proofs.some(({ attempt }) => !known.has(attempt))) return [];
  // The log does not say that a key was wrong: what that took away stays away, and its family as it is.
  const withdrawn = new Set(all.proofs.filter(({ lapsedBy }) => lapsedBy === WITHDRAWN).map(({ family }) => family));
  const kept = without(withdrawn, all);
  const history = await historyOf({ records, isHoliday }, member, log, otherwise);
  const made = without(withdrawn, replayAwards(rulesOverTime(rulesIn(id, rules), families), history));
  const differences = [...proofsBetween(kept, made), ...triesBetween(kept, made), ...(awarded ? awardsBetween(kept, made) : [])];
  if (mend && differences.length > 0) await write(records, member, kept, awarded ? made : { ...made, awards: [] });
  return differences.map((each) => ({ member, ...each }));
}

/** All that a member's awards follow from. */
export async function historyOf(
  { records, isHoliday }: Pick<Turn, 'records' | 'isHoliday'>,
  member: string,
  log: readonly Attempt[],
  otherwise?: readonly ShownOtherwise[],
): Promise<History> {
  const about = await subjectsOf(records, log);
  const days = await daysWithQuestions({ records, isHoliday }, member, EVERY_DAY);
  const shown = otherwise ?? (await shownOtherwise(records, member));
  return { member, log, about: (attempt) => about.get(keyOf(attempt)), days, otherwise: shown };
}

function without(families: ReadonlySet<string>, { proofs, tries, awards }: Shown): Shown {
  return {
    proofs: proofs.filter(({ family }) => !families.has(family)),
    tries: new Map([...tries].filter(([family]) => !families.has(family))),
    awards: awards.filter(({ family }) => !families.has(family)),
  };
}

// To who was held out of achievements in an experiment they come later, and never all at once.
async function isAwarded({ experiments }: Records, member: string): Promise<boolean> {
  const latest = await experiments.latest();
  return latest === undefined || (await experiments.assignment(latest.id, member))?.heldOut !== true;
}

export async function subjectsOf(
  records: Records,
  log: readonly Pick<Attempt, 'deck' | 'item' | 'version'>[],
): Promise<ReadonlyMap<string, { kind: string; topic: string }>> {
  const found = new Map<string, { kind: string; topic: string }>();
  for (const attempt of log) {
    const version = found.has(keyOf(attempt)) ? undefined : await records.decks.version(attempt);
    if (version) found.set(keyOf(attempt), version.item);
  }
  return found;
}

export function keyOf({ deck, item, version }: Pick<Attempt, 'deck' | 'item' | 'version'>): string {
  return `${deck}/${item}/${version}`;
}

async function shownOtherwise(records: Records, member: string): Promise<ShownOtherwise[]> {
  const [person] = await records.members.all([member]);
  const zone = person?.zone ?? 'UTC';
  const explained = (await records.explanations.of(member)).flatMap(({ attempt, deck, item, version, maturedAt, creditTold }) =>
    maturedAt && creditTold
      ? [
          {
            of: 'explanations' as const,
            at: maturedAt,
            shown: { subject: `${deck}/${item}`, attempt, deck, item, version, day: dayAt(maturedAt, zone) },
          },
        ]
      : [],
  );
  const verified = (await records.misconceptions.of([member])).flatMap(({ deck, misconception, items, version, verifiedAt }) =>
    verifiedAt
      ? [
          {
            of: 'misconceptions' as const,
            at: verifiedAt,
            shown: {
              subject: `${deck}/${misconception}`,
              attempt: misconception,
              deck,
              item: items.at(-1) ?? '',
              version,
              day: dayAt(verifiedAt, zone),
            },
          },
        ]
      : [],
  );
  return [...explained, ...verified];
}

export type Told = Omit<Difference, 'member'>;

export function between(kept: ReadonlyMap<string, string>, made: ReadonlyMap<string, string>): Told[] {
  return [...new Set([...kept.keys(), ...made.keys()])]
    .sort()
    .map((what) => ({ what, kept: kept.get(what) ?? 'nothing', replayed: made.get(what) ?? 'nothing' }))
    .filter((each) => each.kept !== each.replayed);
}

function proofsBetween(kept: Shown, made: Shown): Told[] {
  const told = ({ proofs }: Shown) =>
    new Map(
      proofs.map(({ family, subject, lapsedBy }) => [`proof ${family} ${subject}`, lapsedBy === undefined ? 'counts' : 'lapsed']),
    );
  return between(told(kept), told(made));
}

function triesBetween(kept: Shown, made: Shown): Told[] {
  const told = ({ tries }: Shown) => new Map([...tries].map(([family, last]) => [`tries ${family}`, last]));
  return between(told(kept), told(made));
}

function awardsBetween(kept: Shown, made: Shown): Told[] {
  const told = ({ awards }: Shown) => new Map(awards.map(({ family, tier, state }) => [`award ${family} ${tier}`, state]));
  return between(told(kept), told(made));
}

async function write(records: Records, member: string, kept: Shown, made: Shown): Promise<void> {
  for (const proof of kept.proofs) await records.proofs.remove(member, proof);
  for (const proof of made.proofs) await records.proofs.save(member, proof);
  for (const [family, tries] of made.tries) await records.proofs.saveTries(member, family, tries);
  for (const award of made.awards) {
    const before = kept.awards.find(({ family, tier }) => family === award.family && tier === award.tier);
    const told = before && { action: before.action, ...(before.offeredAt && { offeredAt: before.offeredAt }) };
    await records.awards.save({ ...award, ...told, announced: true });
  }
}
