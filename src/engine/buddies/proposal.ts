import { isSilent, type Member } from '../../domain/member.ts';
import {
  agreeing,
  declining,
  type Match,
  type Partner,
  type Seeker,
  staying,
  withPartner,
} from '../../domain/partners/partner.ts';
import type { IntentOf } from '../../intents.ts';
import { md } from '../../markdown.ts';
import { avoidedNow, declinedNow, fellThrough, itIsOn, type Proposed, proposal, waitingForOthers } from '../../views/partners.ts';
import { sentence } from '../../views/words.ts';
import { findPerson } from '../find-person.ts';
import { isTimeFor } from '../hours.ts';
import { replace, type Turn, tell, type Visit } from '../turn.ts';
import { setMeeting } from './meeting.ts';
import { avoidedBy, weekNow } from './partners.ts';
import { ringChat } from './partners-chat.ts';

/** The alarm of a match for one of its people: it is proposed to them, or they hear that it is on. Without one of them, it is that of their chat. */
export async function ringProposal(turn: Turn, subject: string): Promise<void> {
  const [id = '', memberId] = subject.split(' ');
  if (memberId === undefined) return ringChat(turn, id);
  // The member, what they want, and then the match, as in every visit: else two could wait for each other.
  const member = await turn.records.members.lock(memberId);
  const seeker = await turn.records.seekers.get(memberId);
  const match = await turn.records.matches.get(id);
  const partner = match?.partners.find((each) => each.member === memberId);
  if (!match || !member || !partner || isSilent(member) || !isOpen(turn, match)) return;
  if (!(await isTimeFor(turn, member, { kind: 'proposal', subject }))) return;
  const about = await proposedTo(turn, match, member);
  const step = match.state === 'agreed' ? 'on' : 'proposed';
  if ((step === 'proposed' && partner.answer !== 'waiting') || (step === 'on' && partner.answer !== 'yes')) return;
  if (step === 'proposed' && !(await isStillWanted(turn, match, seeker))) return fallThrough(turn, match, member.id);
  const letter = await tell(turn, member.id, step === 'on' ? itIsOn(about) : proposal(about), {
    purpose: `${between(match)}:${member.id}:${step}`,
    // Where a chat is opened, that is the one new message.
    ...(step === 'on' && turn.opensGroups && partner.letter !== undefined && { replaces: partner.letter }),
  });
  if (letter) await turn.records.matches.save(withPartner(match, member.id, { letter }));
}

/** Whether somebody may be told of a match: they may have left, paused or avoided one of it, or been avoided, while it was made. */
async function isStillWanted(turn: Turn, match: Match, seeker: Seeker | undefined): Promise<boolean> {
  if (!seeker || seeker.paused) return false;
  const ids = staying(match).map(({ member }) => member);
  const avoided = await turn.records.avoidances.of(ids);
  return !avoided.some((each) => ids.includes(each.other) && [each.member, each.other].includes(seeker.member));
}

/** Whether something can still come of a match: it is not over, and its week is not. */
export function isOpen(turn: Turn, { state, week }: Match): boolean {
  return state !== 'over' && week.equals(weekNow(turn));
}

/** Yes, or not this week. Without a match, the newest is meant. */
export async function answerMatch(visit: Visit, { match: id, yes }: IntentOf<'answer-match'>): Promise<void> {
  const match = await ownMatch(visit, id);
  if (!match || !isOpen(visit, match)) return nothingProposed(visit);
  if (!yes) return decline(visit, match, declinedNow());
  if (partnerOf(match, visit.member.id)?.answer === 'no') return nothingProposed(visit);
  const agreed = agreeing(match, visit.member.id);
  const about = await proposedTo(visit, agreed, visit.member);
  const isOn = agreed.state === 'agreed';
  const letter = await replace(visit, isOn ? itIsOn(about) : waitingForOthers(about), {
    purpose: `${between(match)}:${visit.cause}`,
  });
  await visit.records.matches.save(withPartner(agreed, visit.member.id, letter ? { letter } : {}));
  if (isOn && match.state !== 'agreed') await begin(visit, agreed, visit.member.id);
}

/** `not with Ana`, by the button or in words: they are not matched again, and she never learns of it. */
export async function avoidPartner(visit: Visit, { match: id, member: otherId, name }: IntentOf<'avoid-partner'>): Promise<void> {
  const { member, records } = visit;
  const other = name === undefined ? (await records.members.all([otherId ?? '']))[0] : await findPerson(visit, name);
  const match = await ownMatch(visit, id);
  const isMatched = match?.partners.some((each) => each.member === other?.id) ?? false;
  if (!other || other.id === member.id || (id !== undefined && !isMatched)) return nothingProposed(visit);
  await records.avoidances.choose(member.id, [...(await avoidedBy(visit, member.id)), other.id]);
  const done = avoidedNow(other);
  if (match && isOpen(visit, match) && isStaying(match, member.id, other.id)) return decline(visit, match, done);
  await replace(visit, done, { purpose: `partners:${member.id}:${other.id}:${visit.cause}` });
}

