import { z } from 'zod';

/** A workspace's id names its platform first, so that a letter finds its way: `slack:T0123`, `teams:<tenant>`, `playground:demo`. */
export type WorkspaceId = `${PlatformName}:${string}`;
export type PlatformName = 'slack' | 'teams' | 'playground';

/** A workspace's id as somebody writes it into a file. */
export const workspaceIdSchema = z.templateLiteral([z.enum(['slack', 'teams', 'playground']), ':', z.string().min(1)], {
  error: 'is named like slack:T0123',
});

export function platformNameOf(workspace: WorkspaceId): PlatformName {
  // The type says what stands before the colon.
  return workspace.slice(0, workspace.indexOf(':')) as PlatformName;
}

/** What a form held when its button was pressed: by the id of the input; several values where several may be picked. Emptied text is '', an untouched choice may be left out. */
export type FormValues = Readonly<Record<string, string | readonly string[]>>;

/** Something that reached us from a person on a platform, verified and parsed. */
export type Inbound = {
  /** The platform's own id of the event or activity; the same event delivered twice has the same id. */
  id: string;
  workspace: WorkspaceId;
  member: string;
  conversation: Conversation;
  at: Temporal.Instant;
  what: Said | Pressed | Met | Opened | StatusChanged;
};

/** Where it happened: alone with Cairn, or in a channel or group that others read. */
export type Conversation = { kind: 'personal' } | { kind: 'channel'; id: string; name?: string };

/** Words that somebody wrote, without the mention of the bot; `attachments` counts files that came along. */
export type Said = { type: 'said'; text: string; attachments: number };

/** A button of a letter that we sent. What it means is kept with the letter, so it cannot be forged. */
export type Pressed = { type: 'pressed'; letter: string; button: string; values: FormValues };

/** Somebody says with their status that they are away, until then if they named a time, or that they are not. */
export type StatusChanged = { type: 'status'; away: boolean; until?: Temporal.Instant };

/** Somebody opened the conversation or installed the bot for themselves. */
export type Met = { type: 'met' };

/** Somebody opened the page that their platform keeps for them beside the chat. */
type Opened = { type: 'opened' };
