import { may } from '../../domain/access.ts';
import type { Attempt } from '../../domain/attempt.ts';
import { saidIn } from '../../domain/dispute.ts';
import { normalise } from '../../domain/grade/normalise.ts';
import { isOf, type LedgerEntry } from '../../domain/misconception.ts';
import { type Packet, packetOf } from '../../domain/packet.ts';
import type { Team } from '../../domain/team.ts';
import { asAsked } from '../../domain/wordings.ts';
import type { IntentOf } from '../../intents.ts';
import { md } from '../../markdown.ts';
import { hidden, nothingToVerify, packet, shownToLead, type ToldAnswer, type Waiting } from '../../views/evidence.ts';
import type { Named } from '../../views/misconceptions.ts';
import { sentence } from '../../views/words.ts';
import { witness } from '../audit.ts';
import { namedOf, verifyOne } from '../decks/misconceptions.ts';
import { inPrivate } from '../member/privacy.ts';
import { replace, reply, type Turn, tell, type Visit } from '../turn.ts';
import { teamsOf } from './team.ts';

/** What members of a team agreed to show, and is not verified yet, the longest waiting first. */
export async function queueOf(turn: Turn, team: Team): Promise<Waiting[]> {
  const ids = (await turn.records.teams.members(team.id)).map(({ member }) => member);
  const shown = (await turn.records.shownEvidence.of(ids)).filter(({ deck }) => deck === team.deck);
  const owners = [...new Set(shown.map(({ member }) => member))];
  const [members, ledger] = [await turn.records.members.all(owners), await turn.records.misconceptions.of(owners)];
  const held = ledger.filter(({ standing }) => standing === 'held');
  const entries = await namedOf(
    turn,
    shown.flatMap((each) => held.find(isOf(each)) ?? []),
  );
  return entries.flatMap((entry) => {
    const member = members.find(({ id }) => id === entry.member);
    return member ? [{ member, entry }] : [];
  });
}

/** `to verify`: the next in the lead's queue, with the answers that show it. Whose answers were looked at is in the audit trail. */
export async function openEvidence(visit: Visit, { team: id, after }: IntentOf<'open-evidence'>): Promise<void> {
  const queue = await queueFor(visit, id);
  if (!queue) return notYours(visit);
  const next = queue[after === undefined ? 0 : queue.findIndex(({ entry }) => keyOf(entry) === after) + 1] ?? queue[0];
  const found = next && (await packetFor(visit, next.entry));
  await inPrivate(visit);
  if (!next || !found) return void (await tell(visit, visit.member.id, nothingToVerify()));
  await witness(visit, 'evidence-opened', `member:${next.member.id}`);
  const purpose = `evidence:${next.member.id}:${visit.cause}`;
  await replace(visit, packet(next, found, { left: queue.length, key: keyOf(next.entry) }), { purpose });
}

/** A lead has looked and says that it is resolved; its learner is told. */
export async function verify(visit: Visit, intent: IntentOf<'verify'>): Promise<void> {
  const queue = await queueFor(visit, undefined);
  if (!queue) return notYours(visit);
  const isMeant = ({ member, entry }: Waiting) =>
    intent.name !== undefined
      ? normalise(member.name) === normalise(intent.name.replace(/^@/, '')) || member.id === intent.name
      : entry.member === intent.member && entry.deck === intent.deck && entry.misconception === intent.misconception;
  const found = queue.find((each) => each.member.id !== visit.member.id && isMeant(each));
  if (!found) return void (await reply(visit, nothingToVerify()));
  await witness(visit, 'misconception-resolved', `member:${found.member.id}`, { misconception: found.entry.misconception });
  await verifyOne(visit, found.member.id, found.entry);
  await visit.records.shownEvidence.remove(found.entry);
  await replace(visit, sentence(md`Verified. They are told, kindly.`));
}

/** A learner shows their lead how they got over something, or takes that back. */
export async function showEvidence(visit: Visit, intent: IntentOf<'show-evidence'>): Promise<void> {
  const { records, member, now } = visit;
  const ledger = await namedOf(visit, await records.misconceptions.of([member.id]));
  const names = ({ misconception, name }: Named<LedgerEntry>) => [misconception, name].map(normalise);
  const entry = ledger.find(
    (each) => (intent.deck ?? each.deck) === each.deck && names(each).includes(normalise(intent.misconception)),
  );
  const found = entry && (entry.standing === 'held' || !intent.show) ? await packetFor(visit, entry) : undefined;
  if (!entry || !found)
    return void (await reply(visit, sentence(md`Nothing by that name of yours has held yet: say misconceptions to see.`)));
  if (intent.show && !(await hasLead(visit, entry.deck)))
    return void (await reply(visit, sentence(md`No team of yours learns that deck, so there is no lead to show it to.`)));
  if (intent.show)
    await records.shownEvidence.add({ member: member.id, deck: entry.deck, misconception: entry.misconception, at: now });
  else await records.shownEvidence.remove(entry);
  await inPrivate(visit);
  await tell(visit, member.id, intent.show ? shownToLead(entry, found) : hidden(entry));
}

async function hasLead(visit: Visit, deck: string): Promise<boolean> {
  return (await teamsOf(visit, visit.member.id, 'member')).some((team) => team.deck === deck);
}

/** The queue of somebody who leads; nothing for anybody else. */
async function queueFor(visit: Visit, id: string | undefined): Promise<Waiting[] | undefined> {
  const led = (await teamsOf(visit, visit.member.id, 'lead')).filter((team) => id === undefined || team.id === id);
  const own: Waiting[] = [];
  let leads = false;
  for (const team of led) {
    if (!may('lead-team', visit.member, await visit.records.teams.members(team.id))) continue;
    leads = true;
    own.push(...(await queueOf(visit, team)));
  }
  return leads ? own : undefined;
}

async function packetFor(
  turn: Turn,
  entry: LedgerEntry,
): Promise<{ first: ToldAnswer; later: readonly ToldAnswer[] } | undefined> {
  const logs = await Promise.all(entry.items.map((item) => turn.records.attempts.log(entry.member, { deck: entry.deck, item })));
  const found: Packet | undefined = packetOf(entry, logs.flat());
  if (!found) return undefined;
  const later = await Promise.all(found.later.map((each) => toldOf(turn, each, found.first)));
  return { first: await toldOf(turn, found.first, found.first), later };
}

async function toldOf({ records }: Turn, attempt: Attempt, first: Attempt): Promise<ToldAnswer> {
  const version = await records.decks.version(attempt);
  const prompt = version ? asAsked(version.item, attempt.wording).prompt : attempt.item;
  const reworded = attempt.item !== first.item || attempt.wording !== first.wording;
  return { day: attempt.day, prompt, said: saidIn(attempt), reworded };
}

function keyOf({ member, deck, misconception }: LedgerEntry): string {
  return JSON.stringify([member, deck, misconception]);
}

async function notYours(visit: Visit): Promise<void> {
  await reply(visit, sentence(md`Only the lead of a team verifies what its people show.`));
}
