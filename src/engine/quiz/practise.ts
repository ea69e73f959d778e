import { scopeIn } from '../../domain/goals/scope.ts';
import type { IntentOf } from '../../intents.ts';
import { md } from '../../markdown.ts';
import { practising } from '../../views/check-in.ts';
import { sentence } from '../../views/words.ts';
import { replace, reply, type Visit } from '../turn.ts';

/** `practise TOPIC`, or picked after a check-in: its questions come first for two weeks. */
export async function practise(visit: Visit, intent: IntentOf<'practise'>): Promise<void> {
  const wanted = intent.topic ?? String(visit.values['topic'] ?? '');
  const decks = await visit.records.enrolments.of(visit.member.id);
  const items = await visit.records.decks.items(decks);
  const found = scopeIn(
    wanted,
    items.map(({ deck, topic }) => ({ deck, topic, name: topic })),
  );
  if (!found) {
    const topics = [...new Set(items.map(({ topic }) => topic))].slice(0, 10).join(', ');
    await reply(
      visit,
      sentence(topics ? md`Choose a topic of yours to practise: ${topics}.` : md`You learn no deck yet: say decks.`),
    );
    return;
  }
  await visit.records.weeks.practise({ member: visit.member.id, deck: found.deck, topic: found.topic, at: visit.now });
  await replace(visit, practising(found.topic));
}
