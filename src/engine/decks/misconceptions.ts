import { may } from '../../domain/access.ts';
import { normalise } from '../../domain/grade/normalise.ts';
import { countsOf, type GroupCount, type LedgerEntry, SMALLEST_LEDGER, verifiedBy } from '../../domain/misconception.ts';
import { dayAt, isDaytime } from '../../domain/rhythm.ts';
import type { IntentOf } from '../../intents.ts';
import { md } from '../../markdown.ts';
import { phrase, type Words } from '../../phrase.ts';
import { groupMisconceptions, type Named, ownMisconceptions, resolvedKindly } from '../../views/misconceptions.ts';
import { sentence } from '../../views/words.ts';
import { keepShown } from '../achievements/achieve.ts';
import { witness } from '../audit.ts';
import { teamsOf } from '../team/team.ts';
import { reply, type Turn, tell, type Visit } from '../turn.ts';

/** People whose misconceptions somebody may see as counts: an own team, or, for an author, the workspace. */
type Group = { team?: string; deck?: string; name: Words; members: readonly string[] };

/** `misconceptions`: to who leads or writes decks the counts, to everybody else their own. */
export async function openMisconceptions(visit: Visit): Promise<void> {
  const groups = await groupsOf(visit);
  if (groups.length === 0) {
    const own = await namedOf(visit, await visit.records.misconceptions.of([visit.member.id]));
    await reply(visit, ownMisconceptions(own, await visit.records.shownEvidence.of([visit.member.id])));
    return;
  }
  for (const group of groups) {
    await reply(visit, groupMisconceptions(group, await countsIn(visit, group)));
  }
}

/** A lead or author says that a misconception is resolved: whoever holds the right answer is told, and nobody else hears who. */
export async function resolveMisconception(visit: Visit, intent: IntentOf<'resolve-misconception'>): Promise<void> {
  const groups = (await groupsOf(visit)).filter(({ team }) => intent.team === undefined || team === intent.team);
  if (groups.length === 0) {
    await reply(visit, sentence(md`Only the lead of a team or an author can mark a misconception as resolved.`));
    return;
  }
  for (const group of groups) {
    const found = (await countsIn(visit, group)).find((each) => isMeant(each, intent));
    if (!found) continue;
    const subject = group.team === undefined ? (`deck:${found.deck}` as const) : (`team:${group.team}` as const);
    await witness(visit, 'misconception-resolved', subject, { deck: found.deck, misconception: found.misconception });
    await verify(visit, group, found);
    await reply(
      visit,
      sentence(md`Noted. Whoever in ${group.name} holds the right answer to “${found.name}” is told, each alone.`),
    );
    return;
  }
  await reply(visit, sentence(md`I know of no such misconception that ${SMALLEST_LEDGER} or more people met.`));
}

async function groupsOf(visit: Visit): Promise<Group[]> {
  const { member, records } = visit;
  const groups: Group[] = [];
  for (const team of await teamsOf(visit, member.id, 'lead')) {
    const members = await records.teams.members(team.id);
    if (may('lead-team', member, members))
      groups.push({ team: team.id, deck: team.deck, name: team.name, members: members.map((each) => each.member) });
  }
  if (may('keep-decks', member))
    groups.push({ name: phrase`this workspace`, members: (await records.members.all()).map((each) => each.id) });
  return groups;
}

/** A team's counts are of the deck that it learns together. */
async function countsIn(visit: Visit, { deck, members }: Group): Promise<readonly Named<GroupCount>[]> {
  const ledger = await visit.records.misconceptions.of(members);
  return withNames(visit, countsOf(ledger.filter((entry) => deck === undefined || entry.deck === deck)));
}

function isMeant({ deck, misconception, name }: Named<GroupCount>, intent: IntentOf<'resolve-misconception'>): boolean {
  if (intent.deck !== undefined && intent.deck !== deck) return false;
  return misconception === intent.misconception || normalise(name) === normalise(intent.misconception);
}

async function verify(visit: Visit, { members }: Group, found: Named<GroupCount>): Promise<void> {
  // In one order, whoever asks; their rows are locked so that an answer of theirs at this time is not undone.
  for (const id of [...members].sort()) await verifyOne(visit, id, found);
}

/** A misconception of one member is resolved, where they hold the right answer. */
export async function verifyOne(
  visit: Visit,
  id: string,
  { deck, misconception, name }: Named<{ deck: string; misconception: string }>,
): Promise<void> {
  const member = await visit.records.members.lock(id);
  const ledger = await visit.records.misconceptions.of([id]);
  const entry = ledger.find((each) => each.deck === deck && each.misconception === misconception);
  if (!member || !entry) return;
  const verified = verifiedBy(entry, { at: visit.now, day: dayAt(visit.now, member.zone) });
  if (verified === entry) return;
  await visit.records.misconceptions.save(verified);
  await keepVerified(visit, verified);
  // Whoever is out of their hours finds it in their stats.
  if (member.status === 'active' && member.unreachable === undefined && isDaytime(visit.now, member.zone))
    await tell(visit, id, resolvedKindly(name));
}

// The lead's word alone is no evidence: what is held is, which the learner put right.
async function keepVerified(visit: Visit, { member, deck, misconception, items, version, sinceDay }: LedgerEntry): Promise<void> {
  const [subject, item] = [`${deck}/${misconception}`, items.at(-1) ?? ''];
  await keepShown(visit, member, 'misconceptions', { subject, attempt: misconception, deck, item, version, day: sinceDay });
}

/** Entries with the names that the last version of their item has for them. */
export async function namedOf(
  turn: Pick<Turn, 'records'>,
  ledger: readonly LedgerEntry[],
): Promise<readonly Named<LedgerEntry>[]> {
  const last = ledger.map((entry) => ({ ...entry, item: entry.items.at(-1) ?? '' }));
  return withNames(turn, last);
}

export async function withNames<T extends { deck: string; item: string; version: number; misconception: string }>(
  { records }: Pick<Turn, 'records'>,
  entries: readonly T[],
): Promise<readonly Named<T>[]> {
  return Promise.all(
    entries.map(async (entry) => {
      const version = await records.decks.version(entry);
      return { ...entry, name: version?.item.misconceptions?.[entry.misconception]?.name ?? entry.misconception };
    }),
  );
}
