import { type Explanation, type Tick, ticksFor } from '../domain/explanation.ts';
import type { IntentOf } from '../intents.ts';
import { passed, thanked } from '../views/explanation.ts';
import { sentence } from '../views/words.ts';
import { witness } from './audit.ts';
import { nameOf } from './explanation.ts';
import { replace, type Visit } from './turn.ts';

/** What the listener found in an explanation. Two ratings are one: the second finds that nothing waits any more. */
export async function rateExplanation(visit: Visit, intent: IntentOf<'rate-explanation'>): Promise<void> {
  const explanation = await waitingFor(visit, intent.explanation);
  const version = explanation && (await visit.records.decks.version(explanation));
  if (!explanation || !version) return nothingWaits(visit);
  const heard = heardIn(visit, ticksFor(version.item), intent.heard);
  await visit.records.explanations.save({ ...explanation, state: 'read', heard, readAt: visit.now });
  await visit.records.alarms.set('explanation', explanation.attempt, visit.now);
  visit.soon.push({ kind: 'explanation', subject: explanation.attempt, at: visit.now });
  const { deck, item, member: explainer } = explanation;
  await witness(visit, 'buddy-mark', `member:${explainer}`, { deck, item, heard: heard.join(' ') });
  await expose(visit, explanation);
  await replace(visit, thanked(await nameOf(visit, explanation.member), heard));
}

/** No time for it: the explainer compares on their own, and reads no reasons. */
export async function passExplanation(visit: Visit, intent: IntentOf<'pass-explanation'>): Promise<void> {
  const explanation = await waitingFor(visit, intent.explanation);
  if (!explanation) return nothingWaits(visit);
  await visit.records.explanations.save({ ...explanation, state: 'lapsed' });
  await replace(visit, passed());
}

async function waitingFor({ records, member }: Visit, attempt: string | undefined): Promise<Explanation | undefined> {
  const [first] = await records.explanations.waiting(member.id);
  const found = attempt ?? first?.attempt;
  const explanation = found === undefined ? undefined : await records.explanations.get(found);
  return explanation?.listener === member.id && explanation.state === 'sent' ? explanation : undefined;
}

async function nothingWaits(visit: Visit): Promise<void> {
  await replace(visit, sentence('No explanation waits for you.'));
}

function heardIn(visit: Visit, asked: readonly Tick[], words: string | undefined): Tick[] {
  if (words === 'all') return [...asked];
  const numbers =
    words === undefined ? [visit.values['heard'] ?? []].flat() : (words.match(/[1-3]/g) ?? []).map((n) => String(Number(n) - 1));
  return asked.filter((_, i) => numbers.includes(String(i)));
}

// To have read it is to have seen the item: a recall right after says little.
async function expose({ records, member, now }: Visit, explanation: Explanation): Promise<void> {
  await records.probes.expose([member.id], explanation, now);
  const memory = await records.memories.get(member.id, explanation);
  if (memory) await records.memories.save(member.id, { ...memory, seenAt: now });
}
