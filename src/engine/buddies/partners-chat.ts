import { isSilent } from '../../domain/member.ts';
import { staying } from '../../domain/partners/partner.ts';
import { together } from '../../views/partners.ts';
import { isTimeFor } from '../hours.ts';
import { say, type Turn } from '../turn.ts';
import { between, isOpen, mayTell, partnerOf } from './proposal.ts';

/** The alarm of a match that is on: a chat of their own is opened, once it is time for all who stay, with the one thing to do in it. */
export async function ringChat(turn: Turn, id: string): Promise<void> {
  const match = await turn.records.matches.get(id);
  if (match?.state !== 'agreed' || !isOpen(turn, match)) return;
  const ids = staying(match).map(({ member }) => member);
  const people = await turn.records.members.all(ids);
  if (people.some(isSilent)) return;
  for (const member of people) if (!(await isTimeFor(turn, member, { kind: 'proposal', subject: id }))) return;
  const isTold = await mayTell(turn, ids);
  const partners = people.map((member) => ({ member, explains: isTold ? partnerOf(match, member.id)?.explains : undefined }));
  await say(turn, { kind: 'group', members: ids }, together(match, partners), { purpose: `${between(match)}:chat` });
}
