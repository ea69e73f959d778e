import type { RequestHandler } from 'express';
import { z } from 'zod';
import type { WorkspaceId } from '../../src/events.ts';
import type { Letter, Recipient } from '../../src/letter.ts';
import { parsed, Refused } from './refused.ts';
import type { Room } from './room.ts';
import type { Entry } from './transcript.ts';

export type Renderers = { slack(letter: Letter): unknown; teams(letter: Letter): unknown };

export type LettersOptions = { room: Room; channel: { id: string }; workspace: WorkspaceId; renderers: Renderers };

const asSchema = z.enum(['slack', 'teams'], { error: 'choose ?as=slack or ?as=teams' });

/** Answers with the payload that another platform would get for a letter which was shown here. */
export function letterPayload({ room, channel, workspace, renderers }: LettersOptions): RequestHandler {
  function letterOf(entry: Entry, { id, purpose, outbound, before }: NonNullable<Entry['letter']>): Letter {
    const replaced = before.at(-1);
    return { id, workspace, to: recipient(entry), outbound, purpose, ...(replaced !== undefined && { replaces: replaced }) };
  }

  function recipient({ place, onlyFor }: Entry): Recipient {
    if (place.kind === 'personal') return { kind: 'member', member: place.member };
    if (onlyFor !== undefined) return { kind: 'aside', channel: channel.id, member: onlyFor };
    return { kind: 'channel', channel: channel.id };
  }

  return (request, response) => {
    const as = parsed(asSchema, request.query['as']);
    const entry = room.entries().find((entry) => entry.letter?.id === request.params['id']);
    if (!entry?.letter)
      throw new Refused(404, 'No letter with this id is shown in the playground; another may have taken its place.');
    response.json(renderers[as](letterOf(entry, entry.letter)));
  };
}
