import { readerOf } from '../domain/buddy.ts';
import type { Item } from '../domain/deck.ts';
import type { Member } from '../domain/member.ts';
import type { Turn } from './turn.ts';

/** Whether an answer to this item could go to somebody who reads it. */
export async function hasBuddy({ records }: Turn, { id }: Member, { kind }: Item): Promise<boolean> {
  return kind === 'teach-back' && readerOf(await records.buddies.of(id)) !== undefined;
}
