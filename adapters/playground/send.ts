import type { Letter } from '../../src/letter.ts';
import { NotDelivered, type PlacedLetter, type Platform } from '../../src/ports/platform.ts';
import type { Room } from './room.ts';
import type { Entry } from './transcript.ts';
import type { Person } from './wire.ts';

export type SendOptions = {
  room: Room;
  people: readonly Person[];
  channel: { id: string };
  /** The zones that the page told, by member. */
  zones: ReadonlyMap<string, string>;
  now(): Temporal.Instant;
};

export function playgroundPlatform({ room, people, channel, zones, now }: SendOptions): Platform {
  async function post(letter: PlacedLetter): Promise<string> {
    const { id, purpose, outbound, under } = letter;
    await room.add({
      ...whereTo(letter),
      id,
      at: now().toString(),
      author: 'cairn',
      ...(under && { under }),
      letter: { id, purpose, outbound, before: [] },
    });
    return id;
  }

  function whereTo({ to, id }: Letter): Pick<Entry, 'place' | 'onlyFor'> {
    if (to.kind === 'group') throw new NotDelivered('refused', `The playground has no group chats (letter ${id}).`);
    if (to.kind !== 'channel' && !people.some((person) => person.id === to.member)) {
      throw new NotDelivered('unreachable', `Nobody in the playground has the id ${to.member} (letter ${id}).`);
    }
    if (to.kind === 'home') throw new NotDelivered('refused', `The playground has no page beside the chat (letter ${id}).`);
    if (to.kind !== 'member' && to.channel !== channel.id) {
      throw new NotDelivered('unreachable', `The playground has no channel ${to.channel} (letter ${id}).`);
    }
    if (to.kind === 'member') return { place: { kind: 'personal', member: to.member } };
    return { place: { kind: 'channel' }, ...(to.kind === 'aside' && { onlyFor: to.member }) };
  }

  return {
    post,
    async update(letter, ref) {
      if (!room.find(ref)?.letter) return await post(letter);
      const { id, purpose, outbound } = letter;
      await room.replace(ref, { id, purpose, outbound });
      return ref;
    },
    // A letter's entry has the letter's id: to post it again changes nothing.
    async find({ id }) {
      return room.find(id)?.letter?.id === id ? { seen: 'yes', ref: id } : { seen: 'no' };
    },
    pace: { workspace: Infinity, conversation: Infinity },
    tellsStatus: false,
    opensGroups: false,
    async profile(_workspace, member) {
      const zone = zones.get(member);
      const { name = member, locale } = people.find((person) => person.id === member) ?? {};
      return { name, ...(zone !== undefined && { zone }), ...(locale !== undefined && { locale }) };
    },
  };
}
