import type { Explanation } from '../../domain/buddy.ts';
import type { Member } from '../../domain/member.ts';
import { dayAt } from '../../domain/rhythm.ts';
import type { Block } from '../../outbound.ts';
import { ruledFor } from '../../views/disputes.ts';
import { stillKnown, unread } from '../../views/explanations.ts';
import { message } from '../../views/words.ts';
import { keepShown } from '../achievements/achieve.ts';
import { writtenNews } from '../buddies/exchange-news.ts';
import { explainedItem } from '../buddies/explained-item.ts';
import { settle } from '../buddies/outcome.ts';
import { type Turn, tell } from '../turn.ts';

/** What came of a learner's answers since the last time, in one message: rulings, and what became of what they explained or wrote for others. */
export async function tellNews(turn: Turn, member: Member): Promise<void> {
  const written = await writtenNews(turn, member);
  const blocks = [...(await rulingsFor(turn, member)), ...(await buddyNews(turn, member)), ...written.blocks];
  // What names somebody to them carries who, so that erasing finds it.
  const purpose = ['written', member.id, ...written.names, turn.cause].join(':');
  if (blocks.length > 0) await tell(turn, member.id, message(blocks), written.names.length > 0 ? { purpose } : {});
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

/** What became of explanations. A mark, or that one is to be compared, is a message of its own. */
async function buddyNews(turn: Turn, member: Member): Promise<Block[]> {
  const { explanations } = turn.records;
  const untold = await explanations.untold(member.id);
  const blocks: Block[] = [];
  for (const { attempt } of untold) {
    // Locked, as its buddy may recall its item at the same time.
    const explanation = await explanations.get(attempt);
    if (!explanation) continue;
    const { state, credit, open, told } = explanation;
    const item = await explainedItem(turn, explanation);
    const isOver = state === 'rated' || state === 'returned';
    if (isOver && !told) await settle(turn, member, explanation, { news: true });
    if (item && state === 'returned' && !open && !told) blocks.push(...unread(item));
    if (credit === 'matured') await keepExplained(turn, member, explanation);
    if (item && credit === 'matured') blocks.push(...stillKnown(item));
    const settled = await explanations.get(attempt);
    if (settled) await explanations.save({ ...settled, told: isOver, creditTold: credit === 'matured' });
  }
  return blocks;
}

async function keepExplained(turn: Turn, member: Member, { attempt, deck, item, version }: Explanation): Promise<void> {
  const day = dayAt(turn.now, member.zone);
  await keepShown(turn, member.id, 'explanations', { subject: `${deck}/${item}`, attempt, deck, item, version, day });
}
