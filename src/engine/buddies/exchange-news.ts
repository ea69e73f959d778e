import { isNews, mayBeContributed } from '../../domain/exchange.ts';
import type { Member } from '../../domain/member.ts';
import type { Block } from '../../outbound.ts';
import { cameOfIt } from '../../views/exchange.ts';
import type { Turn } from '../turn.ts';

/** What became of the questions that somebody wrote, and whom it names to them. */
export async function writtenNews(turn: Turn, writer: Member): Promise<{ blocks: Block[]; names: readonly string[] }> {
  const { writtenQuestions, members, decks } = turn.records;
  const titles = new Map((await decks.list()).map(({ id, title }) => [id, title]));
  const blocks: Block[] = [];
  const names: string[] = [];
  for (const { id } of (await writtenQuestions.by(writer.id)).filter(isNews)) {
    // Locked, as an author may decide on it at the same time.
    const written = await writtenQuestions.get(id);
    if (!written || !isNews(written)) continue;
    const [reader] = await members.all([written.reader]);
    if (reader) names.push(reader.id);
    blocks.push(...cameOfIt(written, reader?.name, titles.get(written.deck) ?? written.deck));
    await writtenQuestions.save({ ...written, told: written.state });
  }
  return { blocks, names };
}

/** Who wrote an item, where they like to be named. */
export async function writerOf({ records }: Turn, asked: { deck: string; item: string }): Promise<Member | undefined> {
  if (!mayBeContributed(asked.item)) return undefined;
  const id = await records.contributedItems.writer(asked);
  return id === undefined ? undefined : (await records.members.all([id]))[0];
}
