import type { Member } from '../domain/member.ts';
import { ruledFor } from '../views/disputes.ts';
import { message } from '../views/words.ts';
import { type Turn, tell } from './turn.ts';

/** What was ruled on a learner's answers since the last time, in one message. */
export async function tellNews(turn: Turn, member: Member): Promise<void> {
  const disputes = await turn.records.disputes.untold(member.id);
  const told = new Set<string>();
  const blocks = [];
  for (const dispute of disputes) {
    const ruling = dispute.ruling === undefined ? undefined : await turn.records.rulings.get(dispute.ruling);
    if (ruling && !told.has(ruling.id)) {
      told.add(ruling.id);
      const insisted = disputes.some((each) => each.ruling === ruling.id && each.at !== undefined);
      const asked = await turn.records.decks.version(ruling);
      blocks.push(...ruledFor(ruling, { insisted, prompt: asked?.item.prompt }).blocks);
    }
    await turn.records.disputes.save({ ...dispute, told: true });
  }
  if (blocks.length > 0) await tell(turn, member.id, message(blocks));
}
