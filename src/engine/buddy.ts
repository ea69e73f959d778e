import { type Buddy, mayAsk, readerOf } from '../domain/buddy.ts';
import { isAway, type Member } from '../domain/member.ts';
import { dayAt } from '../domain/rhythm.ts';
import type { IntentOf } from '../intents.ts';
import { agreed, buddyAsked, buddyEnded, buddyForm, declined, wouldYouRead } from '../views/buddy.ts';
import { sentence } from '../views/words.ts';
import { inPrivate } from './privacy.ts';
import { MEMBER_ID } from './team.ts';
import { meet, meetAll, replace, reply, type Turn, tell, type Visit } from './turn.ts';

/** `buddy`: who reads one's explanations, and a form to choose somebody. */
export async function openBuddy(visit: Visit): Promise<void> {
  await inPrivate(visit);
  const { member, records } = visit;
  const own = await records.buddies.of(member.id);
  const reads = (await records.buddies.asking(member.id)).filter(({ standing }) => standing === 'agreed');
  const known = (await records.members.all()).filter((each) => each.id !== member.id && isHere(visit, each));
  const waiting = own.find(({ standing }) => standing === 'asked');
  const name = async (id: string | undefined) => (id === undefined ? undefined : (await records.members.all([id]))[0]?.name);
  await tell(
    visit,
    member.id,
    buddyForm(known, { reader: await name(readerOf(own)?.buddy), asked: await name(waiting?.buddy), reads: reads.length }),
  );
}

/** The form: asks the colleague whether they would. Nothing is sent to them before they agree. */
export async function askBuddy(visit: Visit): Promise<void> {
  const { member, records } = visit;
  const [id, ...others] = [visit.values['buddy'] ?? []].flat().filter((each) => MEMBER_ID.test(each));
  if (id === undefined || others.length > 0 || id === member.id) {
    await reply(visit, sentence('Choose one colleague, who is not you.'));
    return;
  }
  await meetAll(visit, [id]);
  const buddy = await meet(visit, id);
  const own = await records.buddies.of(member.id);
  if (!mayAsk(own, id) || !isHere(visit, buddy)) {
    await reply(visit, sentence(`${buddy.name} cannot at present. Choose somebody else.`));
    return;
  }
  if (!own.some((each) => each.buddy === id)) {
    await records.buddies.save({ member: member.id, buddy: id, standing: 'asked', since: visit.now });
    await tell(visit, id, wouldYouRead(member));
  }
  await replace(visit, buddyAsked(buddy.name));
}

/** The colleague's yes or no. A no is told kindly, and without reasons. */
export async function answerBuddy(visit: Visit, { member: asking, yes }: IntentOf<'answer-buddy'>): Promise<void> {
  const { buddies } = visit.records;
  const asked = (await buddies.asking(visit.member.id)).find(
    (each) => each.standing === 'asked' && (asking === undefined || each.member === asking),
  );
  if (!asked) return void (await replace(visit, sentence('Nobody waits for an answer from you.')));
  await buddies.save({ ...asked, standing: yes ? 'agreed' : 'declined', since: visit.now });
  // Who chose two has the one who agreed last.
  if (yes) await endOthers(visit, asked);
  const [explainer] = await visit.records.members.all([asked.member]);
  await replace(visit, yes ? agreed(explainer?.name ?? '') : sentence('All right. You are not asked again.'));
  if (explainer && isHere(visit, explainer)) await tell(visit, explainer.id, declinedOrNot(visit.member, yes));
}

function declinedOrNot(buddy: Member, yes: boolean) {
  return yes
    ? sentence(`${buddy.name} will read your explanations: press Send to my buddy when one is to be compared.`)
    : declined(buddy.name);
}

async function endOthers({ records, now }: Turn, { member, buddy }: Buddy): Promise<void> {
  for (const each of await records.buddies.of(member))
    if (each.buddy !== buddy && each.standing === 'agreed')
      await records.buddies.save({ ...each, standing: 'ended', since: now });
}

/** Ends it on both sides, at once and without reasons. */
export async function endBuddy(visit: Visit): Promise<void> {
  const { member, records, now } = visit;
  const reads = (await records.buddies.asking(member.id)).filter(({ standing }) => standing !== 'ended');
  const own = (await records.buddies.of(member.id)).filter(({ standing }) => standing === 'agreed' || standing === 'asked');
  for (const each of [...reads, ...own]) await records.buddies.save({ ...each, standing: 'ended', since: now });
  for (const explanation of await records.explanations.waiting(member.id))
    await records.explanations.save({ ...explanation, state: 'lapsed' });
  await reply(visit, buddyEnded(reads.length + own.length > 0));
}

export function isHere(turn: Turn, member: Member): boolean {
  return member.unreachable === undefined && !isAway(member, dayAt(turn.now, member.zone));
}
