import { type Buddy, isClosed } from '../../domain/buddy.ts';
import type { Member } from '../../domain/member.ts';
import type { IntentOf } from '../../intents.ts';
import type { Words } from '../../phrase.ts';
import { buddyForm } from '../../views/buddies.ts';
import { teamsOf } from '../team/team.ts';
import { reply, type Visit } from '../turn.ts';
import { putQuestion } from './consent.ts';

/** `buddy`: who reads what somebody explains, and the form to name one. */
export async function openBuddies(visit: Visit): Promise<void> {
  await showForm(visit, {});
}

/** The form, with what there is to send to whoever is named in it. */
export async function showForm(
  visit: Visit,
  target: Pick<IntentOf<'name-buddy'>, 'attempt' | 'session' | 'position'>,
  lead?: Words,
) {
  const { member, records } = visit;
  const named = (await records.buddies.of(member.id)).find((each) => !isClosed(each));
  const mates = new Set<string>();
  for (const team of await teamsOf(visit, member.id))
    for (const each of await records.teams.members(team.id)) mates.add(each.member);
  const people = (await records.members.all([...mates])).filter((each) => each.id !== member.id && each.status !== 'left');
  // It may name people: erasing finds it by its input.
  await reply(visit, buddyForm({ people, named, target, lead }));
}

/** Names somebody as a buddy; they are asked once, at a time of theirs. Nothing where they are not to be asked (again). */
export async function choose(visit: Visit, person: Member): Promise<Buddy | undefined> {
  const { member, records, now } = visit;
  if (person.id === member.id || person.status === 'left' || person.unreachable !== undefined) return undefined;
  const known = await records.buddies.get(member.id, person.id);
  if (known && isClosed(known)) return undefined;
  const buddy: Buddy = { explainer: member.id, buddy: person.id, status: 'named', ...known, namedAt: now };
  await records.buddies.save(buddy);
  return buddy.status === 'named' ? putQuestion(visit, buddy, person) : buddy;
}
