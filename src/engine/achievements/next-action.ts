import { stepOf } from '../../domain/achievements/award.ts';
import type { IntentOf } from '../../intents.ts';
import { md } from '../../markdown.ts';
import { sentence } from '../../views/words.ts';
import { addExtra } from '../quiz/session.ts';
import { reply, type Visit } from '../turn.ts';
import { ruleOf } from './reward.ts';

/** The button of an award: asks the question it promised, and remembers that it was taken up. */
export async function nextAction(visit: Visit, { family, tier }: IntentOf<'next-action'>): Promise<void> {
  const rule = ruleOf(visit, family);
  const award = (await visit.records.awards.of(visit.member.id)).find((each) => each.family === family && each.tier === tier);
  if (!rule || !award) {
    await reply(visit, sentence(md`That award is not among yours.`));
    return;
  }
  if (award.action !== 'offered') {
    await reply(visit, sentence(md`You have taken that up already. Say more for another one.`));
    return;
  }
  const isOpen = stepOf(award, visit.now) !== 'ignored';
  const asked = await addExtra(visit, rule.next.asks, isOpen ? { family, tier } : undefined);
  // What was ignored stays so, and its question comes all the same.
  if (asked && isOpen) await visit.records.awards.save({ ...award, action: 'taken' });
  if (!asked) await reply(visit, sentence(md`There is nothing left to ask today. Tomorrow there will be.`));
}
