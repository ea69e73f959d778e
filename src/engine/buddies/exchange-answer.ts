import { patience } from '../../domain/buddy.ts';
import { grade } from '../../domain/deck.ts';
import { itemOf, type Written } from '../../domain/exchange.ts';
import type { Reply, Verdict } from '../../domain/kinds/kind.ts';
import type { IntentOf } from '../../intents.ts';
import { md } from '../../markdown.ts';
import { howClear, noMoreWritten, thanks, compareWritten as toCompare } from '../../views/exchange-read.ts';
import { sentence } from '../../views/words.ts';
import { replace, reply, type Visit } from '../turn.ts';
import { giveBackWritten } from './exchange-deliver.ts';
import { alarmOf, betweenThem } from './exchange-pair.ts';
import { offer } from './exchange-review.ts';

/** A button of the question, or `answer buddy: …`. It is no item yet, so nothing of it is recorded as learned. */
export async function answerWritten(visit: Visit, intent: IntentOf<'answer-written'>): Promise<void> {
  const written = await ownWritten(visit, intent.written, 'sent');
  if (!written) return nothingWaits(visit);
  const item = itemOf(written);
  const outcome = grade(item, replyIn(visit, intent), { seed: written.id, progress: [] });
  if (outcome.type === 'unclear') return void (await reply(visit, sentence(outcome.hint)));
  if (outcome.type === 'next-step') return;
  const { verdict } = outcome.grade;
  const said = outcome.said;
  if (verdict !== 'unsure') return finish(visit, { ...written, said }, verdict);
  await visit.records.writtenQuestions.save({ ...written, said, state: 'comparing' });
  await replace(visit, toCompare(written, said), betweenThem(visit, written));
}

function replyIn({ values }: Visit, { option, words }: IntentOf<'answer-written'>): Reply {
  if (option !== undefined) return { type: 'picked', options: [option] };
  return { type: 'typed', text: words ?? [values['words'] ?? []].flat()[0] ?? '' };
}

/** Where it could not be told whether they said the same, they say so themselves. */
export async function compareWritten(visit: Visit, { written: id, same }: IntentOf<'compare-written'>): Promise<void> {
  const written = await ownWritten(visit, id, 'comparing');
  if (!written) return nothingWaits(visit);
  await finish(visit, written, same ? 'correct' : 'incorrect');
}

async function finish(visit: Visit, written: Written, verdict: Verdict): Promise<void> {
  const [writer] = await visit.records.members.all([written.writer]);
  await visit.records.writtenQuestions.save({ ...written, verdict, state: 'answered' });
  // Who does not rate it lets it go on all the same.
  const { remindAt } = patience(visit.now, visit.member, visit.isHoliday);
  await visit.records.alarms.set('written', alarmOf(written), remindAt);
  await replace(visit, howClear(written, verdict, writer?.name ?? ''), betweenThem(visit, written));
}

/** One tap; what its writer hears of it is what its reader ticked. */
export async function rateWritten(visit: Visit, { written: id, clarity }: IntentOf<'rate-written'>): Promise<void> {
  const written = await ownWritten(visit, id, 'answered');
  if (!written) return nothingWaits(visit);
  const tells = [visit.values['tells'] ?? []].flat().includes('yes');
  const [writer] = await visit.records.members.all([written.writer]);
  await offer(visit, { ...written, clarity, tells });
  await replace(visit, thanks(writer?.name ?? '', clarity, tells), betweenThem(visit, written));
}

/** "Not this one": it goes back, without a reason. */
export async function returnWritten(visit: Visit, { written: id }: IntentOf<'return-written'>): Promise<void> {
  const written = await ownWritten(visit, id, 'sent');
  if (!written) return nothingWaits(visit);
  const { letter: _, ...rest } = written;
  await giveBackWritten(visit, rest);
  await replace(visit, noMoreWritten());
}

/** One that was written for the member and is so far, locked; without an id the first. */
async function ownWritten(visit: Visit, id: string | undefined, state: Written['state']): Promise<Written | undefined> {
  const { writtenQuestions } = visit.records;
  const first = id ?? (await writtenQuestions.for(visit.member.id)).find((each) => each.state === state)?.id;
  const written = first === undefined ? undefined : await writtenQuestions.get(first);
  return written?.reader === visit.member.id && written.state === state ? written : undefined;
}

async function nothingWaits(visit: Visit): Promise<void> {
  await replace(visit, sentence(md`No question from a partner or buddy waits for that.`));
}
