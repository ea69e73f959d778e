import { heirOf } from '../../domain/access.ts';
import type { Actor } from '../../domain/audit.ts';
import type { Member } from '../../domain/member.ts';
import { noMoreWritten } from '../../views/exchange-read.ts';
import { noMore } from '../../views/explanations.ts';
import { confirmErase, erasedNow } from '../../views/privacy.ts';
import { roleGranted } from '../../views/settings.ts';
import { release } from '../buddies/end-buddies.ts';
import { offer } from '../buddies/exchange-review.ts';
import { withdrawFrom } from '../buddies/proposal.ts';
import { unname } from '../team/reveal.ts';
import { retellSummary } from '../team/summary.ts';
import { meet, replace, say, type Turn, tell, type Visit } from '../turn.ts';
import { inPrivate } from './privacy.ts';

// So long the confirmation may take to reach somebody; then it is forgotten as well.
const CONFIRMED_WITHIN_HOURS = 24;

/** `erase my data`: says what goes and what stays; only the button erases. */
export async function openErase(visit: Visit): Promise<void> {
  const others = await othersThan(visit, visit.member.id);
  await inPrivate(visit);
  await tell(visit, visit.member.id, confirmErase({ lastAdmin: isLastAdmin(visit.member, others) && others.length > 0 }));
}

/** The button. What tells the member that it is done is the one thing kept, for a day. */
export async function eraseData(visit: Visit): Promise<void> {
  const { member, records, now } = visit;
  const confirmation = await replace(visit, erasedNow());
  // Their platform's page shows what is gone now until something else stands there.
  const page = member.home === undefined ? undefined : await say(visit, { kind: 'home', member: member.id }, erasedNow());
  // The message in whose place the confirmation stands is found by its first letter.
  const left = [confirmation, page, visit.pressed?.replaces, visit.pressed?.id].flatMap((id) => id ?? []);
  await eraseMember(visit, member, { actor: `member:${member.id}`, left });
  await records.alarms.set('forget', member.id, now.add({ hours: CONFIRMED_WITHIN_HOURS }));
}

/** Erases a member of a workspace, as its operator; false where there is none. */
export async function eraseByOperator(turn: Turn, id: string): Promise<boolean> {
  const member = await turn.records.members.lock(id);
  if (!member) return false;
  await eraseMember(turn, member, { actor: 'operator', left: [] });
  return true;
}

/** The alarm a day after: forgets the confirmation, unless it still waits or its reader has come back. */
export async function ringForget(turn: Turn, id: string): Promise<void> {
  if (await turn.records.members.lock(id)) return;
  if (await turn.records.privacy.forget(id)) return;
  await turn.records.alarms.set('forget', id, turn.now.add({ hours: CONFIRMED_WITHIN_HOURS }));
}

async function eraseMember(turn: Turn, member: Member, how: { actor: Actor; left: readonly string[] }): Promise<void> {
  const { records, newId, now: at } = turn;
  await handOnAdmin(turn, member, how.actor);
  const summaries = await records.privacy.summaries(member.id);
  await records.audit.add({ id: newId(), at, actor: how.actor, action: 'erased', subject: `member:${member.id}`, detail: {} });
  await withdraw(turn, member.id);
  await unname(turn, member.id);
  await records.privacy.erase(member, how.left);
  for (const { checkIn: id, ...told } of summaries) {
    const checkIn = await records.checkIns.get(id);
    const team = checkIn && (await records.teams.get(checkIn.team));
    if (checkIn && team) await retellSummary(turn, team, checkIn, told);
  }
}

// What a buddy was given goes, and what was given to them goes back.
async function withdraw(turn: Turn, id: string): Promise<void> {
  for (const { state, buddy, letter } of await turn.records.explanations.of(id))
    if (state === 'sent' && letter) await tell(turn, buddy, noMore(), { replaces: letter });
  await withdrawWritten(turn, id);
  await release(turn, { buddy: id });
  await withdrawFrom(turn, id);
}

// What they wrote goes; what they answered for others goes on to the authors.
async function withdrawWritten(turn: Turn, id: string): Promise<void> {
  const { writtenQuestions } = turn.records;
  for (const { state, reader, letter } of await writtenQuestions.by(id))
    if (state === 'sent' && letter) await tell(turn, reader, noMoreWritten(), { replaces: letter });
  for (const { id: question } of await writtenQuestions.for(id)) {
    const written = await writtenQuestions.get(question);
    if (written?.state === 'comparing' || written?.state === 'answered') await offer(turn, written);
  }
}

async function handOnAdmin(turn: Turn, member: Member, actor: Actor): Promise<void> {
  const { records, newId, now: at } = turn;
  const others = await othersThan(turn, member.id);
  if (!isLastAdmin(member, others)) return;
  const teams = await records.teams.all();
  const people = await Promise.all(teams.map((team) => records.teams.members(team.id)));
  const leads = people.flat().flatMap((each) => (each.role === 'lead' ? [each.member] : []));
  const heir = heirOf(others, leads);
  // Nobody is left: the next to come looks after the workspace, as the first did.
  if (!heir) return;
  await records.members.save({ ...(await meet(turn, heir.id)), admin: true });
  const subject = `member:${heir.id}` as const;
  await records.audit.add({ id: newId(), at, actor, action: 'role-granted', subject, detail: { role: 'admin' } });
  await tell(turn, heir.id, roleGranted('admin'));
}

function isLastAdmin(member: Member, others: readonly Member[]): boolean {
  return member.admin && !others.some((each) => each.admin);
}

async function othersThan(turn: Turn, id: string): Promise<Member[]> {
  return (await turn.records.members.all()).filter((member) => member.id !== id);
}
