import type { Member } from '../domain/member.ts';
import type { Block } from '../outbound.ts';
import { ruledFor } from '../views/disputes.ts';
import { explanationNews } from '../views/explanation.ts';
import { message } from '../views/words.ts';
import { nameOf } from './explanation.ts';
import { type Turn, tell } from './turn.ts';

/** What came of a learner's answers since the last time, in one message: rulings, and what became of what they explained. */
export async function tellNews(turn: Turn, member: Member): Promise<void> {
  const blocks = [...(await rulingsFor(turn, member)), ...(await explanationsOf(turn, member))];
  if (blocks.length > 0) await tell(turn, member.id, message(blocks));
}

async function explanationsOf(turn: Turn, member: Member): Promise<Block[]> {
  const blocks: Block[] = [];
  for (const explanation of await turn.records.explanations.untold(member.id)) {
    const version = await turn.records.decks.version(explanation);
    if (version) blocks.push(...explanationNews(version.item, explanation, await nameOf(turn, explanation.listener)));
    await turn.records.explanations.save({ ...explanation, told: true });
  }
  return blocks;
}

async function rulingsFor(turn: Turn, member: Member): Promise<Block[]> {
  const disputes = await turn.records.disputes.untold(member.id);
  const told = new Set<string>();
  const blocks: Block[] = [];
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
  return blocks;
}