async function decline(visit: Visit, match: Match, said: ReturnType<typeof declinedNow>): Promise<void> {
  await replace(visit, said, { purpose: `${between(match)}:${visit.cause}` });
  await fallThrough(visit, match, visit.member.id);
}

/** Somebody goes: what is proposed to them this week falls through, and nobody is told why. With `avoided`, only where one of these is in it. */
export async function withdrawFrom(turn: Turn, member: string, avoided?: readonly string[]): Promise<void> {
  // A matching that runs has the row: what it makes of them is seen when it is over.
  await turn.records.seekers.get(member);
  const match = await turn.records.matches.latest(member);
  if (!match || !isOpen(turn, match) || !isStaying(match, member)) return;
  if (!avoided || avoided.some((other) => isStaying(match, other))) await fallThrough(turn, match, member);
}

function isStaying(match: Match, ...members: readonly string[]): boolean {
  const ids = staying(match).map(({ member }) => member);
  return members.every((member) => ids.includes(member));
}

/** One of a match is out: those who stay see it in the message that they have, without a new one. */
async function fallThrough(turn: Turn, match: Match, out: string): Promise<void> {
  const left = declining(match, out);
  const people = new Map(
    (await turn.records.members.all(staying(left).map(({ member }) => member))).map((each) => [each.id, each]),
  );
  let now = left;
  for (const { member: id, letter, answer } of staying(left)) {
    const member = people.get(id);
    if (!member || letter === undefined) continue;
    const about = await proposedTo(turn, left, member);
    const said = match.state === 'agreed' ? itIsOn(about) : waitingForOthers(about);
    const shown = left.state === 'over' ? fellThrough() : answer === 'yes' ? said : proposal(about);
    const changed = await tell(turn, id, shown, { replaces: letter, purpose: `${between(left)}:${id}:${turn.cause}` });
    if (changed) now = withPartner(now, id, { letter: changed });
  }
  await turn.records.matches.save(now);
  if (now.state === 'agreed' && match.state !== 'agreed') await begin(turn, now);
}

/** All have said yes: the others hear that it is on, a chat is opened where the platform opens one, and each is asked later whether it happened. */
async function begin(turn: Turn, match: Match, knows?: string): Promise<void> {
  if (turn.opensGroups) await turn.records.alarms.set('proposal', match.id, turn.now);
  for (const { member } of staying(match)) {
    if (member !== knows) await turn.records.alarms.set('proposal', `${match.id} ${member}`, turn.now);
    await setMeeting(turn, match, member);
  }
}

/** A member's match, locked; nothing where it is somebody else's. */
export async function ownMatch(visit: Visit, id: string | undefined): Promise<Match | undefined> {
  const { matches } = visit.records;
  const match = id === undefined ? await matches.latest(visit.member.id) : await matches.get(id);
  return match && partnerOf(match, visit.member.id) ? match : undefined;
}

export function partnerOf({ partners }: Match, member: string): Partner | undefined {
  return partners.find((each) => each.member === member);
}

async function nothingProposed(visit: Visit): Promise<void> {
  await replace(visit, sentence(md`No study partner is proposed to you at present. Say partners to be matched on Monday.`));
}

/** What one of a match may read of it: what people are firm on only where all of them agreed to that. */
export async function proposedTo(turn: Turn, match: Match, reader: Member): Promise<Proposed> {
  const ids = staying(match).map(({ member }) => member);
  const named = await turn.records.members.all(ids);
  const isTold = await mayTell(turn, ids);
  const others = named.filter(({ id }) => id !== reader.id);
  const explains = (id: string) => (isTold ? partnerOf(match, id)?.explains : undefined);
  const partners = others.map((member) => ({ member, explains: explains(member.id) }));
  return { match, reader, others: partners, own: explains(reader.id) };
}

/** Whether all of these agreed that what they are firm on is read. */
export async function mayTell({ records }: Turn, ids: readonly string[]): Promise<boolean> {
  const telling = (await records.seekers.among(ids)).filter(({ tellsTopics }) => tellsTopics);
  return telling.length === ids.length;
}

/** What names people of a match to each other carries all of them, so that erasing finds it. */
export function between(match: Match): string {
  return ['partners', match.id, ...staying(match).map(({ member }) => member)].join(':');
}
