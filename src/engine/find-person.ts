import { normalise } from '../domain/grade/normalise.ts';
import type { Member } from '../domain/member.ts';
import type { Visit } from './turn.ts';

/** Who is meant: by the platform's id, or by a name that one member alone has here. */
export async function findPerson(visit: Visit, words: string): Promise<Member | undefined> {
  const name = words
    .trim()
    .replace(/^@/, '')
    .replace(/[.!]+$/, '');
  const [byId] = await visit.records.members.all([name]);
  if (byId) return byId;
  const fitting = (await visit.records.members.all()).filter((each) => normalise(each.name) === normalise(name));
  return fitting.length === 1 ? fitting[0] : undefined;
}
