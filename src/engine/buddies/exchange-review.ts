import { may } from '../../domain/access.ts';
import { itemOf, type Written } from '../../domain/exchange.ts';
import { isSilent } from '../../domain/member.ts';
import { dayAt, nextSessionAt } from '../../domain/rhythm.ts';
import type { IntentOf } from '../../intents.ts';
import { md } from '../../markdown.ts';
import {
  acceptedNow,
  alreadyReviewed,
  nothingOffered,
  offered,
  refusalOfWritten,
  refusedNow,
} from '../../views/exchange-review.ts';
import { sentence } from '../../views/words.ts';
import { witness } from '../audit.ts';
import { isTimeFor } from '../hours.ts';
import { replace, reply, type Turn, tell, type Visit } from '../turn.ts';
import { alarmOf } from './exchange-pair.ts';

// So long several questions are gathered for one message.
const GATHER_MINUTES = 10;
const LONGEST_REASON = 300;

/** Puts a question that was answered before the authors, each at a time of theirs. */
export async function offer(turn: Turn, written: Written): Promise<void> {
  const { records, now } = turn;
  await records.writtenQuestions.save({ ...written, state: 'offered' });
  await records.alarms.set('written', alarmOf(written), undefined);
  const keepers = (await records.members.all()).filter((each) => may('keep-decks', each) && !isSilent(each));
  for (const { id } of keepers) await records.alarms.set('offered', id, now.add({ minutes: GATHER_MINUTES }));
}

/** `review questions`: what waits for an author. */
export async function listOffered(visit: Visit): Promise<void> {
  if (!may('keep-decks', visit.member)) return notForYou(visit);
  await reply(visit, await waiting(visit));
}

/** The alarm of what waits: one message a day, at a time at which they may be asked. */
export async function ringOffered(turn: Turn, id: string): Promise<void> {
  const member = await turn.records.members.lock(id);
  if (!member || isSilent(member) || !may('keep-decks', member)) return;
  if ((await turn.records.writtenQuestions.offered()).length === 0) return;
  if (!(await isTimeFor(turn, member, { kind: 'offered', subject: id }))) return;
  const purpose = `offered:${id}:${dayAt(turn.now, member.zone)}`;
  if (await tell(turn, id, await waiting(turn), { purpose })) return;
  await turn.records.alarms.set('offered', id, nextSessionAt(turn.now, member, turn.isHoliday));
}

async function waiting({ records }: Turn) {
  const all = await records.writtenQuestions.offered();
  const [first] = all;
  if (!first) return nothingOffered();
  const title = (await records.decks.list()).find(({ id }) => id === first.deck)?.title ?? first.deck;
  return offered(first, all.length, title);
}

/** The form for why not. */
export async function openWrittenRefusal(visit: Visit, { written: id }: IntentOf<'open-written-refusal'>): Promise<void> {
  if (!may('keep-decks', visit.member)) return notForYou(visit);
  const written = (await visit.records.writtenQuestions.offered()).find((each) => each.id === id);
  await replace(visit, written ? refusalOfWritten(written) : alreadyReviewed());
}

/** Into the deck, or not, because …; in words the first that waits. Two at once are one: the second finds it done. */
export async function reviewWritten(visit: Visit, intent: IntentOf<'review-written'>): Promise<void> {
  const { records, member } = visit;
  if (!may('keep-decks', member)) return notForYou(visit);
  const first = intent.written ?? (await records.writtenQuestions.offered())[0]?.id;
  const written = first === undefined ? undefined : await records.writtenQuestions.get(first);
  if (written?.state !== 'offered') return void (await replace(visit, alreadyReviewed()));
  if (intent.accept) await accept(visit, written);
  else await refuse(visit, written, intent.reason);
  const next = (await records.writtenQuestions.offered()).length > 0 ? await waiting(visit) : undefined;
  await replace(visit, intent.accept ? acceptedNow(written, next) : refusedNow(written, next));
}

async function accept(visit: Visit, written: Written): Promise<void> {
  const { records, now: at } = visit;
  const { id, deck, writer, named } = written;
  const item = itemOf(written);
  await records.writtenQuestions.save({ ...written, state: 'accepted' });
  await records.contributedItems.add({ deck, item, at, ...(named && { writer }) });
  if ((await records.decks.current({ deck, item: item.id })) === undefined)
    await records.decks.revise({ deck, version: 1, item });
  await witness(visit, 'ruled', `deck:${deck}`, { item: item.id, question: id, decision: 'accepted' });
}

async function refuse(visit: Visit, written: Written, words: string | undefined): Promise<void> {
  const given = words ?? [visit.values['reason'] ?? []].flat()[0] ?? '';
  const reason = given.replace(/\s+/g, ' ').slice(0, LONGEST_REASON).toWellFormed().trim();
  await visit.records.writtenQuestions.save({ ...written, state: 'refused', ...(reason !== '' && { reason }) });
  const { id, deck } = written;
  await witness(visit, 'ruled', `deck:${deck}`, { question: id, decision: 'refused' });
}

async function notForYou(visit: Visit): Promise<void> {
  await reply(visit, sentence(md`Only an author or an admin says which questions join a deck.`));
}
