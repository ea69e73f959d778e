import type { Written } from '../../domain/exchange.ts';
import type { Member } from '../../domain/member.ts';
import type { Turn } from '../turn.ts';
import { weekNow } from './partners.ts';

// So long after a match its people may still write for each other.
const MATCHED_WEEKS = 4;

/** Whom somebody may write for: who said yes to a match with them, or to being their buddy, and neither avoids the other. */
export async function readersOf(turn: Turn, writer: string): Promise<Member[]> {
  const { buddies, matches, members, avoidances } = turn.records;
  const ids = new Set<string>();
  for (const { buddy, status } of await buddies.of(writer)) if (status === 'agreed') ids.add(buddy);
  for (const { state, partners } of await matches.since(weekNow(turn).subtract({ weeks: MATCHED_WEEKS }))) {
    const agreed = partners.filter(({ answer }) => answer === 'yes').map(({ member }) => member);
    if (state === 'agreed' && agreed.includes(writer)) for (const each of agreed) ids.add(each);
  }
  for (const { member, other } of await avoidances.of([writer, ...ids])) {
    if (member === writer) ids.delete(other);
    if (other === writer) ids.delete(member);
  }
  ids.delete(writer);
  const people = await members.all([...ids]);
  return people.filter(({ status, unreachable }) => status !== 'left' && unreachable === undefined);
}

/** What names one of two to the other carries both, so that erasing finds it. */
export function betweenThem(turn: Turn, { writer, reader }: Pick<Written, 'writer' | 'reader'>): { purpose: string } {
  return { purpose: `written:${writer}:${reader}:${turn.cause}/${turn.letters.length + 1}` };
}

/** What the alarm of a written question is set for. */
export function alarmOf({ reader, id }: Pick<Written, 'reader' | 'id'>): string {
  return `${reader} ${id}`;
}
