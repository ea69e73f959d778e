import type { Attempt } from '../../domain/attempt.ts';
import {
  answerOf,
  type Decision,
  type Dispute,
  groupsOf,
  questionOf,
  type Ruling,
  saidIn,
  taught,
} from '../../domain/dispute.ts';
import { isSilent, type Member } from '../../domain/member.ts';
import { isWelcome } from '../../domain/rhythm.ts';
import type { IntentOf } from '../../intents.ts';
import { alreadyRuled, noSuchAnswer, ruled, ruledFor, waiting } from '../../views/disputes.ts';
import { witness } from '../audit.ts';
import { replace, reply, type Turn, tell, type Visit } from '../turn.ts';
import { credit, sameAnswers } from './credit.ts';
import { contestedIn, firstOf, type Group, groupsFor, notForYou } from './disputes.ts';

const LONGEST_REASON = 300;

/** A ruling on an answer, for all who gave it. Two at once are one: the second finds that nothing waits any more. */
export async function rule(visit: Visit, intent: IntentOf<'rule'>): Promise<void> {
  const own = await groupsFor(visit, visit.member, { lock: true });
  const group = own && chosen(own, intent);
  if (!own || (!group && (await waitsForOthers(visit, intent)))) return notForYou(visit);
  const attempt = group && (await visit.records.attempts.get(group[0].attempt));
  const contested = group && (await contestedIn(visit, group));
  if (!group || !attempt || !contested) {
    await (intent.dispute === undefined ? reply(visit, noSuchAnswer()) : replace(visit, alreadyRuled()));
    return;
  }
  const decision = intent.decision === 'always' && !contested.mayStay ? 'once' : intent.decision;
  const ruling = rulingOn(visit, group, attempt, { decision, people: contested.people, reason: reasonIn(visit, intent) });
  await visit.records.rulings.add(ruling);
  const { deck, item } = ruling;
  await witness(visit, 'ruled', `deck:${deck}`, { item, ruling: ruling.id, decision });
  await teach(visit, ruling);
  await settle(visit, group, ruling);
  const others = own.filter((each) => each !== group);
  const next = await firstOf(visit, others);
  await replace(visit, ruled(ruling, next && waiting(next, others.length)));
}

function chosen(groups: readonly Group[], { dispute, answer }: IntentOf<'rule'>): Group | undefined {
  if (dispute !== undefined) return groups.find((group) => group.some((each) => each.attempt === dispute));
  const said = answer === undefined ? undefined : answerOf({ reply: { type: 'typed', text: answer } });
  const fitting = groups.filter(([first]) => first.answer === said);
  // Of two questions with this answer nobody knows which is meant.
  return fitting.length === 1 ? fitting[0] : undefined;
}

async function waitsForOthers(visit: Visit, { dispute }: IntentOf<'rule'>): Promise<boolean> {
  const all = groupsOf(await visit.records.disputes.waiting({ lock: false }));
  return all.some((group) => group.some((each) => each.attempt === dispute));
}

function reasonIn(visit: Visit, { reason }: IntentOf<'rule'>): string {
  const filled = visit.values['reason'];
  return (reason ?? (typeof filled === 'string' ? filled : ''))
    .replace(/\s+/g, ' ')
    .slice(0, LONGEST_REASON)
    .toWellFormed()
    .trim();
}

function rulingOn(
  { newId, now: at }: Visit,
  [first]: Group,
  attempt: Attempt,
  { decision, people, reason }: { decision: Decision; people: number; reason: string },
): Ruling {
  const { deck, item, version, question, answer } = first;
  const why = decision === 'refused' && reason !== '' ? { reason } : {};
  const said = { said: saidIn(attempt), reply: attempt.reply };
  return { id: newId(), deck, item, version, question, answer, ...said, decision, ...why, people, at };
}

/** Makes the newest version of an item know of a ruling, where it still asks the same. */
async function teach({ records: { decks } }: Visit, ruling: Ruling): Promise<void> {
  const newest = await decks.current(ruling);
  const known = newest === undefined ? undefined : await decks.version({ ...ruling, version: newest });
  if (!known || questionOf(known.item) !== ruling.question) return;
  const item = taught(known.item, ruling);
  if (item) await decks.revise({ deck: ruling.deck, version: known.version + 1, item });
  await decks.recalibrate(ruling.deck);
}

/** Credits everybody with the answer, and tells those who asked; the others hear of it when they begin their next session. */
async function settle(visit: Visit, group: Group, ruling: Ruling): Promise<void> {
  const right = ruling.decision === 'refused' ? [] : await sameAnswers(visit, ruling);
  const asked = new Set(group.map(({ member }) => member));
  // In one order, whoever rules: two who lock the same people do not wait for each other.
  for (const id of [...new Set([...asked, ...right.map(({ member }) => member)])].sort()) {
    const member = await visit.records.members.lock(id);
    if (!member) continue;
    const credited = right.filter((attempt) => attempt.member === id);
    for (const attempt of credited) await credit(visit, member, attempt);
    const told = asked.has(id) && (await tellNow(visit, member, ruling));
    const disputes = group.filter((each) => each.member === id);
    const others = credited.filter((attempt) => !disputes.some((each) => each.attempt === attempt.id));
    for (const dispute of [...disputes, ...others.map((attempt) => unasked(attempt, ruling))])
      await visit.records.disputes.save({ ...dispute, ruling: ruling.id, told });
  }
}

function unasked({ id, member, version }: Attempt, { deck, item, question, answer }: Ruling): Dispute {
  return { attempt: id, member, deck, item, version, question, answer, told: false };
}

async function tellNow(turn: Turn, member: Member, ruling: Ruling): Promise<boolean> {
  if (isSilent(member) || !isWelcome(turn.now, member, turn.isHoliday)) return false;
  await tell(turn, member.id, ruledFor(ruling, { insisted: true }));
  return true;
}
