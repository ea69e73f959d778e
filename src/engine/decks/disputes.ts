import { may } from '../../domain/access.ts';
import { modelAnswer } from '../../domain/deck.ts';
import { type Dispute, groupsOf, saidIn, taught } from '../../domain/dispute.ts';
import { isSilent, type Member } from '../../domain/member.ts';
import { dayAt, nextSessionAt } from '../../domain/rhythm.ts';
import { asAsked, sameQuestion } from '../../domain/wordings.ts';
import type { IntentOf } from '../../intents.ts';
import { md } from '../../markdown.ts';
import { type Contested, nothingDisputed, refusalForm, waiting } from '../../views/disputes.ts';
import { sentence } from '../../views/words.ts';
import { isTimeFor } from '../hours.ts';
import { teamsOf } from '../team/team.ts';
import { replace, reply, type Turn, tell, type Visit } from '../turn.ts';
import { sameAnswers } from './credit.ts';

/** Disputes of one answer; the first stands for all. */
export type Group = readonly [Dispute, ...Dispute[]];

/** `disputes`: what waits for somebody who may rule on it. */
export async function listDisputes(visit: Visit): Promise<void> {
  const groups = await groupsFor(visit, visit.member);
  if (!groups) return notForYou(visit);
  const first = await firstOf(visit, groups);
  await reply(visit, first ? waiting(first, groups.length) : nothingDisputed());
}

/** The alarm of what waits: one message a day, at a time at which they may be asked. */
export async function ringDisputes(turn: Turn, id: string): Promise<void> {
  const member = await turn.records.members.lock(id);
  const day = member && dayAt(turn.now, member.zone);
  if (!member || !day || isSilent(member)) return;
  const groups = (await groupsFor(turn, member)) ?? [];
  const first = await firstOf(turn, groups);
  if (!first) return;
  if (!(await isTimeFor(turn, member, { kind: 'disputes', subject: id }))) return;
  if (await tell(turn, id, waiting(first, groups.length), { purpose: `disputes:${id}:${day}` })) return;
  await turn.records.alarms.set('disputes', id, nextSessionAt(turn.now, member, turn.isHoliday));
}

/** The form for why not. */
export async function openRefusal(visit: Visit, { dispute: id }: IntentOf<'open-refusal'>): Promise<void> {
  const groups = await groupsFor(visit, visit.member);
  const all = groupsOf(await visit.records.disputes.waiting({ lock: false }));
  const group = groups?.find((each) => each[0].attempt === id);
  if (!groups || (!group && all.some((each) => each[0].attempt === id))) return notForYou(visit);
  const contested = group && (await contestedIn(visit, group));
  if (contested) await replace(visit, refusalForm(contested));
  else await replace(visit, nothingDisputed());
}

/** What waits for a member; nothing where they rule on nothing at all. */
export async function groupsFor(turn: Turn, member: Member, { lock } = { lock: false }): Promise<readonly Group[] | undefined> {
  const groups = groupsOf(await turn.records.disputes.waiting({ lock }));
  if (may('rule-dispute', member)) return groups;
  const led = await teamsOf(turn, member.id, 'lead');
  if (led.length === 0) return undefined;
  const people = new Set<string>();
  for (const team of led) {
    const members = await turn.records.teams.members(team.id);
    if (may('rule-dispute', member, members)) for (const each of members) people.add(each.member);
  }
  // Nobody rules on what they alone hold.
  return groups.filter((group) => group.some((each) => each.member !== member.id && people.has(each.member)));
}

export async function notForYou(visit: Visit): Promise<void> {
  await reply(visit, sentence(md`Only an author, an admin or the lead of the team rules on answers that somebody disputes.`));
}

/** The first of which the answer is still kept. */
export async function firstOf(turn: Turn, groups: readonly Group[]): Promise<Contested | undefined> {
  for (const group of groups) {
    const contested = await contestedIn(turn, group);
    if (contested) return contested;
  }
  return undefined;
}

/** What somebody has to know to rule; of who said it their number alone. */
export async function contestedIn(turn: Turn, [dispute]: Group): Promise<Contested | undefined> {
  const attempt = await turn.records.attempts.get(dispute.attempt);
  const version = await turn.records.decks.version(dispute);
  if (!attempt || !version) return undefined;
  const item = asAsked(version.item, attempt.wording);
  const people = new Set((await sameAnswers(turn, dispute)).map(({ member }) => member)).size;
  const isOwn = sameQuestion(version.item, attempt.wording) === version.item;
  const mayStay = isOwn && taught(version.item, { decision: 'always', reply: attempt.reply }) !== undefined;
  const { verdict } = attempt;
  return {
    dispute: dispute.attempt,
    said: saidIn(attempt),
    prompt: item.prompt,
    model: modelAnswer(item),
    people,
    mayStay,
    verdict,
  };
}
