import { type Buddy, MOST_A_DAY } from '../../domain/buddy.ts';
import { isSilent, type Member } from '../../domain/member.ts';
import { nextSessionAt } from '../../domain/rhythm.ts';
import type { IntentOf } from '../../intents.ts';
import { md } from '../../markdown.ts';
import { agreedNow, answered, askedForHelp, declinedNow } from '../../views/buddies.ts';
import { sentence } from '../../views/words.ts';
import { findPerson } from '../find-person.ts';
import { isTimeFor } from '../hours.ts';
import { replace, type Turn, tell, type Visit } from '../turn.ts';
import { deliver, giveBack } from './give-back.ts';

/** Asks for consent, when the buddy may be asked anything; until then an alarm waits. */
export async function putQuestion(turn: Turn, buddy: Buddy, person: Member): Promise<Buddy> {
  const subject = `${buddy.explainer} ${buddy.buddy}`;
  const [explainer] = await turn.records.members.all([buddy.explainer]);
  if (!explainer) return buddy;
  if (isSilent(person) || (await hasHadEnough(turn, person))) {
    await turn.records.alarms.set('buddy', subject, nextSessionAt(turn.now, person, turn.isHoliday));
    return buddy;
  }
  if (!(await isTimeFor(turn, person, { kind: 'buddy', subject }))) return buddy;
  await turn.records.alarms.set('buddy', subject, undefined);
  // Once, whatever becomes of the rows.
  await tell(turn, person.id, askedForHelp(explainer), { purpose: `buddy:${explainer.id}:${person.id}:asked` });
  const asked = { ...buddy, status: 'asked' } as const;
  await turn.records.buddies.save(asked);
  return asked;
}

async function hasHadEnough({ records, now }: Turn, person: Member): Promise<boolean> {
  const today = now.toZonedDateTimeISO(person.zone).startOfDay().toInstant();
  const asked = (await records.buddies.naming(person.id)).filter(
    ({ status, namedAt }) => status !== 'named' && Temporal.Instant.compare(namedAt, today) >= 0,
  );
  return asked.length >= MOST_A_DAY;
}

/** The alarm of a pair: the question is to be put, or the explainer to hear what came of it. */
export async function ringBuddy(turn: Turn, subject: string): Promise<void> {
  const [explainer = '', id = ''] = subject.split(' ');
  const buddy = await turn.records.buddies.get(explainer, id);
  const [person] = await turn.records.members.all([id]);
  if (!buddy || !person || person.status === 'left') return;
  if (buddy.status === 'named') await putQuestion(turn, buddy, person);
  else await tellExplainer(turn, buddy, person);
}

/** The buttons of the request; in words the newest is meant. */
export async function answerBuddy(visit: Visit, { explainer, name, yes }: IntentOf<'answer-buddy'>): Promise<void> {
  const { records, member } = visit;
  const newest = (await records.buddies.naming(member.id)).find((each) => each.status === 'asked');
  // Who said no may change their mind about somebody; the other way round nobody is asked twice.
  const from = name === undefined ? (explainer ?? newest?.explainer) : (await findPerson(visit, name))?.id;
  const buddy = from === undefined ? undefined : await records.buddies.get(from, member.id);
  const [asking] = buddy ? await records.members.all([buddy.explainer]) : [];
  if (!buddy || !asking || buddy.status === 'named') return nothingAsked(visit);
  const isChange = buddy.status !== (yes ? 'agreed' : 'declined');
  const now = { ...buddy, status: yes ? 'agreed' : 'declined' } as const;
  await replace(visit, yes ? agreedNow(asking) : declinedNow(), betweenThem(visit, buddy));
  if (!isChange) return;
  await records.buddies.save(now);
  const waiting = (await waitingOf(visit, now)).filter(({ state }) => yes === (state === 'waiting') || !yes);
  for (const each of waiting) await (yes ? deliver(visit, each, { atOnce: true }) : giveBack(visit, each));
  // Who waits for a mark hears of that, and of nothing else.
  if (waiting.length === 0) await tellExplainer(visit, now, member);
}

async function nothingAsked(visit: Visit): Promise<void> {
  await replace(visit, sentence(md`Nobody is waiting for that answer. Thank you all the same.`));
}

async function waitingOf(turn: Turn, { explainer, buddy }: Buddy) {
  const given = await turn.records.explanations.givenTo(buddy);
  return given.filter((each) => each.explainer === explainer && (each.state === 'waiting' || each.state === 'sent'));
}

async function tellExplainer(turn: Turn, buddy: Buddy, person: Member): Promise<void> {
  const [explainer] = await turn.records.members.all([buddy.explainer]);
  if (!explainer || isSilent(explainer)) return;
  if (!(await isTimeFor(turn, explainer, { kind: 'buddy', subject: `${buddy.explainer} ${buddy.buddy}` }))) return;
  await tell(turn, explainer.id, answered(person, buddy.status === 'agreed'), betweenThem(turn, buddy));
}

/** What names one of two to the other carries both, so that erasing finds it. */
export function betweenThem(turn: Turn, { explainer, buddy }: Pick<Buddy, 'explainer' | 'buddy'>): { purpose: string } {
  return { purpose: `buddy:${explainer}:${buddy}:${turn.cause}/${turn.letters.length + 1}` };
}
