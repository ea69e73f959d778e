import { z } from 'zod';
import type { Conversation, Inbound, WorkspaceId } from '../../src/events.ts';
import { idSchema } from '../words.ts';
import { isZone } from './move-clock.ts';
import { parsed } from './refused.ts';
import type { Draft } from './room.ts';
import type { Person, PlaceName } from './wire.ts';

export type ReceiveOptions = {
  workspace: WorkspaceId;
  people: readonly Person[];
  channel: { id: string; name: string };
  newId(): string;
};

/** What somebody did in the page: what the others see of it, and what Cairn is given of it. */
export type Received = { member: string; zone?: string | undefined; shown?: Draft; inbound?: Inbound };

const event = idSchema.optional();
const zone = z.string().max(100).refine(isZone, 'not a time zone').optional();

// The transcript is kept in a database, which has neither NUL nor half of a surrogate pair.
const words = z.string().transform((text) => text.replaceAll('\0', '').toWellFormed());

/** Readers of the two bodies that the page posts. */
export function receiver({ workspace, people, channel, newId }: ReceiveOptions) {
  const member = z.string().refine((id) => people.some((person) => person.id === id), {
    error: `nobody here has this id; there are ${people.map((person) => person.id).join(', ')}`,
  });
  const sayBody = z
    .object({
      event,
      member,
      zone,
      place: z.enum(['personal', 'channel']),
      text: words,
      attachments: z.int().min(0).max(100).default(0),
    })
    .refine((body) => body.text.trim() !== '' || body.attachments > 0, { path: ['text'], error: 'empty; write something' });
  const pressBody = z.object({
    event,
    member,
    zone,
    letter: idSchema,
    button: idSchema,
    values: z.record(z.string(), z.union([words, z.array(words)])).default({}),
  });

  function conversationOf(place: PlaceName): Conversation {
    return place === 'personal' ? { kind: 'personal' } : { kind: 'channel', id: channel.id, name: `#${channel.name}` };
  }

  return {
    readSay(raw: unknown, at: Temporal.Instant): Received {
      const body = parsed(sayBody, raw);
      const { place, attachments } = body;
      const base = { id: body.event ?? newId(), workspace, member: body.member, conversation: conversationOf(place), at };
      const heard = forCairn(body.text, place);
      return {
        member: body.member,
        zone: body.zone,
        ...(heard.shown && {
          shown: {
            id: `said:${base.id}`,
            at: at.toString(),
            place: place === 'personal' ? { kind: 'personal', member: body.member } : { kind: 'channel' },
            author: body.member,
            text: body.text,
            attachments,
          },
        }),
        ...(heard.text !== undefined && { inbound: { ...base, what: { type: 'said', text: heard.text, attachments } } }),
      };
    },

    /** `placeOf` tells where the letter stands, and refuses one that this member was never shown. */
    readPress(raw: unknown, at: Temporal.Instant, placeOf: (letter: string, member: string) => PlaceName): Received {
      const { event: id = newId(), member, zone, letter, button, values } = parsed(pressBody, raw);
      const conversation = conversationOf(placeOf(letter, member));
      const what = { type: 'pressed', letter, button, values } as const;
      return { member, zone, inbound: { id, workspace, member, conversation, at, what } };
    },
  };
}

/** As on the real platforms: a slash command is nobody else's, and in a channel a bot hears only what mentions it. */
function forCairn(text: string, place: PlaceName): { shown: boolean; text?: string } {
  const command = /^\s*\/cairn(?:\s+|$)/i.exec(text);
  if (command) return { shown: false, text: text.slice(command[0].length).trim() };
  const mention = /(?<![\w@])@cairn(?![\w-])[,:]?/gi;
  if (place === 'channel' && text.search(mention) === -1) return { shown: true };
  return { shown: true, text: text.replace(mention, '').trim() };
}
