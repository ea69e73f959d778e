import { isClosed } from '../../domain/buddy.ts';
import type { IntentOf } from '../../intents.ts';
import { phrase } from '../../phrase.ts';
import { sentence } from '../../views/words.ts';
import { findPerson } from '../find-person.ts';
import { reply, type Turn, type Visit } from '../turn.ts';
import { giveBack } from './give-back.ts';

/** `stop being a buddy`, of one person or of all: nothing more comes from them, and nobody is told why. */
export async function endBuddies(visit: Visit, { name }: IntentOf<'end-buddies'>): Promise<void> {
  const whose = name === undefined ? undefined : await findPerson(visit, name);
  const named = (await visit.records.buddies.naming(visit.member.id)).filter((each) => !isClosed(each));
  const ended = named.filter((each) => name === undefined || each.explainer === whose?.id);
  for (const { explainer, buddy } of ended) {
    // Locked, and read again: who erased meanwhile took it along.
    const each = await visit.records.buddies.get(explainer, buddy);
    if (!each) continue;
    await visit.records.buddies.save({ ...each, status: 'ended' });
    await visit.records.alarms.set('buddy', `${each.explainer} ${each.buddy}`, undefined);
    await release(visit, each);
  }
  const words =
    ended.length > 0 ? phrase`Done: you are not asked to read anything any more` : phrase`You are nobody’s buddy that I know of`;
  await reply(visit, sentence(name === undefined ? phrase`${words}.` : phrase`${words}, as far as they are concerned.`));
}

/** A buddy goes: what they were given goes back, and what they may have learned from it is looked at no more. */
export async function release(turn: Turn, { buddy, explainer }: { buddy: string; explainer?: string }): Promise<void> {
  const given = (await turn.records.explanations.givenTo(buddy)).filter(
    (each) => (explainer ?? each.explainer) === each.explainer,
  );
  for (const { attempt } of given) {
    const each = await turn.records.explanations.get(attempt);
    if (each?.buddy !== buddy) continue;
    if (each.credit === 'pending') await turn.records.explanations.save({ ...each, credit: 'lapsed' });
    else await giveBack(turn, each);
  }
}
